// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Scores templates as MUC-4 did. A response's template is laid against the key's template that it
 * agrees with best; they must agree at least in part on the type of incident and on one slot of
 * {@link Slot#TELLING}. Templates left over are missing or spurious with all their fills.
 */
final class Scorer {
  /**
   * What the fills of a corpus come to, by slot.
   *
   * @param matched of templates laid against each other
   * @param missing of templates of the key that nothing was laid against
   * @param spurious of templates of the response that were laid against nothing
   */
  record Result(Map<Slot, Tally> matched, Map<Slot, Tally> missing, Map<Slot, Tally> spurious) {
    static Result empty() {
      return new Result(
          new EnumMap<>(Slot.class), new EnumMap<>(Slot.class), new EnumMap<>(Slot.class));
    }

    Tally matchedOnly() {
      return sum(matched);
    }

    Tally matchedMissing() {
      return sum(matched).plus(sum(missing));
    }

    Tally matchedSpurious() {
      return sum(matched).plus(sum(spurious));
    }

    /** What systems were ranked by. */
    Tally allTemplates() {
      return matchedMissing().plus(sum(spurious));
    }

    /** One slot over all templates. */
    Tally allTemplates(Slot slot) {
      return matched
          .getOrDefault(slot, Tally.NONE)
          .plus(missing.getOrDefault(slot, Tally.NONE))
          .plus(spurious.getOrDefault(slot, Tally.NONE));
    }

    private static Tally sum(Map<Slot, Tally> tallies) {
      return tallies.values().stream().reduce(Tally.NONE, Tally::plus);
    }
  }

  private final Result result = Result.empty();

  private record Pair(Template key, Template response, double credit) {}

  /** Adds one message. */
  void add(List<Template> keys, List<Template> responses) {
    List<Pair> pairs = new ArrayList<>();
    for (Template key : keys) {
      for (Template response : responses) {
        if (mayMatch(key, response)) {
          pairs.add(new Pair(key, response, total(compare(key, response)).credit()));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::credit).reversed());
    List<Template> openKeys = new ArrayList<>(keys);
    List<Template> openResponses = new ArrayList<>(responses);
    for (Pair pair : pairs) {
      if (holds(openKeys, pair.key()) && holds(openResponses, pair.response())) {
        take(openKeys, pair.key());
        take(openResponses, pair.response());
        add(result.matched(), compare(pair.key(), pair.response()));
      }
    }
    Template nothing = new Template(false, Map.of());
    openKeys.stream()
        .filter(key -> !key.optional())
        .forEach(key -> add(result.missing(), compare(key, nothing)));
    openResponses.forEach(response -> add(result.spurious(), compare(nothing, response)));
  }

  Result result() {
    return result;
  }

  @SuppressWarnings("ReferenceEquality") // templates with equal fills are still two
  private static boolean holds(List<Template> open, Template template) {
    return open.stream().anyMatch(t -> t == template);
  }

  @SuppressWarnings("ReferenceEquality") // as above
  private static void take(List<Template> open, Template template) {
    open.removeIf(t -> t == template);
  }

  private static boolean mayMatch(Template key, Template response) {
    return agrees(Slot.TYPE, key, response)
        && Slot.TELLING.stream().anyMatch(slot -> agrees(slot, key, response));
  }

  private static boolean agrees(Slot slot, Template key, Template response) {
    return key.of(slot).stream()
        .anyMatch(k ->
            response.of(slot).stream()
                .anyMatch(r -> Comparison.grade(slot, k, r) != Comparison.Grade.WRONG));
  }

  private static void add(Map<Slot, Tally> to, Map<Slot, Tally> more) {
    more.forEach((slot, tally) -> to.merge(slot, tally, Tally::plus));
  }

  private static Tally total(Map<Slot, Tally> tallies) {
    return tallies.values().stream().reduce(Tally.NONE, Tally::plus);
  }

  static Map<Slot, Tally> compare(Template key, Template response) {
    Map<Slot, Tally> tallies = new EnumMap<>(Slot.class);
    for (Slot slot : Slot.values()) {
      Tally tally = compare(slot, key.of(slot), response.of(slot));
      if (!tally.equals(Tally.NONE)) {
        tallies.put(slot, tally);
      }
    }
    return tallies;
  }

  /** Pairs off what is right, then what is half right; of the rest a wrong one stands for both. */
  private static Tally compare(Slot slot, List<Fill> keys, List<Fill> responses) {
    List<Fill> open = new ArrayList<>(keys);
    List<Fill> told = new ArrayList<>(responses);
    int right = pair(slot, open, told, Comparison.Grade.RIGHT);
    int partial = pair(slot, open, told, Comparison.Grade.PARTIAL);
    long wanted = open.stream().filter(k -> !k.optional()).count();
    int wrong = (int) Math.min(wanted, told.size());
    return new Tally(right, partial, wrong, told.size() - wrong, (int) wanted - wrong);
  }

  private static int pair(
      Slot slot, List<Fill> keys, List<Fill> responses, Comparison.Grade grade) {
    int pairs = 0;
    for (int r = 0; r < responses.size(); r++) {
      for (int k = 0; k < keys.size(); k++) {
        if (Comparison.grade(slot, keys.get(k), responses.get(r)) == grade) {
          keys.remove(k);
          responses.remove(r);
          pairs++;
          r--;
          break;
        }
      }
    }
    return pairs;
  }
}
