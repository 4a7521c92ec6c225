// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How well a finding fits an incident under construction: what both tell of place, time, kind,
 * actors, target and numbers. What one of them does not tell counts neither way.
 */
final class IncidentMatch {
  /** Less than any sum of what follows: they cannot be one. */
  static final double NEVER = -100;

  private static final double NEAR_METRES = 30_000;
  private static final double DIVISION_METRES = 250_000;
  private static final double EARTH_METRES = 6_371_000;

  private IncidentMatch() {}

  /** Above or at nought they may be one; the more, the likelier. {@link #NEVER} if they cannot. */
  static double score(List<Finding> incident, Finding finding) {
    double score = 0;
    score += best(incident, f -> place(f.place(), finding.place()));
    score += time(incident, finding);
    score += best(incident, f -> kind(f.kinds().attackType(), finding.kinds().attackType()));
    score += best(incident, f -> target(f, finding));
    score += best(incident, f -> actor(f, finding));
    score += best(incident, f -> figure(f.killed(), finding.killed()));
    return score <= NEVER / 2 ? NEVER : score;
  }

  private interface Comparison {
    /** Nought where one of the two tells nothing. */
    double of(Finding told);
  }

  /** The best agreement with any, or the worst if it agrees with none. */
  private static double best(List<Finding> incident, Comparison comparison) {
    double best = 0;
    boolean agrees = false;
    double worst = 0;
    for (Finding told : incident) {
      double one = comparison.of(told);
      agrees |= one > 0;
      best = Math.max(best, one);
      worst = Math.min(worst, one);
    }
    return agrees ? best : worst;
  }

  private static double place(Optional<PlaceMention> one, Optional<PlaceMention> other) {
    return one.isEmpty() || other.isEmpty() ? 0 : place(one.get(), other.get());
  }

  /** 2 for one place, a half where one lies in the other, {@link #NEVER} where they lie apart. */
  static double place(PlaceMention one, PlaceMention other) {
    if (one.name().equals(other.name())) {
      return isBroad(one) ? 0.5 : 2;
    }
    boolean abroad =
        one.country().isPresent()
            && other.country().isPresent()
            && !one.country().equals(other.country());
    if (one.kind() == PlaceKind.REGION || other.kind() == PlaceKind.REGION) {
      return 0; // regions have no outline here
    }
    if (isCountry(one) || isCountry(other)) {
      return abroad ? NEVER : 0.5;
    }
    double metres = metres(one, other);
    if (metres < NEAR_METRES) {
      return 1;
    }
    boolean division = one.kind() == PlaceKind.ADMIN1 || other.kind() == PlaceKind.ADMIN1;
    if (division && !abroad && metres < DIVISION_METRES) {
      return one.admin1().equals(other.admin1()) ? 0.5 : NEVER;
    }
    return NEVER;
  }

  static boolean isBroad(PlaceMention place) {
    return isCountry(place) || place.kind() == PlaceKind.REGION;
  }

  private static boolean isCountry(PlaceMention place) {
    return place.kind() == PlaceKind.COUNTRY;
  }

  /** Great-circle distance. */
  private static double metres(PlaceMention one, PlaceMention other) {
    double north = Math.toRadians(other.latitude() - one.latitude());
    double east = Math.toRadians(other.longitude() - one.longitude());
    double chord =
        Math.pow(Math.sin(north / 2), 2)
            + Math.cos(Math.toRadians(one.latitude()))
                * Math.cos(Math.toRadians(other.latitude()))
                * Math.pow(Math.sin(east / 2), 2);
    return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(chord)));
  }

  /** A sentence that tells only of harm may be dated later than the harm: "on Sunday it rose". */
  private static double time(List<Finding> incident, Finding finding) {
    if (finding.time().isEmpty()) {
      return 0;
    }
    TimeMention time = finding.time().get();
    boolean later = !tellsDeed(finding);
    double best = 0;
    boolean apart = false;
    for (Finding told : incident) {
      if (told.time().isEmpty() || !tellsDeed(told)) {
        continue;
      }
      TimeMention other = told.time().get();
      if (time.from().isBefore(other.to()) && other.from().isBefore(time.to())) {
        best = isDay(time) && isDay(other) ? 1 : Math.max(best, 0.5);
      } else {
        apart |= !later || time.to().isBefore(other.from());
      }
    }
    return best > 0 ? best : apart ? NEVER : 0;
  }

  /** Whether its time is when it was done, and not when it was said or counted. */
  static boolean tellsDeed(Finding finding) {
    return switch (finding.type()) {
      case ATTACK -> !finding.rule().equals("attack.figures");
      case FOILED, THREAT -> true;
      case CLAIM, ATTRIBUTION, DENIAL, ACCUSATION, ARREST, WARNING, REACTION, MEASURE -> false;
    };
  }

  private static boolean isDay(TimeMention time) {
    return time.granularity().compareTo(TimeMention.Granularity.DAY) <= 0;
  }

  private static double kind(Optional<Coded> one, Optional<Coded> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return 0;
    }
    String a = one.get().value();
    String b = other.get().value();
    if (a.equals(b)) {
      return 0.75;
    }
    boolean vague = one.get().confidence() < 0.6 || other.get().confidence() < 0.6;
    boolean taken = a.startsWith("Hostage") || b.startsWith("Hostage");
    return vague ? 0 : taken ? -1 : -0.5; // a raid may begin with a bomb and end with a fire
  }

  private static double target(Finding one, Finding other) {
    if (one.target().isEmpty()
        || other.target().isEmpty()
        || !IncidentAssembly.tellsTarget(one.type())
        || !IncidentAssembly.tellsTarget(other.type())) {
      return 0;
    }
    String a = IncidentWords.head(one.target().get().value());
    String b = IncidentWords.head(other.target().get().value());
    if (KindWords.singular(a).equals(KindWords.singular(b))) {
      return EVERYBODY.contains(KindWords.singular(a)) ? 0.25 : 1.5;
    }
    Optional<Coded> kind = one.kinds().targetType();
    Optional<Coded> another = other.kinds().targetType();
    if (kind.isEmpty() || another.isEmpty() || isPeople(kind.get()) || isPeople(another.get())) {
      return 0;
    }
    return kind.get().value().equals(another.get().value()) ? 0.25 : -0.5;
  }

  private static final Set<String> EVERYBODY = Set.of("people", "person", "civilian", "man", "men");

  /** People are hit wherever a thing is. */
  private static boolean isPeople(Coded kind) {
    return kind.value().startsWith("Private") && kind.subtype().isEmpty();
  }

  private static double actor(Finding one, Finding other) {
    Optional<Mention> a = IncidentAssembly.blamed(one);
    Optional<Mention> b = IncidentAssembly.blamed(other);
    return a.isPresent() && b.isPresent() && a.get().value().equalsIgnoreCase(b.get().value())
        ? 0.5
        : 0;
  }

  private static double figure(Optional<Figure> one, Optional<Figure> other) {
    if (one.isEmpty() || other.isEmpty() || one.get().qualifier() == Figure.Qualifier.VAGUE) {
      return 0;
    }
    boolean same =
        one.get().min().equals(other.get().min()) && one.get().max().equals(other.get().max());
    return same ? 0.75 : meet(one.get(), other.get()) ? 0 : -0.25;
  }

  /** Whether both numbers may hold. */
  static boolean meet(Figure one, Figure other) {
    long min = Math.max(one.min().orElse(0), other.min().orElse(0));
    long max = Math.min(one.max().orElse(Long.MAX_VALUE), other.max().orElse(Long.MAX_VALUE));
    return min <= max;
  }
}
