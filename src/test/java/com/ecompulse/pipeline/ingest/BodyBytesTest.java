package com.ecompulse.pipeline.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class BodyBytesTest {
  private static final int LIMIT = 4 * 1024 * 1024;
  private static final int MANY = 100_000;

  @Test
  void manyPiecesAreHeldInNoMoreThanTwiceTheirBytes() {
    // Given
    BodyBytes body = new BodyBytes(LIMIT);

    // When
    int mostHeld = 0;
    for (int i = 1; i <= MANY; i++) {
      mostHeld = Math.max(mostHeld, body.heldWith(1) - 2 * i);
      body.append(Buffer.buffer("x"));
    }

    // Then
    assertThat(mostHeld).isLessThanOrEqualTo(0);
    assertThat(body.toArray()).isEqualTo("x".repeat(MANY).getBytes(US_ASCII));
  }

  @Test
  void piecesOfAnySizeComeTogetherInTheirOrder() {
    // Given
    BodyBytes body = new BodyBytes(LIMIT);

    // When
    for (String piece : new String[] {"", "a", "", "bc", "def", "", "g", "hijklmnop"}) {
      body.append(Buffer.buffer(piece));
    }

    // Then
    assertThat(body.toArray()).isEqualTo("abcdefghijklmnop".getBytes(US_ASCII));
  }

  @Test
  void onePieceTakesNoMoreThanItsBytes() {
    // Given
    BodyBytes body = new BodyBytes(LIMIT);
    Buffer piece = Buffer.buffer("{}");

    // When
    int held = body.heldWith(piece.length());
    body.append(piece);

    // Then
    assertThat(held).isEqualTo(2);
    assertThat(body.toArray()).isEqualTo("{}".getBytes(US_ASCII));
  }

  @Test
  void aClientThatAnnouncesMuchAndSendsLittleTakesLittle() {
    // Given
    BodyBytes body = new BodyBytes(LIMIT);
    body.append(Buffer.buffer("ab"));

    // When
    int held = body.heldWith(1);

    // Then
    assertThat(held).isEqualTo(6);
  }

  @Test
  void noMoreRoomIsTakenThanIsAnnounced() {
    // Given
    BodyBytes body = new BodyBytes(100);
    body.append(Buffer.buffer("x".repeat(60)));

    // When
    int held = body.heldWith(20);

    // Then
    assertThat(held).isEqualTo(100);
  }

  @Test
  void nothingIsHeldOnceItIsCleared() {
    // Given
    BodyBytes body = new BodyBytes(LIMIT);
    body.append(Buffer.buffer("ab"));
    body.append(Buffer.buffer("c"));

    // When
    body.clear();

    // Then
    assertThat(body.heldWith(0)).isZero();
    assertThat(body.toArray()).isEmpty();
  }
}
