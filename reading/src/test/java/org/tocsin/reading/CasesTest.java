// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** FEATURE UNDER TEST: what is read from short texts, as the table {@code cases.txt} tells. */
class CasesTest {
  private record Case(String name, Document document, List<String> expected) {}

  @TestFactory
  Stream<DynamicTest> readsEachTextOfTheTable() {
    List<Case> cases = cases();
    assertThat(cases).hasSizeGreaterThan(30);
    return cases.stream().map(c -> DynamicTest.dynamicTest(c.name(), () -> check(c)));
  }

  private static void check(Case c) {
    Reading reading = Reader.standard().read(c.document());
    for (String line : c.expected()) {
      if (line.startsWith(">!")) {
        FindingType type = type(line.substring(2));
        assertThat(reading.findings(type)).as("no %s in %s", type, reading.text()).isEmpty();
      } else {
        List<String> parts = Lexicon.split(line.substring(1), '|');
        List<Finding> some = reading.findings(type(parts.getFirst()));
        assertThat(some)
            .as("%s among %s", line, reading.findings())
            .anyMatch(f -> parts.stream().skip(1).allMatch(part -> fits(f, part)));
      }
    }
  }

  private static FindingType type(String word) {
    return FindingType.valueOf(word.strip().toUpperCase(Locale.ROOT));
  }

  private static boolean fits(Finding f, String part) {
    String field = part.substring(0, part.indexOf('='));
    String value = part.substring(part.indexOf('=') + 1);
    String actual =
        switch (field) {
          case "actor" -> f.actor().map(Mention::value).orElse("");
          case "assertedBy" -> f.assertedBy().map(Mention::value).orElse("");
          case "recipient" -> f.recipient().map(Mention::value).orElse("");
          case "target" -> f.target().map(Mention::value).orElse("");
          case "method" -> f.method().map(Mention::value).orElse("");
          case "place" -> f.place().map(PlaceMention::name).orElse("");
          case "country" -> f.place().flatMap(PlaceMention::country).orElse("");
          case "time" -> f.time().map(t -> t.from().toString()).orElse("");
          case "killed" -> f.killed().map(CasesTest::range).orElse("");
          case "wounded" -> f.wounded().map(CasesTest::range).orElse("");
          case "voice" -> f.voice().name();
          case "historic" -> "" + f.historic();
          default -> throw new IllegalArgumentException("cases.txt: unknown field " + field);
        };
    return field.equals("killed") || field.equals("wounded")
        ? actual.equals(value)
        : actual.contains(value);
  }

  private static String range(Figure figure) {
    return bound(figure.min()) + ".." + bound(figure.max());
  }

  private static String bound(OptionalLong bound) {
    return bound.isPresent() ? "" + bound.getAsLong() : "?";
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (String block : text().split("(?m)^== ")) {
      if (block.startsWith("#") || block.isBlank()) {
        continue;
      }
      List<String> head = Lexicon.split(block.substring(0, block.indexOf('\n')), '|');
      List<String> lines = block.lines().skip(1).toList();
      String body =
          String.join(
              "\n",
              lines.stream().filter(l -> !l.startsWith("> ") && !l.startsWith(">!")).toList());
      Document document = Document.of(body.getBytes(StandardCharsets.UTF_8), head.get(1));
      if (!head.get(2).equals("-")) {
        document = document.withDate(Dates.parse(head.get(2)).orElseThrow());
      }
      List<String> expected =
          lines.stream().filter(l -> l.startsWith("> ") || l.startsWith(">!")).toList();
      cases.add(new Case(head.getFirst(), document, expected));
    }
    return cases;
  }

  private static String text() {
    try (InputStream in = CasesTest.class.getResourceAsStream("cases.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
