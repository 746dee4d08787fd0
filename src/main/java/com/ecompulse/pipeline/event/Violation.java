package com.ecompulse.pipeline.event;

/**
 * One rule that an event breaks. It never holds the value that breaks it.
 *
 * @param path the member, as a JSON pointer
 * @param rule the rule's stable name, such as {@code required}
 * @param message what the member must be, to follow its path in a sentence
 */
public record Violation(String path, String rule, String message) {}
