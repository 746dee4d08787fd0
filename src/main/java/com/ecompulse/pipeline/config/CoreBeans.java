package com.ecompulse.pipeline.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes beans of what knows nothing of CDI. */
class CoreBeans {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
