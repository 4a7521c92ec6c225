// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: an event's verb tells which of the named places it happened at. */
class EventPlacesTest {
  private static Optional<String> place(String text, String verb) {
    Reader reader = Reader.standard();
    Reading reading = reader.read(Document.text(text));
    return reader.placeOfEvent(reading, text.indexOf(verb)).map(Span::text);
  }

  @Test
  void theTownOfTheClauseIsMeantAndNoPlaceOfAnotherPhrase() {
    assertThat(place("Troops from Moscow shot two men in Kharkiv on Monday.", "shot"))
        .contains("Kharkiv");
  }

  @Test
  void whatIsHitIsThePlace() {
    assertThat(place("Rebels captured Goma on Tuesday.", "captured")).contains("Goma");
  }

  @Test
  void descriptionsMayStandBeforeTheName() {
    assertThat(
            place(
                "Two people were killed in the northeastern Nigerian city of Maiduguri.", "killed"))
        .contains("Maiduguri");
  }

  @Test
  void namesOutsideTheGazetteerMayBePlaces() {
    assertThat(place("Two people were killed in Xyzzyville on Monday.", "killed"))
        .contains("Xyzzyville");
  }

  @Test
  void nationsOfActorsAreNoPlaces() {
    assertThat(place("Syria officials said two men were killed.", "killed")).isEmpty();
  }

  @Test
  void whereWhoeverTellsOfItSitsIsNotThePlace() {
    assertThat(place("A source in Damascus said the army shelled Idlib on Friday.", "shelled"))
        .contains("Idlib");
  }

  @Test
  void theVillageIsMeantAndNotTheAreaThatDescribesIt() {
    assertThat(place("In the West Bank village of Idna, a man was shot dead.", "shot"))
        .contains("Idna");
  }

  @Test
  void wordsForPeopleAndNamesOfGroupsAreNoPlaces() {
    assertThat(place("At least nine civilians were killed in a Turkish attack.", "killed"))
        .isEmpty();
    assertThat(place("Troops attacked Hezbollah near Tyre on Sunday.", "attacked"))
        .contains("Tyre");
  }

  @Test
  void findingsTakeTheirPlaceFromItWhereNoPrepositionLeadsToOne() {
    Reading reading =
        Reader.standard().read(Document.text("Gunmen invaded Palma, killing 22 people."));
    assertThat(reading.findings().getFirst().place().map(PlaceMention::name)).contains("Palma");
  }

  @Test
  void aBuildingIsWhatIsHitAndTheTownBesideItIsThePlace() {
    String text = "A van ploughed into people on Las Ramblas in Barcelona and killed 13.";
    Reading reading = Reader.standard().read(Document.text(text));
    assertThat(reading.places()).extracting(PlaceMention::kind).contains(PlaceKind.VENUE);
    assertThat(reading.findings().getFirst().place().map(PlaceMention::name)).contains("Barcelona");
  }

  @Test
  void trainingTeachesWhatTheExamplesShow() {
    EventPlaceTrainer trainer = new EventPlaceTrainer(Reader.standard());
    for (String town : List.of("Paris", "London", "Madrid", "Berlin", "Vienna", "Prague")) {
      String text = "Two men were shot in " + town + " by agents from Moscow.";
      trainer.add(text, text.indexOf("shot"), List.of(Span.of(text, 21, 21 + town.length())));
    }
    trainer.train();
    String asked = "Two men were shot in Rome by agents from Moscow.";
    assertThat(trainer.place(asked, asked.indexOf("shot")).map(Span::text)).contains("Rome");
  }
}
