package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class HeldOutputsTest {
  private static final int KIB = 1024;

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final List<Long> acknowledged = new ArrayList<>();
  private final HeldOutputs outputs = new HeldOutputs(producer);

  @Test
  void sendsInOneGoWhatWasAddedOneByOne() {
    List<ProducerRecord<byte[], byte[]>> added = add(3, KIB);
    assertThat(producer.history()).isEmpty();

    outputs.send();

    assertThat(producer.history()).containsExactlyElementsOf(added);
  }

  @Test
  void sendsNothingTwice() {
    List<ProducerRecord<byte[], byte[]>> added = add(2, KIB);
    outputs.send();
    added.addAll(add(1, KIB));

    outputs.send();

    assertThat(producer.history()).containsExactlyElementsOf(added);
  }

  @Test
  void holdsNoMoreThanAMebibyte() {
    List<ProducerRecord<byte[], byte[]>> added = add(1023, KIB);
    assertThat(producer.history()).isEmpty();

    added.addAll(add(1, KIB));
    assertThat(producer.history()).containsExactlyElementsOf(added);

    add(1023, KIB);
    assertThat(producer.history()).containsExactlyElementsOf(added);
  }

  @Test
  void tellsOfEachAcknowledgement() {
    add(2, KIB);

    outputs.send();

    assertThat(acknowledged).containsExactly(0L, 1L);
  }

  private List<ProducerRecord<byte[], byte[]>> add(int count, int bytes) {
    List<ProducerRecord<byte[], byte[]>> added =
        IntStream.range(0, count)
            .mapToObj(i -> new ProducerRecord<>("enriched", new byte[0], new byte[bytes]))
            .toList();
    added.forEach(
        output -> outputs.add(output, (metadata, failure) -> acknowledged.add(metadata.offset())));
    return new ArrayList<>(added);
  }
}
