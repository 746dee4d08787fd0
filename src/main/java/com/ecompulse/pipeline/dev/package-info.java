/**
 * What {@code quarkus:dev} alone has: a real Kafka in the same JVM, so that a clone and a JDK are
 * all it takes to run the pipeline. Kafka's broker is a {@code provided} dependency, there in dev
 * mode and in tests, and the classes of this package are left out of the packaged application; each
 * stands by its name in {@code application.properties}.
 */
package com.ecompulse.pipeline.dev;
