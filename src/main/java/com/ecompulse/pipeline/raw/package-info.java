/**
 * What a record of {@code ecommerce-events-raw} looks like. The front door and replays write it,
 * the processor and the dead letters read it; it stands in a package of its own because none of
 * them may lean on another for it.
 */
package com.ecompulse.pipeline.raw;
