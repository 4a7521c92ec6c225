// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE UNDER TEST: victims without a number, parts of a whole, revised tolls, homes, money. */
class FigureDetailsTest {
  private static List<Figure> figures(String text) {
    return Reader.standard().read(Document.text(text)).figures();
  }

  private static String bound(OptionalLong bound) {
    return bound.isPresent() ? "" + bound.getAsLong() : "?";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The mayor was killed on his way home.|KILLED|1|1
          The mayor and his aides said that soldiers were wounded.|WOUNDED|2|?
          They condemned the murder of Hector Oqueli.|KILLED|1|1
          They condemned the murder of six Jesuit priests.|KILLED|6|6
          They condemned the assassination of the priests.|KILLED|2|?
          Gunmen killed Archbishop Romero.|KILLED|1|1
          Gunmen fired on the car, wounding the governor.|WOUNDED|1|1
          MONSIGNOR ROMERO WAS MURDERED IN THE CHAPEL.|KILLED|1|1
          Guerrillas kidnapped a businessman.|KIDNAPPED|1|1
          Two hundred houses were destroyed by fire.|HOMES|200|200
          At least 40 families were evacuated.|HOMES|40|?
          The kidnappers asked for a ransom of $5 million.|MONEY|5000000|5000000
          The damage came to more than 2.5 million euros.|MONEY|2500000|?
          """)
  void readsWhoWasHarmed(String text, String kind, String min, String max) {
    assertThat(figures(text))
        .extracting(f -> f.kind() + "|" + bound(f.min()) + "|" + bound(f.max()))
        .contains(kind + "|" + min + "|" + max);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The president could be killed.
          No one was killed.
          The agreement was killed.
          It was hurt by the crisis.
          He gave her 5 dollars and left.
          Alice Jones, 39, spoke of her fears.
          """)
  void countsNobodyWhereNobodyWasHarmed(String text) {
    assertThat(figures(text)).allMatch(f -> f.max().orElse(1) == 0);
  }

  @Test
  void tellsThePartFromTheWhole() {
    assertThat(figures("At least 40 people, including three children, were killed."))
        .extracting(f -> f.kind() + " " + f.min().orElse(-1) + (f.part() ? " part" : ""))
        .containsExactly("KILLED 40", "KILLED 3 part");
  }

  @Test
  void keepsWhatATollWasBeforeItWasRevised() {
    assertThat(figures("The death toll rose to 139 from 133.").getFirst())
        .satisfies(f -> {
          assertThat(f.min()).hasValue(139);
          assertThat(f.before()).hasValue(133);
        });
    assertThat(figures("The death toll rose from 93 to 115.").getLast())
        .satisfies(f -> {
          assertThat(f.min()).hasValue(115);
          assertThat(f.before()).hasValue(93);
        });
  }

  @Test
  void namesTheCurrency() {
    assertThat(figures("They stole £40,000 from the bank.").getFirst().unit()).contains("GBP");
  }
}
