// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * FEATURE UNDER TEST: 500 real alerts of many senders are read tolerantly, lose nothing when they
 * are written, and are refused strictly only by rules that stand in the standard, at the line where
 * the fault is.
 *
 * <p>They lie beside the project, not in it. Without them these tests have nothing to do and say
 * so; {@link SamplesTest} holds the project's own samples to the same.
 */
class CollectionTest {
  private static final Instant NOW = Instant.parse("2024-03-07T20:00:00Z");

  /**
   * Messages that their labels call valid and that this library refuses: the rule, and why. Labels
   * look at the schema and at a few rules only.
   */
  private static final Map<String, String> REFUSED_ALTHOUGH_LABELLED_VALID =
      Map.of(
          // It expires before it was sent, by 21 hours to 26 seconds.
          "5735a7e9076ad4fc", "cap-1.2-3.2.2-expires",
          "6f58cc1ad845af9d", "cap-1.2-3.2.2-expires",
          "8260e6553d6b8dbc", "cap-1.2-3.2.2-expires",
          "cf1117e4c413b45a", "cap-1.2-3.2.2-expires",
          // The required description of the area is an empty element.
          "6185d4765bcbde1a", "cap-1.2-4.2-required",
          "8ec03423b24bb822", "cap-1.2-4.2-required",
          "d8618b6b62906e97", "cap-1.2-4.2-required",
          // web is www.alert.swiss without a scheme, and an address of mail.
          "a78d53871963046a", "cap-1.2-3.2.2-web");

  /** Messages that their labels call invalid and that this library lets pass. */
  private static final Set<String> PASSED_ALTHOUGH_LABELLED_INVALID =
      Set.of(
          // It is signed, which CAP 1.1 §3.3.2.1 allows and its schema has no room for.
          "12b9fa10dbb4be28",
          // Empty polygons, of which CAP 1.1 does not say that they have pairs: a warning.
          "0d40ccf2d321ff62",
          "1cdcadb0ef09f63b",
          "460e12251a42b81d",
          "6cdf81ac6ee9adf0",
          "a1a8fa1b7581ba01",
          "b99ad4b9dd870785",
          "c6b66ac2c139d2bc");

  /** Without these two nobody can tell what they mean; each says what is missing. */
  private static final Set<String> WITHOUT_AN_ALERT =
      Set.of("b9af05fe266adda6", "db102001bb2cae13");

  /** What the simple program calls a fault, and the rule that says the same here. */
  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("polygon-bad-pair", "cap-1.2-3.2.4-polygon"),
          Map.entry("polygon-empty", "cap-1.2-3.2.4-polygon-points"),
          Map.entry("polygon-fewer-than-4-pairs", "cap-1.2-3.2.4-polygon-points"),
          Map.entry("references-missing-for-Update", "cap-1.2-3.2.1-references"),
          Map.entry("references-missing-for-Cancel", "cap-1.2-3.2.1-references"),
          Map.entry("polygon-not-closed", "cap-1.2-3.2.4-polygon-closed"),
          Map.entry("info-without-certainty", "cap-1.2-4.2-required"),
          Map.entry("info-without-severity", "cap-1.2-4.2-required"),
          Map.entry("info-without-category", "cap-1.2-4.2-required"),
          Map.entry("circle-bad-form", "cap-1.2-3.2.4-circle"),
          Map.entry("addresses-missing", "cap-1.2-3.2.1-addresses"),
          Map.entry("identifier-has-space-comma-lt-amp-or-empty", "cap-1.2-3.2.1-identifier"),
          Map.entry("sent-not-datetime-with-numeric-zone", "cap-1.2-3.3.2-time"));

  /** Their polygons have so few usable pairs that nobody asks whether they are closed. */
  private static final Set<String> WITHOUT_A_POLYGON =
      Set.of("4dc0cad500085d3b", "84f04ca54c043fb8");

  static boolean isHere() {
    return Collection.isHere();
  }

  @Test
  @EnabledIf("isHere")
  void everyMessageIsReadTolerantlyAndLosesNothing() throws IOException {
    Set<String> withoutAlert = new TreeSet<>();
    int read = 0;
    for (Collection.Message message : Collection.messages()) {
      Reading reading = CapReader.read(message.bytes());
      assertThat(reading.original().bytes()).as(message.id()).isEqualTo(message.bytes());
      if (reading.alert().isEmpty()) {
        withoutAlert.add(message.id());
        assertThat(reading.problems()).as(message.id()).anyMatch(Problem::isError);
        continue;
      }
      read++;
      Alert alert = reading.alert().get();
      for (WriteForm form : WriteForm.values()) {
        byte[] written = CapWriter.writeUnchecked(alert, form);
        assertThat(CapReader.read(written).alert())
            .as("%s %s", message.id(), form)
            .contains(WriteFormTest.unsigned(alert));
      }
    }
    assertThat(withoutAlert).isEqualTo(WITHOUT_AN_ALERT);
    assertThat(read).isGreaterThanOrEqualTo(498);
  }

  @Test
  @EnabledIf("isHere")
  void everyStrictRefusalIsByARuleOfAStandardAndOfWhatOthersCallValidOnlyTheListedAreRefused()
      throws IOException {
    Map<String, Rule> rules =
        Arrays.stream(Rule.values()).collect(Collectors.toMap(Rule::id, rule -> rule));
    Map<String, String> refusedThoughValid = new TreeMap<>();
    Set<String> passedThoughInvalid = new TreeSet<>();
    Map<String, Integer> refusals = new TreeMap<>();
    for (Collection.Message message : Collection.messages()) {
      Optional<CapException> refusal = refusal(message.bytes());
      if (refusal.isEmpty()) {
        if (!message.isLabelledValid()) {
          passedThoughInvalid.add(message.id());
        }
        continue;
      }
      List<Problem> errors = refusal.get().problems().stream().filter(Problem::isError).toList();
      for (Problem error : errors) {
        assertThat(rules.get(error.rule()))
            .as("%s: %s", message.id(), error)
            .satisfies(rule -> {
              assertThat(rule.section()).isNotEmpty().isEqualTo(error.section());
              assertThat(error.remedy()).isNotEmpty();
            });
        refusals.merge(error.rule(), 1, Integer::sum);
      }
      if (message.isLabelledValid()) {
        refusedThoughValid.put(message.id(), errors.getFirst().rule());
      }
    }
    System.out.println("CollectionTest: strict refusals by rule: " + refusals);
    assertThat(refusedThoughValid).isEqualTo(REFUSED_ALTHOUGH_LABELLED_VALID);
    assertThat(passedThoughInvalid).isEqualTo(PASSED_ALTHOUGH_LABELLED_INVALID);
  }

  @Test
  @EnabledIf("isHere")
  void everyBrokenRuleThatOthersFoundIsFoundHereToo() throws IOException {
    int found = 0;
    for (Collection.Message message : Collection.messages()) {
      Reading reading = CapReader.read(message.bytes());
      boolean early = !reading.version().equals(Optional.of(CapVersion.V1_2));
      for (String label : message.ruleBreaks()) {
        boolean noRuleYet = early && label.equals("polygon-empty");
        String rule =
            noRuleYet
                ? "cap-1.2-4.2-empty"
                : WITHOUT_A_POLYGON.contains(message.id())
                    ? "cap-1.2-3.2.4-polygon-points"
                    : LABELS.get(label);
        assertThat(reading.problems())
            .as("%s: %s", message.id(), label)
            .filteredOn(problem -> noRuleYet || problem.isError())
            .extracting(Problem::rule)
            .contains(rule);
        found++;
      }
    }
    assertThat(found).isGreaterThan(40);
  }

  @Test
  @EnabledIf("isHere")
  void everyProblemStandsInTheLineWhereAnotherParserFindsItsElement() throws IOException {
    int compared = 0;
    for (Collection.Message message : Collection.messages()) {
      compared += compareLines(message.id(), message.xml());
    }
    for (String folder : List.of("samples", "invalid")) {
      for (Path file : Collection.files(folder)) {
        compared += compareLines(file.toString(), CapReader.text(Files.readAllBytes(file)));
      }
    }
    assertThat(compared).isGreaterThan(900);
  }

  private static int compareLines(String name, String xml) {
    ElementLines elements;
    try {
      elements = ElementLines.of(xml);
    } catch (XMLStreamException malformed) {
      return 0;
    }
    int compared = 0;
    for (CheckResult result :
        CapChecker.checkAll(xml.getBytes(UTF_8), NOW, ReadLimits.feed(), List.of())) {
      for (Problem problem : result.problems()) {
        boolean placed = problem.line() > 0 && !problem.rule().startsWith("cap-read-");
        if (placed && elements.line(problem.path()) > 0) {
          // The other parser counts where a tag ends; tags of many lines are roots and entries.
          boolean root = !problem.path().contains("/");
          assertThat(problem.line())
              .as("%s: %s", name, problem)
              .isLessThanOrEqualTo(elements.line(problem.path()))
              .isGreaterThanOrEqualTo(root ? 1 : elements.line(problem.path()) - 3);
          compared++;
        }
      }
    }
    return compared;
  }

  @ParameterizedTest
  @EnabledIf("isHere")
  @CsvSource({
    "bushfire_invalid.edxlde, cap-1.2-4.2-required, 94",
    "canada_errors.cap, cap-1.2-3.2.1-references, 12",
    "cap-library__testdata_canada_errors.cap, cap-1.2-3.2.1-references, 12",
    "cap-library__testdata_invalid.cap, cap-1.2-4.2-required, 2",
    "cap-library__testdata_noaa_errors-1.cap, cap-1.2-3.2.2-urgency, 17",
    "cap-library__testdata_noaa_errors.cap, cap-1.2-3.2.2-urgency, 17",
    "invalid.cap, cap-1.2-4.2-required, 2",
    "invalid.rss, cap-feed-channel, 3",
    "invalid_element.atom, cap-feed-element, 5",
    "no_entries.atom, cap-feed-alert-outside, 9",
    "no_id.atom, cap-feed-id, 2",
    "no_link.atom, cap-feed-link, 9",
    "no_title.atom, cap-feed-title, 9",
    "noaa_errors.cap, cap-1.2-3.2.2-urgency, 17",
    "weather_invalid.atom, cap-1.2-3.2.1-identifier, 28",
  })
  void everyFileThatItsAuthorsCallInvalidIsRefusedByTheRightRuleAtTheRightLine(
      String name, String rule, int line) throws IOException {
    List<CheckResult> results = checkAll(file("invalid", name));
    assertThat(results).as(name).anyMatch(result -> !result.valid());
    assertThat(results.stream().flatMap(result -> result.problems().stream()))
        .filteredOn(Problem::isError)
        .anySatisfy(problem -> {
          assertThat(problem.rule()).isEqualTo(rule);
          assertThat(problem.line()).isEqualTo(line);
        });
  }

  @Test
  @EnabledIf("isHere")
  void ofTheFilesInThatFolderOnlyTheOneThatIsValidPasses() throws IOException {
    assertThat(Collection.files("invalid"))
        .filteredOn(file -> checkAll(file).stream().allMatch(CheckResult::valid))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("no_optional_fields.cap");
  }

  @Test
  @EnabledIf("isHere")
  void externalEntitiesAreNeverResolved() throws IOException {
    for (Path file : Collection.files("hostile")) {
      assertThat(checkAll(file).getFirst().problems())
          .as("%s", file)
          .extracting(Problem::rule)
          .contains("cap-read-dtd");
      assertThatThrownBy(() -> CapReader.readStrict(Files.readAllBytes(file)))
          .isInstanceOf(CapException.class);
    }
  }

  private static Optional<CapException> refusal(byte[] input) {
    try {
      CapReader.readStrict(input);
      return Optional.empty();
    } catch (CapException refused) {
      return Optional.of(refused);
    }
  }

  private static Path file(String folder, String name) throws IOException {
    return Collection.files(folder).stream()
        .filter(each -> each.endsWith(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<CheckResult> checkAll(Path file) {
    try {
      return CapChecker.checkAll(Files.readAllBytes(file), NOW, ReadLimits.feed(), List.of());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
