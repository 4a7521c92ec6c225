// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE UNDER TEST: comma-separated values and the value sets of others. */
class CsvTest {

  @Test
  void whatIsWrittenIsReadBack() {
    List<String> cells =
        List.of("plain", "a,b", "say \"no\"", "two\nlines", "=1+1", "@sum", "-12.5", "Теракт");
    assertThat(Csv.read(Csv.write(cells)).getFirst().cells()).isEqualTo(cells);
  }

  @Test
  void whatASpreadsheetWouldCalculateIsWrittenAsText() {
    assertThat(Csv.write(List.of("=cmd|' /C calc'!A0", "-3", "+7 people")))
        .isEqualTo("'=cmd|' /C calc'!A0,-3,'+7 people\r\n");
  }

  @Test
  void linesKeepTheirNumberAndEmptyOnesAreLeftOut() {
    assertThat(Csv.read("\ufeffa,b\r\n\r\n\"x\ny\",2\r\nlast"))
        .extracting(Csv.Line::number)
        .containsExactly(1, 3, 5);
  }

  @Test
  void aQuoteThatIsNeverClosedIsRefusedWithItsLine() {
    assertThatThrownBy(() -> Csv.read("a,b\n1,2\n3,\"never closed\n4,5\n"))
        .isInstanceOf(Csv.OpenQuote.class)
        .hasMessage("the quote that opens on line 3 is never closed");
  }

  @ParameterizedTest
  @CsvSource({
    "ATTACK, armed-assault, 2, Armed Assault",
    "ATTACK, arson, 7, Facility/Infrastructure Attack",
    "ATTACK, Hostage Taking (Kidnapping), 6, Hostage Taking (Kidnapping)",
    "ATTACK, whatever, 9, Unknown",
    "TARGET, entertainment-venue, 1, Business",
    "TARGET, Utilities, 21, Utilities",
    "WEAPON, truck bomb, 6, Explosives",
    "WEAPON, vehicle bomb, 6, Explosives",
    "WEAPON, truck, 10, Vehicle",
    "WEAPON, automatic-firearms, 5, Firearms",
    "WEAPON, knives, 9, Melee",
    "WEAPON, incendiaries, 8, Incendiary"
  })
  void theDesksWordsComeToTheValuesOfTheCodebook(
      GtdSet set, String words, int number, String value) {
    assertThat(set.of(List.of(words))).containsExactly(new GtdSet.Value(number, value));
  }

  @Test
  void aValueIsGivenOnceAndUnknownOnlyAlone() {
    assertThat(GtdSet.WEAPON.of(List.of("rifle", "gun", "never heard of")))
        .extracting(GtdSet.Value::words)
        .containsExactly("Firearms");
    assertThat(GtdSet.WEAPON.of(List.of()))
        .extracting(GtdSet.Value::words)
        .containsExactly("Unknown");
  }
}
