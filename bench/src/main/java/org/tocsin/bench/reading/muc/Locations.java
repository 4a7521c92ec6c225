// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names of the location slot's set list, as answer keys and the task's lists write them. */
final class Locations {
  private static final int MAX_WORDS = 5;
  private final Map<String, Map<String, Integer>> byName = new HashMap<>();
  private final Set<String> countries = new LinkedHashSet<>();

  /**
   * @param areas lines such as {@code COLOMBIA: MEDELLIN (CITY) *source*}
   */
  Locations(Iterable<String> areas, Iterable<List<Template>> keys) {
    for (List<Template> templates : keys) {
      for (Template template : templates) {
        template.of(Slot.LOCATION).forEach(f -> f.values().forEach(v -> add(v, 10)));
      }
    }
    for (String line : areas) {
      int star = line.indexOf('*');
      String place = (star < 0 ? line : line.substring(0, star)).replace("?", "").strip();
      if (place.contains(": ") && place.endsWith(")") && countries.contains(country(place))) {
        add(place, 1);
      }
    }
  }

  /** The name of a country in capitals; a code of two letters is spelt out. */
  static String country(String location) {
    if (location.length() == 2) {
      return new java.util.Locale.Builder()
          .setRegion(location)
          .build()
          .getDisplayCountry(java.util.Locale.ENGLISH)
          .toUpperCase(java.util.Locale.ROOT);
    }
    int colon = location.indexOf(':');
    return colon < 0 ? location : location.substring(0, colon);
  }

  private void add(String location, int weight) {
    if (location.contains(" - ")) {
      return;
    }
    countries.add(country(location));
    String last = location.substring(location.lastIndexOf(':') + 1).strip();
    int open = last.indexOf(" (");
    String name = open < 0 ? last : last.substring(0, open);
    byName.computeIfAbsent(name, _ -> new HashMap<>()).merge(location, weight, Integer::sum);
  }

  /** The country that a text speaks of most; where it comes from counts as three. */
  Optional<String> country(MucText text) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < text.words().size(); i++) {
      int at = i;
      name(text, i, text.words().size())
          .ifPresent(found ->
              byName
                  .getOrDefault(found, Map.of())
                  .forEach((location, n) ->
                      counts.merge(country(location), at < 12 ? 3 : 1, Integer::sum)));
    }
    text.reading().places().stream()
        .flatMap(p -> p.country().stream())
        .map(Locations::country)
        .filter(countries::contains)
        .forEach(c -> counts.merge(c, 2, Integer::sum));
    return counts.entrySet().stream()
        .max(
            java.util.Comparator.comparingInt((Map.Entry<String, Integer> e) -> e.getValue())
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey);
  }

  private Optional<String> name(MucText text, int from, int end) {
    for (int to = Math.min(end, from + MAX_WORDS); to > from; to--) {
      String name = text.text(from, to);
      if (byName.containsKey(name) && !(to - from == 1 && name.length() < 3)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  /**
   * The places of a country named in a stretch, in order, with the words before which they stand.
   */
  List<Map.Entry<Integer, String>> in(MucText text, int from, int to, String country) {
    List<Map.Entry<Integer, String>> found = new ArrayList<>();
    int i = from;
    while (i < to) {
      Optional<String> name = name(text, i, to);
      if (name.isPresent()) {
        int at = i;
        byName.getOrDefault(name.get(), Map.of()).entrySet().stream()
            .filter(e -> e.getKey().startsWith(country + ":"))
            .max(
                java.util.Comparator.comparingInt((Map.Entry<String, Integer> e) -> e.getValue())
                    .thenComparing(Map.Entry::getKey))
            .ifPresent(e -> found.add(Map.entry(at, e.getKey())));
        i += Words.of(name.get()).size();
      } else {
        i++;
      }
    }
    return found;
  }

  /** Where something happened that a stretch tells of: the first place that "in" leads to. */
  Optional<String> of(MucText text, int from, int to) {
    int start = from == 0 ? Math.min(dateline(text), to) : from;
    return country(text)
        .map(country ->
            in(text, start, to, country).stream()
                .filter(p -> isLed(text, p.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(country));
  }

  private static boolean isLed(MucText text, int at) {
    for (int i = at - 1; i >= Math.max(0, at - 4); i--) {
      if (LEADS.contains(text.word(i))) {
        return true;
      }
    }
    return false;
  }

  private static final Set<String> LEADS = Set.of("IN", "AT", "NEAR", "OF", "FROM");

  /** The word after the dateline. */
  private static int dateline(MucText text) {
    for (int i = 1; i < Math.min(60, text.words().size()); i++) {
      if (text.word(i).equals("-") && text.word(i - 1).equals("-")) {
        return i + 1;
      }
    }
    return 0;
  }
}
