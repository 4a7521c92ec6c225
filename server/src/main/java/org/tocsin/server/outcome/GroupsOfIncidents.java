// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.tocsin.server.assess.GroupIncidents;

/** Tells the profiles of groups in what incidents a group is named, each account beside the others. */
@Component
class GroupsOfIncidents implements GroupIncidents {

  private static final int MOST = 100;

  private final OutcomeStore store;

  GroupsOfIncidents(OutcomeStore store) {
    this.store = store;
  }

  @Override
  public List<Event> naming(Predicate<String> isTheGroup) {
    List<String> names = store.named().stream().filter(isTheGroup).toList();
    return names.isEmpty()
        ? List.of()
        : store.naming(names, MOST).stream()
            .map(incident ->
                new Event(
                    incident.began(),
                    incident.title(),
                    store.statements(incident.id()).stream()
                        .filter(each -> isTheGroup.test(each.by()) || isTheGroup.test(each.about()))
                        .map(GroupsOfIncidents::sentence)
                        .toList(),
                    incident.place(),
                    "/desk/incidents/" + incident.id()))
            .toList();
  }

  private static String sentence(Statement said) {
    return said.kind() == StatementKind.CLAIM
        ? "%s: %s.".formatted(said.by(), said.kind().word())
        : "%s: %s, of %s.".formatted(said.by(), said.kind().word(), said.about());
  }
}
