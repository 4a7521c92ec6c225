// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the library promises for every input, however broken: it is read, every span exact, or it is
 * refused in words. Each method throws nothing but an assertion, and that only when a promise is
 * broken.
 */
final class Promises {
  static final ZonedDateTime DATE = ZonedDateTime.of(2024, 3, 22, 21, 0, 0, 0, ZoneOffset.UTC);

  private Promises() {}

  /** Bytes that came as this type are read exactly or refused with what to do. */
  static void reading(byte[] input, String mediaType) {
    try {
      exact(Document.of(input, mediaType).withDate(DATE));
    } catch (UnreadableDocumentException refused) {
      assertThat(refused).hasMessageMatching("(?s)(XML|HTML page|mail|document) .{20,}");
    }
  }

  /** A document that can be read is, and what is found stands where it is said to stand. */
  static Reading exact(Document document) {
    Reading r = Reader.standard().read(document);
    List<Function<Reading, List<? extends Cited>>> lists =
        List.of(
            Reading::places,
            Reading::times,
            Reading::looseTimes,
            Reading::figures,
            Reading::groups,
            Reading::findings);
    for (Function<Reading, List<? extends Cited>> list : lists) {
      list.apply(r).forEach(c -> exact(r, c));
    }
    for (Finding f : r.findings()) {
      Stream.<Optional<? extends Cited>>of(
              f.assertedBy(),
              f.actor(),
              f.recipient(),
              f.target(),
              f.method(),
              f.place(),
              f.time(),
              f.killed(),
              f.wounded())
          .forEach(part -> part.ifPresent(c -> exact(r, c)));
      f.otherEffects().forEach(c -> exact(r, c));
    }
    for (TimeMention time : r.times()) {
      assertThat(time.to()).as(time.text()).isAfterOrEqualTo(time.from());
    }
    assertThat(r.origin().genre().cause()).isNotBlank();
    assertThat(ReadingJson.write(r).getBytes(StandardCharsets.UTF_8)).isNotEmpty();
    return r;
  }

  private static void exact(Reading reading, Cited cited) {
    Span span = cited.span();
    String there = reading.text().substring(span.start(), span.end());
    if (!there.equals(span.text()) || there.isEmpty()) {
      assertThat(there)
          .as("span %d..%d of %.60s", span.start(), span.end(), reading.text())
          .isEqualTo(span.text())
          .isNotEmpty();
    }
  }
}
