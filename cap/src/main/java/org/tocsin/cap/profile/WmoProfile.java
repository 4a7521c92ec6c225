// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.profile;

import java.util.List;
import java.util.regex.Pattern;
import org.tocsin.cap.Alert;
import org.tocsin.cap.CapProfile;
import org.tocsin.cap.Info;
import org.tocsin.cap.ProfileRule;
import org.tocsin.cap.Spot;

/**
 * What the World Meteorological Organization recommends to alerting authorities (Guidelines for
 * Implementation of CAP-enabled Emergency Alerting, WMO-No. 1109, and the identifiers of WMO/TD No.
 * 1556). Recommendations all: none makes a message invalid.
 */
final class WmoProfile implements CapProfile {
  private static final RuleBook BOOK = new RuleBook("wmo", "WMO-No. 1109");
  private static final Pattern PUBLISHED =
      Pattern.compile("(urn:oid:)?2\\.49\\.0\\.1\\.[0-9]+(\\..+)?");
  private static final Pattern ABOUT_PUBLISHER = Pattern.compile("(urn:oid:)?2\\.49\\.0\\.0\\..*");
  private static final ProfileRule IDENTIFIER =
      BOOK.may(
          "identifier",
          "and WMO/TD No. 1556",
          "The identifier is an OID of the alerting authority, 2.49.0.1 and its country.",
          "Begin it with urn:oid:2.49.0.1., then the authority's numbers, then a running part.");
  private static final ProfileRule IDENTIFIER_ARC =
      BOOK.should(
          "identifier-arc",
          "and WMO/TD No. 1556",
          "2.49.0.0 names authorities; published alerts are under 2.49.0.1.",
          "Write 2.49.0.1 in place of 2.49.0.0.");
  private static final ProfileRule SENDER_FORM =
      BOOK.may(
          "sender",
          "",
          "The sender is an e-mail address, a URI or a domain name of the authority.",
          "Write such a name.");
  private static final ProfileRule INFO =
      BOOK.should("info", "", "An Alert, Update or Cancel has an info.", "Add an info.");
  private static final ProfileRule LANGUAGE =
      BOOK.should("language", "", "An info states its language.", "Add language.");
  private static final ProfileRule EXPIRES =
      BOOK.should("expires", "", "An info says when it expires.", "Add expires.");
  private static final ProfileRule SENDER_NAME =
      BOOK.should("senderName", "", "An info has a senderName.", "Add senderName.");
  private static final ProfileRule TEXTS =
      BOOK.should(
          "texts",
          "",
          "An info has headline, description and instruction.",
          "Say what it is, what happens, what to do.");
  private static final ProfileRule RESPONSE =
      BOOK.may("responseType", "", "An info has a responseType.", "Add one.");
  private static final ProfileRule AREA =
      BOOK.should("area", "", "An info has an area.", "Add an area.");
  private static final ProfileRule SHAPE =
      BOOK.should(
          "shape",
          "",
          "An area has a polygon or a circle, which every receiver understands.",
          "Add one beside the geocodes.");

  @Override
  public String id() {
    return "wmo";
  }

  @Override
  public String title() {
    return "WMO guidelines for CAP";
  }

  @Override
  public boolean isClaimedBy(Alert alert) {
    return PUBLISHED.matcher(alert.identifier()).matches()
        || ABOUT_PUBLISHER.matcher(alert.identifier()).matches();
  }

  @Override
  public List<ProfileRule> rules() {
    return BOOK.rules();
  }

  @Override
  public void check(Alert alert, Spot at) {
    if (ABOUT_PUBLISHER.matcher(alert.identifier()).matches()) {
      at.child("identifier")
          .breach(IDENTIFIER_ARC, alert.identifier(), "The identifier begins with 2.49.0.0.");
    } else if (!PUBLISHED.matcher(alert.identifier()).matches()) {
      at.child("identifier")
          .breach(IDENTIFIER, alert.identifier(), "The identifier is no OID under 2.49.0.1.");
    }
    if (!isName(alert.sender())) {
      at.child("sender").breach(SENDER_FORM, alert.sender(), "The sender is a plain word.");
    }
    if (Look.warns(alert)) {
      Look.present(!alert.infos().isEmpty(), at, INFO, "The message has no info.");
    }
    Look.infos(alert, at, WmoProfile::info);
  }

  /** An e-mail address, a URI, or a domain name: something that only its owner may use. */
  private static boolean isName(String sender) {
    return Look.isMailAddress(sender) || sender.indexOf(':') > 0 || sender.indexOf('.') > 0;
  }

  private static void info(Info info, Spot at) {
    Look.present(info.language().isPresent(), at, LANGUAGE, "The info states no language.");
    Look.present(info.expires().isPresent(), at, EXPIRES, "The info has no expires.");
    Look.present(info.senderName().isPresent(), at, SENDER_NAME, "The info has no senderName.");
    Look.present(
        info.headline().isPresent()
            && info.description().isPresent()
            && info.instruction().isPresent(),
        at,
        TEXTS,
        "The info lacks one of its texts.");
    Look.present(!info.responseTypes().isEmpty(), at, RESPONSE, "The info has no responseType.");
    Look.present(!info.areas().isEmpty(), at, AREA, "The info has no area.");
    if (!info.areas().isEmpty()) {
      Look.present(Look.hasShape(info), at, SHAPE, "The info has neither polygon nor circle.");
    }
  }
}
