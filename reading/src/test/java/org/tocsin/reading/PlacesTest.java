// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * FEATURE UNDER TEST: names of places are found, people's names are not, and the right one is
 * chosen.
 */
class PlacesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          They met in Moscow.|Moscow/RU
          They met in Moscow, Idaho.|Moscow/US Idaho/US
          A train left Paris for Lyon.|Paris/FR Lyon/FR
          President Vladimir Putin spoke in Kaluga region.|Kaluga Oblast/RU
          Mr. London smiled and John Berlin left.|
          The Washington Post wrote it.|
          The U.S. and the UK agreed, told us.|United States/US United Kingdom/GB
          The hall lies in Krasnogorsk near Moscow.|Krasnogorsk/RU Moscow/RU
          Reading is fun. Police came at once.|
          Islamic State fighters fled Mosul in Iraq.|Mosul/IQ Iraq/IQ
          MOSCOW (Agency) - Shots were heard.|Moscow/RU
          """)
  void findsPlacesAndChoosesAmongNamesakes(String text, String expected) {
    Reading reading = Reader.standard().read(Document.text(text));
    String found =
        String.join(
            " ",
            reading.places().stream().map(p -> p.name() + "/" + p.country().orElse("-")).toList());
    assertThat(found).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void keepsNamesakesForAPersonToPick() {
    PlaceMention moscow =
        Reader.standard().read(Document.text("They met in Moscow.")).places().getFirst();
    assertThat(moscow.alternatives()).extracting(a -> a.country().orElse("")).contains("US");
    assertThat(moscow.zone()).contains("Europe/Moscow");
    assertThat(moscow.geonameId()).hasValue(524901);
    assertThat(moscow.score()).isBetween(0.5, 1.0);
  }

  @Test
  void prefersTheHomeCountry() {
    Document document = Document.text("They met in Cambridge.").withHomeCountry("US");
    assertThat(Reader.standard().read(document).places().getFirst().country()).contains("US");
  }
}
