package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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
  private final List<String> acknowledged = new ArrayList<>();
  private final HeldOutputs outputs = new HeldOutputs(producer);

  @Test
  void sendsInOneGoWhatWasAddedOneByOne() {
    List<ProducerRecord<byte[], byte[]>> added = add("page_view", 3);
    assertThat(producer.history()).isEmpty();

    outputs.send();

    assertThat(producer.history()).containsExactlyElementsOf(added);
  }

  @Test
  void sendsTypeByTypeAndEachInItsOrder() {
    List<ProducerRecord<byte[], byte[]>> views = add("page_view", 2);
    List<ProducerRecord<byte[], byte[]>> searches = add("search", 1);
    views.addAll(add("page_view", 2));
    searches.addAll(add("search", 2));

    outputs.send();

    assertThat(producer.history().subList(0, 4)).containsExactlyElementsOf(views);
    assertThat(producer.history().subList(4, 7)).containsExactlyElementsOf(searches);
  }

  @Test
  void sendsNothingTwice() {
    List<ProducerRecord<byte[], byte[]>> added = add("page_view", 2);
    outputs.send();
    added.addAll(add("page_view", 1));

    outputs.send();

    assertThat(producer.history()).containsExactlyElementsOf(added);
  }

  @Test
  void holdsNoMoreThanAMebibyte() {
    List<ProducerRecord<byte[], byte[]>> added = add("page_view", KIB - 1);
    assertThat(producer.history()).isEmpty();

    added.addAll(add("page_view", 1));
    assertThat(producer.history()).containsExactlyElementsOf(added);

    add("page_view", KIB - 1);
    assertThat(producer.history()).containsExactlyElementsOf(added);
  }

  @Test
  void tellsOfEachAcknowledgement() {
    add("search", 1);
    add("page_view", 1);

    outputs.send();

    assertThat(acknowledged).containsExactly("search", "page_view");
  }

  private List<ProducerRecord<byte[], byte[]>> add(String type, int count) {
    List<ProducerRecord<byte[], byte[]>> added = new ArrayList<>();
    IntStream.range(0, count).forEach(i -> added.add(kibibyte(type)));
    added.forEach(
        output -> outputs.add(type, output, (metadata, failure) -> acknowledged.add(type)));
    return added;
  }

  private static ProducerRecord<byte[], byte[]> kibibyte(String type) {
    return new ProducerRecord<>("enriched", type.getBytes(StandardCharsets.UTF_8), new byte[KIB]);
  }
}
