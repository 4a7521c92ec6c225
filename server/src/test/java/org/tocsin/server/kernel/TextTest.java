// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: words of others fit a page, the database and the record. */
class TextTest {

  private static final String SIREN = "\uD83D\uDEA8";

  @Test
  void aPairOfSurrogatesIsNeverCutInTwo() {
    for (int most = 1; most < 12; most++) {
      String clipped = Text.clip("ab" + SIREN.repeat(5), most);
      assertThat(clipped).hasSizeLessThanOrEqualTo(most).endsWith("…");
      assertThat(new String(clipped.getBytes(UTF_8), UTF_8)).isEqualTo(clipped);
    }
    assertThat(Text.clip("abc", 3)).isEqualTo("abc");
    assertThat(Text.clip("abcd", 3)).isEqualTo("ab…");
  }

  @Test
  void whatTheDatabaseRefusesIsReplacedAndWholePairsStay() {
    assertThat(Text.storable("a\u0000b\uD83Dc\uDEA8" + SIREN))
        .isEqualTo("a\uFFFDb\uFFFDc\uFFFD" + SIREN);
  }

  @Test
  void aLineHasNoBreaksAndNoControls() {
    assertThat(Text.line(" a\r\n\tb\u0000c ", 10)).isEqualTo("a b c");
  }

  @Test
  void aShortenedValueOfAProblemIsWholeToo() {
    assertThat(Problem.shorten("x" + SIREN.repeat(60)))
        .satisfies(text -> assertThat(new String(text.getBytes(UTF_8), UTF_8)).isEqualTo(text));
  }
}
