package com.ecompulse.pipeline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GunzipTest {
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  @Test
  void theMembersOfABodyAreOneAfterTheOther() {
    assertThat(Gunzip.inflated(members("{}", 3), MAX_BYTES)).isEqualTo("{}{}{}".getBytes(UTF_8));
  }

  @Test
  void moreEmptyMembersThanTheStackIsDeepAreMalformed() {
    // Given
    byte[] body = members("", 200_000);
    assertThat(body).hasSizeLessThan(MAX_BYTES);

    // When, Then
    assertThatThrownBy(() -> Gunzip.inflated(body, MAX_BYTES))
        .isInstanceOfSatisfying(
            IngestProblem.class,
            problem -> assertThat(problem.kind()).isEqualTo(IngestProblem.Kind.MALFORMED_GZIP));
  }

  /** A body in gzip of so many members, each of which holds the text. */
  static byte[] members(String text, int count) {
    byte[] member = member(text);
    ByteArrayOutputStream body = new ByteArrayOutputStream(member.length * count);
    for (int i = 0; i < count; i++) {
      body.writeBytes(member);
    }
    return body.toByteArray();
  }

  private static byte[] member(String text) {
    ByteArrayOutputStream member = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(member)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return member.toByteArray();
  }
}
