// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: alerts of a document of any length and kind are handed out one by one. */
class CapStreamTest {
  /** A message as it stands inside another document. */
  private static final String INNER =
      BadInputTest.GOOD.substring(BadInputTest.GOOD.indexOf("<alert"));

  private static final ReadLimits SMALL =
      new ReadLimits(1 << 17, 32, 1_000, 64, 1 << 16, 10_000, 50);

  @Test
  void theAlertsOfAnEnvelopeAreRead() throws IOException {
    List<Reading> readings = all(SamplesTest.bytes("feeds/bushfire_valid.edxlde"));
    assertThat(readings).hasSize(7).allSatisfy(reading -> assertThat(reading.alert()).isPresent());
    assertThat(readings.get(3).problems())
        .extracting(Problem::path)
        .allSatisfy(path -> assertThat(path).startsWith("EDXLDistribution/contentObject[4]/"));
  }

  @Test
  void anAlertInBase64InAnEnvelopeIsRead() throws IOException {
    String encoded = Base64.getMimeEncoder().encodeToString(BadInputTest.GOOD.getBytes(UTF_8));
    String envelope =
        "<EDXLDistribution xmlns='urn:oasis:names:tc:emergency:EDXL:DE:1.0'><contentObject>"
            + "<nonXMLContent><mimeType>application/cap+xml</mimeType><contentData>"
            + encoded
            + "</contentData></nonXMLContent></contentObject></EDXLDistribution>";
    assertThat(all(envelope.getBytes(UTF_8)))
        .singleElement()
        .satisfies(reading -> assertThat(reading.isValid()).isTrue());
  }

  @Test
  void alertsInFeedsAreReadWhetherEscapedOrNot() throws IOException {
    String escaped = BadInputTest.GOOD.replace("&", "&amp;").replace("<", "&lt;");
    String feed =
        "<rss><channel><title>t</title><item><description>"
            + escaped
            + "</description></item><item><title>news</title></item><item>"
            + INNER
            + "</item></channel></rss>";
    assertThat(all(feed.getBytes(UTF_8)))
        .hasSize(2)
        .allSatisfy(reading -> assertThat(reading.isValid()).isTrue());
    assertThat(all(SamplesTest.bytes("feeds/amber.atom"))).hasSize(1);
  }

  @Test
  void aSingleAlertIsAStreamOfOneInAnyEncoding() throws IOException {
    assertThat(all(BadInputTest.GOOD.replace("UTF-8", "UTF-16").getBytes(UTF_16)))
        .singleElement()
        .satisfies(reading -> {
          assertThat(reading.problems()).isEmpty();
          assertThat(reading.alert())
              .isEqualTo(CapReader.read(BadInputTest.GOOD, ReadLimits.alert()).alert());
        });
  }

  @Test
  void aFeedWithoutEndNeedsTheMemoryOfOneEntry() throws IOException {
    Endless feed =
        new Endless("<feed>", i -> "<entry><id>" + i + "</id>" + numbered(i) + "</entry>");
    try (CapStream stream = CapStream.open(feed, SMALL)) {
      for (int i = 0; i < 20_000; i++) {
        Alert alert = stream.next().orElseThrow().alert().orElseThrow();
        assertThat(alert.identifier()).isEqualTo("notice-" + i);
        assertThat(feed.given - (long) feed.pieces * numbered(0).length())
            .as("no more is read ahead than a window")
            .isLessThan(1 << 20);
        assertThat(feed.pieces).as("read ahead").isLessThan(i + 200);
      }
    }
  }

  @Test
  void positionsAreRightFarIntoAStream() throws IOException {
    Endless feed =
        new Endless(
            "<feed>\n",
            i -> "<entry>\n" + (i < 500 ? INNER : INNER.replace("en-GB", "en_GB")) + "</entry>\n");
    int lines = (int) INNER.lines().count() + 2;
    try (CapStream stream = CapStream.open(feed, SMALL)) {
      for (int i = 0; i < 500; i++) {
        assertThat(stream.next().orElseThrow().problems()).isEmpty();
      }
      assertThat(stream.next().orElseThrow().problems())
          .singleElement()
          .satisfies(problem -> {
            // Line 10 of a message that has lost its first line, the declaration.
            assertThat(problem.line()).isEqualTo(1 + 500 * lines + 1 + 9);
            assertThat(problem.column()).isEqualTo(5);
            assertThat(problem.path()).isEqualTo("feed/entry[501]/alert/info[1]/language");
          });
    }
  }

  @Test
  void whatWasReadBeforeAFaultIsNotLost() throws IOException {
    String feed = "<feed><entry>" + INNER + "</entry><entry><alert></entry></feed>";
    List<Reading> readings = all(feed.getBytes(UTF_8));
    assertThat(readings).hasSize(2);
    assertThat(readings.getFirst().isValid()).isTrue();
    assertThat(readings.getLast().alert()).isEmpty();
    assertThat(readings.getLast().problems())
        .extracting(Problem::rule)
        .containsExactly("cap-read-xml");
  }

  @Test
  void aDocumentWithoutAlertsSaysSo() throws IOException {
    assertThat(all("<rss><channel><item/></channel></rss>".getBytes(UTF_8)))
        .singleElement()
        .satisfies(reading ->
            assertThat(reading.problems())
                .extracting(Problem::rule)
                .containsExactly("cap-1.2-3.2.1-alert"));
    assertThat(all("".getBytes(UTF_8))).hasSize(1);
  }

  @Test
  void anAttributeWithoutEndIsGivenUpAtTheLimit() throws IOException {
    Endless hostile = new Endless("<alert a=\"", i -> "x".repeat(1_000));
    try (CapStream stream = CapStream.open(hostile, SMALL)) {
      assertThat(stream.next().orElseThrow().problems())
          .extracting(Problem::rule)
          .containsExactly("cap-read-bytes");
      assertThat(hostile.given).isLessThan(2L * SMALL.bytesMax());
      assertThat(stream.next()).isEmpty();
    }
  }

  @Test
  void elementsTextAndSpaceWithoutEndAreGivenUpAtALimit() throws IOException {
    for (String piece : List.of("<a>", "<a/>", "text ", " ", "<!-- -->", "<entry/>x", "&amp;")) {
      Endless hostile = new Endless("<feed>", i -> piece.repeat(200));
      try (CapStream stream = CapStream.open(hostile, SMALL)) {
        List<String> rules = new ArrayList<>();
        for (int i = 0; i < 50 && rules.isEmpty() && hostile.given < 1 << 22; i++) {
          stream.next().ifPresent(r -> r.problems().forEach(p -> rules.add(p.rule())));
        }
        assertThat(rules)
            .as("%s without end", piece)
            .anyMatch(rule -> rule.equals("cap-read-limit") || rule.equals("cap-read-bytes"));
      }
    }
  }

  @Test
  void aFeedOfLinksWithoutEndIsGivenUpAtTheLimitAndWhatWasReadBeforeIsKept() throws IOException {
    Endless links =
        new Endless(
            "<feed>",
            i ->
                i == 1000
                    ? "<entry>" + INNER + "</entry>"
                    : "<entry><link href='https://example.org/" + i + "'/></entry>");
    try (CapStream stream = CapStream.open(links, SMALL)) {
      assertThat(stream.next().orElseThrow().isValid()).isTrue();
      Reading last = stream.next().orElseThrow();
      assertThat(last.alert()).isEmpty();
      assertThat(last.problems())
          .singleElement()
          .satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo("cap-read-bytes");
            assertThat(problem.message())
                .isEqualTo("No alert stands in the last 131072 bytes; it was read no further.");
          });
      assertThat(stream.next()).isEmpty();
      assertThat(links.given).isLessThan(4L * SMALL.bytesMax());
    }
  }

  @Test
  void anAlertOfADocumentComesWithTheBytesItWasReadFrom() throws IOException {
    String first = INNER.stripTrailing();
    String second = first.replace("notice-1", "notice-2").replace("Moscow", "Москва");
    String feed =
        "<feed><title>t</title><entry>"
            + first
            + "</entry>\n<item/><entry>"
            + second
            + "</entry></feed>";
    for (List<Reading> readings :
        List.of(
            all(feed.getBytes(UTF_8)),
            all(("<?xml version='1.0' encoding='UTF-16'?>" + feed).getBytes(UTF_16)))) {
      assertThat(readings)
          .extracting(reading -> new String(reading.original().bytes(), UTF_8))
          .containsExactly(first, second);
      assertThat(readings)
          .allSatisfy(reading -> {
            assertThat(reading.original().isWhole()).isTrue();
            assertThat(CapReader.read(reading.original().bytes()).alert())
                .isEqualTo(reading.alert());
          });
    }
  }

  @Test
  void whatCannotBeReadComesWithItsBytes() throws IOException {
    String good = "<feed><entry>" + INNER + "</entry>";
    String bad = "<entry><alert></entry></feed>";
    assertThat(text(all((good + bad).getBytes(UTF_8)).getLast())).isEqualTo(bad);
    assertThat(text(all(bad.getBytes(UTF_8)).getFirst())).isEqualTo(bad);
    String news = "<rss><channel><item/></channel></rss>";
    assertThat(text(all(news.getBytes(UTF_8)).getFirst())).isEqualTo(news);
  }

  private static String text(Reading reading) {
    return new String(reading.original().bytes(), UTF_8);
  }

  @Test
  void aStreamThatFailsThrowsItsOwnException() throws IOException {
    InputStream failing =
        new SequenceInputStream(new Endless("<feed>" + " ".repeat(400), i -> ""), new Failing());
    try (CapStream stream = CapStream.open(failing, SMALL)) {
      assertThatThrownBy(stream::next)
          .isInstanceOf(IOException.class)
          .hasMessage("the line is down");
      assertThat(stream.next()).isEmpty();
    }
  }

  @Test
  void aStreamOfOneAlertIsReadWithinItsLimit() throws IOException {
    byte[] input = BadInputTest.GOOD.getBytes(UTF_8);
    assertThat(CapReader.read(new ByteArrayInputStream(input), ReadLimits.alert()))
        .isEqualTo(CapReader.read(input));
    Endless hostile = new Endless("<alert>", i -> "x".repeat(1_000));
    assertThat(CapReader.read(hostile, SMALL).problems())
        .extracting(Problem::rule)
        .containsExactly("cap-read-bytes");
    assertThat(hostile.given).isLessThan(2L * SMALL.bytesMax());
  }

  private static String numbered(int i) {
    return INNER.replace("notice-1", "notice-" + i);
  }

  private static List<Reading> all(byte[] input) throws IOException {
    List<Reading> readings = new ArrayList<>();
    try (CapStream stream = CapStream.open(new ByteArrayInputStream(input), ReadLimits.feed())) {
      for (Optional<Reading> next = stream.next(); next.isPresent(); next = stream.next()) {
        readings.add(next.get());
      }
    }
    assertThat(CapReader.readAll(input, ReadLimits.feed())).isEqualTo(readings);
    return readings;
  }

  /** A stream that fails at once. */
  private static final class Failing extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("the line is down");
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      throw new IOException("the line is down");
    }
  }

  /** A document that never ends: a beginning, then pieces that are made as they are read. */
  private static final class Endless extends InputStream {
    private final IntFunction<String> piece;
    private byte[] current;
    private int at;
    private int pieces;
    private long given;

    Endless(String beginning, IntFunction<String> piece) {
      this.current = beginning.getBytes(UTF_8);
      this.piece = piece;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (at == current.length) {
        current = piece.apply(pieces++).getBytes(UTF_8);
        at = 0;
      }
      if (current.length == 0) {
        return -1;
      }
      int count = Math.min(length, current.length - at);
      System.arraycopy(current, at, into, offset, count);
      at += count;
      given += count;
      return count;
    }
  }
}
