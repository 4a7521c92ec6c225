// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: findings of one event are put together, those of two kept apart. */
class IncidentsTest {
  private static Reading read(String text) {
    return Reader.standard()
        .read(Document.text(text).withDate(ZonedDateTime.parse("2024-03-24T12:00:00+03:00")));
  }

  private static List<Incident> done(String text) {
    return read(text).incidents().stream().filter(i -> i.stage() == Incident.Stage.DONE).toList();
  }

  private static List<String> places(Incident incident) {
    return incident.places().stream().map(t -> t.value().name()).toList();
  }

  private static List<Long> numbers(List<Told<Figure>> told) {
    return told.stream().map(t -> t.value().min().orElse(-1)).toList();
  }

  @Test
  void twoAttacksOnOneDayInTwoTownsAreTwoIncidents() {
    List<Incident> incidents =
        done(
            """
            A bomb exploded in Kandahar on Saturday and killed 14 people. \
            Gunmen attacked a hospital in Herat on Saturday, killing five people. \
            The blast in Kandahar wounded 30 others.\
            """);
    assertThat(incidents).hasSize(2);
    assertThat(places(incidents.get(0))).containsExactly("Kandahar");
    assertThat(numbers(incidents.get(0).killed())).containsExactly(14L);
    assertThat(numbers(incidents.get(0).wounded())).containsExactly(30L);
    assertThat(places(incidents.get(1))).containsExactly("Herat");
    assertThat(numbers(incidents.get(1).killed())).containsExactly(5L);
    assertThat(incidents.get(1).wounded()).isEmpty();
  }

  @Test
  void historyStandsBesideTheNews() {
    List<Incident> incidents =
        done(
            """
            Gunmen attacked a concert hall near Moscow on Friday and killed 137 people. \
            In October 2002 militants seized a theatre in Moscow and killed 130 people. \
            The attack on Friday also wounded 180 people.\
            """);
    assertThat(incidents).hasSize(2);
    assertThat(incidents).extracting(Incident::historic).containsExactly(false, true);
    assertThat(numbers(incidents.get(0).killed())).containsExactly(137L);
    assertThat(numbers(incidents.get(0).wounded())).containsExactly(180L);
    assertThat(numbers(incidents.get(1).killed())).containsExactly(130L);
  }

  @Test
  void oneAttackToldTwiceWithOtherNumbersIsOneIncidentWithBothNumbers() {
    List<Incident> incidents =
        done(
            """
            Gunmen opened fire in a market in Lyon on Saturday and killed 12 people, police said. \
            The mayor said that the attack on the market killed 15 people.\
            """);
    assertThat(incidents).hasSize(1);
    Incident incident = incidents.getFirst();
    assertThat(numbers(incident.killed())).containsExactly(12L, 15L);
    assertThat(incident.killed().get(1).standing()).isEqualTo(Told.Standing.DISPUTES);
    assertThat(incident.killed())
        .extracting(t -> t.by().orElseThrow().value())
        .containsExactly("police", "mayor");
    assertThat(incident.killed()).extracting(Told::voice).containsOnly(Voice.ASSERTED);
  }

  @Test
  void aTollThatRoseRevisesTheEarlierOne() {
    Incident incident =
        done("""
        Gunmen attacked a concert hall near Moscow on Friday and killed 40 people. \
        On Sunday the death toll rose to 137 from 133.\
        """)
            .getFirst();
    assertThat(numbers(incident.killed())).containsExactly(40L, 137L);
    Told<Figure> last = incident.killed().getLast();
    assertThat(last.standing()).isEqualTo(Told.Standing.REVISES);
    assertThat(last.value().before()).isEqualTo(OptionalLong.of(133));
    assertThat(Incident.foremost(incident.killed())).contains(last);
    assertThat(incident.when().orElseThrow().value().from().toLocalDate())
        .isEqualTo(LocalDate.of(2024, 3, 22));
  }

  @Test
  void aClaimJoinsTheIncidentItSpeaksOf() {
    List<Incident> incidents =
        done(
            """
            A car bomb killed nine people in Mogadishu on Saturday. \
            Gunmen shot dead three teachers in Garissa on Friday. \
            Al-Shabaab claimed responsibility for the bombing in Mogadishu.\
            """);
    assertThat(incidents).hasSize(2);
    assertThat(incidents.get(0).findings())
        .extracting(Finding::type)
        .containsExactly(FindingType.ATTACK, FindingType.CLAIM);
    Told<Mention> actor = incidents.get(0).actors().getLast();
    assertThat(actor.value().value()).containsIgnoringCase("shabaab");
    assertThat(actor.voice()).isEqualTo(Voice.CLAIMED);
    assertThat(incidents.get(1).findings())
        .extracting(Finding::type)
        .containsExactly(FindingType.ATTACK);
  }

  @Test
  void blameIsLaidBesideAClaimAndBothKeepTheirVoice() {
    Incident incident =
        done("""
        Gunmen attacked a concert hall near Moscow on Friday and killed 137 people. \
        The Islamic State claimed responsibility for the attack. \
        Putin accused Ukraine of organising the attack. \
        Ukraine denied any part in the attack.\
        """)
            .getFirst();
    assertThat(incident.actors())
        .extracting(t -> t.value().value())
        .contains("Islamic State", "Ukraine");
    Told<Mention> claimed = told(incident, "Islamic State");
    Told<Mention> blamed = told(incident, "Ukraine");
    assertThat(claimed.voice()).isEqualTo(Voice.CLAIMED);
    assertThat(blamed.voice()).isEqualTo(Voice.DENIED);
    assertThat(blamed.standing()).isEqualTo(Told.Standing.DISPUTES);
  }

  private static Told<Mention> told(Incident incident, String actor) {
    return incident.actors().stream()
        .filter(t -> t.value().value().equals(actor))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aFoiledAttackIsNoneThatHappened() {
    Reading reading =
        read(
            """
            Police foiled an attack on a synagogue in Cologne on Friday. \
            Gunmen killed four people in a church in Nice on Friday.\
            """);
    assertThat(reading.incidents())
        .extracting(Incident::stage)
        .containsExactly(Incident.Stage.FOILED, Incident.Stage.DONE);
  }

  @Test
  void everyValueStandsInTheTextWhereItSays() {
    Reading reading =
        read("A car bomb killed nine people in Mogadishu on Saturday. The bomb wounded 20.");
    for (Incident incident : reading.incidents()) {
      incident.attackTypes().forEach(t -> assertCited(reading, t.value()));
      incident.weaponTypes().forEach(t -> assertCited(reading, t.value()));
      incident.killed().forEach(t -> assertCited(reading, t.value()));
      incident.places().forEach(t -> assertCited(reading, t.value()));
    }
    assertThat(reading.incidents()).isNotEmpty();
  }

  private static void assertCited(Reading reading, Cited cited) {
    assertThat(reading.text().substring(cited.span().start(), cited.span().end()))
        .isEqualTo(cited.text());
  }

  @Test
  void theJsonTellsTheForemostValuesAndAllThatIsToldBesideThem() {
    String json =
        ReadingJson.write(
            read(
                """
                Gunmen opened fire in a market in Lyon on Saturday and killed 12 people. \
                The toll rose to 15 dead.\
                """));
    assertThat(json)
        .contains(
            "\"incidents\":[{\"stage\":\"done\"",
            "\"attackType\":\"Armed Assault\"",
            "\"killed\":{\"min\":15,\"max\":15",
            "\"standing\":\"revises\"",
            "\"findings\":[0,1]");
  }

  private static List<String> targets(String text) {
    return done(text).stream()
        .flatMap(i -> i.targets().stream())
        .map(t -> t.value().value())
        .toList();
  }

  private static List<String> actors(String text) {
    return done(text).stream()
        .flatMap(i -> i.actors().stream())
        .map(t -> t.value().value())
        .toList();
  }

  @Test
  void whomAnAttackHarmedStandsBesideWhatItWasAimedAt() {
    assertThat(targets("A bomb exploded at the police station on Friday and killed two soldiers."))
        .containsExactly("police station", "two soldiers");
    assertThat(targets("Guerrillas kidnapped the mayor at his home on Friday.")).contains("mayor");
    assertThat(targets("The murder of six priests in the city on Friday was a crime."))
        .contains("six priests");
  }

  @Test
  void whoeverStandsBeforeAVerbOfHarmWithoutAnObjectSufferedIt() {
    String text = "Five judges murdered in Medellin on Friday had asked for guards.";
    assertThat(targets(text)).contains("Five judges");
    assertThat(actors(text)).isEmpty();
  }

  @Test
  void deedsAreReadInTheWordsOfWireCopyWithWhomAndWhatTheyHit() {
    assertThat(targets("On Friday hooded men machine-gunned the colonel as he left the cinema."))
        .contains("colonel");
    assertThat(actors("On Friday three guerrillas hurled dynamite at the customs house."))
        .contains("three guerrillas");
    assertThat(done("On Friday the rebels burned the town hall and a petrol station.")).hasSize(1);
    assertThat(done("The lorry was waylaid on Friday; its driver is not home yet.")).hasSize(1);
    assertThat(done("The potter is known for carefully executing every piece.")).isEmpty();
    assertThat(done("Prices rocketed on Friday and the storm toppled two towers.")).isEmpty();
  }

  @Test
  void whatSomebodyIsAboutIsNoPartOfTheirName() {
    assertThat(targets("On Friday gunmen attacked a soldier guarding the substation."))
        .contains("soldier")
        .doesNotContain("substation");
  }

  @Test
  void aNameInQuotationMarksIsPartOfTheTarget() {
    assertThat(targets("On Friday guerrillas attacked the \"Santo Tomas\" farm."))
        .containsExactly("\"Santo Tomas\" farm");
  }

  @Test
  void deedsAreNoDoersAndTimesAreNoTargets() {
    assertThat(actors("Three bomb attacks killed nine people in Lyon on Friday.")).isEmpty();
    assertThat(targets("Gunmen attacked at the time of the service and killed two nuns."))
        .contains("two nuns")
        .noneMatch(t -> t.startsWith("time"));
  }
}
