package com.ecompulse.pipeline.topics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicFindingsTest {

  @Test
  void withoutTheReplaysTopicEventsPassAndItIsStillMissing() {
    // Given
    TopicFindings findings = without(TopicSpec.REPLAYS);

    // When, Then
    assertThat(findings.eventsCanPass()).isTrue();
    assertThat(findings.nothingIsMissing()).isFalse();
    assertThat(findings.missing(TopicSpec.ALL))
        .extracting(TopicSpec::name)
        .containsExactly(TopicSpec.REPLAYS);
  }

  @Test
  void withoutAnyOtherTopicEventsDoNotPass() {
    assertThat(TopicSpec.ALL)
        .filteredOn(spec -> !spec.name().equals(TopicSpec.REPLAYS))
        .allSatisfy(spec -> assertThat(without(spec.name()).eventsCanPass()).isFalse());
  }

  @Test
  void aTopicThatIsRefusedIsNotMadeAndEventsDoNotPass() {
    // Given
    TopicFindings findings = TopicFindings.refused(TopicSpec.RAW);

    // When, Then
    assertThat(findings.eventsCanPass()).isFalse();
    assertThat(findings.missing(TopicSpec.ALL)).isEmpty();
  }

  private static TopicFindings without(String topic) {
    return TopicFindings.missing(topic);
  }
}
