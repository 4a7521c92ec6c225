// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tocsin.cap.Alert;
import org.tocsin.cap.Category;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Status;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.ReportId;

/**
 * FEATURE UNDER TEST: the same danger from two authorities, or repeated at a border, is joined;
 * what is joined depends on the messages alone, and nothing is ever hidden.
 */
class JoiningTest {

  private static final Instant T = Instant.parse("2024-03-07T08:00:00Z");
  private static final double[] WEST = {50, 10, 50, 11, 51, 11, 51, 10};
  private static final double[] EAST = {50, 11, 50, 12, 51, 12, 51, 11};
  private static final double[] GAP_7_KM = {50, 11.1, 50, 12, 51, 12, 51, 11.1};
  private static final double[] GAP_36_KM = {50, 11.5, 50, 12, 51, 12, 51, 11.5};

  private static Cap a() {
    return Cap.by("a@example.org", "a", T);
  }

  private static Cap b() {
    return Cap.by("b@example.org", "b", T);
  }

  static Stream<Arguments> pairs() {
    return Stream.of(
        // what, one, other, why they are joined; empty: they are not
        Arguments.of("areas overlap", a().polygon(WEST), b().circle(50.5, 10.5, 5), "areas meet"),
        Arguments.of("areas share a border", a().polygon(WEST), b().polygon(EAST), "areas meet"),
        Arguments.of(
            "a gap of 7 km", a().polygon(WEST), b().polygon(GAP_7_KM), "areas within 10 km"),
        Arguments.of("a gap of 36 km", a().polygon(WEST), b().polygon(GAP_36_KM), ""),
        Arguments.of(
            "circles 9 km apart",
            a().circle(0, 0, 10),
            b().circle(0, 0.261, 10),
            "areas within 10 km"),
        Arguments.of("circles 13 km apart", a().circle(0, 0, 10), b().circle(0, 0.297, 10), ""),
        Arguments.of(
            "over the antimeridian",
            a().polygon(-18, 179, -18, 180, -17, 180, -17, 179),
            b().polygon(-18, -180, -18, -179, -17, -179, -17, -180),
            "areas meet"),
        Arguments.of(
            "a gap at the antimeridian",
            a().polygon(-18, 179, -18, 179.97, -17, 179.97, -17, 179),
            b().polygon(-18, -179.97, -18, -179, -17, -179, -17, -179.97),
            "areas within 10 km"),
        Arguments.of(
            "across Greenwich is not over the antimeridian",
            a().polygon(-18, 1, -18, 2, -17, 2, -17, 1),
            b().polygon(-18, -180, -18, -179, -17, -179, -17, -180),
            ""),
        Arguments.of(
            "one inside the other",
            a().polygon(WEST),
            b().polygon(50.4, 10.4, 50.4, 10.6, 50.6, 10.5),
            "areas meet"),
        Arguments.of(
            "the same code of a place",
            a().geocode("ISO 3166-2", "DE-BY"),
            b().geocode("ISO 3166-2", "DE-BY"),
            "same place (ISO 3166-2 DE-BY)"),
        Arguments.of(
            "the same code from two lists",
            a().geocode("SAME", "1"),
            b().geocode("FIPS6", "1"),
            ""),
        Arguments.of("no area at all", a(), b(), ""),
        Arguments.of(
            "other words of grade",
            a().polygon(WEST).event("Severe Flood Warning"),
            b().polygon(WEST).event("flood watch"),
            "flood"),
        Arguments.of(
            "plural and accents",
            a().polygon(WEST).event("Crúes"),
            b().polygon(WEST).event("CRUE"),
            "crue"),
        Arguments.of(
            "other event",
            a().polygon(WEST).event("Flood warning"),
            b().polygon(WEST).event("Wind warning"),
            ""),
        Arguments.of(
            "only words of grade",
            a().polygon(WEST).event("Red alert"),
            b().polygon(WEST).event("Warning"),
            ""),
        Arguments.of(
            "same code, other words",
            a().polygon(WEST).event("Flood").code("OET", "OET-078"),
            b().polygon(WEST).event("Hochwasser").code("OET", "OET-078"),
            "OET OET-078"),
        Arguments.of(
            "same words, no category in common",
            a().polygon(WEST),
            Cap.of(Category.SECURITY, "b@example.org", "b", T).polygon(WEST),
            ""),
        Arguments.of(
            "at another time",
            a().polygon(WEST).expires(T.plus(Duration.ofHours(2))),
            b().polygon(WEST).onset(T.plus(Duration.ofHours(3))),
            ""),
        Arguments.of(
            "one begins when the other ends",
            a().polygon(WEST).expires(T.plus(Duration.ofHours(2))),
            b().polygon(WEST).onset(T.plus(Duration.ofHours(2))),
            "same time"),
        Arguments.of(
            "an exercise beside the real thing",
            a().polygon(WEST),
            b().polygon(WEST).status(Status.EXERCISE),
            ""),
        Arguments.of(
            "one sender, two dangers",
            a().polygon(WEST),
            Cap.by("a@example.org", "a2", T).polygon(EAST),
            ""),
        Arguments.of(
            "one sender, the same words for the next district",
            a().polygon(WEST).headline("River rises"),
            Cap.by("a@example.org", "a2", T).polygon(EAST).headline("River rises"),
            "areas meet"),
        Arguments.of(
            "the same name, other words",
            a().headline("This"),
            a().headline("That"),
            "same sender, identifier and time"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pairs")
  void messagesAreJoinedForAReason(String what, Cap one, Cap other, String why) {
    OtherAlert first = shown(one, 1);
    OtherAlert second = shown(other, 2);
    for (var likeness : List.of(Joining.likeness(first, second), Joining.likeness(second, first))) {
      if (why.isEmpty()) {
        assertThat(likeness).as(what).isEmpty();
      } else {
        assertThat(likeness.orElseThrow().words()).as(what).contains(why);
      }
    }
  }

  @Test
  void theGravestLeads() {
    List<OtherGroup> groups =
        Joining.group(
            List.of(
                shown(a().polygon(WEST).severity(Severity.MINOR), 1),
                shown(b().polygon(WEST).severity(Severity.EXTREME), 2)));
    assertThat(groups).hasSize(1);
    assertThat(groups.getFirst().lead().alert().identifier()).isEqualTo("b");
  }

  @Test
  void aChainOfNeighboursDoesNotBecomeOneDanger() {
    List<OtherAlert> chain = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      chain.add(
          shown(
              Cap.by(i + "@example.org", "c" + i, T.plusSeconds(i))
                  .polygon(50, 10 + i, 50, 11 + i, 51, 11 + i, 51, 10 + i),
              i));
    }
    List<OtherGroup> groups = Joining.group(chain);
    assertThat(groups.stream().map(JoiningTest::names))
        .containsExactly("c0 c1", "c2 c3", "c4 c5", "c6 c7", "c8");
  }

  @Test
  void drawingsThatAreNoneJoinNothingAndBreakNothing() {
    String text = new String(a().polygon(WEST).bytes(), UTF_8);
    Alert drawn =
        Messages.read(text.replaceFirst("<polygon>[^<]*", "<polygon>50,10 51,11").getBytes(UTF_8))
            .getFirst()
            .orElseThrow();
    Fold fold = new Fold();
    fold.add(new Kept(heard(1), drawn, 1));
    OtherAlert broken = fold.at(T).alerts().getFirst();
    assertThat(Joining.likeness(broken, shown(b().polygon(WEST), 2))).isEmpty();
  }

  @Test
  void noDrawingHoweverWildBreaksComparing() {
    long seed = 7;
    Random random = new Random(seed);
    List<OtherAlert> wild = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      StringBuilder area = new StringBuilder("<area><areaDesc>x</areaDesc>");
      for (int part = random.nextInt(3); part >= 0; part--) {
        area.append("<polygon>");
        for (int corner = random.nextInt(7); corner >= 0; corner--) {
          area.append(edge(random, 90)).append(',').append(edge(random, 180)).append(' ');
        }
        area.append("</polygon><circle>")
            .append(edge(random, 90) + "," + edge(random, 180) + " ")
            .append(List.of(0, 10, 499, 600, 20_000, 1_000_000).get(random.nextInt(6)))
            .append("</circle>");
      }
      String text = new String(Cap.by("w" + i + "@example.org", "w" + i, T).bytes(), UTF_8);
      Alert alert =
          Messages.read(text.replace("</info>", area + "</area></info>").getBytes(UTF_8))
              .getFirst()
              .orElseThrow();
      Fold fold = new Fold();
      fold.add(new Kept(heard(i), alert, 1));
      wild.add(fold.at(T).alerts().getFirst());
    }
    assertThat(Joining.group(wild).stream().flatMap(OtherGroup::all))
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(wild);
    assertThat(AlertShapes.ofMany().add(wild.getFirst().areas(), "x", "theirs").data())
        .containsKeys("polygons", "points");
  }

  /** A coordinate at, near or far from its ends. */
  private static double edge(Random random, int most) {
    return switch (random.nextInt(5)) {
      case 0 -> most;
      case 1 -> -most;
      case 2 -> most - 0.0001;
      case 3 -> 0;
      default -> (random.nextDouble() - 0.5) * 2 * most;
    };
  }

  @Test
  void anyOrderOfArrivalGivesTheSameGroups() {
    long seed = 20_240_307;
    Random random = new Random(seed);
    List<Kept> messages = world(random);
    Set<String> found = new HashSet<>();
    for (int run = 0; run < 40; run++) {
      Collections.shuffle(messages, random);
      Fold fold = new Fold();
      messages.forEach(fold::add);
      List<OtherAlert> inForce =
          new ArrayList<>(
              fold.at(T.plusSeconds(60)).alerts().stream().filter(OtherAlert::inForce).toList());
      Collections.shuffle(inForce, random);
      List<OtherGroup> groups = Joining.group(inForce);
      assertThat(groups.stream().flatMap(OtherGroup::all).count())
          .as("nothing is hidden, seed %d", seed)
          .isEqualTo(inForce.size());
      found.add(groups.stream().map(JoiningTest::names).collect(Collectors.joining("\n")));
    }
    assertThat(found).as("seed %d", seed).hasSize(1);
  }

  /** Sixty messages of five authorities about three events in a small country, many twice. */
  private static List<Kept> world(Random random) {
    List<Kept> messages = new ArrayList<>();
    List<String> events = List.of("Flood warning", "Wind watch", "Fire");
    for (int i = 0; i < 60; i++) {
      Cap cap =
          Cap.by(
                  "s" + random.nextInt(5) + "@example.org",
                  "m" + i,
                  T.minusSeconds(random.nextInt(99)))
              .event(events.get(random.nextInt(3)))
              .severity(List.of(Severity.values()).get(random.nextInt(5)))
              .headline("Words " + random.nextInt(3))
              .circle(50 + random.nextDouble(), 10 + random.nextDouble(), 12);
      Kept once = kept(cap, 2 * i);
      messages.add(once);
      if (random.nextBoolean()) {
        messages.add(new Kept(heard(2 * i + 1), once.alert(), 1));
      }
    }
    return messages;
  }

  private static String names(OtherGroup group) {
    return group
        .all()
        .map(each ->
            each.alert().identifier() + (each.heard().size() > 1 ? "*" + each.heard().size() : ""))
        .collect(Collectors.joining(" "));
  }

  private static OtherAlert shown(Cap cap, int number) {
    Fold fold = new Fold();
    fold.add(kept(cap, number));
    return fold.at(T.plusSeconds(600)).alerts().getFirst();
  }

  static Kept kept(Cap cap, int number) {
    return new Kept(heard(number), cap.alert(), 1);
  }

  static OtherAlert.Heard heard(int number) {
    String digits = "%026d".formatted(number);
    return new OtherAlert.Heard(
        new OtherId("other_" + digits),
        new ReportId("report_" + digits),
        0,
        "source " + number,
        "feed:" + number % 2,
        Marking.CLEAR,
        T,
        new SignatureStanding.Unsigned());
  }
}
