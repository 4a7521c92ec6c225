// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tocsin.audience.Audience;
import org.tocsin.audience.AudienceSnapshot;
import org.tocsin.audience.Danger;
import org.tocsin.audience.Reason;
import org.tocsin.audience.WatcherKind;
import org.tocsin.cap.Alert;
import org.tocsin.server.access.Rehearsals;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.watch.Dangers;
import org.tocsin.server.watch.Watchers;

/** Whom a warning reaches, and why each of them. */
@Component
class Reach {

  /** Reasons take about a microsecond each; an estimate is asked for while somebody draws. */
  private static final int REASONS_AT_ONCE_MAX = 10_000;

  /** A map of an audience has at most so many cells either way. */
  private static final int MAP_CELLS = 40;

  private final Watchers watchers;

  Reach(Watchers watchers) {
    this.watchers = watchers;
  }

  /**
   * The exact audience with its reasons counted.
   *
   * @param audience the watchers
   * @param reasons how many are in the way for each reason
   */
  record Reached(Audience audience, Map<String, Integer> reasons) {

    /** The same with those who were told before, who hear what became of it wherever they are. */
    Reached with(Audience toldBefore) {
      Audience others = toldBefore.minus(audience);
      if (others.isEmpty()) {
        return this;
      }
      Map<String, Integer> more = new TreeMap<>(reasons);
      more.put("told before", others.size());
      return new Reached(audience.union(others), more);
    }
  }

  /** The watchers of these external ids; T5102 names every one that is unknown. */
  List<WatcherId> recipients(Draft draft) {
    List<Fault> faults = new ArrayList<>();
    List<WatcherId> found = new ArrayList<>();
    for (String external : draft.recipients()) {
      watchers
          .find(external)
          .ifPresentOrElse(
              found::add,
              () ->
                  faults.add(
                      new Fault(
                          "recipients",
                          Problem.shorten(external),
                          "is no watcher's id",
                          "add the watcher first")));
    }
    if (!faults.isEmpty()) {
      throw new Problem(WarnProblem.BAD_DRAFT, faults.size() + " unknown recipients", faults);
    }
    return found;
  }

  /**
   * Everybody in the way of this message, and the named recipients, with the reasons.
   *
   * @throws Problem T5102 when a recipient is unknown
   */
  Reached of(Draft draft, Alert alert) {
    return of(draft, alert, watchers.snapshot());
  }

  private Reached of(Draft draft, Alert alert, AudienceSnapshot snapshot) {
    List<Danger> dangers = dangersOf(draft, alert);
    Audience inTheWay = inTheWay(snapshot, dangers);
    Audience recipients = picked(recipients(draft), snapshot);
    Map<String, Integer> reasons = new TreeMap<>();
    List<LongFunction<Reason>> explainers = dangers.stream().map(snapshot::explainer).toList();
    inTheWay.stream().forEach(id -> reasons.merge(reason(explainers, id), 1, Integer::sum));
    if (!recipients.isEmpty()) {
      reasons.merge("named as recipient", recipients.size(), Integer::sum);
    }
    return new Reached(inTheWay.union(recipients), reasons);
  }

  /**
   * Everybody in the way of what was approved, and the named recipients who are still there: one
   * who was erased since is nobody to be told, and no reason to forget the others.
   */
  Audience stillReached(Draft draft, List<Danger> dangers) {
    AudienceSnapshot snapshot = watchers.snapshot();
    return inTheWay(snapshot, dangers).union(picked(present(draft), snapshot));
  }

  /**
   * Whom a message would reach, together with those who were told before, counted and on a map.
   *
   * @param withheld how many of an audience would be told nothing
   */
  Estimate estimate(
      Draft draft, Alert alert, Audience toldBefore, ToIntFunction<Audience> withheld) {
    AudienceSnapshot snapshot = watchers.snapshot();
    Audience now =
        inTheWay(snapshot, dangersOf(draft, alert)).union(picked(recipients(draft), snapshot));
    Audience all = now.union(toldBefore);
    Optional<Map<String, Integer>> reasons =
        all.size() > REASONS_AT_ONCE_MAX
            ? Optional.empty()
            : Optional.of(of(draft, alert, snapshot).with(toldBefore).reasons());
    return new Estimate(
        watchers.summary(all), withheld.applyAsInt(all), reasons, snapshot.density(all, MAP_CELLS));
  }

  /** What a message warns of; nothing where it names recipients alone. */
  static List<Danger> dangersOf(Draft draft, Alert alert) {
    return draft.areas().isEmpty() ? List.of() : dangers(draft, alert);
  }

  private Audience inTheWay(AudienceSnapshot snapshot, List<Danger> dangers) {
    Audience inTheWay = Audience.nobody();
    for (Danger danger : dangers) {
      inTheWay = inTheWay.union(snapshot.match(danger));
    }
    // A rehearsal is for the server itself and nobody else, all else for everybody but it.
    return Rehearsals.isOn()
        ? inTheWay.intersect(watchers.builtIn())
        : watchers.withoutBuiltIn(inTheWay);
  }

  private static Audience picked(List<WatcherId> ids, AudienceSnapshot snapshot) {
    return snapshot.pick(ids.stream().mapToLong(WatcherId::number).toArray());
  }

  /** The named recipients who are there. */
  List<WatcherId> present(Draft draft) {
    return draft.recipients().stream().map(watchers::find).flatMap(Optional::stream).toList();
  }

  /** Why one watcher is in the way, in a sentence. */
  String explain(Draft draft, Alert alert, WatcherId id) {
    if (present(draft).contains(id)) {
      return "named as recipient";
    }
    AudienceSnapshot snapshot = watchers.snapshot();
    List<Danger> dangers = dangersOf(draft, alert);
    return dangers.stream()
        .map(danger -> snapshot.explain(danger, id.number()))
        .filter(Reason::matched)
        .findFirst()
        .or(() -> dangers.stream().findFirst().map(danger -> snapshot.explain(danger, id.number())))
        .map(Reason::words)
        .orElse("not named as recipient");
  }

  private static String reason(List<LongFunction<Reason>> explainers, long id) {
    for (LongFunction<Reason> explainer : explainers) {
      if (explainer.apply(id) instanceof Reason.Matched matched) {
        return switch (matched.how()) {
          case INSIDE_POLYGON -> "a place lies inside the polygon";
          case POLYGON_WITHIN_RADIUS -> "the polygon reaches into a place's radius";
          case WITHIN_RADIUS -> "a place lies within the circle";
          case POLYGONS_MEET -> "an area shares ground with the polygon";
          case CIRCLE_MEETS_POLYGON -> "the circle reaches an area";
          case CORRIDOR_MEETS -> "a route meets the area";
          case DANGER_EVERYWHERE -> "the danger is everywhere";
          case WHOLE_WORLD -> "asked for the whole world";
        };
      }
    }
    throw new IllegalStateException("Watcher " + id + " matched and cannot be explained");
  }

  private static List<Danger> dangers(Draft draft, Alert alert) {
    Set<WatcherKind> kinds =
        draft.intendedKinds().stream()
            .map(word -> WatcherKind.find(word).orElseThrow())
            .collect(Collectors.toUnmodifiableSet());
    return Dangers.of(alert).all().stream().map(danger -> danger.withIntendedKinds(kinds)).toList();
  }
}
