// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * FEATURE UNDER TEST: the quick look at an entry says yes to nothing that the reader of entries
 * refuses or that hides something.
 */
class PlainEntryTest {

  private static final String ALPHABET = "\"{}[]:,\\-.0123456789aAzZ eE+TtfnulZ\u007f\n";

  private final PlainEntry plain = new PlainEntry();

  @Test
  void recognizesWhatEntriesMostlyAre() {
    assertThat(seeds()).allMatch(this::recognized);
  }

  private boolean recognized(byte[] entry) {
    return plain.recognizes(entry, 0, entry.length);
  }

  @Test
  void neverSaysYesWhereTheRuleSaysNo() {
    SplittableRandom random = new SplittableRandom(7);
    int yes = 0;
    for (byte[] seed : seeds()) {
      for (int at = 0; at < seed.length; at++) {
        for (int i = 0; i < ALPHABET.length(); i++) {
          byte[] replaced = seed.clone();
          replaced[at] = (byte) ALPHABET.charAt(i);
          yes += judge(replaced);
          yes += judge(with(seed, at, 0, (byte) ALPHABET.charAt(i)));
        }
        yes += judge(with(seed, at, 1));
        yes += judge(with(seed, at, 1 + random.nextInt(8)));
        byte[] high = seed.clone();
        high[at] = (byte) (128 + random.nextInt(128));
        yes += judge(high);
      }
      for (int i = 0; i < 20_000; i++) {
        byte[] mutated = seed;
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
          int at = random.nextInt(mutated.length);
          byte some = seed[random.nextInt(seed.length)];
          mutated = with(mutated, at, random.nextInt(2), some);
        }
        yes += judge(mutated);
      }
    }
    assertThat(yes).as("mutations that are entries still").isGreaterThan(1000);
  }

  private static byte[] with(byte[] seed, int at, int without, byte... inserted) {
    int left = Math.min(without, seed.length - at);
    byte[] bytes = new byte[seed.length - left + inserted.length];
    System.arraycopy(seed, 0, bytes, 0, at);
    System.arraycopy(inserted, 0, bytes, at, inserted.length);
    System.arraycopy(seed, at + left, bytes, at + inserted.length, seed.length - at - left);
    return bytes;
  }

  private int judge(byte[] bytes) {
    if (!recognized(bytes)) {
      return 0;
    }
    Entry entry = Entry.parse(bytes); // throws where the quick look was wrong
    assertThat(entry.commitments()).as(Given.utf8(bytes)).isEmpty();
    assertThat(Arrays.equals(entry.bytes(), bytes)).as(Given.utf8(bytes)).isTrue();
    return 1;
  }

  private static List<byte[]> seeds() {
    Instant at = Instant.parse("2024-02-28T23:59:59Z");
    List<Entry.Builder> builders =
        List.of(
            Entry.builder("A", at, "s"),
            Entry.builder("WarningDelivered", at.plusMillis(7), "system").caseId("c").subject("w"),
            Entry.builder("Counted", at.plusNanos(1_001_000), "o r")
                .fact("a", 0)
                .fact("b", -15)
                .fact("z", 999_999_999_999_999L)
                .fact("list", List.of(1, "x", List.of(), Map.of("k", true)))
                .fact("none", null)
                .fact("no", false),
            Entry.builder("Nested", at.plusNanos(1), "system")
                .subject("s")
                .fact("a", Map.of("aa", 1, "ab", 2, "b", Map.of()))
                .fact("aa", "text"));
    List<byte[]> seeds = new ArrayList<>();
    builders.forEach(builder -> seeds.add(builder.build().bytes()));
    return seeds;
  }
}
