// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;

/** The spelling under which the gazetteer keeps a name. */
final class GazetteerKeyTest {

  @Test
  void everyLetterLosesItsMarksAsUnicodeDecomposesIt() {
    for (char c = 0x80; c < 0x3000; c++) {
      StringBuilder plain = new StringBuilder("a");
      for (char part : Normalizer.normalize("" + c, Normalizer.Form.NFD).toCharArray()) {
        if (Character.isLetterOrDigit(part)) {
          plain.append(Character.toLowerCase(part));
        }
      }
      assertThat(Gazetteer.key("A" + c)).as("U+%04X", (int) c).isEqualTo(plain.toString());
    }
  }

  @Test
  void marksCapitalsAndHyphensDoNotTellNamesApart() {
    assertThat(Gazetteer.key("Saint-Étienne")).isEqualTo("st etienne");
    assertThat(Gazetteer.key("İZMİR")).isEqualTo("izmir");
    assertThat(Gazetteer.key("N’Djamena")).isEqualTo(Gazetteer.key("N'Djamena"));
    assertThat(Gazetteer.key("Thừa Thiên Huế")).isEqualTo("thua thien hue");
  }
}
