// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tocsin.cap.Alert;
import org.tocsin.cap.CapChecker;
import org.tocsin.cap.CapProfile;
import org.tocsin.cap.CapReader;
import org.tocsin.cap.CheckResult;
import org.tocsin.cap.Problem;
import org.tocsin.cap.ProfileRule;
import org.tocsin.cap.ReadLimits;

/**
 * FEATURE UNDER TEST: each profile passes a message that keeps to it, and says of each breach which
 * rule it is, and where. A row spoils one thing; every rule of every profile has a row.
 */
class ProfilesTest {
  private static final Instant NOW = Instant.parse("2024-03-07T13:00:00Z");
  private static final String AU = "urn:oasis:names:tc:emergency:cap:1.2:profile:CAP-AU:1.0";

  /** What every good message shares; {@code CODE}, {@code MORE} and {@code GEO} are filled in. */
  private static final String COMMON =
      """
      <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
      <identifier>IDENTIFIER</identifier>
      <sender>desk@agency.example.org</sender>
      <sent>2024-03-07T07:00:00-05:00</sent>
      <status>Actual</status>
      <msgType>Alert</msgType>
      <scope>Public</scope>
      CODE
      INFO
      </alert>
      """;

  private static final String INFO =
      """
      <info>
      <language>LANGUAGE</language>
      <category>Met</category>
      <event>Storm</event>
      <responseType>Shelter</responseType>
      <urgency>Expected</urgency>
      <severity>Severe</severity>
      <certainty>Likely</certainty>
      EVENTCODE
      ONSET
      <expires>2024-03-08T07:00:00-05:00</expires>
      <senderName>The Agency</senderName>
      <headline>Storm</headline>
      <description>A storm comes.</description>
      <instruction>Stay inside.</instruction>
      <web>https://agency.example.org/storm</web>
      <contact>desk@agency.example.org</contact>
      PARAMETER
      <area>
      <areaDesc>The coast</areaDesc>
      <polygon>40,-75 40,-74 41,-74 41,-75 40,-75</polygon>
      GEO
      </area>
      </info>
      """;

  private static String pair(String element, String name, String value) {
    return "<%s><valueName>%s</valueName><value>%s</value></%s>\n"
        .formatted(element, name, value, element);
  }

  private static String message(String code, String... infos) {
    return COMMON
        .replace("IDENTIFIER", "storm-1")
        .replace("CODE\n", code.isEmpty() ? "" : "<code>" + code + "</code>\n")
        .replace("INFO\n", String.join("", infos));
  }

  private static String info(String language, String eventCode, String parameter, String geo) {
    return INFO.replace("LANGUAGE", language)
        .replace("EVENTCODE\n", eventCode)
        .replace("ONSET\n", "")
        .replace("PARAMETER\n", parameter)
        .replace("GEO\n", geo);
  }

  private static String ipaws() {
    return message(
        "IPAWSv1.0",
        info(
            "en-US",
            pair("eventCode", "SAME", "SVR"),
            pair("parameter", "EAS-ORG", "CIV")
                + pair("parameter", "WEAHandling", "Imminent Threat")
                + pair("parameter", "CMAMtext", "Storm. Stay inside.")
                + pair("parameter", "CMAMlongtext", "A storm comes. Stay inside."),
            pair("geocode", "SAME", "034001")));
  }

  private static String canada() {
    String code = pair("eventCode", "profile:CAP-CP:Event:0.4", "thunderstorm");
    String place = pair("geocode", "profile:CAP-CP:Location:0.3", "1209034");
    return message(
        "profile:CAP-CP:0.4", info("en-CA", code, "", place), info("fr-CA", code, "", place));
  }

  private static String australia() {
    return message(
        AU,
        info(
            "en-AU",
            pair("eventCode", AU + ":AUeventLIST:1.0", "thunderstorm"),
            "",
            pair("geocode", AU + ":ISO3166-2", "AU-NSW")));
  }

  private static String google() {
    return message("", info("en-US", "", "", ""));
  }

  private static String meteoalarm() {
    return message(
        "",
        info(
                "en",
                "",
                pair("parameter", "awareness_level", "3; orange; Severe")
                    + pair("parameter", "awareness_type", "1; Wind"),
                pair("geocode", "EMMA_ID", "AT001"))
            .replace("<expires>", "<onset>2024-03-07T09:00:00-05:00</onset>\n<expires>"));
  }

  private static String wmo() {
    return google().replace("storm-1", "urn:oid:2.49.0.1.40.0.2024.3.7.1");
  }

  private static String good(String profile) {
    return switch (profile) {
      case "ipaws-1.0" -> ipaws();
      case "cap-cp" -> canada();
      case "cap-au-1.0" -> australia();
      case "google-1.0" -> google();
      case "meteoalarm" -> meteoalarm();
      case "wmo" -> wmo();
      default -> throw new IllegalArgumentException("no good message for " + profile);
    };
  }

  static Stream<CapProfile> profiles() {
    return Profiles.all().stream();
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void aMessageThatKeepsToAProfilePassesIt(CapProfile profile) {
    assertThat(check(good(profile.id()), profile)).isEmpty();
  }

  /** Profile, rule, what is replaced, by what, the path of the breach. */
  static Stream<Arguments> breaches() {
    String expires = "<expires>2024-03-08T07:00:00-05:00</expires>\n";
    String area = good("google-1.0").replaceAll("(?s).*(<area>.*</area>\n).*", "$1");
    String anotherEvent = info("en-US", "", "", "").replace("Storm</event>", "Flood</event>");
    String anotherCategory = info("de", "", "", "").replace("Met<", "Fire<");
    String circle = "<circle>40,-75 0</circle>";
    List<Arguments> rows = new ArrayList<>();
    String p = "ipaws-1.0";
    rows.add(row(p, "code", "IPAWSv1.0", "other", "alert"));
    rows.add(row(p, "info", "(?s)<info>.*</info>\n", "", "alert"));
    rows.add(
        row(
            p,
            "category-alike",
            "</alert>",
            anotherCategory + "</alert>",
            "alert/info[2]/category[1]"));
    rows.add(
        row(
            p,
            "eventCode-alike",
            "</alert>",
            info("es", "", "", "") + "</alert>",
            "alert/info[2]"));
    rows.add(row(p, "eventCode", "SVR", "severe", "alert/info[1]/eventCode[1]"));
    rows.add(row(p, "expires", expires, "", "alert/info[1]"));
    rows.add(row(p, "area", "(?s)<area>.*</area>\n", "", "alert/info[1]"));
    rows.add(row(p, "geocode", "034001", "34001", "alert/info[1]/area[1]"));
    rows.add(row(p, "EAS-ORG", "EAS-ORG", "ORG", "alert/info[1]"));
    rows.add(
        row(p, "CMAMtext", "Storm. Stay inside.", "x".repeat(91), "alert/info[1]/parameter[3]"));
    rows.add(
        row(
            p,
            "CMAMlongtext",
            "(?<=<value>)A storm comes. Stay inside.",
            "x".repeat(361),
            "alert/info[1]/parameter[4]"));
    rows.add(row(p, "WEAHandling", "Imminent Threat", "Threat", "alert/info[1]/parameter[2]"));
    rows.add(
        row(
            p,
            "polygon-points",
            "40,-75 40,-74",
            "40,-75 " + "40,-74 ".repeat(100),
            "alert/info[1]/area[1]/polygon[1]"));
    rows.add(
        row(
            p,
            "effective",
            expires,
            "<effective>2024-03-07T07:00:00-05:00</effective>\n" + expires,
            "alert/info[1]/effective"));
    rows.add(
        row(
            p,
            "onset",
            expires,
            "<onset>2024-03-07T07:00:00-05:00</onset>\n" + expires,
            "alert/info[1]/onset"));
    rows.add(row(p, "texts", "<instruction>.*</instruction>\n", "", "alert/info[1]"));
    rows.add(
        row(p, "zone", "2024-03-07T07:00:00-05:00", "2024-03-07T12:00:00-00:00", "alert/sent"));
    p = "cap-cp";
    rows.add(
        row(
            p,
            "event-alike",
            "(?s)thunderstorm(.*)thunderstorm",
            "thunderstorm$1tornado",
            "alert/info[2]/eventCode[1]"));
    rows.add(row(p, "code", "profile:CAP-CP:0.4", "other", "alert"));
    rows.add(
        row(p, "zone", "2024-03-07T07:00:00-05:00", "2024-03-07T12:00:00-00:00", "alert/sent"));
    rows.add(row(p, "info", "(?s)<info>.*</info>\n", "", "alert"));
    rows.add(row(p, "language", "<language>en-CA</language>\n", "", "alert/info[1]"));
    rows.add(row(p, "languages", "fr-CA", "en-CA", "alert"));
    rows.add(row(p, "eventCode", "profile:CAP-CP:Event:0.4", "SAME", "alert/info[1]"));
    rows.add(row(p, "geocode", "profile:CAP-CP:Location:0.3", "SAME", "alert/info[1]/area[1]"));
    rows.add(row(p, "area", "(?s)<area>.*?</area>\n", "", "alert/info[1]"));
    rows.add(row(p, "expires", expires, "", "alert/info[1]"));
    rows.add(row(p, "senderName", "<senderName>.*</senderName>\n", "", "alert/info[1]"));
    rows.add(row(p, "responseType", "<responseType>.*</responseType>\n", "", "alert/info[1]"));
    rows.add(row(p, "shape", "<polygon>.*</polygon>\n", "", "alert/info[1]"));
    p = "cap-au-1.0";
    rows.add(row(p, "code", "<code>.*</code>\n", "", "alert"));
    rows.add(row(p, "info", "(?s)<info>.*</info>\n", "", "alert"));
    rows.add(
        row(
            p,
            "category-alike",
            "</alert>",
            anotherCategory + "</alert>",
            "alert/info[2]/category[1]"));
    rows.add(
        row(
            p,
            "eventCode-alike",
            "</alert>",
            info("de", "", "", "") + "</alert>",
            "alert/info[2]"));
    rows.add(
        row(
            p,
            "event-alike",
            "</alert>",
            anotherEvent.replace("en-US", "en-AU") + "</alert>",
            "alert/info[2]/event"));
    rows.add(row(p, "eventCode", "AUeventLIST", "list", "alert/info[1]/eventCode[1]"));
    rows.add(
        row(
            p,
            "effective",
            "(?s)<msgType>Alert(.*)" + expires,
            "<msgType>Cancel$1<effective>2024-03-07T07:00:00-05:00</effective>\n" + expires,
            "alert/info[1]/effective"));
    rows.add(row(p, "area", "(?s)<area>.*</area>\n", "", "alert/info[1]"));
    rows.add(row(p, "sender", "desk@agency.example.org</sender>", "desk</sender>", "alert/sender"));
    rows.add(row(p, "test", "Actual", "Test", "alert/status"));
    rows.add(row(p, "expires", expires, "", "alert/info[1]"));
    rows.add(row(p, "senderName", "<senderName>.*</senderName>\n", "", "alert/info[1]"));
    rows.add(row(p, "responseType", "<responseType>.*</responseType>\n", "", "alert/info[1]"));
    rows.add(row(p, "geocode", "<geocode>.*</geocode>\n", "", "alert/info[1]/area[1]"));
    rows.add(row(p, "shape", "<polygon>.*</polygon>\n", "", "alert/info[1]"));
    p = "google-1.0";
    rows.add(row(p, "info", "(?s)<info>.*</info>\n", "", "alert"));
    rows.add(
        row(
            p,
            "category-alike",
            "</alert>",
            anotherCategory + "</alert>",
            "alert/info[2]/category[1]"));
    rows.add(
        row(
            p,
            "eventCode-alike",
            "</alert>",
            info("de", pair("eventCode", "SAME", "SVR"), "", "") + "</alert>",
            "alert/info[2]/eventCode[1]"));
    rows.add(row(p, "event-alike", "</alert>", anotherEvent + "</alert>", "alert/info[2]/event"));
    rows.add(row(p, "description", "<description>.*</description>\n", "", "alert/info[1]"));
    rows.add(row(p, "web", "<web>.*</web>\n", "", "alert/info[1]"));
    rows.add(row(p, "expires", expires, "", "alert/info[1]"));
    rows.add(row(p, "area", "(?s)<area>.*</area>\n", "", "alert/info[1]"));
    rows.add(row(p, "place", "<polygon>.*</polygon>\n", "", "alert/info[1]/area[1]"));
    rows.add(
        row(p, "zone", "2024-03-07T07:00:00-05:00", "2024-03-07T12:00:00-00:00", "alert/sent"));
    rows.add(row(p, "senderName", "<senderName>.*</senderName>\n", "", "alert/info[1]"));
    rows.add(row(p, "responseType", "<instruction>.*</instruction>\n", "", "alert/info[1]"));
    rows.add(
        row(
            p,
            "headline",
            "<headline>Storm",
            "<headline>" + "x".repeat(141),
            "alert/info[1]/headline"));
    rows.add(row(p, "repeated", "A storm comes.", "Storm", "alert/info[1]/description"));
    rows.add(
        row(p, "unknown", "<certainty>Likely", "<certainty>Unknown", "alert/info[1]/certainty"));
    rows.add(row(p, "contact", "<contact>.*</contact>\n", "", "alert/info[1]"));
    rows.add(
        row(
            p,
            "shape",
            "<polygon>.*</polygon>\n",
            pair("geocode", "SAME", "034001"),
            "alert/info[1]"));
    rows.add(
        row(p, "radius", "<polygon>.*</polygon>\n", circle, "alert/info[1]/area[1]/circle[1]"));
    p = "meteoalarm";
    rows.add(
        row(
            p,
            "awareness_level",
            "3; orange; Severe",
            "3; red; Severe",
            "alert/info[1]/parameter[1]"));
    rows.add(row(p, "awareness_type", "1; Wind", "14; Locusts", "alert/info[1]/parameter[1]"));
    rows.add(
        row(p, "level-severity", "<severity>Severe", "<severity>Minor", "alert/info[1]/severity"));
    rows.add(row(p, "language", "<language>en</language>\n", "", "alert/info[1]"));
    rows.add(row(p, "english", "<language>en", "<language>de", "alert"));
    rows.add(row(p, "times", "<onset>.*</onset>\n", "", "alert/info[1]"));
    rows.add(row(p, "area", "(?s)<area>.*</area>\n", "", "alert/info[1]"));
    rows.add(
        row(
            p,
            "place",
            "(?s)<polygon>.*</geocode>\n",
            pair("geocode", "SAME", "034001"),
            "alert/info[1]/area[1]"));
    rows.add(row(p, "texts", "<headline>.*</headline>\n", "", "alert/info[1]"));
    rows.add(row(p, "senderName", "<senderName>.*</senderName>\n", "", "alert/info[1]"));
    p = "wmo";
    rows.add(
        row(p, "identifier", "urn:oid:2.49.0.1.40.0.2024.3.7.1", "storm-1", "alert/identifier"));
    rows.add(row(p, "identifier-arc", "2.49.0.1", "2.49.0.0", "alert/identifier"));
    rows.add(row(p, "sender", "desk@agency.example.org</sender>", "desk</sender>", "alert/sender"));
    rows.add(row(p, "info", "(?s)<info>.*</info>\n", "", "alert"));
    rows.add(row(p, "language", "<language>en-US</language>\n", "", "alert/info[1]"));
    rows.add(row(p, "expires", expires, "", "alert/info[1]"));
    rows.add(row(p, "senderName", "<senderName>.*</senderName>\n", "", "alert/info[1]"));
    rows.add(row(p, "texts", "<headline>.*</headline>\n", "", "alert/info[1]"));
    rows.add(row(p, "responseType", "<responseType>.*</responseType>\n", "", "alert/info[1]"));
    rows.add(row(p, "area", "(?s)<area>.*</area>\n", "", "alert/info[1]"));
    rows.add(row(p, "shape", "<polygon>.*</polygon>\n", "", "alert/info[1]"));
    assertThat(area).startsWith("<area>");
    return rows.stream();
  }

  private static Arguments row(
      String profile, String rule, String replaced, String by, String path) {
    return Arguments.of(profile, profile + "-" + rule, replaced, by, path);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("breaches")
  void aBreachIsSaidWithItsRuleAndPlace(
      String profile, String rule, String replaced, String by, String path) {
    String message = good(profile).replaceFirst(replaced, by);
    assertThat(message).isNotEqualTo(good(profile));
    assertThat(check(message, Profiles.find(profile).orElseThrow()))
        .filteredOn(problem -> problem.rule().equals(rule))
        .first()
        .satisfies(problem -> {
          assertThat(problem.path()).isEqualTo(path);
          assertThat(problem.line()).isPositive();
          assertThat(problem.remedy()).isNotBlank();
        });
  }

  @Test
  void everyRuleOfEveryProfileHasARowAndAnIdOfItsOwn() {
    Set<String> tested = new HashSet<>();
    breaches().forEach(row -> tested.add(String.valueOf(row.get()[1])));
    List<String> rules =
        Profiles.all().stream()
            .flatMap(profile -> profile.rules().stream())
            .map(ProfileRule::id)
            .toList();
    assertThat(rules).doesNotHaveDuplicates();
    assertThat(tested).containsExactlyInAnyOrderElementsOf(rules);
  }

  @Test
  void aMessageTellsWhichProfilesItClaims() {
    assertThat(claimed(ipaws())).containsExactly("ipaws-1.0");
    assertThat(claimed(canada())).containsExactly("cap-cp");
    assertThat(claimed(australia())).containsExactly("cap-au-1.0");
    assertThat(claimed(meteoalarm())).containsExactly("meteoalarm");
    assertThat(claimed(wmo())).containsExactly("wmo");
    assertThat(claimed(google())).isEmpty();
  }

  @Test
  void realMessagesOfTheCountriesAreHeldToTheirProfilesWithoutAFalseAlarm() throws IOException {
    for (String name : List.of("ipaws.xml", "canada.cap", "australia.cap")) {
      byte[] bytes;
      try (InputStream in = CapReader.class.getResourceAsStream("samples/" + name)) {
        assertThat(in).as(name).isNotNull();
        bytes = in.readAllBytes();
      }
      Alert alert = CapReader.read(bytes).alert().orElseThrow();
      List<CapProfile> claimed = Profiles.claimedBy(alert);
      CheckResult result = CapChecker.check(bytes, NOW, ReadLimits.alert(), claimed);
      assertThat(result.problems()).as(name).noneMatch(Problem::isError);
    }
  }

  /** Values of a million characters must not keep a pattern busy or exhaust its stack. */
  @ParameterizedTest
  @MethodSource("profiles")
  void hostileValuesAreCheckedInTimeThatGrowsWithTheirLength(CapProfile profile) {
    String dots = "a.".repeat(300_000);
    for (String sender : List.of(dots + "@", "@" + dots + " x", dots, "a@" + dots)) {
      check(
          good(profile.id()).replace("desk@agency.example.org</sender>", sender + "</sender>"),
          profile);
    }
    String dashes = "en" + "-aa".repeat(300_000);
    check(good(profile.id()).replaceAll("<language>[^<]*", "<language>" + dashes), profile);
    check(good(profile.id()).replace("https://agency.example.org/storm", "h:" + dots), profile);
    check(
        good(profile.id()).replace("3; orange; Severe", "3" + " ".repeat(600_000) + "x"), profile);
    check(good(profile.id()).replaceFirst("<code>[^<]*", "<code>" + dots), profile);
    check(good(profile.id()).replaceFirst("<valueName>[^<]*", "<valueName>" + dots), profile);
    check(good(profile.id()).replaceFirst("<polygon>[^<]*", "<polygon>" + dots), profile);
    check(good(profile.id()).replaceFirst("<sent>[^<]*", "<sent>" + dashes), profile);
  }

  @Test
  void aProfileIsFoundByItsIdWhateverItsLetters() {
    assertThat(Profiles.find("IPAWS-1.0")).contains(Profiles.all().getFirst());
    assertThat(Profiles.find("none")).isEmpty();
    assertThat(Profiles.all())
        .allMatch(each -> each.id().equals(each.id().toLowerCase(Locale.ROOT)));
  }

  private static List<String> claimed(String message) {
    Alert alert = CapReader.read(message.getBytes(UTF_8)).alert().orElseThrow();
    return Profiles.claimedBy(alert).stream().map(CapProfile::id).toList();
  }

  private static List<Problem> check(String message, CapProfile profile) {
    return CapChecker.check(message.getBytes(UTF_8), NOW, ReadLimits.alert(), List.of(profile))
        .problems()
        .stream()
        .filter(problem -> problem.rule().startsWith(profile.id() + "-"))
        .toList();
  }
}
