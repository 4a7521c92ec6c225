// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: messages of many senders are read, whatever their encoding. */
class SamplesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "australia.cap",
        "canada.cap",
        "earthquake-iso8859-1.cap",
        "earthquake_signed.cap",
        "no_optional_fields.cap",
        "thunderstorm.cap",
        "wcatwc-warning.cap",
        "weather.cap",
        "ipaws.xml",
        "nws.xml",
        "tsunami.xml",
        "wmo_signed.xml",
        "oasiscap__fixtures_v1dot0_appendix_adot2.xml",
        "oasiscap__fixtures_v1dot0_appendix_adot3.xml",
        "oasiscap__fixtures_v1dot0_appendix_adot4.xml",
        "oasiscap__fixtures_v1dot1_appendix_adot2.xml",
        "oasiscap__fixtures_v1dot1_appendix_adot3.xml",
        "oasiscap__fixtures_v1dot1_appendix_adot4.xml",
        "oasiscap__fixtures_v1dot2_appendix_adot3.xml",
        "oasiscap__fixtures_google-PAAQ-4-mg5a94.xml",
        "python-cap-parser__src_test.xml",
        "cap__resources_cap_amber_alert_example.xml"
      })
  void realMessagesAreValidAndSurviveWriting(String name) throws IOException {
    Reading reading = CapReader.read(bytes("samples/" + name));
    assertThat(reading.isValid()).as("%s", reading.problems()).isTrue();
    assertThat(reading.version()).isPresent();
    Alert alert = reading.alert().orElseThrow().toBuilder().version(CapVersion.V1_2).build();
    Alert again = CapReader.readStrict(CapWriter.write(alert));
    assertThat(again.infos()).isEqualTo(alert.infos());
    assertThat(again.reference()).isEqualTo(alert.reference());
  }

  @ParameterizedTest
  @CsvSource({
    "invalid.cap, cap-1.2-4.2-required, 2",
    "canada_errors.cap, cap-1.2-3.2.1-references, 12",
    "noaa_errors.cap, cap-1.2-3.2.2-urgency, 17",
    "weather_invalid.atom, cap-1.2-3.2.1-identifier, 28",
    "invalid.rss, cap-1.2-3.2.1-alert, 2",
    "../samples/python-cap-parser__src_test1.xml, cap-1.2-3.2.1-addresses, 7",
    "../hostile/xee.cap, cap-read-dtd, 3",
    "../hostile/xee.atom, cap-read-dtd, 3",
  })
  void invalidMessagesAreRefusedByTheRightRuleAtTheRightLine(String name, String rule, int line)
      throws IOException {
    Reading reading = CapReader.read(bytes("invalid/" + name));
    assertThat(reading.problems())
        .filteredOn(Problem::isError)
        .first()
        .satisfies(problem -> {
          assertThat(problem.rule()).isEqualTo(rule);
          assertThat(problem.line()).isEqualTo(line);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "oasiscap__fixtures_v1dot0_appendix_adot1.xml",
        "oasiscap__fixtures_v1dot1_appendix_adot1.xml"
      })
  void whatAnOlderVersionLeftOutIsNoFaultOfItsMessages(String name) throws IOException {
    Alert alert = CapReader.readStrict(bytes("samples/" + name));
    assertThat(alert.infos().getFirst().resources().getFirst().mimeType()).isEmpty();
  }

  @Test
  void inAnEnvelopeEachMessageIsJudgedByItself() throws IOException {
    List<Reading> readings =
        CapReader.readAll(bytes("invalid/bushfire_invalid.edxlde"), ReadLimits.feed());
    assertThat(readings)
        .extracting(Reading::isValid)
        .containsExactly(true, false, false, true, true, true, true);
    assertThat(readings.get(2).problems())
        .filteredOn(Problem::isError)
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.rule()).isEqualTo("cap-1.2-3.2.2-urgency");
          assertThat(problem.line()).isEqualTo(115);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTF-8",
        "UTF-16",
        "UTF-16LE",
        "UTF-16BE",
        "UTF-32BE",
        "windows-1251",
        "KOI8-R",
        "ISO-8859-5",
        "GB18030",
        "Shift_JIS"
      })
  void everyEncodingOfThePlatformIsRead(String encoding) {
    String text = BadInputTest.GOOD.replace("UTF-8", encoding).replace("Moscow", "Москва");
    byte[] input = text.getBytes(Charset.forName(encoding));
    Reading reading = CapReader.read(input);
    assertThat(reading.problems()).isEmpty();
    assertThat(area(reading)).isEqualTo("Москва");
  }

  @Test
  void aByteOrderMarkIsNotPartOfTheText() {
    byte[] text = BadInputTest.GOOD.getBytes(StandardCharsets.UTF_8);
    byte[] marked = new byte[text.length + 3];
    System.arraycopy(text, 0, marked, 3, text.length);
    System.arraycopy(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, 0, marked, 0, 3);
    assertThat(CapReader.read(marked).problems()).isEmpty();
  }

  @Test
  void aWrongDeclarationIsForgivenWithAWarning() {
    byte[] input = BadInputTest.GOOD.replace("UTF-8", "UTF-16").getBytes(StandardCharsets.UTF_8);
    Reading reading = CapReader.read(input);
    assertThat(reading.isValid()).isTrue();
    assertThat(reading.problems())
        .extracting(Problem::rule)
        .containsExactly("cap-read-encoding-guessed");
  }

  @Test
  void spaceBeforeTheDeclarationKeepsLineNumbers() {
    String text = "\n\n" + BadInputTest.GOOD.replace("Expected", "Soon");
    Reading reading = CapReader.read(text.getBytes(StandardCharsets.UTF_8));
    assertThat(reading.alert()).isPresent();
    assertThat(reading.problems()).extracting(Problem::line).containsExactly(1, 15);
  }

  @Test
  void cap10IsReadIntoTheSameModel() {
    String text =
        """
        <alert xmlns="http://www.incident.com/cap/1.0">
          <identifier>KSTO1055887203</identifier>
          <sender>KSTO@NWS.NOAA.GOV</sender>
          <sent>2003-06-17T14:57:00-07:00</sent>
          <status>Actual</status>
          <msgType>Update</msgType>
          <password>secret</password>
          <references>KSTO0/KSTO@NWS.NOAA.GOV</references>
          <info>
            <event>SEVERE THUNDERSTORM</event>
            <urgency>Expected</urgency>
            <severity>Severe</severity>
            <certainty>Very Likely</certainty>
            <eventCode>same=SVR</eventCode>
          </info>
        </alert>
        """;
    Reading reading = CapReader.read(text.getBytes(StandardCharsets.UTF_8));
    assertThat(reading.problems()).filteredOn(Problem::isError).isEmpty();
    Alert alert = reading.alert().orElseThrow();
    assertThat(alert.version()).isEqualTo(CapVersion.V1_0);
    assertThat(alert.scope()).isEqualTo(Scope.PUBLIC);
    assertThat(alert.references().getFirst().identifier()).isEqualTo("KSTO0");
    assertThat(alert.infos().getFirst().certainty()).isEqualTo(Certainty.LIKELY);
    assertThat(alert.infos().getFirst().eventCodes())
        .containsExactly(new NamedValue("same", "SVR"));
  }

  @Test
  void ruleIdsAreUnique() {
    assertThat(Arrays.stream(Rule.values()).map(Rule::id)).doesNotHaveDuplicates();
  }

  static byte[] bytes(String name) throws IOException {
    try (InputStream in =
        SamplesTest.class.getResourceAsStream(name.replaceFirst("\\w+/\\.\\./", ""))) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }

  private static String area(Reading reading) {
    return reading.alert().orElseThrow().infos().getFirst().areas().getFirst().areaDesc();
  }
}
