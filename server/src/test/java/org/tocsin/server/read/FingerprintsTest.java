// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: texts that say the same are told, with the passage they share. */
class FingerprintsTest {

  private static final String NEWS =
      "Gunmen opened fire at a concert hall near the capital on Friday evening, officials said. "
          + "Dozens of people were taken to hospital and the roof of the building caught fire. ";

  @Test
  void aCopyWithAnotherHeadIsAlikeAndItsPassageIsNamed() {
    String copy = "UPDATE 2: " + NEWS.toUpperCase(java.util.Locale.ROOT) + "More to follow.";
    Fingerprints.Overlap overlap = Fingerprints.of(copy).with(Fingerprints.of(NEWS)).orElseThrow();
    assertThat(overlap.percent()).isGreaterThan(85);
    assertThat(copy.substring(overlap.start(), overlap.end()))
        .startsWith("GUNMEN OPENED")
        .endsWith("CAUGHT FIRE");
  }

  @Test
  void differentTextsShareNothing() {
    assertThat(
            Fingerprints.of("The minister denied every word of it in a speech on Tuesday morning.")
                .with(Fingerprints.of(NEWS)))
        .isEmpty();
    assertThat(Fingerprints.of("Too short.").with(Fingerprints.of(NEWS))).isEmpty();
    assertThat(Fingerprints.of("").values()).isEmpty();
  }

  @Test
  void eightWordsInARowAreAlwaysFound() {
    SplittableRandom random = new SplittableRandom(11);
    for (int run = 0; run < 300; run++) {
      String shared = words(random, 8, "s");
      String one = words(random, random.nextInt(40), "a") + shared + words(random, 40, "b");
      String other = words(random, random.nextInt(40), "c") + shared + words(random, 40, "d");
      assertThat(Fingerprints.of(one).with(Fingerprints.of(other)))
          .as("seed 11, run %d", run)
          .isPresent();
    }
  }

  private static String words(SplittableRandom random, int count, String prefix) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(prefix).append(random.nextInt(1_000_000)).append(' ');
    }
    return text.toString();
  }
}
