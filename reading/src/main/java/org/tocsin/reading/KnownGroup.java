// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A group that a reader knows by its names. That a name stands here says only that it is known, and
 * nothing of whoever bears it.
 *
 * @param id stable id: lower-case letters, digits and hyphens
 * @param name the name that findings give it
 * @param parent id of the group that it belongs to, where one is known
 * @param aliases its other names; one of five letters or fewer that is all capitals counts only
 *     where a text writes it so
 * @param areas ISO 3166-1 codes of the countries where it has its bases or does most of its deeds
 * @param lists the bundled lists that hold it, for example {@code groups-listed.tsv}; empty for one
 *     that no list holds. Their licences stand in NOTICE
 */
public record KnownGroup(
    String id,
    String name,
    Optional<String> parent,
    List<String> aliases,
    List<String> areas,
    List<String> lists) {

  /** The bundled lists, in the order in which a name goes to the first that holds it. */
  static final List<String> LISTS =
      List.of("groups.tsv", "groups-listed.tsv", "groups-militant.tsv");

  private static final class Bundled {
    static final List<KnownGroup> ALL = read();
  }

  /** Copies the lists. */
  public KnownGroup {
    aliases = List.copyOf(aliases);
    areas = List.copyOf(areas);
    lists = List.copyOf(lists);
  }

  /** The groups of the bundled lists; one that two lists hold is one group. */
  public static List<KnownGroup> bundled() {
    return Bundled.ALL;
  }

  /** What a name is compared by: case, accents and punctuation do not count. */
  public static String key(String name) {
    return Gazetteer.key(name);
  }

  private static List<KnownGroup> read() {
    Map<String, List<String>> areas = new LinkedHashMap<>();
    Lexicon.table("group-areas.tsv", 2)
        .forEach(row -> areas.put(row.get(0), Lexicon.list(row.get(1))));
    Map<String, String> idByName = new LinkedHashMap<>();
    Map<String, KnownGroup> byId = new LinkedHashMap<>();
    for (String list : LISTS) {
      for (List<String> row : Lexicon.table(list, 4)) {
        String id = idByName.getOrDefault(key(row.get(1)), row.get(0));
        List<String> names = new ArrayList<>(Lexicon.list(row.get(3)));
        KnownGroup earlier = byId.get(id);
        Optional<String> parent =
            row.get(2).isEmpty() ? Optional.empty() : Optional.of(row.get(2));
        KnownGroup group =
            earlier == null
                ? new KnownGroup(
                    id, row.get(1), parent, names, areas.getOrDefault(id, List.of()), List.of(list))
                : earlier.and(row.get(1), names, list);
        byId.put(id, group);
        idByName.putIfAbsent(key(group.name()), id);
        group.aliases().stream()
            .flatMap(alias -> GroupFinder.forms(alias).stream())
            .forEach(alias -> idByName.putIfAbsent(key(alias), id));
      }
    }
    return List.copyOf(byId.values());
  }

  private KnownGroup and(String otherName, List<String> names, String list) {
    List<String> all = new ArrayList<>(aliases);
    List<String> more = new ArrayList<>(names);
    more.addFirst(otherName);
    for (String each : more) {
      boolean had =
          key(each).equals(key(name))
              || all.stream().anyMatch(alias -> key(alias).equals(key(each)));
      if (!had) {
        all.add(each);
      }
    }
    List<String> sources = new ArrayList<>(lists);
    sources.add(list);
    return new KnownGroup(id, name, parent, all, areas, sources);
  }
}
