// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes valid alerts of every shape from a seed. */
public final class RandomAlerts {
  private static final String LETTERS = "abc xyz,.;:!?'\"<>&\n\tÄöß Привет 東京 שלום 😀 \u00a0]]>";

  private final RandomGenerator random;
  private final OffsetDateTime sent;

  public RandomAlerts(RandomGenerator random) {
    this.random = random;
    this.sent =
        OffsetDateTime.of(
                2024, 1, 1, 0, 0, 0, 0, ZoneOffset.ofHoursMinutes(random.nextInt(-11, 14), 0))
            .plusSeconds(random.nextInt(100_000_000));
  }

  public Alert alert() {
    AlertBuilder alert =
        Alert.builder()
            .identifier("id-" + random.nextLong())
            .sender("sender" + random.nextInt(10) + "@example.org")
            .sent(sent)
            .status(one(Status.values()))
            .msgType(one(MsgType.values()))
            .scope(one(Scope.values()))
            .restriction("only " + text())
            .address("a@example.org")
            .address("the desk");
    if (random.nextBoolean()) {
      alert
          .source(text())
          .note(text())
          .code("profile:x")
          .code(text())
          .incident("one")
          .incident("two words");
    }
    for (int i = random.nextInt(3); i >= 0; i--) {
      alert.reference(new Reference("s@example.org", "r-" + i, sent.minusHours(i + 1)));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      alert.info(info());
    }
    return alert.build();
  }

  private Info info() {
    InfoBuilder info =
        Info.builder()
            .category(one(Category.values()))
            .category(one(Category.values()))
            .event("e" + text())
            .urgency(one(Urgency.values()))
            .severity(one(Severity.values()))
            .certainty(one(Certainty.values()))
            .expires(sent.plusMinutes(1 + random.nextInt(10_000)));
    if (random.nextBoolean()) {
      info.language("ru-RU")
          .responseType(one(ResponseType.values()))
          .headline(text())
          .description(text());
    }
    if (random.nextBoolean()) {
      info.effective(sent).onset(sent.plusSeconds(30)).senderName(text()).instruction(text());
      info.web("https://example.org/?a=1&b=2").contact(text()).audience(text());
      info.eventCode(new NamedValue("SAME", "CDW")).parameter(new NamedValue("p", "v" + text()));
      info.resource(
          Resource.builder()
              .resourceDesc("d" + text())
              .mimeType("image/png")
              .size(random.nextLong(1L << 40))
              .uri("https://example.org/a.png")
              .digest("0123456789abcdef0123456789abcdef01234567")
              .build());
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      info.area(area());
    }
    return info.build();
  }

  private Area area() {
    AreaBuilder area = Area.builder().areaDesc("d" + text());
    for (int i = random.nextInt(3); i > 0; i--) {
      area.polygon(polygon()).circle(new Circle(point(), random.nextInt(5) / 4.0));
    }
    if (random.nextBoolean()) {
      area.geocode(new NamedValue("FIPS", "01001"));
      area.altitude(new BigDecimal("-12.50")).ceiling(new BigDecimal("30000"));
    }
    return area.build();
  }

  /** A star around a centre: its corners go round once, so it cannot cross itself. */
  private Polygon polygon() {
    Point centre = point();
    int corners = 3 + random.nextInt(30);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * i / corners;
      double radius = 0.5 + random.nextDouble();
      points.add(
          new Point(
              centre.latitude() + radius * Math.sin(angle),
              centre.longitude() + radius * Math.cos(angle)));
    }
    points.add(points.getFirst());
    return new Polygon(points);
  }

  private Point point() {
    return new Point(random.nextDouble(-80, 80), random.nextDouble(-170, 170));
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      int at = random.nextInt(LETTERS.codePointCount(0, LETTERS.length()));
      text.appendCodePoint(LETTERS.codePointAt(LETTERS.offsetByCodePoints(0, at)));
    }
    return text.toString();
  }

  private <T> T one(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
