// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.server.kernel.web.DeskTime;

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
  void instantsInAnErrorAreToldInTheDesksTime() {
    assertThat(DeskTime.plain("ends at 2024-03-20T07:00:00Z, too early"))
        .isEqualTo(
            "ends at " + DeskTime.words(Instant.parse("2024-03-20T07:00:00Z")) + ", too early");
    assertThat(DeskTime.plain("2024-02-31T07:00:00Z")).isEqualTo("2024-02-31T07:00:00Z");
    assertThat(DeskTime.plain("like 2024-03-07T18:00:00+03:00")).endsWith("+03:00");
  }

  @Test
  void wordsBecomeASentence() {
    assertThat(Text.sentence("it is late")).isEqualTo("It is late.");
    assertThat(Text.sentence("Is it?")).isEqualTo("Is it?");
    assertThat(Text.sentence("")).isEmpty();
  }

  @Test
  void aShortenedValueOfAProblemIsWholeToo() {
    assertThat(Problem.shorten("x" + SIREN.repeat(60)))
        .satisfies(text -> assertThat(new String(text.getBytes(UTF_8), UTF_8)).isEqualTo(text));
  }

  @ParameterizedTest
  @CsvSource({
    "seniorOfficer, senior officer",
    "falseAlarm, false alarm",
    "SAME_PASSAGE, same passage",
    "dutyCEO, duty CEO",
    "open, open",
    "A, a",
    "'', ''"
  })
  void aCodeIsReadAsWords(String code, String words) {
    assertThat(Text.words(code)).isEqualTo(words);
  }
}
