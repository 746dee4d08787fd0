package com.ecompulse.pipeline.deadletter;

import java.util.Map;

/**
 * How many dead letters there are of each failure.
 *
 * @param total of all of them
 * @param failures how many by the failure's tag
 * @param next the cursor to go on counting with, where the time was up; null where all is counted
 */
record LetterCounts(long total, Map<String, Long> failures, String next) {}
