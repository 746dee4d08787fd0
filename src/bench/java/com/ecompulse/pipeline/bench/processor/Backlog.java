package com.ecompulse.pipeline.bench.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ecompulse.pipeline.bench.ClientSettings;
import com.ecompulse.pipeline.bench.RecordWriter;
import com.ecompulse.pipeline.bench.Topics;
import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.raw.RawHeaders;
import com.ecompulse.pipeline.support.KafkaClients;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Raw records as the front door writes them, waiting for a processor.
 *
 * @param values taken again from the first when the last is reached
 * @param hotUserShare share of the events (0 to 1) that are of one user
 */
public record Backlog(List<byte[]> values, int events, double hotUserShare) {
  private static final int USERS = 10_000;

  /** No two events have one id, or they would be duplicates. */
  private static final AtomicLong NEXT = new AtomicLong();

  public void writeTo(KafkaClients clients) {
    Random random = new Random(events);
    Map<String, Object> settings = new HashMap<>(ClientSettings.rawOut());
    settings.put("max.block.ms", "60000");
    try (RecordWriter writer = new RecordWriter(clients.producer(settings))) {
      for (int i = 0; i < events; i++) {
        boolean isHot = random.nextDouble() < hotUserShare;
        String user = "user_" + (isHot ? 0 : random.nextInt(USERS));
        ProducerRecord<byte[], byte[]> raw =
            new ProducerRecord<>(
                Topics.RAW,
                user.getBytes(UTF_8),
                SampleEvents.renumbered(values.get(i % values.size()), NEXT.getAndIncrement()));
        addHeaders(raw.headers());
        writer.write(raw);
      }
    }
  }

  private static void addHeaders(Headers headers) {
    headers.add(RawHeaders.RECEIVED_AT, Long.toString(System.currentTimeMillis()).getBytes(UTF_8));
    headers.add(RawHeaders.CLIENT_IP, "198.51.100.7".getBytes(UTF_8));
    headers.add(
        RawHeaders.USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Firefox".getBytes(UTF_8));
  }
}
