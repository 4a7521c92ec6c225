// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.tocsin.cap.Alert;
import org.tocsin.cap.AlertBuilder;
import org.tocsin.cap.Area;
import org.tocsin.cap.AreaBuilder;
import org.tocsin.cap.CapWriter;
import org.tocsin.cap.Category;
import org.tocsin.cap.Certainty;
import org.tocsin.cap.Circle;
import org.tocsin.cap.Info;
import org.tocsin.cap.InfoBuilder;
import org.tocsin.cap.MsgType;
import org.tocsin.cap.NamedValue;
import org.tocsin.cap.Point;
import org.tocsin.cap.Polygon;
import org.tocsin.cap.Reference;
import org.tocsin.cap.Scope;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Status;
import org.tocsin.cap.Urgency;

/** CAP messages for tests, in a few words. */
final class Cap {

  private final AlertBuilder alert = Alert.builder();
  private final InfoBuilder info = Info.builder();
  private final AreaBuilder area = Area.builder();
  private String event = "Flood warning";
  private boolean hasArea;

  private Cap(Category category, String sender, String identifier, Instant sent) {
    alert
        .sender(sender)
        .identifier(identifier)
        .sent(sent.atOffset(ZoneOffset.UTC))
        .status(Status.ACTUAL)
        .msgType(MsgType.ALERT)
        .scope(Scope.PUBLIC);
    info.language("en")
        .category(category)
        .urgency(Urgency.EXPECTED)
        .severity(Severity.SEVERE)
        .certainty(Certainty.LIKELY)
        .headline("Headline of " + identifier)
        .expires(sent.plus(6, ChronoUnit.HOURS).atOffset(ZoneOffset.UTC));
  }

  /** A flood warning for six hours, to everybody, without an area. */
  static Cap by(String sender, String identifier, Instant sent) {
    return new Cap(Category.MET, sender, identifier, sent);
  }

  /** The same of another category. */
  static Cap of(Category category, String sender, String identifier, Instant sent) {
    return new Cap(category, sender, identifier, sent);
  }

  Cap event(String words) {
    event = words;
    return this;
  }

  Cap headline(String words) {
    info.headline(words);
    return this;
  }

  Cap description(String words) {
    info.description(words);
    return this;
  }

  Cap web(String address) {
    info.web(address);
    return this;
  }

  Cap severity(Severity severity) {
    info.severity(severity);
    return this;
  }

  Cap code(String list, String value) {
    info.eventCode(new NamedValue(list, value));
    return this;
  }

  Cap status(Status status) {
    alert.status(status);
    return this;
  }

  Cap restricted() {
    alert.scope(Scope.RESTRICTED).restriction("members");
    return this;
  }

  Cap onset(Instant onset) {
    info.onset(onset.atOffset(ZoneOffset.UTC));
    return this;
  }

  Cap expires(Instant expires) {
    info.expires(expires.atOffset(ZoneOffset.UTC));
    return this;
  }

  /** Update or Cancel of an earlier one. */
  Cap acts(MsgType type, String sender, String identifier, Instant earlier) {
    alert
        .msgType(type)
        .reference(new Reference(sender, identifier, earlier.atOffset(ZoneOffset.UTC)));
    return this;
  }

  /** A polygon of pairs of latitude and longitude; closed here. */
  Cap polygon(double... pairs) {
    List<Point> ring = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      ring.add(new Point(pairs[i], pairs[i + 1]));
    }
    ring.add(ring.getFirst());
    area.polygon(new Polygon(ring));
    hasArea = true;
    return this;
  }

  Cap circle(double latitude, double longitude, double radiusKm) {
    area.circle(new Circle(new Point(latitude, longitude), radiusKm));
    hasArea = true;
    return this;
  }

  Cap geocode(String list, String value) {
    area.geocode(new NamedValue(list, value));
    hasArea = true;
    return this;
  }

  Alert alert() {
    info.event(event);
    if (hasArea) {
      info.area(area.areaDesc("The valley").build());
    }
    return alert.info(info.build()).build();
  }

  byte[] bytes() {
    return CapWriter.write(alert());
  }
}
