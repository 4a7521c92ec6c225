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
