package com.ecompulse.pipeline.deadletter;

import java.util.List;

/**
 * A page of dead letters, newest first.
 *
 * @param letters may be fewer than asked for, and none, before the end: a page has its time
 * @param next the cursor of the next page; null at the end
 */
record LetterPage(List<LetterSummary> letters, String next) {}
