package com.ecompulse.pipeline.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.support.LogLines;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicNewsTest {
  private static final TopicFindings WITHOUT_LEADER =
      new TopicFindings(List.of(), Map.of(TopicSpec.RAW, "partition 3 has no leader"));

  private final LogLines log = LogLines.of(TopicNews.class);

  @AfterEach
  void listenNoMore() {
    log.close();
  }

  @Test
  void aTopicThatIsNotWritableIsSaidOnceAndSoIsThatItIsAgain() {
    // When
    tellInTurn(
        TopicFindings.NONE, WITHOUT_LEADER, WITHOUT_LEADER, TopicFindings.NONE, TopicFindings.NONE);

    // Then
    assertThat(log.lines())
        .containsExactly(
            "INFO topics stand as specified: topics=4",
            "WARN topic is not writable: topic=ecommerce-events-raw cause=partition 3 has no leader",
            "INFO topic is writable again: topic=ecommerce-events-raw");
  }

  @Test
  void aTopicThatIsGoneInsteadIsNotSaidToBeWritable() {
    // When
    tellInTurn(WITHOUT_LEADER, TopicFindings.missing(TopicSpec.RAW));

    // Then
    assertThat(log.lines()).noneMatch(line -> line.contains("again:"));
  }

  /** Then the topics stand as specified. */
  @Test
  void ofATopicThatWasMissingItIsNotSaidToo() {
    // When
    tellInTurn(TopicFindings.missing(TopicSpec.RAW), TopicFindings.NONE);

    // Then
    assertThat(log.lines())
        .containsExactly(
            "WARN topic is missing, looking again until it is made: topic=ecommerce-events-raw",
            "INFO topics stand as specified: topics=4");
  }

  private static void tellInTurn(TopicFindings... looks) {
    Optional<TopicFindings> before = Optional.empty();
    for (TopicFindings found : looks) {
      TopicNews.tell(found, before, 4);
      before = Optional.of(found);
    }
  }
}
