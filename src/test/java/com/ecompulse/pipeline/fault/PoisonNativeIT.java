package com.ecompulse.pipeline.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ecompulse.pipeline.support.Load;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** The events are broken: a few, half of them, all of them. */
class PoisonNativeIT extends FaultScene {
  private static final String RAW = "ecommerce-events-raw";
  private static final byte[][] UNREADABLE = {
    null, {}, "{".getBytes(UTF_8), {(byte) 0xC0, (byte) 0xFF}, "[[[[".repeat(5_000).getBytes(UTF_8)
  };

  @Test
  void theGoodOnesComeOutAndTheBrokenOnesAreAccountedFor() {
    // Given
    Load load = load(start("pod-0"));

    // When
    try (Producer<byte[], byte[]> producer = cluster.clients().producer()) {
      for (double share : new double[] {0.01, 0.5, 1, 0.01}) {
        load.breaking(share);
        for (int i = 0; i < 1_000 * share; i++) {
          byte[] poison = UNREADABLE[i % UNREADABLE.length];
          producer.send(new ProducerRecord<>(RAW, random.nextInt(24), null, poison));
        }
        load.awaitAccepted(1_000);
      }
    }

    // Then
    assertKept();
  }
}
