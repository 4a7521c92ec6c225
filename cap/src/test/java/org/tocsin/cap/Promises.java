// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the doors of this library promise for every input, however broken. Each method throws
 * nothing but an assertion, and that only when a promise is broken.
 */
final class Promises {
  private static final Instant NOW = Instant.parse("2024-03-07T20:00:00Z");

  private Promises() {}

  /** Reading never throws or loses, tells why there is no alert; its three ways say the same. */
  static void reading(byte[] input) {
    Reading reading = CapReader.read(input);
    assertThat(reading.original().bytes()).isEqualTo(input);
    assertThat(reading.original().isWhole()).isTrue();
    assertThat(reading.alert().isPresent() || !reading.problems().isEmpty()).isTrue();
    assertThat(reading.problems()).hasSizeLessThanOrEqualTo(ReadLimits.alert().problemsMax() + 1);
    assertThat(CapReader.readAll(input, ReadLimits.feed())).isNotEmpty();
    try {
      assertThat(CapReader.readStrict(input)).isEqualTo(reading.alert().orElseThrow());
      assertThat(reading.isValid()).isTrue();
    } catch (CapException refused) {
      assertThat(reading.isValid()).isFalse();
      assertThat(refused.problems()).isEqualTo(reading.problems());
    }
  }

  /** Checking never throws and finds all that reading finds. */
  static void checking(byte[] input) {
    Reading reading = CapReader.read(input);
    CheckResult result = CapChecker.check(input, NOW);
    assertThat(result.problems()).containsAll(reading.problems());
    assertThat(result.valid()).isEqualTo(result.problems().stream().noneMatch(Problem::isError));
    assertThat(result.version()).isEqualTo(reading.version());
  }

  /** Reading a feed gives a feed, or a refusal with its reasons. */
  static void feeds(byte[] input) {
    try {
      Feed feed = CapFeeds.read(input);
      assertThat(feed.entries()).doesNotContainNull();
    } catch (CapException refused) {
      assertThat(refused.problems()).isNotEmpty();
    }
  }

  /** What may be written reads back valid and equal, and is written again as the same bytes. */
  static void roundTrip(byte[] input) {
    Optional<Alert> read = CapReader.read(input).alert();
    if (read.isEmpty()) {
      return;
    }
    Alert alert;
    byte[] written;
    try {
      alert = asWritten(read.get());
      written = CapWriter.write(alert);
    } catch (CapException refused) { // tolerant in reading, strict in writing
      assertThat(refused.problems()).isNotEmpty();
      return;
    }
    Reading again = CapReader.read(written);
    assertThat(again.problems()).noneMatch(Problem::isError);
    assertThat(again.alert()).contains(alert);
    assertThat(CapWriter.write(alert)).isEqualTo(written);
  }

  /** As 1.2 and without its signature, which covers other bytes. */
  private static Alert asWritten(Alert alert) {
    List<Extension> extensions = alert.extensions().stream().filter(e -> !e.isSignature()).toList();
    return alert.toBuilder().version(CapVersion.V1_2).extensions(extensions).build();
  }
}
