// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tocsin.cap.Area;
import org.tocsin.cap.Category;
import org.tocsin.cap.Info;
import org.tocsin.cap.NamedValue;

/** FEATURE UNDER TEST: the event codes of OASIS are found by code and by name. */
class EventTermsTest {
  @Test
  void aTermIsFoundByItsCodeAndByItsName() {
    EventTerm term = EventTerms.find("oet-193").orElseThrow();
    assertThat(term.term()).isEqualTo("terrorist incident");
    assertThat(term.categories()).containsExactly(Category.SAFETY);
    assertThat(EventTerms.findByTerm(" Terrorist Incident")).contains(term);
    assertThat(term.eventCode()).isEqualTo(new NamedValue("OET:v1.2", "OET-193"));
    assertThat(EventTerms.find("OET-999")).isEmpty();
    assertThat(EventTerms.findByTerm("nothing")).isEmpty();
  }

  @Test
  void thereAre224TermsAndEachHasItsOwnCodeAndCategory() {
    assertThat(EventTerms.all()).hasSize(224);
    assertThat(EventTerms.all()).extracting(EventTerm::code).doesNotHaveDuplicates().isSorted();
    assertThat(EventTerms.all())
        .allSatisfy(term -> {
          assertThat(term.term()).isNotBlank();
          assertThat(term.categories()).isNotEmpty();
        });
  }

  @Test
  void theTermsOfAnInfoAreThoseOfItsEventCodes() {
    Info info =
        GeoJsonTest.alert(Area.builder().areaDesc("x").build()).infos().getFirst().toBuilder()
            .eventCode(new NamedValue("OET:v1.0", "OET-028"))
            .eventCode(new NamedValue("SAME", "OET-193"))
            .build();
    assertThat(EventTerms.of(info)).extracting(EventTerm::term).containsExactly("bomb threat");
  }

  @Test
  void theLanguagesOfTextsAreThoseOfTheTable() {
    assertThat(Set.copyOf(AlertText.languages()))
        .isEqualTo(Set.of("de", "en", "es", "fr", "ru", "uk"));
    for (String language : AlertText.languages()) {
      for (String key : new String[] {"where", "until", "do", "Test.spoken", "AllClear"}) {
        assertThat(Wording.of(language).get(key)).as("%s %s", language, key).isNotBlank();
      }
    }
  }
}
