// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.bench.reading.roles.RoleDocument;
import org.tocsin.bench.reading.roles.RoleTrainer;
import org.tocsin.reading.tagger.Found;
import org.tocsin.reading.tagger.Role;
import org.tocsin.reading.tagger.Sheet;

/**
 * The reader's tagger of roles, which weighs a text as a whole, beside the one that marks word by
 * word: it adds what the other passed over.
 */
final class WholeTexts {
  private static final Map<Role, List<Slot>> SLOTS =
      Map.of(
          Role.PERP_IND, List.of(Slot.PERP_INDIVIDUAL),
          Role.PERP_ORG, List.of(Slot.PERP_ORGANISATION),
          Role.TARGET, List.of(Slot.PHYS_ID),
          Role.VICTIM, List.of(Slot.HUM_NAME, Slot.HUM_DESCRIPTION),
          Role.WEAPON, List.of(Slot.INSTRUMENT_ID));

  private static final long SEED = 7;

  private final org.tocsin.reading.tagger.RoleTagger tagger;
  private final Map<String, List<Found>> known = new HashMap<>();

  WholeTexts(List<Models.Example> examples) {
    this.tagger =
        new org.tocsin.reading.tagger.RoleTagger(
            RoleTrainer.train(examples.stream().map(WholeTexts::document).toList(), SEED));
  }

  private static RoleDocument document(Models.Example example) {
    Map<Role, List<List<String>>> entities = new EnumMap<>(Role.class);
    SLOTS.forEach((role, slots) -> {
      List<List<String>> all = new ArrayList<>();
      for (Template template : example.templates()) {
        for (Slot slot : slots) {
          template.of(slot).forEach(fill -> add(all, List.copyOf(fill.values())));
          if (slot == Slot.HUM_DESCRIPTION) {
            template.of(slot).stream()
                .filter(fill -> !fill.of().isEmpty())
                .forEach(fill -> add(all, List.copyOf(fill.of())));
          }
        }
      }
      entities.put(role, all);
    });
    return new RoleDocument(example.text().id(), example.text().reading().text(), entities);
  }

  private static void add(List<List<String>> all, List<String> names) {
    if (!all.contains(names)) {
      all.add(names);
    }
  }

  /**
   * What was marked and what comes in beside it, in the order of the text.
   *
   * @param add from which confidence on a string comes in
   */
  List<RoleTagger.Filled> added(MucText text, List<RoleTagger.Filled> marked, double add) {
    List<Found> found = known.computeIfAbsent(text.id(), _ -> tagger.tag(text.reading().text()));
    List<RoleTagger.Filled> all = new ArrayList<>(marked);
    for (Found one : found) {
      if (one.confidence() >= add) {
        RoleTagger.Filled at = filled(text, one);
        boolean marks = all.stream().anyMatch(f -> f.from() < at.to() && at.from() < f.to());
        boolean named =
            all.stream()
                .anyMatch(f ->
                    SLOTS.getOrDefault(one.role(), List.of()).contains(f.slot())
                        && key(text, f).equals(key(text, at)));
        if (!marks && !named) {
          all.add(at);
        }
      }
    }
    all.sort(Comparator.comparingInt(RoleTagger.Filled::from));
    return all;
  }

  private static String key(MucText text, RoleTagger.Filled at) {
    return Sheet.keyOf(text.text(at.from(), at.to()));
  }

  private static RoleTagger.Filled filled(MucText text, Found one) {
    int from = 0;
    while (from + 1 < text.words().size()
        && text.words().get(from).end() <= one.mention().start()) {
      from++;
    }
    int to = from + 1;
    while (to < text.words().size() && text.words().get(to).end() <= one.mention().end()) {
      to++;
    }
    boolean name = one.mention().text().matches("(\\p{Lu}\\S*\\s*)+");
    Slot slot =
        one.role() == Role.VICTIM
            ? (name ? Slot.HUM_NAME : Slot.HUM_DESCRIPTION)
            : SLOTS.getOrDefault(one.role(), List.of(Slot.PHYS_ID)).getFirst();
    return new RoleTagger.Filled(slot, from, to);
  }
}
