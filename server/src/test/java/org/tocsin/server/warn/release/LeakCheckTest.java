// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Handling;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.OfficerId;

/** FEATURE UNDER TEST: what stands above a marking is found in a lower text, in other words too. */
class LeakCheckTest {

  static final Instant AT = Instant.parse("2024-03-07T08:00:00Z");

  private static final String[] HELD = {
    "A courier of Islamic State Khorasan Province told Colonel Viktor Amelin of twelve fighters in"
        + " Podolsk.",
    "They gather at 55.4312, 37.5457 on 9 March 2024 at 19:00 near the Ice Palace.",
    "An intercepted call between two brothers mentions a blue van with hidden rifles.",
  };

  private static final String OPEN =
      "Extremists have plans to attack large gatherings in Moscow within 48 hours. "
          + "Two of the venues are concert halls. ";

  /** The full text with its marked sentences, of which everything else may be told. */
  static FullText full() {
    StringBuilder text = new StringBuilder(OPEN);
    List<FullText.MarkedSpan> spans = new ArrayList<>();
    for (String each : HELD) {
      int from = text.length();
      text.append(each);
      spans.add(
          new FullText.MarkedSpan(
              spans.size() + 1, from, text.length(), Handling.of(Marking.RED), "by hand"));
      text.append(' ');
    }
    return new FullText(
        "fulltext_01HRS4000000000000000000AA",
        1,
        new CaseId("case_01HRS4000000000000000000AA"),
        Handling.of(Marking.RED),
        Handling.of(Marking.CLEAR),
        "en",
        text.toString(),
        spans,
        List.of("Liaison Nordlys"),
        new OfficerId("officer_01HRS4000000000000000000AA"),
        AT,
        "");
  }

  private static List<Hit> hits(String lower) {
    return LeakCheck.of(
        Held.of(full(), Handling.of(Marking.CLEAR)), Map.of("en.description", lower), AT);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "GROUP | The danger comes from ISIS-K.",
        "GROUP | The danger comes from IS-Khorasan.",
        "GROUP | The danger comes from Wilayat Khorasan.",
        "NAME | Ask Amelin.",
        "NAME | Ask AMELIN’s office.",
        "NAME | Ask Am\u200belin.",
        "NAME | Ask Аmеlin.", // Cyrillic А and е
        "NAME | Ask Amélin.",
        "NAME | Ask A m e l i n.",
        "NAME | Ask Ａｍｅｌｉｎ.",
        "FIGURE | There are 12 of them.",
        "FIGURE | There are a dozen of them.",
        "FIGURE | There are ١٢ of them.",
        "FIGURE | There are between 11 and 13 of them.",
        "FIGURE | There are 10–14 of them.",
        "FIGURE | There are more than 11 of them.",
        "FIGURE | Es sind zwölf.",
        "FIGURE | Их двенадцать.",
        "PLACE | Stay out of Podolsk.",
        "COORDINATES | Stay away from 55.43, 37.55.",
        "COORDINATES | Stay away from 55°25'52\"N 37°32'44\"E.",
        "TIME | Be careful on 9 March 2024 at 7 pm.",
        "TIME | Be careful on Saturday at 7 p.m.",
        "SOURCE | As liaison NORDLYS says.",
        "PHRASE | An intercepted call between two brothers was heard.",
        "PHRASE | Brothers two between call intercepted.",
        "PHRASE | an INTERCEPTED\u00ad call, between two brothers",
        "REWORDED | Brothers were intercepted in a call that mentions rifles hidden in a van.",
      })
  void isFound(String kind, String lower) {
    assertThat(hits(lower)).extracting(each -> each.kind().name()).contains(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Avoid large gatherings in Moscow for the next 48 hours.",
        "Stay at home. Two exits of each hall are open; follow local media.",
        "Extremists have plans to attack large gatherings in Moscow within 48 hours.",
        "A group of the Islamic State may attack in Russia this month.",
        "In an emergency call 112. At least 300 seats are taken; 40 guards are there.",
        "Избегайте массовых мероприятий в Москве в течение 48 часов.",
      })
  void whatTellsNothingOfItIsLeftAlone(String lower) {
    assertThat(hits(lower)).isEmpty();
  }

  @Test
  void everyHitSaysWhereItStandsAndWhatItWouldGiveAway() {
    String lower = "Stay out of Po\u200bdolsk tonight.";
    Hit hit =
        hits(lower).stream()
            .filter(each -> each.kind() == Hit.Kind.PLACE)
            .findFirst()
            .orElseThrow();
    assertThat(lower.substring(hit.from(), hit.to()))
        .isEqualTo("Po\u200bdolsk")
        .isEqualTo(hit.words());
    assertThat(hit.where()).isEqualTo("en.description");
    assertThat(hit.span()).isEqualTo(1);
    assertThat(hit.hidden()).isEqualTo(HELD[0]);
    assertThat(hit.kind().remedy()).isNotBlank();
  }

  @Test
  void whatIsClearedForTheSpansIsNotHeldBackFromIt() {
    assertThat(
            LeakCheck.of(
                Held.of(full(), Handling.of(Marking.RED)),
                Map.of("en.description", full().text()),
                AT))
        .isEmpty();
  }

  @Test
  void whereEverythingIsAboveTheMarkingAllOfItIsHeldBack() {
    FullText like = full();
    FullText full =
        new FullText(
            like.id(),
            1,
            like.caseId(),
            Handling.of(Marking.RED),
            Handling.of(Marking.AMBER),
            "en",
            "Extremists have plans to attack large gatherings in Podolsk. " + HELD[2],
            List.of(
                new FullText.MarkedSpan(
                    1, 61, 61 + HELD[2].length(), Handling.of(Marking.RED), "by hand")),
            List.of(),
            like.by(),
            AT,
            "");
    Map<String, String> lower = Map.of("en.description", "Stay out of Podolsk.");
    assertThat(LeakCheck.of(Held.of(full, Handling.of(Marking.CLEAR)), lower, AT))
        .extracting(Hit::kind)
        .contains(Hit.Kind.PLACE);
    assertThat(LeakCheck.of(Held.of(full, Handling.of(Marking.AMBER)), lower, AT)).isEmpty();
  }

  @Test
  void aSourceIsFoundThoughNothingIsMarked() {
    FullText like = full();
    FullText full =
        new FullText(
            like.id(),
            1,
            like.caseId(),
            Handling.of(Marking.RED),
            Handling.of(Marking.CLEAR),
            "en",
            OPEN,
            List.of(),
            like.sources(),
            like.by(),
            AT,
            "");
    assertThat(
            LeakCheck.of(
                Held.of(full, Handling.of(Marking.CLEAR)),
                Map.of("en.description", "As Liaison Nordlys says."),
                AT))
        .extracting(Hit::kind)
        .containsExactly(Hit.Kind.SOURCE);
  }

  @Test
  void onlyMoreMarksOnTheSameWordsAreKnownToLowerNothing() {
    FullText before = full();
    assertThat(Lowerings.lowers(before, before)).isFalse();
    assertThat(Lowerings.lowers(changed(before, before.text(), 2, "TLP:RED"), before)).isFalse();
    assertThat(Lowerings.lowers(before, changed(before, before.text(), 2, "TLP:RED"))).isTrue();
    assertThat(Lowerings.lowers(before, changed(before, before.text(), 3, "TLP:AMBER"))).isTrue();
    assertThat(Lowerings.lowers(before, changed(before, before.text() + "Podolsk", 3, "TLP:RED")))
        .isTrue();
  }

  private static FullText changed(FullText like, String text, int spans, String marking) {
    return new FullText(
        like.id(),
        2,
        like.caseId(),
        Handling.parse(marking),
        like.rest(),
        "en",
        text,
        like.spans().subList(0, spans),
        like.sources(),
        like.by(),
        AT,
        "");
  }

  /** Five and more words of a held sentence, disguised at random, are found every time. */
  @Test
  void noDisguiseOfAHeldPhraseIsMissed() {
    Random random = new Random(9);
    for (int round = 0; round < 300; round++) {
      String sentence = HELD[2];
      List<String> words = new ArrayList<>(List.of(sentence.replace(".", "").split(" ")));
      int from = random.nextInt(words.size() - Held.SHINGLE + 1);
      List<String> some = new ArrayList<>(words.subList(from, from + Held.SHINGLE));
      if (random.nextBoolean()) {
        Collections.shuffle(some, random);
      }
      some.replaceAll(word -> disguised(word, random));
      String lower =
          "Please note: " + String.join(random.nextBoolean() ? " " : ",  ", some) + " today.";
      assertThat(hits(lower)).as(lower).isNotEmpty();
    }
  }

  /** Every number that is held is found in each way of writing it; every other number is not. */
  @Test
  void noWayOfWritingAFigureIsMissed() {
    String[] twelve = {
      "12",
      "twelve",
      "a dozen",
      "Twelve",
      "TWELVE",
      "１２",
      "12.0",
      "1\u200b2",
      "٠١٢",
      "between 11 and 14",
      "11 to 13",
      "doce",
      "douze",
      "zwölf",
      "двенадцать",
      "tw\u00adelve",
      "tweIve".replace('I', 'l'),
    };
    for (String each : twelve) {
      assertThat(hits("We count " + each + " gunmen."))
          .as(each)
          .anyMatch(hit -> hit.kind() == Hit.Kind.FIGURE);
    }
    for (String each :
        new String[] {"7", "thirty", "hundreds", "1,200", "120", "2012", "100 to 900"}) {
      assertThat(hits("We count " + each + " gunmen.")).as(each).isEmpty();
    }
  }

  private static String disguised(String word, Random random) {
    String out = word;
    if (random.nextInt(3) == 0) {
      out = out.toUpperCase(java.util.Locale.ROOT);
    }
    if (random.nextInt(3) == 0) {
      out = out.replace('a', 'а').replace('e', 'е').replace('o', 'о'); // to Cyrillic
    }
    if (random.nextInt(3) == 0 && out.length() > 1) {
      int at = 1 + random.nextInt(out.length() - 1);
      out =
          out.substring(0, at) + "\u200b\u00ad\u2060".charAt(random.nextInt(3)) + out.substring(at);
    }
    if (random.nextInt(3) == 0) {
      out = out.replace("i", "i\u0301").replace("l", "l\u0323");
    }
    return out;
  }
}
