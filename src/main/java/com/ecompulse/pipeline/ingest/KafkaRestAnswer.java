package com.ecompulse.pipeline.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The answer to a produce request of the Kafka REST protocol, version 2.
 *
 * @param offsets one entry a record, in the request's order
 */
record KafkaRestAnswer(
    List<Entry> offsets,
    @JsonProperty("key_schema_id") Integer keySchemaId,
    @JsonProperty("value_schema_id") Integer valueSchemaId) {
  static final String MEDIA_TYPE = "application/vnd.kafka.v2+json";

  private static final String PATH = "/topics/";

  KafkaRestAnswer(List<Entry> offsets) {
    this(offsets, null, null);
  }

  static boolean isFor(String path) {
    return path.startsWith(PATH);
  }

  /** 42203 comes with 422, and 413 with itself. */
  static int status(int errorCode) {
    return errorCode < 1000 ? errorCode : errorCode / 100;
  }

  /**
   * What became of one record.
   *
   * @param partition where it is; null where it was not written
   * @param offset where it is; null where it was not written
   * @param errorCode null where it was written; 50003 where another try may help, else 50002
   * @param error why it was not written: the name in one proxy's clients
   * @param message why it was not written: the name in the other's
   */
  record Entry(
      Integer partition,
      Long offset,
      @JsonProperty("error_code") Integer errorCode,
      String error,
      String message) {
    private static final int RETRIABLE = 50003;
    private static final int NOT_RETRIABLE = 50002;

    static Entry of(Delivery delivery) {
      return delivery.fold(
          (partition, offset) -> new Entry(partition, offset, null, null, null),
          (why, retriable) -> failed(retriable ? RETRIABLE : NOT_RETRIABLE, why));
    }

    static Entry refused(String why) {
      return failed(NOT_RETRIABLE, why);
    }

    private static Entry failed(int errorCode, String why) {
      return new Entry(null, null, errorCode, why, why);
    }
  }

  /**
   * The answer to a request that failed as a whole.
   *
   * @param errorCode the status, with two digits that tell more where there is more to tell
   * @param message what to change in this request
   */
  record Error(@JsonProperty("error_code") int errorCode, String message) {}
}
