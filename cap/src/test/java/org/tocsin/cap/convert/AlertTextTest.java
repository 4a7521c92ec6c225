// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.cap.Alert;
import org.tocsin.cap.AlertBuilder;
import org.tocsin.cap.Area;
import org.tocsin.cap.Category;
import org.tocsin.cap.Certainty;
import org.tocsin.cap.Info;
import org.tocsin.cap.InfoBuilder;
import org.tocsin.cap.MsgType;
import org.tocsin.cap.RandomAlerts;
import org.tocsin.cap.Reference;
import org.tocsin.cap.ResponseType;
import org.tocsin.cap.Scope;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Status;
import org.tocsin.cap.Urgency;
import org.tocsin.cap.convert.SmsText.Alphabet;

/** FEATURE UNDER TEST: what, where, until when and what to do survive every length. */
class AlertTextTest {
  private static final OffsetDateTime SENT = OffsetDateTime.parse("2024-03-07T20:00:00+03:00");

  @Test
  void everythingIsToldWhereThereIsRoom() {
    assertThat(text(full()).plain())
        .isEqualTo(
            """
            Avoid large gatherings
            Threat
            Where: Moscow; Tula
            Until: Sat 9 Mar 20:00
            Extremists have plans.
            More <soon>.
            Do: Stay away from concerts. Watch https://example.org/now.
            From: The Embassy
            Contact: +1 555
            More: https://example.org/a\
            """);
    assertThat(text(full()).sms(10).text())
        .isEqualTo(
            "Avoid large gatherings. Where: Moscow; Tula. Until: Sat 9 Mar 20:00. Do: Stay away from"
                + " concerts. Watch https://example.org/now. Extremists have plans. More <soon>."
                + " Contact: +1 555. From: The Embassy. https://example.org/a");
  }

  @Test
  void oneMessageHoldsWhatCounts() {
    SmsText sms = text(full()).sms(1);
    assertThat(sms.text())
        .isEqualTo(
            "Avoid large gatherings. Where: Moscow; Tula. Until: Sat 9 Mar 20:00. Do: Stay away from"
                + " concerts. Watch https://example.org/now. https://example.org/a");
    assertThat(sms.segments()).hasSize(1);
  }

  @Test
  void whatIsNotActualSaysSoFirst() {
    Alert test = alert(full()).toBuilder().status(Status.TEST).build();
    assertThat(AlertText.of(test, test.infos().getFirst()).sms(1).text())
        .startsWith("TEST: Avoid large gatherings. Where");
    Alert cancel =
        alert(full()).toBuilder()
            .status(Status.EXERCISE)
            .note("n")
            .msgType(MsgType.CANCEL)
            .reference(new Reference("s", "i", SENT.minusHours(1)))
            .build();
    AlertText text = AlertText.of(cancel, cancel.infos().getFirst());
    assertThat(text.sms(2).text())
        .startsWith("EXERCISE CANCELLED: Avoid large gatherings. Where: Moscow; Tula. Do:");
    assertThat(text.spoken())
        .startsWith("This is an exercise. The following warning is cancelled. Avoid large");
  }

  @Test
  void manyPlacesBecomeANumberBeforeAnythingIsCut() {
    InfoBuilder many = full();
    for (int i = 0; i < 40; i++) {
      many.area(Area.builder().areaDesc("Place " + i).build());
    }
    assertThat(text(many).sms(1).text()).contains("Where: Moscow; Tula; Place 0 +39. Until");
  }

  @Test
  void aLongHeadlineGivesWayToTheEventAndThenIsCut() {
    InfoBuilder longer = full().headline("word ".repeat(60)).instruction("run ".repeat(100));
    assertThat(text(longer).sms(3).text()).startsWith("Threat. Where: Moscow +1. Until: Sat 9 Mar");
    InfoBuilder both = longer.event("x".repeat(200)).headline("y".repeat(201));
    String text = text(both).sms(1).text();
    assertThat(text)
        .startsWith("xxxx")
        .contains("...")
        .contains("Until: Sat 9 Mar 20:00")
        .contains("Moscow");
  }

  @Test
  void responseTypesSayWhatToDoWhereNoInstructionDoes() {
    InfoBuilder without = full().instruction("").responseType(ResponseType.SHELTER);
    assertThat(text(without).sms(2).text()).contains("Do: Take shelter.");
    assertThat(text(without.language("ru")).sms(5).text()).contains("Что делать: Укройтесь.");
  }

  @Test
  void timesAreThoseOfTheReaderWhenAZoneIsGiven() {
    Alert alert = alert(full());
    Info info = alert.infos().getFirst();
    assertThat(AlertText.of(alert, info, ZoneId.of("America/New_York")).sms(1).text())
        .contains("Until: Sat 9 Mar 12:00.");
    assertThat(AlertText.of(alert, info, ZoneId.of("UTC")).sms(1).text())
        .contains("Until: Sat 9 Mar 17:00 UTC.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | 20:00 | Until: Saturday 9 March, 8 o'clock in the evening.
          en | 00:00 | Until: Saturday 9 March, midnight.
          en | 12:05 | Until: Saturday 9 March, 12 oh 5 in the afternoon.
          en | 03:30 | Until: Saturday 9 March, 3 30 at night.
          fr | 01:30 | Jusqu'au: samedi 9 mars, 1 heure 30.
          es | 01:01 | Hasta: sábado 9 marzo, la 1 hora y 1 minuto.
          de | 20:15 | Bis: Samstag 9 März, 20 Uhr 15.
          ru | 21:22 | До: суббота 9 марта, 21 час 22 минуты.
          ru | 11:11 | До: суббота 9 марта, 11 часов 11 минут.
          uk | 21:22 | До: субота 9 березня, 21 година 22 хвилини.
          uk | 11:11 | До: субота 9 березня, 11 годин 11 хвилин.
          tr | 20:00 | Until: Saturday 9 March, 8 o'clock in the evening.
          """)
  void timesAreSaidInWords(String language, String time, String said) {
    InfoBuilder info =
        full().language(language).expires(OffsetDateTime.parse("2024-03-09T" + time + ":00+03:00"));
    assertThat(text(info).spoken()).contains(said);
  }

  @Test
  void addressesOfPagesAreNotReadAloud() {
    assertThat(text(full()).spoken())
        .isEqualTo(
            "Avoid large gatherings. Where: Moscow; Tula. Until: Saturday 9 March, 8 o'clock in the"
                + " evening. Extremists have plans. More <soon>. Stay away from concerts. Watch."
                + " From: The Embassy.");
    assertThat(text(full()).ssml())
        .startsWith(
            "<speak version=\"1.1\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"en\">"
                + "<s>Avoid large gatherings.</s><s>Where: Moscow; Tula.</s>")
        .contains("<s>Extremists have plans. More &lt;soon&gt;.</s>")
        .endsWith("</speak>");
  }

  @Test
  void anyAlertFitsAnyNumberOfMessages() {
    for (long seed = 0; seed < 150; seed++) {
      Alert alert = new RandomAlerts(new SplittableRandom(seed)).alert();
      for (Info info : alert.infos()) {
        for (int segments = 1; segments <= 3; segments++) {
          SmsText sms = AlertText.of(alert, info).sms(segments);
          assertThat(sms.segments()).as("seed %d", seed).hasSizeBetween(1, segments);
          assertThat(String.join("", sms.segments())).as("seed %d", seed).isEqualTo(sms.text());
        }
      }
    }
  }

  @Test
  void russianCostsMoreAndStillSaysWhatCounts() {
    InfoBuilder russian =
        full()
            .language("ru-RU")
            .event("Угроза теракта")
            .headline("Угроза теракта на массовых мероприятиях в ближайшие двое суток в столице")
            .instruction("Избегайте концертов и рынков. Следите за сообщениями.");
    SmsText sms = text(russian).sms(2);
    assertThat(sms.alphabet()).isEqualTo(Alphabet.UCS2);
    assertThat(sms.segments()).hasSize(2);
    assertThat(sms.text()).startsWith("Угроза теракта. Где: Moscow +1. До: сб 9 мар");
    assertThat(sms.text()).endsWith("Что делать: Избегайте концертов и рынков.");
  }

  @Test
  void theNumberOfMessagesHasALimit() {
    assertThatThrownBy(() -> text(full()).sms(0)).hasMessageContaining("between 1 and 10");
    assertThatThrownBy(() -> text(full()).sms(11)).hasMessageContaining("between 1 and 10");
  }

  private static AlertText text(InfoBuilder info) {
    Alert alert = alert(info);
    return AlertText.of(alert, alert.infos().getFirst());
  }

  private static Alert alert(InfoBuilder info) {
    AlertBuilder alert =
        Alert.builder()
            .identifier("1")
            .sender("desk@example.org")
            .sent(SENT)
            .status(Status.ACTUAL)
            .msgType(MsgType.ALERT)
            .scope(Scope.PUBLIC)
            .info(info.build());
    return alert.build();
  }

  private static InfoBuilder full() {
    return Info.builder()
        .language("en")
        .category(Category.SECURITY)
        .event("Threat")
        .urgency(Urgency.EXPECTED)
        .severity(Severity.EXTREME)
        .certainty(Certainty.POSSIBLE)
        .expires(SENT.plusHours(48))
        .headline("Avoid large gatherings")
        .description("Extremists have plans.\nMore <soon>.")
        .instruction("Stay away from concerts. Watch https://example.org/now.")
        .senderName("The Embassy")
        .contact("+1 555")
        .web("https://example.org/a")
        .area(Area.builder().areaDesc("Moscow").build())
        .area(Area.builder().areaDesc("Tula").build());
  }
}
