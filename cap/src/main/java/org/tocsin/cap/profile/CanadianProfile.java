// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.profile;

import java.util.List;
import java.util.Locale;
import org.tocsin.cap.Alert;
import org.tocsin.cap.CapProfile;
import org.tocsin.cap.Info;
import org.tocsin.cap.ProfileRule;
import org.tocsin.cap.Spot;

/** The Canadian profile CAP-CP, 0.4 and 1.0; the numbers are those of its rules. */
final class CanadianProfile implements CapProfile {
  private static final RuleBook BOOK = new RuleBook("cap-cp", "CAP-CP");
  private static final String VERSION = "profile:CAP-CP:";
  private static final String EVENT_LIST = "profile:CAP-CP:Event:";
  private static final String LOCATIONS = "profile:CAP-CP:Location:";

  private static final ProfileRule EVENT_ALIKE =
      BOOK.must(
          "event-alike",
          "rule 2",
          "A message has one subject event: all infos have the same event codes.",
          "Send different events as messages of their own.");
  private static final ProfileRule CODE =
      BOOK.must(
          "code",
          "rule 3",
          "A code names the version of the profile.",
          "Add <code>profile:CAP-CP:0.4</code>, or the version that you keep to.");
  private static final ProfileRule ZONE =
      BOOK.may(
          "zone",
          "rule 4",
          "Times have the local zone.",
          "Write the local time with its zone; UTC is no zone of Canada.");
  private static final ProfileRule INFO =
      BOOK.must("info", "rule 5", "An Alert, Update or Cancel has an info.", "Add an info.");
  private static final ProfileRule LANGUAGE =
      BOOK.must(
          "language",
          "rule 6",
          "An info states its language.",
          "Add language, such as en-CA or fr-CA.");
  private static final ProfileRule LANGUAGES =
      BOOK.may(
          "languages",
          "rule 6",
          "A message speaks English and French.",
          "Add an info in the other language.");
  private static final ProfileRule EVENT_CODE =
      BOOK.must(
          "eventCode",
          "rule 8",
          "An info has an eventCode of the CAP-CP event list.",
          "Add an eventCode with the valueName profile:CAP-CP:Event:0.4.");
  private static final ProfileRule GEOCODE =
      BOOK.should( // A must within Canada; where an area lies is not known here.
          "geocode",
          "rule 9",
          "An area within Canada has a geocode of the CAP-CP locations.",
          "Add a geocode with the valueName profile:CAP-CP:Location:0.3.");
  private static final ProfileRule AREA =
      BOOK.must("area", "rule 10", "An info has an area.", "Add an area.");
  private static final ProfileRule EXPIRES =
      BOOK.should("expires", "rule 13", "An info says when it expires.", "Add expires.");
  private static final ProfileRule SENDER_NAME =
      BOOK.should("senderName", "rule 14", "An info has a senderName.", "Add senderName.");
  private static final ProfileRule RESPONSE =
      BOOK.should(
          "responseType",
          "rule 15",
          "An info has a responseType and an instruction.",
          "Add both; None is a responseType, too.");
  private static final ProfileRule SHAPE =
      BOOK.may(
          "shape",
          "rule 18",
          "Polygons and circles say where more exactly than geocodes do.",
          "Add a polygon or a circle.");

  @Override
  public String id() {
    return "cap-cp";
  }

  @Override
  public String title() {
    return "Canada: CAP-CP";
  }

  @Override
  public boolean isClaimedBy(Alert alert) {
    return alert.codes().stream().anyMatch(code -> code.startsWith(VERSION));
  }

  @Override
  public List<ProfileRule> rules() {
    return BOOK.rules();
  }

  @Override
  public void check(Alert alert, Spot at) {
    Look.code(alert, at, CODE, VERSION);
    if (Look.warns(alert)) {
      Look.present(!alert.infos().isEmpty(), at, INFO, "The message has no info.");
    }
    Look.alike(alert, at, EVENT_ALIKE, "eventCode", Info::eventCodes);
    Look.localTimes(alert, at, ZONE);
    Look.infos(alert, at, CanadianProfile::info);
    if (!alert.infos().isEmpty() && !(speaks(alert, "en") && speaks(alert, "fr"))) {
      at.breach(LANGUAGES, "", "The message lacks English or French.");
    }
  }

  private static boolean speaks(Alert alert, String language) {
    return alert.infos().stream()
        .anyMatch(info -> info.languageOrDefault().toLowerCase(Locale.ROOT).startsWith(language));
  }

  private static void info(Info info, Spot at) {
    Look.present(info.language().isPresent(), at, LANGUAGE, "The info states no language.");
    Look.present(
        Look.hasNamed(info.eventCodes(), EVENT_LIST),
        at,
        EVENT_CODE,
        "No eventCode is of the CAP-CP event list.");
    Look.present(!info.areas().isEmpty(), at, AREA, "The info has no area.");
    Look.areas(
        info,
        at,
        (area, spot) ->
            Look.present(
                Look.hasNamed(area.geocodes(), LOCATIONS),
                spot,
                GEOCODE,
                "No geocode is of the CAP-CP locations."));
    Look.present(info.expires().isPresent(), at, EXPIRES, "The info has no expires.");
    Look.present(info.senderName().isPresent(), at, SENDER_NAME, "The info has no senderName.");
    Look.present(
        !info.responseTypes().isEmpty() && info.instruction().isPresent(),
        at,
        RESPONSE,
        "The info lacks a responseType or an instruction.");
    if (!info.areas().isEmpty()) {
      Look.present(Look.hasShape(info), at, SHAPE, "The info has neither polygon nor circle.");
    }
  }
}
