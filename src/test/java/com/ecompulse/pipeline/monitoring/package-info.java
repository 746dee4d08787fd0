/**
 * Holds {@code k8s/monitoring} against the service that it watches. What needs Prometheus itself
 * has the tag {@code monitoring} and runs in the profile of that name.
 */
package com.ecompulse.pipeline.monitoring;
