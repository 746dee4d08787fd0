package com.ecompulse.pipeline.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
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
  void withoutAnyOtherTopicEventsDoNotPassAProcessor() {
    assertThat(TopicSpec.ALL)
        .filteredOn(spec -> !spec.name().equals(TopicSpec.REPLAYS))
        .allSatisfy(
            spec ->
                assertThat(without(spec.name()).eventsCanPass(Set.of(Role.PROCESSOR))).isFalse());
  }

  @Test
  void aFrontDoorNeedsTheRawTopicAlone() {
    assertThat(TopicSpec.ALL)
        .filteredOn(spec -> !without(spec.name()).eventsCanPass(Set.of(Role.INGEST)))
        .extracting(TopicSpec::name)
        .containsExactly(TopicSpec.RAW);
  }

  @Test
  void aProcessOfBothRolesNeedsWhatEitherDoes() {
    assertThat(TopicSpec.ALL)
        .filteredOn(
            spec -> !without(spec.name()).eventsCanPass(EnumSet.of(Role.INGEST, Role.PROCESSOR)))
        .extracting(TopicSpec::name)
        .containsExactly(TopicSpec.RAW, TopicSpec.ENRICHED, TopicSpec.DEAD_LETTERS);
  }

  @Test
  void aProcessorNeedsTheTablesThatItReads() {
    assertThat(without("user-profiles").eventsCanPass(Set.of(Role.PROCESSOR))).isFalse();
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
