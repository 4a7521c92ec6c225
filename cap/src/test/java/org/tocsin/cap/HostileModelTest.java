// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * FEATURE UNDER TEST: builders make no invalid alert without saying so. Every field of the model is
 * given every value of a collection of bad and odd ones. Either a builder refuses with a {@link
 * CapException}, or the alert can be written, and what is written reads back equal and valid and
 * satisfies the schema of OASIS.
 */
class HostileModelTest {
  private static final OffsetDateTime SENT = OffsetDateTime.parse("2024-03-07T20:00:00+03:00");

  /** Values that some field, somewhere, must not hold, and values that look so and are good. */
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\u00a0",
          "\u0001",
          "a\u0001b",
          "a\u0000b",
          "\ud800",
          "a\udc00b",
          "\uffff",
          "a\ufffeb",
          "😀",
          "a b",
          "a\u00a0b",
          "a\u2028b",
          "a\u0085b",
          "a\r\nb",
          "a\rb",
          "a\tb",
          "a,b",
          ",",
          "a<b",
          "a&b",
          "&amp;",
          "a>b",
          "]]>",
          "<![CDATA[x]]>",
          "\"",
          "a\"b",
          "\"a\"",
          "'a'",
          "-",
          "=",
          "a=b",
          "/",
          "Z",
          "0",
          "NaN",
          "en",
          "en_GB",
          "en-\u0001",
          "x-abcdefghi",
          "http://example.org/a",
          "http://example.org/a\u0001",
          "http://example.org/\ud800",
          "http://example.org/a b",
          "urn:x",
          "text/plain",
          "text/plain; a=\u0001",
          "text/plain; a=\ud800",
          "text/plain;\na=b",
          "AAAA",
          "AA\u0001AA",
          "AA AA",
          "AA==",
          "A===",
          "0123456789abcdef0123456789abcdef01234567",
          "S.A.M.E.",
          "x".repeat(2_000));

  private static final List<OffsetDateTime> TIMES =
      List.of(
          SENT,
          SENT.plusNanos(1),
          SENT.withOffsetSameInstant(ZoneOffset.UTC),
          SENT.withOffsetSameInstant(ZoneOffset.ofHours(14)),
          SENT.withOffsetSameInstant(ZoneOffset.ofHoursMinutes(14, 1)),
          SENT.withOffsetSameInstant(ZoneOffset.ofHours(-18)),
          SENT.withOffsetSameInstant(ZoneOffset.ofHoursMinutesSeconds(1, 2, 3)),
          SENT.withYear(1),
          SENT.withYear(0),
          SENT.withYear(-1),
          SENT.withYear(9999),
          SENT.withYear(10_000),
          OffsetDateTime.MIN,
          OffsetDateTime.MAX);

  private static final List<BigDecimal> HEIGHTS =
      Stream.of(
              "0",
              "-0",
              "-12.50",
              "+3",
              "1E+3",
              "1E-9",
              "1E+50",
              "1E-50",
              "1E+999999999",
              "1E-999999999",
              "12345678901234567890123456789012345678901234567890")
          .map(BigDecimal::new)
          .toList();

  private static final List<Double> NUMBERS =
      List.of(
          0.0,
          -0.0,
          1.0,
          1e-7,
          1e-300,
          Double.MIN_VALUE,
          0.1 + 0.2,
          90.0,
          -90.0,
          180.0,
          20_038.0,
          20_039.0,
          1e300,
          Math.PI);

  private static final List<Long> SIZES =
      List.of(0L, 1L, -1L, 999_999_999_999_999_999L, Long.MAX_VALUE, Long.MIN_VALUE);

  @ParameterizedTest
  @MethodSource("fields")
  void whatABuilderLetsThroughIsWrittenValidAndEqual(Field<?> field) throws Exception {
    OasisSchema schema = new OasisSchema();
    int made = 0;
    for (int i = 0; i < field.values.size(); i++) {
      String name = field.name + " value " + i;
      @Nullable Alert alert = field.make(i, name);
      if (alert != null) {
        made++;
        assertWritten(alert, schema, name);
      }
    }
    assertThat(made).as("some values are good: %s", field.name).isPositive();
  }

  private static void assertWritten(Alert alert, OasisSchema schema, String name)
      throws IOException {
    for (WriteForm form : WriteForm.values()) {
      byte[] written;
      try {
        written = CapWriter.write(alert, form);
      } catch (CapException refused) {
        throw new AssertionError(name + " was built and cannot be written", refused);
      }
      Reading reading = CapReader.read(written);
      assertThat(reading.problems()).as(name).noneMatch(Problem::isError);
      assertThat(reading.alert()).as(name).contains(alert);
      schema.assertValid(written, name);
    }
    assertThat(CapChecker.check(alert).valid()).as(name).isTrue();
  }

  /** A field and the values that are tried in it. */
  record Field<T>(String name, List<T> values, Function<T, Alert> with) {
    /** The alert with one of the values; null when it was refused as it should be. */
    @Nullable Alert make(int index, String what) {
      try {
        return with.apply(values.get(index));
      } catch (CapException refused) {
        assertThat(refused.problems()).as(what).isNotEmpty();
        return null;
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Field<?>> fields() {
    List<Field<?>> fields = new ArrayList<>();
    texts(fields, "identifier", text -> alert().identifier(text));
    texts(fields, "sender", text -> alert().sender(text));
    texts(fields, "source", text -> alert().source(text));
    texts(fields, "restriction", text -> alert().scope(Scope.RESTRICTED).restriction(text));
    texts(fields, "address", text -> alert().address(text).address("b"));
    texts(fields, "code", text -> alert().code(text));
    texts(fields, "note", text -> alert().note(text));
    texts(fields, "reference sender", text -> alert().reference(new Reference(text, "i", SENT)));
    texts(fields, "reference identifier", t -> alert().reference(new Reference("s", t, SENT)));
    texts(fields, "incident", text -> alert().incident(text).incident("b"));
    fields.add(new Field<>("sent", TIMES, time -> alert().infos(List.of()).sent(time).build()));
    fields.add(
        new Field<>(
            "reference sent",
            TIMES,
            time -> alert().reference(new Reference("s", "i", time)).build()));
    infoTexts(fields, "language", text -> info().language(text));
    infoTexts(fields, "event", text -> info().event(text));
    infoTexts(fields, "audience", text -> info().audience(text));
    infoTexts(fields, "senderName", text -> info().senderName(text));
    infoTexts(fields, "headline", text -> info().headline(text));
    infoTexts(fields, "description", text -> info().description(text));
    infoTexts(fields, "instruction", text -> info().instruction(text));
    infoTexts(fields, "web", text -> info().web(text));
    infoTexts(fields, "contact", text -> info().contact(text));
    infoTexts(fields, "eventCode name", text -> info().eventCode(new NamedValue(text, "v")));
    infoTexts(fields, "eventCode value", text -> info().eventCode(new NamedValue("n", text)));
    infoTexts(fields, "parameter name", text -> info().parameter(new NamedValue(text, "v")));
    infoTexts(fields, "parameter value", text -> info().parameter(new NamedValue("n", text)));
    infoField(fields, "effective", TIMES, time -> info().effective(time));
    infoField(fields, "onset", TIMES, time -> info().onset(time));
    infoField(fields, "expires", TIMES, time -> info().expires(time));
    resource(fields, "resourceDesc", TEXTS, text -> resource().resourceDesc(text));
    resource(fields, "mimeType", TEXTS, text -> resource().mimeType(text));
    resource(fields, "uri", TEXTS, text -> resource().uri(text));
    resource(fields, "derefUri", TEXTS, text -> resource().derefUri(text));
    resource(fields, "digest", TEXTS, text -> resource().digest(text));
    resource(fields, "size", SIZES, size -> resource().size(size));
    area(fields, "areaDesc", TEXTS, text -> area().areaDesc(text));
    area(fields, "geocode name", TEXTS, text -> area().geocode(new NamedValue(text, "v")));
    area(fields, "geocode value", TEXTS, text -> area().geocode(new NamedValue("n", text)));
    area(fields, "altitude", HEIGHTS, height -> area().altitude(height));
    area(fields, "ceiling", HEIGHTS, h -> area().altitude(BigDecimal.ZERO).ceiling(h));
    area(fields, "radius", NUMBERS, n -> area().circle(new Circle(new Point(1, 2), Math.abs(n))));
    area(fields, "latitude", degrees(90), n -> area().circle(new Circle(new Point(n, 2), 1)));
    area(fields, "longitude", degrees(180), n -> area().circle(new Circle(new Point(1, n), 1)));
    area(fields, "corner", degrees(80), n -> area().polygon(triangle(n)));
    area(fields, "polygon", polygons(), polygon -> area().polygon(polygon));
    return fields.stream();
  }

  private static List<Double> degrees(double max) {
    return NUMBERS.stream().filter(number -> Math.abs(number) <= max).toList();
  }

  private static Polygon triangle(double n) {
    return new Polygon(
        List.of(new Point(n, n), new Point(n, n + 9), new Point(n + 9, n), new Point(n, n)));
  }

  private static List<Polygon> polygons() {
    Point a = new Point(0, 0);
    Point b = new Point(0, 1);
    Point c = new Point(1, 1);
    Point d = new Point(1, 0);
    Point east = new Point(0, 179);
    Point west = new Point(0, -179);
    Point north = new Point(1, 180);
    return List.of(
        new Polygon(List.of()),
        new Polygon(List.of(a)),
        new Polygon(List.of(a, a)),
        new Polygon(List.of(a, b, a)),
        new Polygon(List.of(a, b, c)),
        new Polygon(List.of(a, b, c, d)),
        new Polygon(List.of(a, b, c, a)),
        new Polygon(List.of(a, b, c, d, a)),
        new Polygon(List.of(a, c, b, d, a)),
        new Polygon(List.of(a, a, a, a)),
        new Polygon(List.of(a, b, a, b, a)),
        new Polygon(List.of(east, west, north, east)),
        new Polygon(
            List.of(new Point(80, 0), new Point(80, 120), new Point(80, -120), new Point(80, 0))));
  }

  private static void texts(
      List<Field<?>> fields, String name, Function<String, AlertBuilder> with) {
    fields.add(new Field<>("alert " + name, TEXTS, text -> with.apply(text).build()));
  }

  private static void infoTexts(
      List<Field<?>> fields, String name, Function<String, InfoBuilder> with) {
    infoField(fields, name, TEXTS, with);
  }

  private static <T> void infoField(
      List<Field<?>> fields, String name, List<T> values, Function<T, InfoBuilder> with) {
    fields.add(
        new Field<>("info " + name, values, v -> alert().info(with.apply(v).build()).build()));
  }

  private static <T> void resource(
      List<Field<?>> fields, String name, List<T> values, Function<T, ResourceBuilder> with) {
    infoField(fields, "resource " + name, values, v -> info().resource(with.apply(v).build()));
  }

  private static <T> void area(
      List<Field<?>> fields, String name, List<T> values, Function<T, AreaBuilder> with) {
    infoField(fields, "area " + name, values, v -> info().area(with.apply(v).build()));
  }

  private static AlertBuilder alert() {
    return Alert.builder()
        .identifier("i")
        .sender("s@example.org")
        .sent(SENT)
        .status(Status.ACTUAL)
        .msgType(MsgType.UPDATE)
        .scope(Scope.PRIVATE)
        .address("a@example.org")
        .reference(new Reference("s@example.org", "first", SENT.minusHours(1)));
  }

  private static InfoBuilder info() {
    return Info.builder()
        .category(Category.SECURITY)
        .event("e")
        .urgency(Urgency.EXPECTED)
        .severity(Severity.EXTREME)
        .certainty(Certainty.POSSIBLE)
        .expires(SENT.plusHours(48));
  }

  private static ResourceBuilder resource() {
    return Resource.builder().resourceDesc("d").mimeType("image/png");
  }

  private static AreaBuilder area() {
    return Area.builder().areaDesc("d").circle(new Circle(new Point(55, 37), 1));
  }
}
