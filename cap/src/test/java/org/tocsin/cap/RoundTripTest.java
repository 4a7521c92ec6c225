// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: what is written reads back equal, and is valid. */
class RoundTripTest {
  private static final int ALERTS = 200;

  @Test
  void whatIsWrittenReadsBackEqualAndIsValid() {
    for (long seed = 0; seed < ALERTS; seed++) {
      Alert alert = new RandomAlerts(new SplittableRandom(seed)).alert();
      byte[] written = CapWriter.write(alert);
      Reading reading = CapReader.read(written);
      assertThat(reading.isValid()).as("seed %d: %s", seed, reading.problems()).isTrue();
      assertThat(reading.alert()).as("seed %d", seed).contains(alert);
      assertThat(CapWriter.write(reading.alert().orElseThrow()))
          .as("seed %d", seed)
          .isEqualTo(written);
    }
  }

  @Test
  void utcIsWrittenAsMinusZeroAndNeverZ() {
    Alert read = CapReader.readStrict(BadInputTest.GOOD.getBytes(UTF_8));
    String written =
        CapWriter.writeString(
            read.toBuilder().sent(OffsetDateTime.parse("2024-03-07T09:00:00.123Z")).build());
    assertThat(written).contains("<sent>2024-03-07T09:00:00-00:00</sent>");
  }

  @Test
  void elementsOfOthersAreKeptUncheckedAndRefusedOtherwiseAndSignaturesAreNotWritten() {
    String text =
        BadInputTest.GOOD.replace(
            "</info>\n",
            "</info>\n<x:more xmlns:x=\"urn:x\" y=\"1\"><x:a>b</x:a></x:more>"
                + "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><a/></Signature>");
    Alert alert = CapReader.read(text.getBytes(UTF_8)).alert().orElseThrow();
    assertThat(alert.isSigned()).isTrue();
    assertThatThrownBy(() -> CapWriter.write(alert))
        .isInstanceOf(CapException.class)
        .hasMessageContaining("cap-1.2-4.2-extension alert: more is not an element of CAP.");
    byte[] written = CapWriter.writeUnchecked(alert, WriteForm.INDENTED);
    Alert again = CapReader.read(written).alert().orElseThrow();
    assertThat(again.isSigned()).isFalse();
    assertThat(again.extensions()).containsExactly(alert.extensions().getFirst());
  }

  @Test
  void buildersRefuseWhatIsMissingAllAtOnce() {
    assertThatThrownBy(() -> Alert.builder().identifier("x").build())
        .isInstanceOfSatisfying(
            CapException.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(Problem::message)
                    .containsExactly(
                        "The alert has no sender.",
                        "The alert has no sent.",
                        "The alert has no status.",
                        "The alert has no msgType.",
                        "The alert has no scope."));
  }

  @Test
  void controlCharactersAreRefused() {
    Alert read = CapReader.readStrict(BadInputTest.GOOD.getBytes(UTF_8));
    assertThatThrownBy(() -> read.toBuilder().note("a\u0001b").build())
        .isInstanceOf(CapException.class)
        .hasMessageContaining(
            "cap-1.2-3.3.3-character alert/note: The character U+0001 at place 2");
  }
}
