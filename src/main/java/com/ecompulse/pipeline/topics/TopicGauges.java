package com.ecompulse.pipeline.topics;

import com.ecompulse.pipeline.telemetry.Meters;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;

/**
 * What the looks at the topics found, as meters; NaN before the first.
 *
 * @param roles of this process: whether others' topics can be written, others tell
 */
record TopicGauges(TopicProvisioner provisioner, Set<Role> roles) {

  void register(MeterRegistry meters) {
    for (TopicSpec spec : provisioner.specs()) {
      Meters.TOPIC_SETTING_DIFFERENCES.gauge(meters, () -> differences(spec), spec.name());
      if (spec.isWrittenBy(roles)) {
        Meters.TOPIC_WRITABLE.gauge(meters, () -> writable(spec), spec.name());
      }
    }
  }

  private double differences(TopicSpec spec) {
    return provisioner
        .findings()
        .map(found -> (double) found.of(spec.name()).size())
        .orElse(Double.NaN);
  }

  /** While no broker tells, none takes a record. */
  private double writable(TopicSpec spec) {
    if (provisioner.isUntold()) {
      return 0;
    }
    return provisioner
        .findings()
        .map(found -> found.isWritable(spec.name()) ? 1.0 : 0.0)
        .orElse(Double.NaN);
  }
}
