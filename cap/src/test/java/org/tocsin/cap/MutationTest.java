// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * FEATURE UNDER TEST: no input breaks a promise. Mutates real messages from a seed; {@code
 * -Dcap.mutations=1000000} makes the run long, {@code -Dcap.seed=N} starts elsewhere.
 */
class MutationTest {
  private static final int MUTATIONS = Integer.getInteger("cap.mutations", 3_000);
  private static final long SEED = Long.getLong("cap.seed", 1);
  private static final List<String> PIECES =
      List.of(
          "<",
          ">",
          "&",
          "]]>",
          "<![CDATA[",
          "<!--",
          "-->",
          "<!DOCTYPE a>",
          "&x;",
          "&#0;",
          "<alert>",
          "</alert>",
          "<info>",
          "</info>",
          "<polygon>",
          "0,0 0,1 1,1 0,0",
          "NaN,1e999",
          "99999999999999999999",
          "-",
          "+",
          "Z",
          "2024-13-41T99:99:99+99:99",
          " ",
          "\"",
          "'",
          ",",
          "\u0000",
          "\ud800",
          "é",
          " xmlns=\"\"",
          " xmlns:a=\"b\"",
          "<?xml version=\"1.1\" encoding=\"UTF-7\"?>");

  @Test
  void noMutationEscapesTheReader() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(BadInputTest.GOOD.getBytes(UTF_8));
    for (String name :
        List.of(
            "samples/ipaws.xml",
            "samples/canada.cap",
            "samples/thunderstorm.cap",
            "feeds/amber.atom",
            "feeds/ny_index.rss")) {
      seeds.add(SamplesTest.bytes(name));
    }
    for (long seed = SEED; seed < SEED + MUTATIONS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] input = mutate(seeds.get(random.nextInt(seeds.size())), random);
      try {
        read(input);
      } catch (RuntimeException | AssertionError | StackOverflowError escaped) {
        throw new AssertionError(
            "seed " + seed + ": -Dcap.mutations=1 -Dcap.seed=" + seed, escaped);
      }
    }
  }

  private static void read(byte[] input) {
    Promises.reading(input);
    Promises.checking(input);
    Promises.feeds(input);
    Promises.roundTrip(input);
  }

  private static byte[] mutate(byte[] seed, SplittableRandom random) {
    byte[] bytes = seed;
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(bytes.length + 1);
      int end = Math.min(bytes.length, at + random.nextInt(random.nextBoolean() ? 4 : 200));
      byte[] piece =
          switch (random.nextInt(4)) {
            case 0 -> new byte[0];
            case 1 -> new byte[] {(byte) random.nextInt(256)};
            case 2 -> PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8);
            default -> {
              int from = random.nextInt(bytes.length + 1);
              yield Arrays.copyOfRange(
                  bytes, from, Math.min(bytes.length, from + random.nextInt(300)));
            }
          };
      int cut = random.nextBoolean() ? at : end;
      byte[] next = new byte[bytes.length - (cut - at) + piece.length];
      System.arraycopy(bytes, 0, next, 0, at);
      System.arraycopy(piece, 0, next, at, piece.length);
      System.arraycopy(bytes, cut, next, at + piece.length, bytes.length - cut);
      bytes = next;
    }
    return bytes;
  }
}
