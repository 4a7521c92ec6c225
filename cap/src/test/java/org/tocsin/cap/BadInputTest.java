// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * FEATURE UNDER TEST: bad input is refused aloud, with the rule, the position and a remedy, and
 * whatever can be told of the alert is still told.
 */
class BadInputTest {
  private static final Instant NOW = Instant.parse("2024-03-07T13:00:00Z");

  /** A valid message; each case spoils one thing. Lines matter. */
  static final String GOOD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
        <identifier>notice-1</identifier>
        <sender>desk@example.org</sender>
        <sent>2024-03-07T12:00:00+03:00</sent>
        <status>Actual</status>
        <msgType>Alert</msgType>
        <scope>Public</scope>
        <info>
          <language>en-GB</language>
          <category>Security</category>
          <event>Terrorist incident</event>
          <urgency>Expected</urgency>
          <severity>Extreme</severity>
          <certainty>Possible</certainty>
          <expires>2024-03-09T12:00:00+03:00</expires>
          <area>
            <areaDesc>Moscow</areaDesc>
            <polygon>55.5,37.3 55.5,37.9 55.9,37.9 55.9,37.3 55.5,37.3</polygon>
            <circle>55.826,37.390 5</circle>
          </area>
        </info>
      </alert>
      """;

  static Stream<Arguments> spoiled() {
    return Stream.of(
        // name, what is replaced, by what, rule, line, column, whether an alert is still read
        row("malformed XML", "</sender>", "</sendr>", "cap-read-xml", 4, 27, false),
        row("cut off in the middle", "<area>", "<area><!--", "cap-read-xml", 24, 1, false),
        row(
            "a DTD",
            "<alert ",
            "<!DOCTYPE alert SYSTEM \"http://localhost/x.dtd\"><alert ",
            "cap-read-dtd",
            2,
            1,
            false),
        row(
            "an external entity",
            "<alert ",
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><alert ",
            "cap-read-dtd",
            2,
            1,
            false),
        row("an entity nobody declared", "Moscow", "Moscow&nbsp;", "cap-read-entity", 18, 23, true),
        row("another root", "alert", "alarm", "cap-1.2-3.2.1-alert", 2, 1, false),
        row(
            "no namespace",
            " xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"",
            "",
            "cap-1.2-4.2-namespace",
            2,
            1,
            true),
        row("a wrong namespace", "cap:1.2", "cap:1.3", "cap-1.2-4.2-namespace", 2, 1, true),
        row(
            "a misspelled element",
            "<event>Terrorist incident</event>",
            "<evnt>x</evnt>",
            "cap-1.2-4.2-element",
            12,
            5,
            true),
        row("an attribute", "<info>", "<info id=\"1\">", "cap-1.2-4.2-attribute", 9, 3, true),
        row(
            "a missing identifier",
            "<identifier>notice-1</identifier>",
            "",
            "cap-1.2-4.2-required",
            2,
            1,
            true),
        row("an empty identifier", "notice-1", " ", "cap-1.2-4.2-required", 3, 3, true),
        row(
            "a space in the identifier",
            "notice-1",
            "notice 1",
            "cap-1.2-3.2.1-identifier",
            3,
            3,
            true),
        row("a space in the sender", "desk@", "the desk@", "cap-1.2-3.2.1-sender", 4, 3, true),
        row("a comma in the sender", "desk@", "the,desk@", "cap-1.2-3.2.1-sender", 4, 3, true),
        row(
            "sent is missing",
            "<sent>2024-03-07T12:00:00+03:00</sent>",
            "",
            "cap-1.2-4.2-required",
            2,
            1,
            false),
        row(
            "a time without zone",
            "12:00:00+03:00</sent>",
            "12:00:00</sent>",
            "cap-1.2-3.3.2-time-zone",
            5,
            3,
            true),
        row(
            "a time with Z",
            "12:00:00+03:00</sent>",
            "12:00:00Z</sent>",
            "cap-1.2-3.3.2-time-z",
            5,
            3,
            true),
        row(
            "a time with a fraction",
            "12:00:00+03:00</sent>",
            "12:00:00.5+03:00</sent>",
            "cap-1.2-3.3.2-time-fraction",
            5,
            3,
            true),
        row(
            "a zone without a colon",
            "+03:00</sent>",
            "+0300</sent>",
            "cap-1.2-3.3.2-time-zone-form",
            5,
            3,
            true),
        row("a day that is not", "2024-03-07", "2024-02-30", "cap-1.2-3.3.2-time", 5, 3, false),
        row("an unknown status", "Actual", "Real", "cap-1.2-3.2.1-status", 6, 3, false),
        row("a word in other letters", "Actual", "actual", "cap-1.2-3.2.1-status", 6, 3, true),
        row("an unknown msgType", ">Alert<", ">Warning<", "cap-1.2-3.2.1-msgType", 7, 3, false),
        row(
            "an Update without references",
            ">Alert<",
            ">Update<",
            "cap-1.2-3.2.1-references",
            2,
            1,
            true),
        row(
            "a Cancel without references",
            ">Alert<",
            ">Cancel<",
            "cap-1.2-3.2.1-references",
            2,
            1,
            true),
        row(
            "a reference of two values",
            "</scope>",
            "</scope><references>a,b</references>",
            "cap-1.2-3.2.1-references-form",
            8,
            24,
            true),
        row(
            "a message that names itself",
            "</scope>",
            "</scope><references>desk@example.org,notice-1,2024-03-07T12:00:00+03:00</references>",
            "cap-1.2-3.2.1-references-self",
            8,
            24,
            true),
        row("an unknown scope", "Public", "Everybody", "cap-1.2-3.2.1-scope", 8, 3, false),
        row(
            "Restricted without restriction",
            "Public",
            "Restricted",
            "cap-1.2-3.2.1-restriction",
            8,
            3,
            true),
        row(
            "Private without addresses",
            "Public",
            "Private",
            "cap-1.2-3.2.1-addresses",
            8,
            3,
            true),
        row(
            "a quote that is not closed",
            "</scope>",
            "</scope><incidents>\"one two</incidents>",
            "cap-1.2-3.2.1-quotes",
            8,
            24,
            true),
        row("a bad language tag", "en-GB", "en_GB", "cap-1.2-3.2.2-language", 10, 5, true),
        row("an unknown category", "Security<", "Terror<", "cap-1.2-3.2.2-category", 11, 5, true),
        row("an unknown urgency", "Expected", "Soon", "cap-1.2-3.2.2-urgency", 13, 5, true),
        row("an unknown severity", "Extreme", "Red", "cap-1.2-3.2.2-severity", 14, 5, true),
        row("an unknown certainty", "Possible", "Perhaps", "cap-1.2-3.2.2-certainty", 15, 5, true),
        row(
            "Very Likely in CAP 1.2",
            "Possible",
            "Very Likely",
            "cap-1.2-3.2.2-certainty-very-likely",
            15,
            5,
            true),
        row(
            "elements out of order",
            "<event>Terrorist incident</event>",
            "<web>http://a.b/</web><event>x</event>",
            "cap-1.2-4.2-order",
            12,
            27,
            true),
        row(
            "an element twice",
            "</event>",
            "</event><event>x</event>",
            "cap-1.2-4.2-repeated",
            12,
            38,
            true),
        row("stray text", "<area>", "<area>here", "cap-1.2-4.2-text", 17, 5, true),
        row("elements inside text", "Moscow", "<b>Moscow</b>", "cap-1.2-4.2-nested", 18, 17, true),
        row(
            "expires before sent",
            "2024-03-09",
            "2024-03-05",
            "cap-1.2-3.2.2-expires",
            16,
            5,
            true),
        row(
            "an address that is no URI",
            "<area>",
            "<web>www.example.org</web><area>",
            "cap-1.2-3.2.2-web",
            17,
            5,
            true),
        row(
            "an unclosed polygon",
            " 55.5,37.3</",
            "</",
            "cap-1.2-3.2.4-polygon-closed",
            19,
            7,
            true),
        row(
            "a polygon of three pairs",
            " 55.9,37.9 55.9,37.3",
            "",
            "cap-1.2-3.2.4-polygon-points",
            19,
            7,
            true),
        row(
            "latitude and longitude swapped",
            "55.5,37.9",
            "137.9,55.5",
            "cap-1.2-3.2.4-latitude",
            19,
            7,
            true),
        row(
            "a longitude off the globe",
            "55.5,37.9",
            "55.5,197.9",
            "cap-1.2-3.2.4-longitude",
            19,
            7,
            true),
        row(
            "a pair with a bracket",
            "55.5,37.9",
            "55.5),37.9",
            "cap-1.2-3.2.4-polygon",
            19,
            7,
            true),
        row(
            "a number with an exponent",
            "55.5,37.9",
            "5e1,37.9",
            "cap-1.2-3.2.4-polygon",
            19,
            7,
            true),
        row("a circle without radius", "37.390 5", "37.390", "cap-1.2-3.2.4-circle", 20, 7, true),
        row(
            "a circle of negative radius",
            "37.390 5",
            "37.390 -5",
            "cap-1.2-3.2.4-circle",
            20,
            7,
            true),
        row(
            "a ceiling without altitude",
            "</circle>",
            "</circle><ceiling>100</ceiling>",
            "cap-1.2-3.2.4-ceiling",
            20,
            39,
            true),
        row(
            "an altitude with a unit",
            "</circle>",
            "</circle><altitude>100ft</altitude>",
            "cap-1.2-3.2.4-altitude",
            20,
            39,
            true));
  }

  private static Arguments row(
      String name, String from, String to, String rule, int line, int column, boolean read) {
    return Arguments.of(name, from, to, rule, line, column, read);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spoiled")
  void saysWhatIsWrongAndWhere(
      String name, String from, String to, String rule, int line, int column, boolean read) {
    assertThat(GOOD).as("the case spoils something").contains(from);
    byte[] input = GOOD.replace(from, to).getBytes(UTF_8);
    Reading reading = CapReader.read(input);
    assertThat(reading.problems())
        .as(name)
        .anySatisfy(problem -> {
          assertThat(problem.rule()).isEqualTo(rule);
          assertThat(problem.isError()).isTrue();
          assertThat(problem.line() + ":" + problem.column()).isEqualTo(line + ":" + column);
          assertThat(problem.message()).isNotBlank();
          assertThat(problem.remedy()).isNotBlank();
        });
    assertThat(reading.alert().isPresent()).isEqualTo(read);
    assertThat(CapChecker.check(input, NOW).valid()).isFalse();
    assertThatThrownBy(() -> CapReader.readStrict(input)).isInstanceOf(CapException.class);
  }

  @Test
  void theGoodMessageHasNoProblem() {
    CheckResult result = CapChecker.check(GOOD.getBytes(UTF_8), NOW);
    assertThat(result.problems()).isEmpty();
    assertThat(result.valid()).isTrue();
    assertThat(CapReader.readStrict(GOOD.getBytes(UTF_8)).identifier()).isEqualTo("notice-1");
  }

  @Test
  void aPolygonThatCrossesItselfIsReadWithAWarningAndNeverWritten() {
    byte[] input = GOOD.replace("55.5,37.9 55.9,37.9", "55.9,37.9 55.5,37.9").getBytes(UTF_8);
    Reading reading = CapReader.read(input);
    assertThat(reading.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.rule()).isEqualTo("cap-1.2-3.2.4-polygon-crosses");
          assertThat(problem.line()).isEqualTo(19);
          assertThat(problem.message())
              .contains("Side 1 (55.5,37.3 55.9,37.9) crosses side 3 (55.5,37.9 55.9,37.3)");
        });
    assertThatThrownBy(() -> CapWriter.write(reading.alert().orElseThrow()))
        .isInstanceOf(CapException.class)
        .hasMessageContaining("cap-1.2-3.2.4-polygon-crosses alert/info[1]/area[1]/polygon[1]");
  }

  @Test
  void aPolygonAcrossTheAntimeridianDoesNotCrossItself() {
    byte[] input =
        GOOD.replace(
                "55.5,37.3 55.5,37.9 55.9,37.9 55.9,37.3 55.5,37.3",
                "50,179 50,-179 52,-179 52,179 50,179")
            .getBytes(UTF_8);
    assertThat(CapReader.read(input).problems())
        .extracting(Problem::rule)
        .containsExactly("cap-1.2-3.2.4-polygon-antimeridian");
  }

  @Test
  void aByteThatIsNoTextIsReplacedAndReportedAtItsPlace() {
    byte[] input = GOOD.replace("Moscow", "Moskva\u00e9").getBytes(ISO_8859_1);
    Reading reading = CapReader.read(input);
    assertThat(reading.alert().orElseThrow().infos().getFirst().areas().getFirst().areaDesc())
        .isEqualTo("Moskva\uFFFD");
    assertThat(reading.isValid()).isFalse();
    assertThat(reading.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.rule()).isEqualTo("cap-read-encoding");
          assertThat(problem.line() + ":" + problem.column()).isEqualTo("18:23");
          assertThat(problem.value()).isEqualTo("E9");
        });
  }

  @Test
  void aBillionLaughsStayUnlaughed() {
    StringBuilder bomb =
        new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY l0 \"lol\">");
    for (int i = 1; i < 20; i++) {
      bomb.append("<!ENTITY l" + i + " \"" + ("&l" + (i - 1) + ";").repeat(10) + "\">");
    }
    bomb.append("]><alert>&l19;</alert>");
    assertThat(refusal(bomb.toString())).isEqualTo("cap-read-dtd");
  }

  @Test
  void everyLimitIsWatched() {
    assertThat(refusal("<a>".repeat(100_000))).isEqualTo("cap-read-limit");
    assertThat(refusal("<a>" + "<b/>".repeat(60_000) + "</a>")).isEqualTo("cap-read-limit");
    assertThat(refusal("<a>" + "x".repeat((1 << 20) + 1) + "</a>")).isEqualTo("cap-read-limit");
    assertThat(refusal("<a b=\"" + "x".repeat((1 << 20) + 1) + "\"/>")).isEqualTo("cap-read-limit");
    assertThat(refusal("x".repeat((4 << 20) + 1))).isEqualTo("cap-read-bytes");
    StringBuilder attributes = new StringBuilder("<a");
    for (int i = 0; i < 65; i++) {
      attributes.append(" b" + i + "=\"\"");
    }
    assertThat(refusal(attributes + "/>")).isEqualTo("cap-read-limit");
    String polygon = "<polygon>" + "55.5,37.3 ".repeat(90_000) + "</polygon>";
    Reading reading =
        CapReader.read(GOOD.replace("<circle>", polygon.repeat(3) + "<circle>").getBytes(UTF_8));
    assertThat(reading.alert()).isEmpty();
    assertThat(reading.problems()).extracting(Problem::rule).contains("cap-read-limit");
  }

  @Test
  void anEmptyInputIsRefused() {
    assertThat(refusal("")).isEqualTo("cap-read-xml");
    assertThat(refusal("   ")).isEqualTo("cap-read-xml");
    assertThat(refusal("{\"json\":true}")).isEqualTo("cap-read-xml");
  }

  @Test
  void emptyElementsAreAbsentAndMentioned() {
    byte[] input =
        GOOD.replace("</scope>", "</scope><references/><incidents> </incidents>").getBytes(UTF_8);
    Reading reading = CapReader.read(input);
    assertThat(reading.isValid()).isTrue();
    assertThat(reading.alert().orElseThrow().incidents()).isEmpty();
    assertThat(reading.problems())
        .extracting(Problem::rule)
        .containsExactly("cap-1.2-4.2-empty", "cap-1.2-4.2-empty");
  }

  @Test
  void anEmptyShapeIsAnErrorOnceTheStandardAsksForPairs() {
    String empty = GOOD.replace("<circle>55.826,37.390 5</circle>", "<polygon/><circle></circle>");
    Reading reading = CapReader.read(empty.getBytes(UTF_8));
    assertThat(reading.alert().orElseThrow().infos().getFirst().areas().getFirst().circles())
        .isEmpty();
    assertThat(reading.problems())
        .filteredOn(Problem::isError)
        .extracting(Problem::rule)
        .containsExactly("cap-1.2-3.2.4-polygon-points", "cap-1.2-3.2.4-circle");
    assertThat(CapReader.read(empty.replace("cap:1.2", "cap:1.1").getBytes(UTF_8)).problems())
        .extracting(Problem::rule)
        .contains("cap-1.2-4.2-empty")
        .doesNotContain("cap-1.2-3.2.4-polygon-points", "cap-1.2-3.2.4-circle");
  }

  @Test
  void aMessageThatHasExpiredIsMentioned() {
    CheckResult result =
        CapChecker.check(GOOD.getBytes(UTF_8), Instant.parse("2024-03-22T17:00:00Z"));
    assertThat(result.valid()).isTrue();
    assertThat(result.problems())
        .extracting(Problem::rule)
        .containsExactly("cap-1.2-3.2.2-expired");
  }

  private static String refusal(String text) {
    Reading reading = CapReader.read(text.getBytes(UTF_8));
    assertThat(reading.alert()).isEmpty();
    return reading.problems().getFirst().rule();
  }
}
