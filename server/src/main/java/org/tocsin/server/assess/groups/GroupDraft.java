// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.groups;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.tocsin.reading.KnownGroup;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;

/**
 * A group as somebody wants it kept.
 *
 * @param base the version that they saw; 0 for the bundled one, and for a new group
 * @param parent id or name of the group that it belongs to; may be empty
 */
record GroupDraft(
    int base,
    String name,
    String parent,
    List<String> aliases,
    List<String> areas,
    List<String> methods,
    String notes,
    String why) {

  private static final int NAME_LENGTH = 120;
  private static final int ALIASES_MAX = 100;
  private static final int AREAS_MAX = 60;
  private static final int METHODS_MAX = 30;
  private static final int METHOD_LENGTH = 200;
  private static final int NOTES_LENGTH = 4_000;
  private static final int WHY_LENGTH = 1_000;
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  GroupDraft {
    name = name.strip();
    parent = parent.strip();
    aliases = cleaned(aliases);
    areas = cleaned(areas).stream().map(code -> code.toUpperCase(Locale.ROOT)).toList();
    methods = cleaned(methods);
    notes = notes.strip();
    why = why.strip();
  }

  private static List<String> cleaned(List<String> given) {
    return given.stream().map(String::strip).filter(each -> !each.isEmpty()).distinct().toList();
  }

  /** Refuses with every fault at once: T3028. */
  void require(String id, Collection<Group> all) {
    List<Fault> faults = new ArrayList<>();
    name(faults, "name", name);
    // Each is looked for among all groups: a list that is too long anyway must not cost an hour.
    aliases.stream().limit(ALIASES_MAX).forEach(alias -> name(faults, "aliases", alias));
    for (String each : names().subList(0, Math.min(names().size(), ALIASES_MAX + 1))) {
      all.stream()
          .filter(other -> !other.id().equals(id) && other.bears(each))
          .findFirst()
          .ifPresent(other ->
              faults.add(
                  fault(
                      each.equals(name) ? "name" : "aliases",
                      each,
                      "is a name of " + other.name(),
                      "take it from that group first, or leave it out")));
    }
    for (String code : areas) {
      if (!COUNTRIES.contains(code) && !code.equals("XK")) {
        faults.add(
            fault("areas", code, "is no country", "use two letters of ISO 3166-1, such as AF"));
      }
    }
    few(faults, "aliases", aliases, ALIASES_MAX);
    few(faults, "areas", areas, AREAS_MAX);
    few(faults, "methods", methods, METHODS_MAX);
    methods.forEach(method -> brief(faults, "methods", method, METHOD_LENGTH));
    brief(faults, "notes", notes, NOTES_LENGTH);
    brief(faults, "why", why, WHY_LENGTH);
    if (why.isEmpty()) {
      faults.add(fault("why", "", "is empty", "say from where you know it"));
    }
    parent(id, all, faults);
    if (!faults.isEmpty()) {
      throw new Problem(
          GroupProblem.BAD_GROUP,
          faults.getFirst().where() + " " + faults.getFirst().message(),
          faults);
    }
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(aliases);
    names.addFirst(name);
    return names;
  }

  /** The group that it belongs to; empty when it names none. */
  Optional<Group> parentOf(Collection<Group> all) {
    return all.stream()
        .filter(each -> each.id().equals(parent))
        .findFirst()
        .or(() -> all.stream().filter(each -> each.bears(parent)).findFirst());
  }

  private void parent(String id, Collection<Group> all, List<Fault> faults) {
    if (parent.isEmpty()) {
      return;
    }
    Optional<Group> above = parentOf(all);
    if (above.isEmpty()) {
      faults.add(fault("parent", parent, "is no group", "use the name of one"));
      return;
    }
    int depth = 0;
    while (above.isPresent() && depth++ < all.size()) {
      if (above.get().id().equals(id)) {
        faults.add(
            fault("parent", parent, "belongs to this group itself", "choose one that does not"));
        return;
      }
      Optional<String> next = above.get().known().parent();
      above = next.flatMap(up -> all.stream().filter(each -> each.id().equals(up)).findFirst());
    }
  }

  /** A reader finds a name only by a capital, a digit or "al-" at its beginning. */
  private static void name(List<Fault> faults, String where, String name) {
    boolean begins =
        !name.isEmpty()
            && (!Character.isLowerCase(name.codePointAt(0))
                || name.toLowerCase(Locale.ROOT).startsWith("al-")
                || name.toLowerCase(Locale.ROOT).startsWith("al "));
    if (name.length() > NAME_LENGTH || KnownGroup.key(name).length() < 2) {
      faults.add(
          fault(
              where,
              name,
              "has %d characters".formatted(name.length()),
              "write 2 to %d, letters among them".formatted(NAME_LENGTH)));
    } else if (!begins) {
      faults.add(fault(where, name, "does not begin with a capital", "write it as texts write it"));
    }
  }

  private static void few(List<Fault> faults, String where, List<String> list, int most) {
    if (list.size() > most) {
      faults.add(
          fault(where, "", "there are %d".formatted(list.size()), "keep to %d".formatted(most)));
    }
  }

  private static void brief(List<Fault> faults, String where, String text, int most) {
    if (text.length() > most) {
      faults.add(
          fault(
              where,
              text,
              "has %d characters".formatted(text.length()),
              "keep to %d".formatted(most)));
    }
  }

  private static Fault fault(String where, String value, String message, String remedy) {
    return new Fault(where, Problem.shorten(value), message, remedy);
  }
}
