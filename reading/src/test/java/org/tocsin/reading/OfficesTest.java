// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OfficesTest {
  private static List<PersonMention> persons(String text) {
    return Reader.standard()
        .read(Document.of(text.getBytes(StandardCharsets.UTF_8), "text/plain"))
        .persons();
  }

  private static String told(PersonMention p) {
    return "%s: %s, %s, %s, %s, %s"
        .formatted(
            p.text(),
            p.name().orElse("-"),
            p.office().orElse("-"),
            p.body().orElse("-"),
            p.country().orElse("-"),
            p.seat().orElse("-"));
  }

  @Test
  void anOfficeTellsItsBodyAndTheCountryOfTheBody() {
    assertThat(persons("FSB director Alexander Bortnikov spoke first."))
        .extracting(OfficesTest::told)
        .containsExactly(
            "FSB director Alexander Bortnikov: Alexander Bortnikov, director, Federal Security"
                + " Service, RU, -");
  }

  @Test
  void anEmbassyIsOfOneCountryAndSitsInAnother() {
    assertThat(persons("The U.S. embassy in Moscow had warned. The embassy repeated it."))
        .extracting(OfficesTest::told)
        .containsExactly(
            "U.S. embassy in Moscow: -, -, embassy, US, Moscow",
            "embassy: -, -, embassy, US, Moscow");
  }

  @Test
  void aNameMayStandBehindTheOfficeOrBeforeIt() {
    assertThat(
            persons(
                "Turkey's interior minister, Ali Yerlikaya, announced it. Matthew Miller, a State"
                    + " Department spokesman, denied it. The head of the FSB, Alexander"
                    + " Bortnikov, agreed."))
        .extracting(OfficesTest::told)
        .containsExactly(
            "Turkey's interior minister, Ali Yerlikaya: Ali Yerlikaya, interior minister, -, TR, -",
            "Matthew Miller, a State Department spokesman: Matthew Miller, spokesperson, State"
                + " Department, US, -",
            "head of the FSB, Alexander Bortnikov: Alexander Bortnikov, head, Federal Security"
                + " Service, RU, -");
  }

  @Test
  void somebodyElsesTitleAndNameAreNotTheTitleOfTheNameBefore() {
    assertThat(persons("Vladimir Putin, President Joe Biden said, was wrong."))
        .noneMatch(person ->
            person.name().equals(Optional.of("Vladimir Putin")) && person.office().isPresent());
  }

  @Test
  void surnamesOfficesAndPronounsLeadBack() {
    List<PersonMention> persons =
        persons(
            "Moscow's mayor, Sergei Sobyanin, cancelled all events. Sobyanin gave no reason. He"
                + " left at noon. Later the mayor came back.");
    assertThat(persons)
        .extracting(PersonMention::text)
        .containsExactly("Moscow's mayor, Sergei Sobyanin", "Sobyanin", "He", "mayor");
    assertThat(persons).allMatch(p -> p.name().equals(Optional.of("Sergei Sobyanin")));
    assertThat(persons)
        .extracting(PersonMention::rule)
        .containsExactly("person.office", "person.surname", "person.pronoun", "office.again");
    assertThat(persons).extracting(PersonMention::confidence).containsExactly(0.9, 0.8, 0.5, 0.7);
  }

  @Test
  void thePresidentWithANameIsTheOneSpokenOfBefore() {
    assertThat(persons("He met the Russian president. The president, Vladimir Putin, agreed."))
        .extracting(OfficesTest::told)
        .containsExactly(
            "Russian president: -, president, -, RU, -",
            "president, Vladimir Putin: Vladimir Putin, president, -, RU, -");
  }

  @Test
  void anOfficeOfNobodyAndAMonthAreNoPersons() {
    assertThat(persons("A minister may resign in May. He had a head for figures, said the leader."))
        .isEmpty();
  }

  @Test
  void aNameLikeAMonthIsANameBehindAnother() {
    assertThat(persons("Prime Minister Theresa May spoke."))
        .extracting(OfficesTest::told)
        .containsExactly("Prime Minister Theresa May: Theresa May, prime minister, -, -, -");
  }

  @Test
  void aWordThatOpensASentenceIsNoPartOfAName() {
    Reading reading =
        Reader.standard()
            .read(Document.text("Let General Haftar, the commander of the army, explain it."));
    assertThat(reading.persons())
        .flatExtracting(p -> p.name().stream().toList())
        .noneMatch(name -> name.startsWith("Let"));
  }
}
