// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.profile;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tocsin.cap.Alert;
import org.tocsin.cap.CapProfile;
import org.tocsin.cap.Info;
import org.tocsin.cap.MsgType;
import org.tocsin.cap.NamedValue;
import org.tocsin.cap.ProfileRule;
import org.tocsin.cap.Spot;
import org.tocsin.cap.Status;

/** The Australian profile CAP-AU-STD 1.0 (OASIS committee specification 02, 2013). */
final class AustralianProfile implements CapProfile {
  private static final RuleBook BOOK = new RuleBook("cap-au-1.0", "CAP-AU 1.0");
  private static final String VERSION = "urn:oasis:names:tc:emergency:cap:1.2:profile:CAP-AU:1.0";

  /** The list as it is named in the profile, and as the profile's second edition links to it. */
  private static final List<String> EVENT_LISTS =
      List.of(VERSION + ":AUeventLIST", "https://govshare.gov.au/xmlui/handle/10772/6495");

  private static final ProfileRule CODE =
      BOOK.must("code", "§2.1", "A code names the profile.", "Add <code>" + VERSION + "</code>.");
  private static final ProfileRule INFO =
      BOOK.must("info", "§2.2", "An Alert, Update or Cancel has an info.", "Add an info.");
  private static final ProfileRule CATEGORY_ALIKE =
      BOOK.must(
          "category-alike",
          "§2.2",
          "All infos have the same categories.",
          "Send different events as messages of their own.");
  private static final ProfileRule EVENT_CODE_ALIKE =
      BOOK.must(
          "eventCode-alike",
          "§2.2",
          "All infos have the same event codes.",
          "Send different events as messages of their own.");
  private static final ProfileRule EVENT_ALIKE =
      BOOK.must(
          "event-alike",
          "§2.2",
          "Infos of one language have the same event.",
          "Write the event alike.");
  private static final ProfileRule EVENT_CODE =
      BOOK.must(
          "eventCode",
          "§2.2",
          "A message has exactly one value of the AUeventLIST.",
          "Give one eventCode with the valueName " + VERSION + ":AUeventLIST:1.0.");
  private static final ProfileRule EFFECTIVE =
      BOOK.must("effective", "§2.2", "A Cancel has no effective.", "Leave out effective.");
  private static final ProfileRule AREA =
      BOOK.must("area", "§2.4", "An info has an area.", "Add an area.");
  private static final ProfileRule SENDER =
      BOOK.may(
          "sender",
          "§2.1",
          "The sender is an address of the agency, agency@domain.",
          "Write such an address.");
  private static final ProfileRule TEST =
      BOOK.may(
          "test", "§2.1", "A Test is logged and not broadcast.", "Write Actual if it is meant.");
  private static final ProfileRule EXPIRES =
      BOOK.should("expires", "§2.2", "An info says when it expires.", "Add expires.");
  private static final ProfileRule SENDER_NAME =
      BOOK.should(
          "senderName",
          "§2.2",
          "An info names the agency as the public knows it.",
          "Add senderName.");
  private static final ProfileRule RESPONSE =
      BOOK.should(
          "responseType",
          "§2.2",
          "An info has a responseType and an instruction.",
          "Add both; None is a responseType, too.");
  private static final ProfileRule GEOCODE =
      BOOK.may("geocode", "§2.4", "An area has a geocode.", "Add one, such as an ISO 3166-2 code.");
  private static final ProfileRule SHAPE =
      BOOK.may("shape", "§2.4", "An area has a polygon or a circle.", "Add one.");

  @Override
  public String id() {
    return "cap-au-1.0";
  }

  @Override
  public String title() {
    return "Australia: CAP-AU-STD 1.0";
  }

  @Override
  public boolean isClaimedBy(Alert alert) {
    return alert.codes().contains(VERSION);
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
    if (!Look.isMailAddress(alert.sender())) {
      at.child("sender").breach(SENDER, alert.sender(), "The sender is no address of an agency.");
    }
    if (alert.status() == Status.TEST) {
      at.child("status").breach(TEST, "Test", "The message is a Test.");
    }
    Look.alike(alert, at, CATEGORY_ALIKE, "category", Info::categories);
    Look.alike(alert, at, EVENT_CODE_ALIKE, "eventCode", Info::eventCodes);
    Look.eventAlike(alert, at, EVENT_ALIKE);
    Look.infos(alert, at, (info, spot) -> info(alert, info, spot));
  }

  private static void info(Alert alert, Info info, Spot at) {
    Set<String> codes = new HashSet<>();
    for (NamedValue each : info.eventCodes()) {
      if (EVENT_LISTS.stream().anyMatch(list -> each.valueName().startsWith(list))) {
        codes.add(each.value());
      }
    }
    if (codes.size() != 1) {
      at.child("eventCode")
          .breach(EVENT_CODE, "", "The info has " + codes.size() + " values of the AUeventLIST.");
    }
    if (alert.msgType() == MsgType.CANCEL && info.effective().isPresent()) {
      at.child("effective").breach(EFFECTIVE, "", "The Cancel has an effective.");
    }
    Look.present(!info.areas().isEmpty(), at, AREA, "The info has no area.");
    Look.present(info.expires().isPresent(), at, EXPIRES, "The info has no expires.");
    Look.present(info.senderName().isPresent(), at, SENDER_NAME, "The info has no senderName.");
    Look.present(
        !info.responseTypes().isEmpty() && info.instruction().isPresent(),
        at,
        RESPONSE,
        "The info lacks a responseType or an instruction.");
    Look.areas(
        info,
        at,
        (area, spot) ->
            Look.present(!area.geocodes().isEmpty(), spot, GEOCODE, "The area has no geocode."));
    if (!info.areas().isEmpty()) {
      Look.present(Look.hasShape(info), at, SHAPE, "The info has neither polygon nor circle.");
    }
  }
}
