package com.ecompulse.pipeline.deadletter;

import java.util.Map;

/**
 * Which letters to replay: a filter, or named ones.
 *
 * @param letters the named ones, each with the event to replay in its place, null for its own
 * @param filter null where they are named
 * @param dryRun whether only to tell how many there are
 */
record ReplayRequest(Map<Place, byte[]> letters, LetterFilter filter, boolean dryRun) {}
