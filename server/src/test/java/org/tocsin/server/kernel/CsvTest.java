// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: comma-separated values. */
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
}
