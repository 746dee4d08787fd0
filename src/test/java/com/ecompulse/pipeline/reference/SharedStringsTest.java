package com.ecompulse.pipeline.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class SharedStringsTest {
  private final SharedStrings strings = new SharedStrings();

  @Test
  void ofEqualStringsTheFirstIsHeld() {
    String first = strings.shared(new String("acme"));

    String second = strings.shared(new String("acme"));

    assertThat(second).isSameAs(first);
  }

  @Test
  void aStringThatNobodyElseHoldsIsLetGo() {
    WeakReference<String> held = new WeakReference<>(strings.shared(new String("acme")));

    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(held.get()).isNull();
            });
  }
}
