// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * FEATURE UNDER TEST: who is not in the way is told why, for each place the test that it failed,
 * whether the places are rows of a table or objects.
 */
class ExplainTest {
  private static final Instant NOON = Instant.parse("2026-03-28T12:00:00Z");
  private static final Shape INSIDE = Shape.pointRadius(1, 1, 0);
  private static final Shape OUTSIDE = Shape.pointRadius(5, 5, 100);
  private static final When LATER = When.interval(NOON.plusSeconds(7200), NOON.plusSeconds(9000));
  private static final Danger DANGER =
      Danger.of(Asking.box(0, 0, 2, 2), new Window(NOON, NOON.plusSeconds(3600)));

  @Test
  void eachPlaceIsToldWhetherPlaceOrTimeIsWrong() {
    Reason.NotMatched reason =
        notMatched(
            new Place(OUTSIDE, When.always()),
            new Place(INSIDE, LATER),
            new Place(OUTSIDE, LATER),
            new Place(Shape.polygons(Asking.box(1, 1, 3, 3)), LATER));
    assertThat(reason.cause()).isEqualTo(Reason.Cause.OUTSIDE_TIME);
    assertThat(reason.places())
        .containsExactly(
            Reason.Cause.OUTSIDE_PLACE,
            Reason.Cause.OUTSIDE_TIME,
            Reason.Cause.OUTSIDE_PLACE,
            Reason.Cause.OUTSIDE_TIME);
    assertThat(reason.words())
        .isEqualTo(
            "The watcher is in the area at other times only: places 2, 4 in the area at other times, places 1, 3 outside the area.");
  }

  @Test
  void onePlaceIsToldInOneSentence() {
    assertThat(notMatched(new Place(INSIDE, LATER)).words())
        .isEqualTo("The watcher is in the area at other times only.");
    assertThat(notMatched(new Place(OUTSIDE, LATER), Place.always(OUTSIDE)).words())
        .isEqualTo("No place of the watcher meets the area.");
  }

  @Test
  void ofThousandsOfPlacesTenAreNamed() {
    Place[] places = Collections.nCopies(4_000, new Place(INSIDE, LATER)).toArray(new Place[0]);
    assertThat(notMatched(places).words())
        .endsWith("places 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 3990 more in the area at other times.");
    assertThat(notMatched(places).places()).hasSize(4_000);
  }

  @Test
  void whereWishesDecideNoPlaceIsLookedAt() {
    AudienceIndex index = new AudienceIndex();
    index.put(Asking.watcher(1, INSIDE, OUTSIDE));
    Danger forVenues = DANGER.withIntendedKinds(Set.of(WatcherKind.VENUE));
    assertThat(index.explain(forVenues, 1))
        .isInstanceOfSatisfying(
            Reason.NotMatched.class,
            reason -> {
              assertThat(reason.cause()).isEqualTo(Reason.Cause.KIND);
              assertThat(reason.places()).isEmpty();
            });
  }

  @Test
  void theReasonOfEachPlaceIsThatOfAWatcherWithThatPlaceAlone() {
    RandomGenerator random = Asking.random(7);
    int told = 0;
    for (int round = 0; round < 2_000; round++) {
      List<Place> places = new ArrayList<>();
      for (int i = random.nextInt(1, 6); i > 0; i--) {
        Shape shape =
            random.nextInt(6) == 0
                ? Shape.polygons(Asking.box(1.5, 1.5, 4, 4))
                : Shape.pointRadius(
                    random.nextInt(5), random.nextInt(5), random.nextInt(2) * 5_000);
        places.add(new Place(shape, random.nextInt(4) == 0 ? When.always() : LATER));
      }
      AudienceIndex index = new AudienceIndex();
      index.put(Asking.watcher(0, INSIDE).withPlaces(places));
      for (int p = 0; p < places.size(); p++) {
        index.put(Asking.watcher(p + 1L, INSIDE).withPlaces(List.of(places.get(p))));
      }
      if (index.explain(DANGER, 0) instanceof Reason.NotMatched reason) {
        for (int p = 0; p < places.size(); p++) {
          Reason alone = index.explain(DANGER, p + 1L);
          assertThat(alone)
              .isEqualTo(
                  new Reason.NotMatched(
                      reason.places().get(p), "", List.of(reason.places().get(p))));
        }
        told++;
      }
    }
    assertThat(told).isGreaterThan(300);
  }

  private static Reason.NotMatched notMatched(Place... places) {
    AudienceIndex index = new AudienceIndex();
    index.put(Asking.watcher(1, INSIDE).withPlaces(List.of(places)));
    assertThat(index.match(DANGER).isEmpty()).isTrue();
    return (Reason.NotMatched) index.explain(DANGER, 1);
  }
}
