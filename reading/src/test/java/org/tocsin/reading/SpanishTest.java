// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Texts in Spanish: the second language, for places, groups and figures. */
class SpanishTest {
  private static Reading read(String text) {
    return Reader.standard().read(Document.of(text.getBytes(StandardCharsets.UTF_8), "text/plain"));
  }

  private static final String WIRE =
      "Hombres armados atacaron una sala de conciertos cerca de Moscú el viernes y mataron al menos"
          + " a 40 personas, según el servicio de seguridad. El Estado Islámico del Jorasán"
          + " reivindicó el atentado. Alemania, Francia y el Reino Unido lo condenaron. La"
          + " embajada de Estados Unidos había advertido a los suyos en Londres y Colonia.";

  @Test
  void placesAreFoundByTheirSpanishNames() {
    assertThat(read(WIRE).places())
        .extracting(PlaceMention::text, p -> p.country().orElse(""), PlaceMention::name)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Moscú", "RU", "Moscow"),
            org.assertj.core.groups.Tuple.tuple("Alemania", "DE", "Germany"),
            org.assertj.core.groups.Tuple.tuple("Francia", "FR", "France"),
            org.assertj.core.groups.Tuple.tuple("Reino Unido", "GB", "United Kingdom"),
            org.assertj.core.groups.Tuple.tuple("Estados Unidos", "US", "United States"),
            org.assertj.core.groups.Tuple.tuple("Londres", "GB", "London"),
            org.assertj.core.groups.Tuple.tuple("Colonia", "DE", "Köln"));
  }

  @Test
  void groupsAreFoundByTheirSpanishNames() {
    assertThat(read(WIRE).groups())
        .extracting(GroupMention::id)
        .containsExactly("islamic-state-khorasan");
    assertThat(
            read("El ataque fue reivindicado por el EI; los talibanes y los hutíes lo condenaron.")
                .groups())
        .extracting(GroupMention::id)
        .containsExactly("islamic-state", "taliban", "houthis");
  }

  @Test
  void shortFormsOfOneLanguageAreNoGroupsInAnother() {
    assertThat(read("The EI was paid to the workers by the state, and that was all.").groups())
        .isEmpty();
  }

  @Test
  void deadAndWoundedAreCountedInSpanish() {
    assertThat(
            read("El ataque dejó 12 muertos y más de treinta heridos en Kabul, según la policía.")
                .figures())
        .extracting(Figure::kind, f -> f.min().orElse(-1))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Figure.Kind.KILLED, 12L),
            org.assertj.core.groups.Tuple.tuple(Figure.Kind.WOUNDED, 31L));
  }

  @Test
  void newsOfLatinAmericaIsReadInSpanish() {
    Reading reading =
        read(
            "El ELN se enfrentó con la disidencia de las FARC en el Catatumbo, en el departamento de"
                + " Norte de Santander, cerca de Cúcuta. El Cártel Jalisco Nueva Generación disputa"
                + " Michoacán; 43 estudiantes de Ayotzinapa desaparecieron en Iguala.");
    assertThat(reading.places())
        .extracting(PlaceMention::text)
        .containsExactly(
            "Catatumbo", "Norte de Santander", "Cúcuta", "Michoacán", "Ayotzinapa", "Iguala");
    assertThat(reading.groups())
        .extracting(GroupMention::id)
        .containsExactly("eln", "farc", "c-rtel-de-jalisco-nueva-generaci-n");
    assertThat(reading.figures())
        .extracting(Figure::kind, f -> f.min().orElse(-1))
        .containsExactly(org.assertj.core.groups.Tuple.tuple(Figure.Kind.MISSING, 43L));
  }

  @Test
  void timesAreReadInSpanish() {
    Reading reading =
        Reader.standard()
            .read(
                Document.of(
                        "Hace dos semanas la embajada advirtió del ataque del 7 de marzo de 2024. El viernes por la noche en Madrid se oyó una explosión; otra, ayer a las 20:05."
                            .getBytes(StandardCharsets.UTF_8),
                        "text/plain")
                    .withDate(java.time.ZonedDateTime.parse("2024-03-23T10:00:00Z")));
    assertThat(reading.times())
        .extracting(t -> t.from().toLocalDateTime().toString())
        .containsExactly(
            "2024-03-04T00:00", "2024-03-07T00:00", "2024-03-22T20:00", "2024-03-22T20:05");
  }

  @Test
  void theLanguageIsGuessedFromTheCommonestWords() {
    assertThat(LanguageGuess.of(WIRE).orElseThrow().value()).isEqualTo("es");
    assertThat(
            LanguageGuess.of("Police said that the road to Los Angeles was closed.")
                .orElseThrow()
                .value())
        .isEqualTo("en");
    assertThat(LanguageGuess.of("")).isEmpty();
  }
}
