package com.ecompulse.pipeline.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class Utf8Test {

  @Property(tries = 20_000)
  void wellFormedIsWhatAStrictDecoderTakes(@ForAll("nearlyUtf8") byte[] bytes) {
    assertThat(Utf8.isWellFormed(bytes, 0, bytes.length)).isEqualTo(isDecoded(bytes));
  }

  @Example
  void everyCodePointIsWellFormedAndEverySurrogateIsNot() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      byte[] bytes = encoded(codePoint);
      boolean isSurrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
      assertThat(Utf8.isWellFormed(bytes, 0, bytes.length)).isEqualTo(!isSurrogate);
    }
  }

  @Example
  void theFirstMalformedByteIsTold() {
    byte[] bytes = "0123456789é?".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(Utf8.firstMalformed(bytes, 0, bytes.length)).isEqualTo(10);
    assertThat(Utf8.firstMalformed(bytes, 3, 10)).isEqualTo(10);
  }

  /** Bytes that begin, go on or end sequences, and runs of ASCII between them. */
  @Provide
  Arbitrary<byte[]> nearlyUtf8() {
    Arbitrary<Byte> interesting =
        Arbitraries.of(
                0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0,
                0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF8, 0xFF)
            .map(Integer::byteValue);
    Arbitrary<Byte> ascii = Arbitraries.bytes().between((byte) 0, (byte) 127);
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, interesting), net.jqwik.api.Tuple.of(2, ascii))
        .array(byte[].class)
        .ofMaxSize(24);
  }

  private static boolean isDecoded(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static byte[] encoded(int codePoint) {
    if (codePoint < 0xD800 || codePoint > 0xDFFF) {
      return Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
    }
    return new byte[] {
      (byte) 0xED, (byte) (0x80 | codePoint >> 6 & 0x3F), (byte) (0x80 | codePoint & 0x3F)
    };
  }
}
