// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.groups;

import java.text.Normalizer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.reading.KnownGroup;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Officer;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.read.DeskGroups;

/** The groups as the desk knows them: the bundled lists with the desk's own edits over them. */
@Service
public class Groups implements DeskGroups {

  private static final int SLUG_LENGTH = 80;

  private final GroupStore store;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final Clock clock;

  Groups(GroupStore store, Ledger ledger, CurrentOfficer officer, Clock clock) {
    this.store = store;
    this.ledger = ledger;
    this.officer = officer;
    this.clock = clock;
  }

  @Override
  public List<KnownGroup> groups() {
    return store.newest().stream().map(Group::known).toList();
  }

  /** All groups by name. */
  public List<Group> all() {
    return byId().values().stream()
        .sorted(
            Comparator.comparing((Group group) -> KnownGroup.key(group.name()))
                .thenComparing(Group::id))
        .toList();
  }

  private Map<String, Group> byId() {
    Map<String, Group> all = new TreeMap<>();
    KnownGroup.bundled().forEach(known -> all.put(known.id(), Group.bundled(known)));
    store.newest().forEach(group -> all.put(group.id(), group));
    return all;
  }

  /** The group with this id; T3029 when there is none. */
  public Group get(String id) {
    return find(id)
        .orElseThrow(() ->
            GroupProblem.NO_GROUP.because("there is no group " + Problem.shorten(id)));
  }

  /** The same, if there is one. */
  public Optional<Group> find(String id) {
    return Optional.ofNullable(byId().get(id));
  }

  /** The group that bears this name, as it stands or as an alias. */
  public Optional<Group> named(String name) {
    Collection<Group> all = byId().values();
    String key = KnownGroup.key(name);
    return all.stream()
        .filter(group -> KnownGroup.key(group.name()).equals(key) && !key.isEmpty())
        .findFirst()
        .or(() -> all.stream().filter(group -> group.bears(name)).findFirst());
  }

  /** The group that bears the name first, then those of which a name has these words in it. */
  public List<Group> search(String words) {
    String key = KnownGroup.key(words);
    if (key.isEmpty()) {
      return List.of();
    }
    List<Group> found = new ArrayList<>();
    named(words).ifPresent(found::add);
    all().stream()
        .filter(group -> found.stream().noneMatch(had -> had.id().equals(group.id())))
        .filter(group -> group.names().anyMatch(name -> KnownGroup.key(name).contains(key)))
        .forEach(found::add);
    return found;
  }

  /** The groups that belong to this one, by name. */
  public List<Group> below(String id) {
    return all().stream()
        .filter(group -> group.known().parent().filter(id::equals).isPresent())
        .toList();
  }

  /** The desk's versions of a group, newest first; empty for one that it never edited. */
  public List<Group> versions(String id) {
    return store.versions(id);
  }

  /** Every name that readings may have given it, now or before it was edited. */
  Set<String> everNamed(Group group) {
    Set<String> names = new LinkedHashSet<>(group.names().toList());
    KnownGroup.bundled().stream()
        .filter(known -> known.id().equals(group.id()))
        .forEach(known -> names.add(known.name()));
    store.versions(group.id()).forEach(version -> names.add(version.name()));
    return names;
  }

  /** Adds a group that no list has; T3028 with every fault. */
  @Transactional
  Group add(GroupDraft draft) {
    store.lock();
    Map<String, Group> all = byId();
    draft.require("", all.values());
    String slug = "desk-" + slug(draft.name());
    String id = slug;
    for (int i = 2; all.containsKey(id); i++) {
      id = slug + "-" + i;
    }
    return keep(id, List.of(), draft, all.values(), 0);
  }

  /** Edits a group; T3028 with every fault, T3029, T3030 when somebody was quicker. */
  @Transactional
  Group edit(String id, GroupDraft draft) {
    store.lock();
    Map<String, Group> all = byId();
    Group before = get(id);
    if (before.version() != draft.base()) {
      throw GroupProblem.EDITED_MEANWHILE.because(
          "you saw version %d, and %d is the newest".formatted(draft.base(), before.version()));
    }
    draft.require(id, all.values());
    return keep(id, before.known().lists(), draft, all.values(), before.version());
  }

  private Group keep(
      String id, List<String> lists, GroupDraft draft, Collection<Group> all, int before) {
    Officer person = officer.get();
    KnownGroup known =
        new KnownGroup(
            id,
            draft.name(),
            draft.parentOf(all).map(Group::id),
            draft.aliases(),
            draft.areas(),
            lists);
    Group made =
        new Group(
            known,
            draft.methods(),
            draft.notes(),
            before + 1,
            Optional.of(person.id()),
            Optional.of(clock.instant().truncatedTo(ChronoUnit.MICROS)),
            draft.why());
    store.insert(made);
    ledger.append(
        Act.of("GroupEdited")
            .by(person.id())
            .about("group:" + id)
            .fact("version", made.version())
            .commits("name", known.name())
            .commits("aliases", known.aliases())
            .commits("parent", known.parent().orElse(""))
            .commits("areas", known.areas())
            .commits("methods", made.methods())
            .commits("notes", made.notes())
            .commits("why", made.why())
            .says("Group edited, version " + made.version()));
    return made;
  }

  private static String slug(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String bounded = plain.substring(0, Math.min(plain.length(), SLUG_LENGTH));
    return bounded.isEmpty() ? "group" : bounded;
  }
}
