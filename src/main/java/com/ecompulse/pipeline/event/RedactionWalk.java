package com.ecompulse.pipeline.event;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** One text's pass over its tokens, which finds what is to be spliced. */
final class RedactionWalk {

  private final JsonTokens tokens;
  private final JsonTexts.Source source;
  private final UnaryOperator<String> pseudonym;
  private final List<Splice> splices = new ArrayList<>();

  RedactionWalk(JsonTokens tokens, JsonTexts.Source source, UnaryOperator<String> pseudonym) {
    this.tokens = tokens;
    this.source = source;
    this.pseudonym = pseudonym;
  }

  /** The splices in their order. */
  List<Splice> walk(RedactedPlace root) throws IOException {
    if (tokens.next() == null) {
      throw new IOException("no JSON text");
    }
    isKept(root);
    tokens.requireEnd();
    return splices;
  }

  /** Passes over the current value. Returns whether it stays. */
  private boolean isKept(RedactedPlace place) throws IOException {
    if (place == null) {
      tokens.skip();
    } else if (place.treatment == Redaction.Treatment.REMOVED) {
      tokens.skip();
      return false;
    } else if (place.treatment == Redaction.Treatment.PSEUDONYMISED) {
      pseudonymise();
    } else if (tokens.current() == JsonToken.START_OBJECT) {
      if (place.losesMembers()) {
        cutMembers(place);
      } else {
        members(place);
      }
    } else if (tokens.current() == JsonToken.START_ARRAY) {
      elements(place);
    }
    return true;
  }

  /** Where all of them stay, nobody need know where they begin and end, which costs the most. */
  private void members(RedactedPlace place) throws IOException {
    while (tokens.nextName()) {
      RedactedPlace member = place.below.get(tokens.name());
      tokens.next();
      isKept(member);
    }
  }

  /** With a member goes the comma before it, or behind it where no member is left before. */
  private void cutMembers(RedactedPlace place) throws IOException {
    int keptUpTo = -1;
    int cutFrom = -1;
    int cutTo = -1;
    while (tokens.nextName()) {
      int name = tokens.start();
      if (cutFrom >= 0) {
        splices.add(new Splice(cutFrom, name, ""));
        cutFrom = -1;
      }
      RedactedPlace member = place.below.get(tokens.name());
      tokens.next();
      boolean isKept = isKept(member);
      int end = tokens.end();
      if (isKept) {
        keptUpTo = end;
      } else if (keptUpTo >= 0) {
        splices.add(new Splice(keptUpTo, end, ""));
        keptUpTo = end;
      } else {
        cutFrom = name;
        cutTo = end;
      }
    }
    if (cutFrom >= 0) {
      splices.add(new Splice(cutFrom, cutTo, ""));
    }
  }

  private void elements(RedactedPlace place) throws IOException {
    for (int index = 0; tokens.next() != JsonToken.END_ARRAY; index++) {
      int start = tokens.start();
      if (!isKept(place.below.get(Integer.toString(index)))) {
        splices.add(new Splice(start, tokens.end(), "null"));
      }
    }
  }

  private void pseudonymise() throws IOException {
    if (tokens.current() == JsonToken.VALUE_NULL) {
      return;
    }
    boolean isString = tokens.current() == JsonToken.VALUE_STRING;
    int start = tokens.start();
    String text = isString ? tokens.text() : null;
    tokens.skip();
    int end = tokens.end();
    String original = isString ? text : new String(source.cut(start, end), StandardCharsets.UTF_8);
    String replacement = pseudonym.apply(original);
    if (!isString || !replacement.equals(original)) {
      splices.add(new Splice(start, end, '"' + replacement + '"'));
    }
  }
}
