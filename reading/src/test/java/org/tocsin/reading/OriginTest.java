// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE UNDER TEST: date, country, language and genre of a document, each with its cause. */
class OriginTest {
  private static Origin origin(Document document) {
    return Reader.standard().read(document).origin();
  }

  private static String said(Optional<? extends Guess<?>> guess) {
    return guess.map(g -> g.value() + ", " + g.cause()).orElse("nothing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en|Officials said that the road to the harbour was closed after the blast on Friday.
          es|Las autoridades dijeron que la carretera al puerto fue cerrada por la explosión.
          fr|Les autorités ont dit que la route du port a été fermée après une explosion.
          de|Die Behörden sagten, dass die Straße zum Hafen nach der Explosion gesperrt ist.
          ru|Власти сообщили, что дорога к порту перекрыта после взрыва.
          uk|Влада повідомила, що дорогу до порту перекрито після вибуху її.
          ar|قالت السلطات إن الطريق إلى الميناء أغلق بعد الانفجار
          fa|مقامات گفتند جاده منتهی به بندر پس از انفجار بسته شد چه
          zh|当局表示,爆炸发生后,通往港口的道路已经关闭。
          ja|爆発の後、港への道路は閉鎖されたと当局は述べた。
          """)
  void theLanguageIsGuessed(String code, String text) {
    assertThat(LanguageGuess.of(text).orElseThrow().value()).isEqualTo(code);
  }

  @Test
  void fewWordsTellNoLanguage() {
    assertThat(LanguageGuess.of("Bomb Lyon 14:00")).isEmpty();
    assertThat(LanguageGuess.of("7".repeat(1_000))).isEmpty();
  }

  @Test
  void aPageTellsItsDateAndCountryInManyWays() {
    String day = "2024-03-22T00:00Z, ";
    assertThat(said(origin(Document.html("<meta name=date content=2024-03-22><p>Calm.")).date()))
        .isEqualTo(day + "the page's meta[name=date]");
    assertThat(
            said(
                origin(
                        Document.html(
                            "<script type='application/ld+json'>{\"@type\": \"NewsArticle\","
                                + " \"datePublished\" : \"2024-03-22\"}</script><p>Calm."))
                    .date()))
        .isEqualTo(day + "datePublished in the page's linked data");
    assertThat(
            said(
                origin(
                        Document.html(
                            "<link rel=canonical href='https://x.example/2024/mar/22/a'><p>Calm."))
                    .date()))
        .isEqualTo(day + "the day in the page's address");
    assertThat(said(origin(Document.html("<p>Calm<time datetime=2024-03-22>x</time>")).date()))
        .isEqualTo(day + "the page's first time element");
    Document addressed = Document.html("<p>Calm.").withAddress("https://a.com.au/2024-03-22/b");
    assertThat(said(origin(addressed).date())).isEqualTo(day + "the day in the page's address");
    assertThat(said(origin(addressed).country())).isEqualTo("AU, the page's host ends in .au");
    assertThat(said(origin(Document.html("<html lang=en-IE><p>Calm.")).country()))
        .isEqualTo("IE, the page's lang is en-IE");
    assertThat(said(origin(Document.html("<html lang=en-US><p>Calm.")).country()))
        .isEqualTo("nothing");
  }

  @Test
  void whatIsGivenGoesBeforeWhatIsFound() {
    Document page =
        Document.html("<html lang=en-IE><meta name=date content=2024-03-22><p>Calm.")
            .withDate(ZonedDateTime.parse("2020-01-01T10:00:00Z"))
            .withHomeCountry("FR");
    assertThat(said(origin(page).date())).isEqualTo("2020-01-01T10:00Z, given");
    assertThat(said(origin(page).country())).isEqualTo("FR, given");
  }

  @Test
  void aDatelineTellsTheCountryAndTheFirstFullDateTheDay() {
    Origin origin =
        origin(
            Document.text(
                "KRASNOGORSK, Russia (AP) — Gunmen opened fire on 22 March 2024, police said."));
    assertThat(said(origin.country())).isEqualTo("RU, the dateline: KRASNOGORSK");
    assertThat(origin.date().orElseThrow().cause())
        .isEqualTo("the first full date in the text: 22 March 2024");
  }

  @Test
  void brokenAddressesTellNothing() {
    for (String address : new String[] {"", "::", "http://", "a".repeat(5_000), "/20x4/99/99/"}) {
      PageAddress read = PageAddress.of(address);
      assertThat(read.date()).isEmpty();
      assertThat(read.country()).isEmpty();
      assertThat(read.genre()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EDITORIAL|Opinion: Close the bridge\\n\\nThe bridge could be attacked.
          ALERT|Security Alert: Demonstrations\\n\\nAvoid the area.
          ALERT|Storm\\n\\nIssued by the county. Take shelter now.
          CLAIM|In the name of God. Our fighters struck the barracks. The enemy fled.
          POST|@desk: shots near the mall #mall
          REPORT|Police said they had found nothing.
          REPORT|"Our fighters struck the enemy", the group said. Police said nothing. Troops said little.
          """)
  void theGenreIsGuessed(Genre genre, String text) {
    assertThat(origin(Document.text(text.replace("\\n", "\n"))).genre().value()).isEqualTo(genre);
  }

  @Test
  void anEditorialsOwnFearsAreNoNewsButWhatItReportsIs() {
    String fears =
        "The group could attack the airport. Police said militants could attack the port.";
    Reading report = Reader.standard().read(Document.text("Airport\n\n" + fears));
    Reading editorial = Reader.standard().read(Document.text("Opinion: Airport\n\n" + fears));
    assertThat(report.findings(FindingType.THREAT)).hasSize(2);
    assertThat(editorial.findings(FindingType.THREAT))
        .singleElement()
        .satisfies(f -> assertThat(f.text()).startsWith("Police said"));
  }

  @Test
  void anEditorialIsKnownByItsManner() {
    String asks =
        "Who will answer for the bridge? ".repeat(4)
            + "The council should act. It must not wait. Perhaps it will. It ought to. ".repeat(2);
    assertThat(origin(Document.text(asks)).genre().value()).isEqualTo(Genre.EDITORIAL);
    assertThat(origin(Document.text(asks + "Police said so. ".repeat(8))).genre().value())
        .isEqualTo(Genre.REPORT);
  }
}
