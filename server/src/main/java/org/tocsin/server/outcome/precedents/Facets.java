// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.precedents;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * By what a case can be compared.
 *
 * @param places where it was, or was to be
 * @param groups who was named with it
 * @param targets what was aimed at, in any words
 */
public record Facets(List<Spot> places, Set<String> groups, Set<String> targets) {

  /** Two places nearer than this are the same ground, in kilometres. */
  public static final double NEAR_KM = 50;

  private static final double EARTH_KM = 6371;
  private static final Pattern APART = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Set<String> EMPTY_WORDS =
      Set.of(
          "unknown", "the", "of", "in", "and", "a", "an", "at", "on", "large", "group", "general");

  /** Copies the parts. */
  public Facets {
    places = List.copyOf(places);
    groups = Set.copyOf(groups);
    targets = Set.copyOf(targets);
  }

  /** A named point in degrees, WGS 84. */
  public record Spot(String name, double latitude, double longitude) {

    double kilometres(Spot other) {
      double north = Math.toRadians(other.latitude - latitude);
      double east = Math.toRadians(other.longitude - longitude);
      double chord =
          Math.pow(Math.sin(north / 2), 2)
              + Math.cos(Math.toRadians(latitude))
                  * Math.cos(Math.toRadians(other.latitude))
                  * Math.pow(Math.sin(east / 2), 2);
      return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
    }
  }

  /** In what another case is like this one, a sentence each; empty when it is not. */
  public List<String> likeness(Facets other) {
    List<String> reasons = new ArrayList<>();
    place(other).ifPresent(reasons::add);
    shared(groups, other.groups, true)
        .ifPresent(group -> reasons.add("the same group: %s".formatted(group)));
    shared(targets, other.targets, false)
        .ifPresent(target -> reasons.add("the same kind of target: %s".formatted(target)));
    return reasons;
  }

  private Optional<String> place(Facets other) {
    double nearest = Double.MAX_VALUE;
    String name = "";
    for (Spot here : places) {
      for (Spot there : other.places) {
        double apart = here.kilometres(there);
        if (apart < nearest) {
          nearest = apart;
          name = there.name();
        }
      }
    }
    return nearest > NEAR_KM
        ? Optional.empty()
        : Optional.of(
            nearest < 1
                ? "the same place: " + name
                : String.format(Locale.ROOT, "near by: %s, %.0f km away", name, nearest));
  }

  /** The first member of the other set that shares its words; all of them, or one that tells. */
  private static Optional<String> shared(Set<String> mine, Set<String> others, boolean all) {
    return others.stream()
        .sorted()
        .filter(other -> mine.stream().anyMatch(each -> alike(each, other, all)))
        .findFirst();
  }

  private static boolean alike(String one, String other, boolean all) {
    Set<String> left = words(one);
    Set<String> right = words(other);
    if (left.isEmpty() || right.isEmpty()) {
      return false;
    }
    Set<String> both = new HashSet<>(left);
    both.retainAll(right);
    return all ? both.size() == Math.min(left.size(), right.size()) : !both.isEmpty();
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    for (String word : APART.split(text.toLowerCase(Locale.ROOT), -1)) {
      String bare =
          word.length() > 4 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
      if (!word.isEmpty() && !EMPTY_WORDS.contains(word)) {
        words.add(bare);
      }
    }
    return words;
  }
}
