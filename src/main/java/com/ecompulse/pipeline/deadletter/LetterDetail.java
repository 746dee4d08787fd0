package com.ecompulse.pipeline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ecompulse.pipeline.raw.RawHeaders;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;

/**
 * One dead letter, whole.
 *
 * @param payload its text; absent where it is not UTF-8, and for a tombstone
 * @param payloadBase64 its bytes, where it is not UTF-8
 * @param sizeBeforeCut the payload's size before the cut, where it was cut
 * @param keySizeLeftOut the size of the raw record's key where it was left out
 * @param headersSizeLeftOut the size of its headers where they were left out
 * @param violations every rule that the event breaks: {@code {"path","rule","message"}}
 * @param raw the raw record it was made from
 * @param origin how the event came in
 * @param replayOf the letter that was replayed, where the event was
 * @param replays what became of this letter's replays
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LetterDetail(
    @JsonUnwrapped LetterSummary summary,
    String payload,
    @JsonProperty("payload_base64") byte[] payloadBase64,
    @JsonProperty("payload_bytes_before_cut") Long sizeBeforeCut,
    @JsonProperty("key_bytes_left_out") Long keySizeLeftOut,
    @JsonProperty("headers_bytes_left_out") Long headersSizeLeftOut,
    @JsonRawValue String violations,
    Raw raw,
    Origin origin,
    @JsonProperty("replay_of") String replayOf,
    List<LetterFate> replays) {

  /** The coordinates of the raw record. */
  record Raw(String topic, int partition, long offset) {}

  /**
   * The raw record's headers.
   *
   * @param receivedAt epoch milliseconds, as written
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Origin(
      @JsonProperty("received_at") String receivedAt,
      @JsonProperty("client_ip") String clientIp,
      @JsonProperty("user_agent") String userAgent,
      @JsonProperty("write_key_id") String writeKeyId) {}

  /**
   * @param violations the letter's own, known to be JSON
   */
  static LetterDetail of(Letter letter, String violations, List<LetterFate> replays) {
    String text = text(letter.payload());
    return new LetterDetail(
        LetterSummary.of(letter),
        text,
        text == null ? letter.payload() : null,
        letter.sizeBeforeCut().orElse(null),
        letter.keySizeLeftOut().orElse(null),
        letter.headersSizeLeftOut().orElse(null),
        violations,
        letter
            .raw()
            .map(at -> new Raw(letter.text(DeadLetterHeaders.TOPIC), at.partition(), at.offset()))
            .orElse(null),
        new Origin(
            letter.text(RawHeaders.RECEIVED_AT),
            letter.text(RawHeaders.CLIENT_IP),
            letter.text(RawHeaders.USER_AGENT),
            letter.text(RawHeaders.WRITE_KEY_ID)),
        letter.text(RawHeaders.REPLAY_OF),
        replays);
  }

  private static String text(byte[] payload) {
    try {
      return payload == null
          ? null
          : UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
    } catch (CharacterCodingException notText) {
      return null;
    }
  }
}
