// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.profile;

import java.util.List;
import java.util.regex.Pattern;
import org.tocsin.cap.Alert;
import org.tocsin.cap.Area;
import org.tocsin.cap.CapProfile;
import org.tocsin.cap.Info;
import org.tocsin.cap.MsgType;
import org.tocsin.cap.NamedValue;
import org.tocsin.cap.ProfileRule;
import org.tocsin.cap.Spot;

/** CAP 1.2 USA IPAWS Profile 1.0 (OASIS, 13 October 2009), with the limits of WEA texts. */
final class IpawsProfile implements CapProfile {
  private static final RuleBook BOOK = new RuleBook("ipaws-1.0", "IPAWS 1.0");
  private static final Pattern SAME_EVENT = Pattern.compile("[A-Z0-9]{3}");
  private static final Pattern SAME_PLACE = Pattern.compile("[0-9]{6}");
  private static final int POLYGON_POINTS_MAX = 100;
  private static final List<String> HANDLINGS =
      List.of("Imminent Threat", "Child Abduction", "Public Safety", "Presidential", "WEA Test");

  private static final ProfileRule CODE =
      BOOK.must("code", "§2", "A code says IPAWSv1.0.", "Add <code>IPAWSv1.0</code>.");
  private static final ProfileRule INFO =
      BOOK.must("info", "§2", "An Alert or Update has an info.", "Add an info.");
  private static final ProfileRule CATEGORY_ALIKE =
      BOOK.must(
          "category-alike",
          "§2",
          "All infos have the same categories.",
          "Send different dangers as messages of their own.");
  private static final ProfileRule EVENT_CODE_ALIKE =
      BOOK.must(
          "eventCode-alike",
          "§2",
          "All infos have the same event codes.",
          "Send different dangers as messages of their own.");
  private static final ProfileRule EVENT_CODE =
      BOOK.must(
          "eventCode",
          "§2",
          "An info has exactly one eventCode SAME, a code of three letters.",
          "Give one eventCode with the valueName SAME and a SAME code such as CEM.");
  private static final ProfileRule EXPIRES =
      BOOK.must(
          "expires", "§2", "An info says when it expires.", "Add expires with the local zone.");
  private static final ProfileRule AREA =
      BOOK.must("area", "§2", "An info has an area.", "Add an area with a SAME geocode.");
  private static final ProfileRule GEOCODE =
      BOOK.should(
          "geocode",
          "§2",
          "An area has a geocode SAME of six digits.",
          "Add a geocode SAME: state and county, 000000 for the whole country.");
  private static final ProfileRule EAS_ORG =
      BOOK.should(
          "EAS-ORG",
          "§2",
          "A message for EAS names its originator in the parameter EAS-ORG.",
          "Add the parameter EAS-ORG, such as CIV, WXR or EAS.");
  private static final ProfileRule CMAM_TEXT =
      BOOK.must(
          "CMAMtext",
          "§2",
          "CMAMtext has at most 90 characters.",
          "Shorten the text; put more into CMAMlongtext.");
  private static final ProfileRule CMAM_LONG_TEXT =
      BOOK.must(
          "CMAMlongtext", "§2", "CMAMlongtext has at most 360 characters.", "Shorten the text.");
  private static final ProfileRule HANDLING =
      BOOK.should(
          "WEAHandling",
          "§2",
          "WEAHandling is one of the words of IPAWS.",
          "Write one of: " + String.join(", ", HANDLINGS) + ".");
  private static final ProfileRule POLYGON =
      BOOK.should(
          "polygon-points",
          "§2",
          "A polygon has at most 100 pairs, or it cannot go out to telephones.",
          "Simplify it; Polygon.simplified(100) does.");
  private static final ProfileRule EFFECTIVE =
      BOOK.may(
          "effective",
          "§2",
          "Alerts are effective at once; effective is ignored.",
          "Leave out effective.");
  private static final ProfileRule ONSET =
      BOOK.may(
          "onset", "§2", "Alerts are effective at once; onset is ignored.", "Leave out onset.");
  private static final ProfileRule TEXTS =
      BOOK.may(
          "texts",
          "§2",
          "An info has a description and an instruction.",
          "Say what happens and what to do.");
  private static final ProfileRule ZONE =
      BOOK.may("zone", "§2", "Times have the local zone.", "Write the local time with its zone.");

  @Override
  public String id() {
    return "ipaws-1.0";
  }

  @Override
  public String title() {
    return "USA: IPAWS Profile 1.0";
  }

  @Override
  public boolean isClaimedBy(Alert alert) {
    return alert.codes().contains("IPAWSv1.0");
  }

  @Override
  public List<ProfileRule> rules() {
    return BOOK.rules();
  }

  @Override
  public void check(Alert alert, Spot at) {
    Look.code(alert, at, CODE, "IPAWSv1.0");
    if (alert.msgType() == MsgType.ALERT || alert.msgType() == MsgType.UPDATE) {
      Look.present(!alert.infos().isEmpty(), at, INFO, "The message has no info.");
    }
    Look.alike(alert, at, CATEGORY_ALIKE, "category", Info::categories);
    Look.alike(alert, at, EVENT_CODE_ALIKE, "eventCode", Info::eventCodes);
    Look.infos(alert, at, IpawsProfile::info);
    Look.localTimes(alert, at, ZONE);
  }

  private static void info(Info info, Spot at) {
    List<String> same = Look.values(info.eventCodes(), "SAME");
    if (same.size() != 1 || !SAME_EVENT.matcher(same.getFirst()).matches()) {
      at.child("eventCode")
          .breach(EVENT_CODE, String.join(", ", same), "The info has the SAME codes " + same + ".");
    }
    Look.present(info.expires().isPresent(), at, EXPIRES, "The info has no expires.");
    Look.present(!info.areas().isEmpty(), at, AREA, "The info has no area.");
    if (info.effective().isPresent()) {
      at.child("effective").breach(EFFECTIVE, "", "The info has an effective.");
    }
    if (info.onset().isPresent()) {
      at.child("onset").breach(ONSET, "", "The info has an onset.");
    }
    boolean texts = info.description().isPresent() && info.instruction().isPresent();
    Look.present(texts, at, TEXTS, "The info lacks a description or an instruction.");
    parameters(info, at);
    Look.areas(info, at, IpawsProfile::area);
  }

  private static void parameters(Info info, Spot at) {
    List<NamedValue> parameters = info.parameters();
    boolean eas = !Look.values(parameters, "BLOCKCHANNEL").contains("EAS");
    if (eas) {
      Look.present(
          !Look.values(parameters, "EAS-ORG").isEmpty(),
          at,
          EAS_ORG,
          "EAS is not blocked and the info has no EAS-ORG.");
    }
    for (int i = 0; i < parameters.size(); i++) {
      NamedValue each = parameters.get(i);
      Spot spot = at.child("parameter", i);
      switch (each.valueName()) {
        case "CMAMtext" -> length(each, 90, CMAM_TEXT, spot);
        case "CMAMlongtext" -> length(each, 360, CMAM_LONG_TEXT, spot);
        case "WEAHandling" -> {
          if (!HANDLINGS.contains(each.value())) {
            spot.breach(HANDLING, each.value(), each.value() + " is no word of WEAHandling.");
          }
        }
        default -> {
          // Other parameters are the sender's own.
        }
      }
    }
  }

  private static void length(NamedValue parameter, int max, ProfileRule rule, Spot at) {
    int length = parameter.value().codePointCount(0, parameter.value().length());
    if (length > max) {
      at.breach(rule, parameter.value(), "The text has " + length + " characters.");
    }
  }

  private static void area(Area area, Spot at) {
    boolean same =
        Look.values(area.geocodes(), "SAME").stream()
            .anyMatch(code -> SAME_PLACE.matcher(code).matches());
    Look.present(same, at, GEOCODE, "The area has no geocode SAME of six digits.");
    for (int i = 0; i < area.polygons().size(); i++) {
      int points = area.polygons().get(i).points().size();
      if (points > POLYGON_POINTS_MAX) {
        at.child("polygon", i).breach(POLYGON, "", "The polygon has " + points + " pairs.");
      }
    }
  }
}
