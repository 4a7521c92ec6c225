// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.profile;

import java.util.List;
import org.tocsin.cap.Alert;
import org.tocsin.cap.Area;
import org.tocsin.cap.CapProfile;
import org.tocsin.cap.Certainty;
import org.tocsin.cap.Info;
import org.tocsin.cap.ProfileRule;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Spot;
import org.tocsin.cap.Urgency;

/** What Google Public Alerts asks of feeds (CAP v1.0 profile of the platform). */
final class GoogleProfile implements CapProfile {
  private static final RuleBook BOOK = new RuleBook("google-1.0", "Google Public Alerts 1.0");
  private static final int HEADLINE_MAX = 140;

  private static final ProfileRule INFO =
      BOOK.must("info", "", "A message has an info.", "Add an info.");
  private static final ProfileRule CATEGORY_ALIKE =
      BOOK.must(
          "category-alike",
          "",
          "All infos have the same categories.",
          "Send different events as messages of their own.");
  private static final ProfileRule EVENT_CODE_ALIKE =
      BOOK.must(
          "eventCode-alike",
          "",
          "All infos have the same event codes.",
          "Send different events as messages of their own.");
  private static final ProfileRule EVENT_ALIKE =
      BOOK.must(
          "event-alike",
          "",
          "Infos of one language have the same event.",
          "Write the event alike.");
  private static final ProfileRule DESCRIPTION =
      BOOK.must("description", "", "An info has a description.", "Say what happens.");
  private static final ProfileRule WEB =
      BOOK.must("web", "", "An info has a web address.", "Add the page of this alert.");
  private static final ProfileRule EXPIRES =
      BOOK.must("expires", "", "An info says when it expires.", "Add expires.");
  private static final ProfileRule AREA =
      BOOK.must("area", "", "An info has an area.", "Add an area.");
  private static final ProfileRule PLACE =
      BOOK.must("place", "", "An area has a polygon, a circle or a geocode.", "Add one of them.");
  private static final ProfileRule ZONE =
      BOOK.may("zone", "", "Times have the local zone.", "Write the local time with its zone.");
  private static final ProfileRule SENDER_NAME =
      BOOK.should("senderName", "", "An info has a senderName.", "Add senderName.");
  private static final ProfileRule RESPONSE =
      BOOK.should(
          "responseType",
          "",
          "An info has a responseType and an instruction.",
          "Add both; None is a responseType, too.");
  private static final ProfileRule HEADLINE =
      BOOK.should(
          "headline", "", "A headline has at most 140 characters.", "Shorten the headline.");
  private static final ProfileRule REPEATED =
      BOOK.should(
          "repeated",
          "",
          "Headline, description and instruction say different things.",
          "Say in the headline what it is, then what happens, then what to do.");
  private static final ProfileRule UNKNOWN =
      BOOK.may(
          "unknown",
          "",
          "Urgency, severity and certainty are known.",
          "Give your best judgement in place of Unknown.");
  private static final ProfileRule CONTACT =
      BOOK.may("contact", "", "An info has a contact.", "Add a contact.");
  private static final ProfileRule SHAPE =
      BOOK.may("shape", "", "An area has a polygon or a circle.", "Add one.");
  private static final ProfileRule RADIUS =
      BOOK.may(
          "radius",
          "",
          "A circle has a radius: it is where people are warned, not where the danger is.",
          "Give the radius of the area that is warned.");

  @Override
  public String id() {
    return "google-1.0";
  }

  @Override
  public String title() {
    return "Google Public Alerts 1.0";
  }

  /** No code stands for it: whoever feeds the platform keeps to it. */
  @Override
  public boolean isClaimedBy(Alert alert) {
    return false;
  }

  @Override
  public List<ProfileRule> rules() {
    return BOOK.rules();
  }

  @Override
  public void check(Alert alert, Spot at) {
    Look.present(!alert.infos().isEmpty(), at, INFO, "The message has no info.");
    Look.alike(alert, at, CATEGORY_ALIKE, "category", Info::categories);
    Look.alike(alert, at, EVENT_CODE_ALIKE, "eventCode", Info::eventCodes);
    Look.eventAlike(alert, at, EVENT_ALIKE);
    Look.localTimes(alert, at, ZONE);
    Look.infos(alert, at, GoogleProfile::info);
  }

  private static void info(Info info, Spot at) {
    Look.present(info.description().isPresent(), at, DESCRIPTION, "The info has no description.");
    Look.present(info.web().isPresent(), at, WEB, "The info has no web address.");
    Look.present(info.expires().isPresent(), at, EXPIRES, "The info has no expires.");
    Look.present(!info.areas().isEmpty(), at, AREA, "The info has no area.");
    Look.present(info.senderName().isPresent(), at, SENDER_NAME, "The info has no senderName.");
    Look.present(
        !info.responseTypes().isEmpty() && info.instruction().isPresent(),
        at,
        RESPONSE,
        "The info lacks a responseType or an instruction.");
    Look.present(info.contact().isPresent(), at, CONTACT, "The info has no contact.");
    texts(info, at);
    unknown(info, at);
    Look.areas(info, at, GoogleProfile::area);
    if (!info.areas().isEmpty()) {
      Look.present(Look.hasShape(info), at, SHAPE, "The info has neither polygon nor circle.");
    }
  }

  private static void texts(Info info, Spot at) {
    String headline = info.headline().orElse("");
    int length = headline.codePointCount(0, headline.length());
    if (length > HEADLINE_MAX) {
      at.child("headline")
          .breach(HEADLINE, headline, "The headline has " + length + " characters.");
    }
    boolean repeated =
        info.description().isPresent()
            && (info.description().equals(info.headline())
                || info.description().equals(info.instruction()));
    if (repeated) {
      at.child("description")
          .breach(REPEATED, info.description().orElse(""), "The description repeats another text.");
    }
  }

  private static void unknown(Info info, Spot at) {
    if (info.urgency() == Urgency.UNKNOWN) {
      at.child("urgency").breach(UNKNOWN, "Unknown", "The urgency is Unknown.");
    }
    if (info.severity() == Severity.UNKNOWN) {
      at.child("severity").breach(UNKNOWN, "Unknown", "The severity is Unknown.");
    }
    if (info.certainty() == Certainty.UNKNOWN) {
      at.child("certainty").breach(UNKNOWN, "Unknown", "The certainty is Unknown.");
    }
  }

  private static void area(Area area, Spot at) {
    boolean placed =
        !area.polygons().isEmpty() || !area.circles().isEmpty() || !area.geocodes().isEmpty();
    Look.present(placed, at, PLACE, "The area has no polygon, circle or geocode.");
    for (int i = 0; i < area.circles().size(); i++) {
      if (area.circles().get(i).radiusKm() == 0) {
        at.child("circle", i)
            .breach(RADIUS, area.circles().get(i).toString(), "The circle has the radius 0.");
      }
    }
  }
}
