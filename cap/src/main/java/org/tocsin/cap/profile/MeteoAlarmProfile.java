// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.profile;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.cap.Alert;
import org.tocsin.cap.Area;
import org.tocsin.cap.CapProfile;
import org.tocsin.cap.Info;
import org.tocsin.cap.NamedValue;
import org.tocsin.cap.ProfileRule;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Spot;

/** What MeteoAlarm (EUMETNET) asks of the alerts of European weather services. */
final class MeteoAlarmProfile implements CapProfile {
  private static final RuleBook BOOK = new RuleBook("meteoalarm", "MeteoAlarm CAP profile");
  private static final Pattern LEVEL = Pattern.compile("\\s*([1-4])\\s*;\\s*([A-Za-z]+)\\s*(;.*)?");
  private static final Pattern TYPE = Pattern.compile("\\s*([0-9]{1,2})\\s*;\\s*\\S.*");
  private static final int TYPE_MAX = 13;
  private static final Map<String, String> COLOURS =
      Map.of("1", "green", "2", "yellow", "3", "orange", "4", "red");
  private static final Map<String, Severity> SEVERITIES =
      Map.of(
          "1", Severity.MINOR, "2", Severity.MODERATE, "3", Severity.SEVERE, "4", Severity.EXTREME);

  private static final ProfileRule LEVEL_GIVEN =
      BOOK.must(
          "awareness_level",
          "",
          "An info has one parameter awareness_level: number; colour; word.",
          "Write one of 1; green; Minor, 2; yellow; Moderate, 3; orange; Severe, 4; red; Extreme.");
  private static final ProfileRule TYPE_GIVEN =
      BOOK.must(
          "awareness_type",
          "",
          "An info has one parameter awareness_type: a number from 1 to 13 and its name.",
          "Write it like 1; Wind.");
  private static final ProfileRule LEVEL_SEVERITY =
      BOOK.should(
          "level-severity",
          "",
          "The severity is the one of the awareness level.",
          "Write Minor for 1, Moderate for 2, Severe for 3, Extreme for 4.");
  private static final ProfileRule LANGUAGE =
      BOOK.must("language", "", "An info states its language.", "Add language, such as de-AT.");
  private static final ProfileRule ENGLISH =
      BOOK.should("english", "", "One of the infos is in English.", "Add an info in English.");
  private static final ProfileRule TIMES =
      BOOK.must(
          "times",
          "",
          "An info says when the danger begins and expires.",
          "Add onset and expires.");
  private static final ProfileRule AREA =
      BOOK.must("area", "", "An info has an area.", "Add an area.");
  private static final ProfileRule PLACE =
      BOOK.must(
          "place",
          "",
          "An area has a geocode EMMA_ID, NUTS or WARNCELLID, or a polygon.",
          "Add the geocode EMMA_ID of the region.");
  private static final ProfileRule TEXTS =
      BOOK.should(
          "texts",
          "",
          "An info has headline, description and instruction.",
          "Say what it is, what happens, what to do.");
  private static final ProfileRule SENDER_NAME =
      BOOK.should("senderName", "", "An info has a senderName.", "Add senderName.");

  @Override
  public String id() {
    return "meteoalarm";
  }

  @Override
  public String title() {
    return "Europe: MeteoAlarm";
  }

  @Override
  public boolean isClaimedBy(Alert alert) {
    return alert.infos().stream()
        .anyMatch(info -> Look.hasNamed(info.parameters(), "awareness_level"));
  }

  @Override
  public List<ProfileRule> rules() {
    return BOOK.rules();
  }

  @Override
  public void check(Alert alert, Spot at) {
    Look.infos(alert, at, MeteoAlarmProfile::info);
    boolean english =
        alert.infos().stream()
            .anyMatch(info -> info.languageOrDefault().toLowerCase(Locale.ROOT).startsWith("en"));
    if (!alert.infos().isEmpty()) {
      Look.present(english, at, ENGLISH, "No info is in English.");
    }
  }

  private static void info(Info info, Spot at) {
    level(info, at);
    type(info, at);
    Look.present(info.language().isPresent(), at, LANGUAGE, "The info states no language.");
    Look.present(
        info.onset().isPresent() && info.expires().isPresent(),
        at,
        TIMES,
        "The info lacks onset or expires.");
    Look.present(!info.areas().isEmpty(), at, AREA, "The info has no area.");
    Look.areas(info, at, MeteoAlarmProfile::area);
    Look.present(
        info.headline().isPresent()
            && info.description().isPresent()
            && info.instruction().isPresent(),
        at,
        TEXTS,
        "The info lacks one of its texts.");
    Look.present(info.senderName().isPresent(), at, SENDER_NAME, "The info has no senderName.");
  }

  private static void level(Info info, Spot at) {
    List<String> given = Look.values(info.parameters(), "awareness_level");
    Matcher level = LEVEL.matcher(given.isEmpty() ? "" : given.getFirst());
    boolean good =
        given.size() == 1
            && level.matches()
            && level.group(2).toLowerCase(Locale.ROOT).equals(COLOURS.get(level.group(1)));
    if (!good) {
      at.child("parameter")
          .breach(LEVEL_GIVEN, String.join(" | ", given), "The info has no such awareness_level.");
    } else if (info.severity() != SEVERITIES.get(level.group(1))) {
      at.child("severity")
          .breach(
              LEVEL_SEVERITY,
              info.severity().word(),
              "The awareness level is " + given.getFirst() + ".");
    }
  }

  private static void type(Info info, Spot at) {
    List<String> given = Look.values(info.parameters(), "awareness_type");
    Matcher type = TYPE.matcher(given.isEmpty() ? "" : given.getFirst());
    boolean good = given.size() == 1 && type.matches();
    int number = good ? Integer.parseInt(type.group(1)) : 0;
    if (number < 1 || number > TYPE_MAX) {
      at.child("parameter")
          .breach(TYPE_GIVEN, String.join(" | ", given), "The info has no such awareness_type.");
    }
  }

  private static void area(Area area, Spot at) {
    boolean coded =
        area.geocodes().stream()
            .map(NamedValue::valueName)
            .anyMatch(name -> {
              String upper = name.toUpperCase(Locale.ROOT);
              return upper.equals("EMMA_ID")
                  || upper.startsWith("NUTS")
                  || upper.equals("WARNCELLID");
            });
    Look.present(
        coded || !area.polygons().isEmpty(),
        at,
        PLACE,
        "The area has neither a geocode that MeteoAlarm knows nor a polygon.");
  }
}
