// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.findings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tocsin.reading.FindingType;

/**
 * How marks compare with the gold marks of the same documents; add document by document. Not
 * thread-safe.
 *
 * <p>A record is found when a mark of its type shares at least half of the shorter of the two spans
 * with it; each gold mark has at most one partner, those that agree in most fields first. Fields of
 * records without a partner count as missed or invented.
 */
final class Score {
  private final Map<FindingType, Tally> records = new EnumMap<>(FindingType.class);
  private final Map<Mark.Field, Tally> fields = new EnumMap<>(Mark.Field.class);
  private final Tally pairedFields = new Tally();
  private int voices;
  private int pairs;

  /** Right, invented and missed. */
  static final class Tally {
    private int right;
    private int found;
    private int gold;

    void add(boolean isRight, boolean isFound, boolean isGold) {
      right += isRight ? 1 : 0;
      found += isFound ? 1 : 0;
      gold += isGold ? 1 : 0;
    }

    void add(Tally other) {
      right += other.right;
      found += other.found;
      gold += other.gold;
    }

    int gold() {
      return gold;
    }

    int found() {
      return found;
    }

    /** Share of what was found that is right; one when nothing was found. */
    double precision() {
      return found == 0 ? 1 : (double) right / found;
    }

    /** Share of the gold that was found; one when there is no gold. */
    double recall() {
      return gold == 0 ? 1 : (double) right / gold;
    }

    double f1() {
      return found + gold == 0 ? 1 : 2.0 * right / (found + gold);
    }
  }

  /** A gold mark, what was found for it, or either alone. */
  record Pair(Optional<Mark> gold, Optional<Mark> found) {}

  void add(List<Mark> gold, List<Mark> found) {
    pairs(gold, found).forEach(this::add);
  }

  private void add(Pair pair) {
    Mark any = pair.gold().or(pair::found).orElseThrow();
    boolean both = pair.gold().isPresent() && pair.found().isPresent();
    records
        .computeIfAbsent(any.type(), t -> new Tally())
        .add(both, pair.found().isPresent(), pair.gold().isPresent());
    for (Mark.Field field : Mark.Field.values()) {
      Optional<List<String>> wanted = pair.gold().flatMap(mark -> mark.field(field));
      Optional<List<String>> got = pair.found().flatMap(mark -> mark.field(field));
      boolean right =
          wanted.isPresent() && got.isPresent() && agree(field, wanted.get(), got.get());
      fields
          .computeIfAbsent(field, f -> new Tally())
          .add(right, got.isPresent(), wanted.isPresent());
      if (both) {
        pairedFields.add(right, got.isPresent(), wanted.isPresent());
      }
    }
    if (both) {
      pairs++;
      voices += pair.gold().get().voice() == pair.found().get().voice() ? 1 : 0;
    }
  }

  /** Partners, then the gold and the found marks that have none. */
  static List<Pair> pairs(List<Mark> gold, List<Mark> found) {
    record Candidate(int gold, int found, int fields, int shared) {}
    List<Candidate> candidates = new ArrayList<>();
    for (int g = 0; g < gold.size(); g++) {
      for (int f = 0; f < found.size(); f++) {
        if (gold.get(g).type() == found.get(f).type() && isSamePlace(gold.get(g), found.get(f))) {
          candidates.add(
              new Candidate(
                  g, f, agreeing(gold.get(g), found.get(f)), shared(gold.get(g), found.get(f))));
        }
      }
    }
    candidates.sort(
        Comparator.comparingInt(Candidate::fields)
            .thenComparingInt(Candidate::shared)
            .reversed()
            .thenComparingInt(Candidate::gold)
            .thenComparingInt(Candidate::found));
    Set<Integer> usedGold = new HashSet<>();
    Set<Integer> usedFound = new HashSet<>();
    List<Pair> pairs = new ArrayList<>();
    for (Candidate c : candidates) {
      if (!usedGold.contains(c.gold()) && !usedFound.contains(c.found())) {
        usedGold.add(c.gold());
        usedFound.add(c.found());
        pairs.add(new Pair(Optional.of(gold.get(c.gold())), Optional.of(found.get(c.found()))));
      }
    }
    for (int g = 0; g < gold.size(); g++) {
      if (!usedGold.contains(g)) {
        pairs.add(new Pair(Optional.of(gold.get(g)), Optional.empty()));
      }
    }
    for (int f = 0; f < found.size(); f++) {
      if (!usedFound.contains(f)) {
        pairs.add(new Pair(Optional.empty(), Optional.of(found.get(f))));
      }
    }
    return pairs;
  }

  static boolean isSamePlace(Mark one, Mark other) {
    int shorter = Math.min(one.end() - one.start(), other.end() - other.start());
    return 2 * shared(one, other) >= shorter && shared(one, other) > 0;
  }

  private static int shared(Mark one, Mark other) {
    return Math.min(one.end(), other.end()) - Math.max(one.start(), other.start());
  }

  private static int agreeing(Mark one, Mark other) {
    int agreeing = 0;
    for (Mark.Field field : Mark.Field.values()) {
      Optional<List<String>> a = one.field(field);
      Optional<List<String>> b = other.field(field);
      agreeing += a.isPresent() && b.isPresent() && agree(field, a.get(), b.get()) ? 1 : 0;
    }
    return agreeing;
  }

  static boolean agree(Mark.Field field, List<String> one, List<String> other) {
    return switch (field) {
      case ASSERTED_BY, ACTOR, RECIPIENT, TARGET, PLACE -> Words.agree(one, other);
      case METHOD, KILLED, WOUNDED, OTHER_EFFECTS -> one.getFirst().equals(other.getFirst());
      case TIME -> isSameDay(one.getFirst(), other.getFirst());
    };
  }

  /** The same day, or the same month or year where one of the two tells no more. */
  private static boolean isSameDay(String one, String other) {
    int length = Math.min("2024-03-22".length(), Math.min(one.length(), other.length()));
    return one.substring(0, length).equals(other.substring(0, length));
  }

  Tally records() {
    return sum(records.values());
  }

  Tally records(FindingType type) {
    return records.getOrDefault(type, new Tally());
  }

  /** Fields of all records. */
  Tally fields() {
    return sum(fields.values());
  }

  Tally fields(Mark.Field field) {
    return fields.getOrDefault(field, new Tally());
  }

  /** Fields of the records that were found. */
  Tally pairedFields() {
    return pairedFields;
  }

  /** Share of the records found whose voice is right; one when none was found. */
  double voice() {
    return pairs == 0 ? 1 : (double) voices / pairs;
  }

  private static Tally sum(Iterable<Tally> tallies) {
    Tally sum = new Tally();
    tallies.forEach(sum::add);
    return sum;
  }
}
