// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: the words of a warning call nobody together. */
class WordsTest {

  /** What no message may hold as it is. */
  static final String[] MENTIONS = {
    "@channel", "@here", "@everyone", "@all", "@room", "<!channel>", "<!here|here>", "<@U012AB3CD>"
  };

  @ParameterizedTest
  @ValueSource(strings = {"@channel", "(@here)", "x @all", "я@all", "@@room", "＠all", ".@here"})
  void aMentionIsPartedFromItsName(String text) {
    String quiet = Words.quiet(text);
    assertThat(quiet).doesNotContainPattern("[@＠](channel|here|all|room)");
    assertThat(quiet.replace(Words.JOINER, "")).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"duty@embassy.example", "a lone @", "'@ home'"})
  void whatCallsNobodyStays(String text) {
    assertThat(Words.quiet(text)).isEqualTo(text);
  }
}
