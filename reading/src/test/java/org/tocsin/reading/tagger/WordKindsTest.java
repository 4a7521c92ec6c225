// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: what a word may be, found by halving in the table as it lies. */
class WordKindsTest {
  private static List<String> lines() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                WordKinds.class.getResourceAsStream("word-kinds.tsv"), StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }

  @Test
  void everyWordOfTheTableIsFoundWithItsKinds() throws IOException {
    assertThat(lines())
        .hasSizeGreaterThan(80_000)
        .allMatch(line -> {
          int tab = line.indexOf('\t');
          return WordKinds.TABLE.of(line.substring(0, tab)).equals(line.substring(tab + 1));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#", "-", "zzzz", "café", "a b", "\t", "soldie"})
  void whatTheTableLacksHasNoKinds(String word) {
    assertThat(WordKinds.TABLE.of(word)).isEmpty();
  }

  @Test
  void aPluralThatIsAWordOfItsOwnHasTheKindsOfBoth() {
    assertThat(WordKinds.TABLE.of("judges")).doesNotContain("p");
    assertThat(WordKinds.TABLE.ofNoun("judges")).contains("p");
  }

  @Test
  void aFormHasTheKindsOfItsWord() {
    assertThat(WordKinds.TABLE.of("soldiers")).isEqualTo(WordKinds.TABLE.of("soldier"));
    assertThat(WordKinds.TABLE.of("gunmen")).contains("p");
  }
}
