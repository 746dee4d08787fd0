/**
 * What the pipeline promises, as objects that any test with real brokers can hold against what came
 * out, whatever it did to the pipeline meanwhile. Each is fed with what was sent and what was read,
 * and names the first offenders.
 */
package com.ecompulse.pipeline.support.guarantee;
