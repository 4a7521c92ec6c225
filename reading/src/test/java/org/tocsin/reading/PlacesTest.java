// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

  /** Answers are names and, where it matters, ISO codes of the division. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          He fled to Paris, Tenn., and later to Carthage, N.C.|Paris/US-TN Tennessee/US-TN Carthage/US-NC North Carolina/US-NC
          The Walker County sheriff came to Huntsville.|Walker County/US-TX Huntsville/US-TX
          Dakota, Otoe and Washington counties in Nebraska grew.|Dakota County/US-NE Otoe County/US-NE Washington County/US-NE Nebraska/US-NE
          A Columbia-based firm of South Carolina closed.|Columbia/US-SC South Carolina/US-SC
          The senator, R-Elbow Lake, spoke in Minnesota.|Elbow Lake/US-MN Minnesota/US-MN
          The flood on the Neches River reached Tyler, Texas.|Neches River Tyler/US-TX Texas/US-TX
          They talked in Washington about Kyiv.|Washington/US-DC Kyiv/UA-30
          Police in Avoyelles Parish searched Cottonport, Louisiana.|Avoyelles Parish/US-LA Cottonport/US-LA Louisiana/US-LA
          A Preston man stood trial in Lancashire.|Preston/GB-ENG Lancashire/GB-ENG
          The Centre told the court. A Story for the Police.|
          Virginia Woolf and Chelsea Clinton met Jordan Smith, 22.|
          She lived in Springfield, Illinois. Springfield, Missouri, is another town.|Springfield/US-IL Illinois/US-IL Springfield/US-MO Missouri/US-MO
          """)
  void wordsAroundANameAndNamesAroundItSettleIt(String text, String expected) {
    Reading reading = Reader.standard().read(Document.text(text));
    String found =
        String.join(
            " ",
            reading.places().stream()
                .map(p -> p.name() + p.admin1().map(iso -> "/" + iso).orElse(""))
                .toList());
    assertThat(found).isEqualTo(expected == null ? "" : expected);
  }

  /** World news: what is asked of names of illnesses, of lists, of containers, of spellings. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The Marburg virus spread in Uíge in Angola. An outbreak of Marburg killed ten.|Uíge/AO Angola/AO
          Lassa fever and Rift Valley fever are not West Nile virus.|
          The Middle East respiratory syndrome differs from SARS and Spanish flu.|
          The virus came from the German town of Marburg.|Germany/DE Marburg an der Lahn/DE
          In Iraq they hold Mosul, Tal Afar, Hawija, Ramadi and Haditha.|Iraq/IQ Mosul/IQ Tall ‘Afar/IQ Al Ḩawījah/IQ Ramadi/IQ Ḩadīthah/IQ
          In Mali, Timbuktu, Gao and Mopti fell.|Mali/ML Timbuktu/ML Gao/ML Mopti/ML
          Three children died in Van, in the far east of Turkey.|Van/TR Turkey/TR
          Bombs struck Gaza City and Cox's Bazar on Monday.|Gaza/PS Cox’s Bāzār/BD
          They came to Drouin in Lofa County in Liberia.|Drouin/LR Lofa County/LR Liberia/LR
          """)
  void namesOfWorldNewsAreFound(String text, String expected) {
    Reading reading = Reader.standard().read(Document.text(text));
    String found =
        String.join(
            " ",
            reading.places().stream().map(p -> p.name() + "/" + p.country().orElse("-")).toList());
    assertThat(found).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void inNewsOfTheWorldASmallNamesakeIsHardlyMeant() {
    Reading reading =
        Reader.standard()
            .read(
                Document.text(
                    "Mexico, Canada, Spain, Austria and Switzerland have cases, it said in Geneva."
                        + " The centre in Atlanta, Georgia, sent teams to Queens, New York, and to"
                        + " Russia and Georgia. A man was treated in London; others in Toronto,"
                        + " Hamilton and Windsor. Washington and Berlin were told."));
    assertThat(reading.places())
        .filteredOn(
            p -> java.util.Set.of("Geneva", "London", "Washington", "Berlin").contains(p.text()))
        .extracting(p -> p.admin1().orElse(""))
        .containsExactly("CH-GE", "GB-ENG", "US-DC", "DE-BE");
    assertThat(reading.places())
        .filteredOn(p -> p.text().equals("Georgia"))
        .extracting(p -> p.country().orElse(""))
        .startsWith("US");
  }

  /** A text may be a piece of a sentence: what stands before its first word is nothing. */
  @Test
  void aTextMayBeginWithAnythingBeforeAName() {
    for (String before : List.of(", ", "of ", "\"", "- ", ", and ", "R-", ". ", "'s ")) {
      assertThat(Reader.standard().read(Document.text(before + "Paris")).places())
          .as(before)
          .isNotNull();
    }
    assertThat(Reader.standard().read(Document.text(", QC")).places()).isEmpty();
  }

  @Test
  void whatSomebodySpeaksOrBearsBehindANameIsNoPlace() {
    Reading reading =
        Reader.standard()
            .read(
                Document.text(
                    "They speak English at Google. Mark Lee, QC, paid US$ 20,000 in Ramadan."
                        + " Jeff Hamilton plays the drums. Hamilton will appear on Friday."));
    assertThat(reading.places()).isEmpty();
  }

  @Test
  void aListOfTownsIsNoTownWithinATown() {
    Reading reading =
        Reader.standard()
            .read(
                Document.text(
                    "After stops in Washington, New York and Boston he left. They hold Goma,"
                        + " Bukavu and Bunia. Jalisco, Oaxaca, Chiapas voted."));
    assertThat(reading.places())
        .filteredOn(p -> java.util.Set.of("Washington", "Goma", "Jalisco").contains(p.text()))
        .extracting(p -> p.admin1().orElse(""))
        .containsExactly("US-DC", "CD-NK", "MX-JAL");
  }

  @Test
  void placesOfTheNewsThatGeoNamesSpellsOtherwiseAreInTheGazetteer() {
    Gazetteer gazetteer = Gazetteer.open();
    for (String name :
        java.util.List.of(
            "Hodeidah",
            "Musa Qala",
            "Ilovaisk",
            "Maungdaw",
            "Miranshah",
            "Mocímboa da Praia",
            "Abyei",
            "Kordofan",
            "In Amenas",
            "Zaire")) {
      assertThat(gazetteer.find(name)).as(name).isNotEmpty();
    }
  }

  @Test
  void demonymsAreMarkedAndLeftOutOnDemand() {
    Document document =
        Document.text("Turkish and South Ossetian officials spoke English. The Russians left.");
    assertThat(Reader.standard().read(document).places())
        .allSatisfy(place -> assertThat(place.demonym()).isTrue())
        .extracting(PlaceMention::text)
        .containsExactly("Turkish", "South Ossetian");
    assertThat(Reader.standard().read(document.withoutDemonyms()).places()).isEmpty();
  }

  @Test
  void noDemonymIsWhereSomethingHappened() {
    Document document = Document.text("Gunmen killed three Turkish soldiers.");
    assertThat(Reader.standard().read(document).findings())
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.place()).isEmpty());
  }

  @Test
  void aPlaceThatIsNotKnownStandsAtItsDivisionWithLittleConfidence() {
    Reading reading =
        Reader.standard()
            .read(Document.text("Fire broke out in Zzyzx, Ill., and near Holton, Suffolk."));
    assertThat(reading.places())
        .extracting(PlaceMention::name)
        .containsExactly("Zzyzx", "Illinois", "Holton", "Suffolk");
    assertThat(reading.places().getFirst().rule()).isEqualTo("place.within");
    assertThat(reading.places().getFirst().score()).isLessThanOrEqualTo(0.3);
    assertThat(reading.places().get(2).country()).contains("GB");
  }

  @Test
  void newYorkIsTheCityUnlessItsStateIsMeant() {
    Reading city = Reader.standard().read(Document.text("A bomb was found in New York."));
    assertThat(city.places().getFirst().latitude()).isBetween(40.0, 41.0);
    Reading state = Reader.standard().read(Document.text("He lived in Albany, New York."));
    assertThat(state.places().getFirst().admin1()).contains("US-NY");
  }

  @Test
  void theCapZoneOfAPlaceIsTold() {
    Reading reading =
        Reader.standard().read(Document.text("They met in Huntsville, Texas, and in Vienna."));
    assertThat(reading.places())
        .extracting(p -> p.geocode().map(g -> g.valueName() + " " + g.value()).orElse("none"))
        .containsExactly("UGC TXC471", "none", "EMMA_ID AT901");
  }

  @Test
  void aTextReadTwiceIsReadAlike() {
    Document document =
        Document.text(
            "Springfield, Columbia and Richmond lie near Lexington, police in Troy said.");
    assertThat(Reader.open().read(document).places())
        .isEqualTo(Reader.standard().read(document).places());
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

  @Test
  void venuesGroundsAndValleysAreInTheGazetteer() {
    Gazetteer gazetteer = Gazetteer.open();
    for (String name :
        java.util.List.of(
            "Crocus City Hall",
            "Stade de France",
            "Evin Prison",
            "Zaatari Refugee Camp",
            "Al-Shifa Hospital",
            "Bagram Air Base",
            "Kakhovka Dam",
            "Garissa University",
            "Bekaa Valley")) {
      assertThat(gazetteer.find(name)).as(name).isNotEmpty();
    }
  }
}
