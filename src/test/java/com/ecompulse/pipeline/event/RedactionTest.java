package com.ecompulse.pipeline.event;

import static com.ecompulse.pipeline.event.Events.bytes;
import static com.ecompulse.pipeline.event.Events.json;
import static com.ecompulse.pipeline.event.Events.tree;
import static com.ecompulse.pipeline.event.Redaction.Treatment.PSEUDONYMISED;
import static com.ecompulse.pipeline.event.Redaction.Treatment.REMOVED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.ecompulse.pipeline.event.Redaction.Treatment;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  private static final int DEPTH = 64;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /a          | {"a":1}                            | {}
          /a          | {"a":1,"b":2}                      | {"b":2}
          /b          | {"a":1,"b":2}                      | {"a":1}
          /b          | {"a":1,"b":2,"c":3}                | {"a":1,"c":3}
          /a /b       | {"a":1,"b":2,"c":3}                | {"c":3}
          /b /c       | {"a":1,"b":2,"c":3}                | {"a":1}
          /a /c       | {"a":1,"b":2,"c":3}                | {"b":2}
          /a /b /c    | {"a":1,"b":2,"c":3}                | {}
          /a /c /d    | {"a":1,"b":2,"c":3,"d":4,"e":5}    | {"b":2,"e":5}
          /a          | {"a":1,"b":2,"a":3}                | {"b":2}
          /x          | {"a":1}                            | {"a":1}
          /a/b        | {"a":{"b":1,"c":2}}                | {"a":{"c":2}}
          /a/b        | {"a":{"b":1},"b":2}                | {"a":{},"b":2}
          /a/b        | {"a":[{"b":1}]}                    | {"a":[{"b":1}]}
          /a/0/b      | {"a":[{"b":1},{"b":2}]}            | {"a":[{},{"b":2}]}
          /a/1        | {"a":[1,[2],3]}                    | {"a":[1,null,3]}
          /a/9        | {"a":[1]}                          | {"a":[1]}
          /a/b        | {"a":"b"}                          | {"a":"b"}
          /a/b        | {"a":null}                         | {"a":null}
          /a /a/b     | {"a":{"b":1},"c":1}                | {"c":1}
          /a~1b /~0   | {"a/b":1,"~":2,"c":3}              | {"c":3}
          /           | {"":1,"c":3}                       | {"c":3}
          /a          | {"\\u0061":1,"c":3}                | {"c":3}
          /ä          | {"ä":"ö","ü":"ß😀"}                | {"ü":"ß😀"}
          /a          | { "a" : {"x":[1,{}]} , "b" : 1e5 } | { "b" : 1e5 }
          /b          | { "a" : 1.50 , "b" : -0 }          | { "a" : 1.50 }
          /b          | {"a":true,"b":false,"c":null}      | {"a":true,"c":null}
          """)
  void membersAreRemoved(String pointers, String text, String redacted) throws IOException {
    assertThat(redact(REMOVED, pointers, text)).isEqualTo(redacted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /a      | {"a":"x","b":"x"}         | {"a":"<x>","b":"x"}
          /a      | { "a" : "\\u00e4\\n" }    | { "a" : "<ae\\n>" }
          /a      | {"a":1.50,"b":1}          | {"a":"<1.50>","b":1}
          /a      | {"a":true}                | {"a":"<true>"}
          /a      | {"a":null}                | {"a":null}
          /a      | {"a":{ "b":1}}            | {"a":"<{ 'b':1}>"}
          /a/1    | {"a":["x","y"]}           | {"a":["x","<y>"]}
          /a      | {"a":"x","a":"y"}         | {"a":"<x>","a":"<y>"}
          /a      | {"a":"<x>"}               | {"a":"<x>"}
          /a      | {"a":""}                  | {"a":"<>"}
          """)
  void membersArePseudonymised(String pointers, String text, String redacted) throws IOException {
    assertThat(redact(PSEUDONYMISED, pointers, text)).isEqualTo(redacted);
  }

  @Example
  void namesThatTheParserOfBytesRefusesAreRead() throws IOException {
    String text = "{\"\\ud83d\\ude00\":1,\"ü😀\":\"é\",\"a\":2,\"b\":\"ü\"}";

    assertThat(redact(REMOVED, "/a", text))
        .isEqualTo("{\"\\ud83d\\ude00\":1,\"ü😀\":\"é\",\"b\":\"ü\"}");
    assertThat(redact(REMOVED, "/😀", text)).isEqualTo("{\"ü😀\":\"é\",\"a\":2,\"b\":\"ü\"}");
  }

  @Example
  void aByteOrderMarkIsNoPartOfTheText() throws IOException {
    assertThat(redact(REMOVED, "/a", "\uFEFF{\"a\":1,\"b\":2}")).isEqualTo("{\"b\":2}");
    assertThat(redact(REMOVED, "/x", "\uFEFF{\"a\":1}")).isEqualTo("\uFEFF{\"a\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1", "{\"a\":1}}", "a", "", "{'a':1}"})
  void whatIsNotJsonIsRefused(String text) {
    assertThatIOException().isThrownBy(() -> redact(REMOVED, "/a", text));
  }

  @Example
  void whatIsNotUtf8IsRefused() {
    Redaction redaction = new Redaction(Map.of("/a", REMOVED), text -> text, DEPTH);

    assertThatIOException()
        .isThrownBy(() -> redaction.apply("{\"a\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1)));
    assertThatIOException()
        .isThrownBy(() -> redaction.apply("{\"a\":1}".getBytes(StandardCharsets.UTF_16BE)));
  }

  /** Which the parser of bytes gives up: an event that was read must be redacted, too. */
  @Example
  void membersAmongManyThatShareAHashAreRedacted() throws IOException {
    String names =
        MemberNamesTest.collidingNames(5000)
            .map(name -> "\"" + name + "\":0")
            .collect(Collectors.joining(","));
    Redaction redaction = new Redaction(Map.of("/a", REMOVED), text -> text, DEPTH);

    byte[] redacted = redaction.apply(bytes("{%s,\"a\":1}".formatted(names)));

    assertThat(new String(redacted, UTF_8)).isEqualTo("{%s}".formatted(names));
  }

  @Example
  void withNothingToRedactTheArrayIsTheSame() throws IOException {
    byte[] text = bytes("{\"a\":1}");

    assertThat(new Redaction(Map.of(), name -> name, DEPTH).apply(text)).isSameAs(text);
    assertThat(new Redaction(Map.of("/b", REMOVED), name -> name, DEPTH).apply(text))
        .isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a/b", "/a~", "/a~2"})
  void whatIsNoPointerToAMemberIsRefused(String pointer) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Redaction(Map.of(pointer, REMOVED), text -> text, DEPTH))
        .withMessageContaining("not a JSON pointer");
  }

  @Property(tries = 300)
  void anEventIsWithoutWhatIsRemovedAndOtherwiseAsItWas(@ForAll long seed) throws IOException {
    byte[] event = SampleEvents.valid(seed, 1, Instant.parse("2026-11-23T08:12:31Z")).get(0);
    ObjectNode expected = tree(event);
    expected.remove("source");
    if (expected.get("properties") instanceof ObjectNode properties) {
      properties.remove("referrer");
      properties.remove("user_agent");
      properties.remove("viewport");
    }

    byte[] redacted =
        redact(
            REMOVED,
            "/source /properties/referrer /properties/user_agent /properties/viewport",
            event);

    assertThat(json(tree(redacted))).isEqualTo(json(expected));
  }

  private static String redact(Treatment treatment, String pointers, String text)
      throws IOException {
    return new String(redact(treatment, pointers, bytes(text)), UTF_8);
  }

  private static byte[] redact(Treatment treatment, String pointers, byte[] text)
      throws IOException {
    Map<String, Treatment> treatments = new HashMap<>();
    for (String pointer : pointers.split(" ")) {
      treatments.put(pointer, treatment);
    }
    return new Redaction(treatments, RedactionTest::pseudonym, DEPTH).apply(text);
  }

  /** Stands for any: a text in brackets has one already. */
  private static String pseudonym(String text) {
    return text.startsWith("<")
        ? text
        : '<' + text.replace('"', '\'').replace("\n", "\\n").replace("ä", "ae") + '>';
  }
}
