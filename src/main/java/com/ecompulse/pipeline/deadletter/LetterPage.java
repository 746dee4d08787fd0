package com.ecompulse.pipeline.deadletter;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * A page of dead letters, newest first.
 *
 * @param letters may be fewer than asked for, and none, before the end: a page has its time
 * @param next the cursor of the next page; null at the end
 */
@RegisterForReflection
record LetterPage(List<LetterSummary> letters, String next) {}
