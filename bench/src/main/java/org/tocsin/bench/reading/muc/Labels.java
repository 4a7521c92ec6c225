// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where in a text the strings of its answer key stand, to learn from. A common noun that stands at
 * several places counts where the sentence holds another string of the same incident, else at the
 * first.
 *
 * @param tags by word, as {@link RoleTagger} writes them
 * @param stretches where fills stand, and of which template
 * @param types the type of incident that each sentence speaks of, or an empty string
 */
record Labels(int[] tags, List<Labelled> stretches, String[] types) {
  /** A fill in the text. */
  record Labelled(Slot slot, int from, int to, Template template, Fill fill) {}

  static Labels of(MucText text, List<Template> templates) {
    List<Labelled> all = new ArrayList<>();
    for (Template template : templates) {
      for (Slot slot : RoleTagger.ROLES) {
        for (Fill fill : template.of(slot)) {
          for (String value : fill.values()) {
            for (int[] at : text.find(value)) {
              all.add(new Labelled(slot, at[0], at[1], template, fill));
            }
          }
        }
      }
    }
    List<Labelled> kept = told(text, all);
    kept.sort(
        Comparator.comparingInt((Labelled l) -> l.from() - l.to())
            .thenComparingInt(Labelled::from));
    int[] tags = new int[text.words().size()];
    List<Labelled> marked = new ArrayList<>();
    for (Labelled label : kept) {
      boolean free = true;
      for (int i = label.from(); i < label.to(); i++) {
        free &= tags[i] == 0;
      }
      if (free) {
        int begin = RoleTagger.begin(label.slot());
        for (int i = label.from(); i < label.to(); i++) {
          tags[i] = i == label.from() ? begin : begin + 1;
        }
        marked.add(label);
      }
    }
    return new Labels(tags, List.copyOf(marked), types(text, marked));
  }

  private static List<Labelled> told(MucText text, List<Labelled> all) {
    Map<String, Set<Fill>> together = new HashMap<>();
    for (Labelled label : all) {
      together.computeIfAbsent(key(text, label), _ -> new HashSet<>()).add(label.fill());
    }
    Set<Fill> anchored = new HashSet<>();
    List<Labelled> kept = new ArrayList<>();
    for (Labelled label : all) {
      boolean name = label.slot() == Slot.HUM_NAME || label.slot() == Slot.PERP_ORGANISATION;
      if (name || together.getOrDefault(key(text, label), Set.of()).size() > 1) {
        kept.add(label);
        anchored.add(label.fill());
      }
    }
    Set<Fill> first = new HashSet<>();
    all.stream()
        .sorted(Comparator.comparingInt(Labelled::from))
        .filter(l -> !anchored.contains(l.fill()) && first.add(l.fill()))
        .forEach(kept::add);
    return kept;
  }

  private static String key(MucText text, Labelled label) {
    return text.sentenceOf(label.from()) + "/" + System.identityHashCode(label.template());
  }

  private static String[] types(MucText text, List<Labelled> marked) {
    List<Map<String, Integer>> counts = new ArrayList<>();
    for (int i = 0; i < text.sentences(); i++) {
      counts.add(new HashMap<>());
    }
    for (Labelled label : marked) {
      label.template().of(Slot.TYPE).stream()
          .flatMap(f -> f.values().stream().sorted().limit(1))
          .forEach(type -> counts.get(text.sentenceOf(label.from())).merge(type, 1, Integer::sum));
    }
    return counts.stream()
        .map(c ->
            c.entrySet().stream()
                .max(
                    Comparator.comparingInt((Map.Entry<String, Integer> e) -> e.getValue())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElse(""))
        .toArray(String[]::new);
  }
}
