// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tocsin.server.assess.GroupIncidents;
import org.tocsin.server.kernel.IncidentId;

/**
 * Tells the profiles of groups in what incidents a group is named, each account beside the others.
 */
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
    List<Incident> found = names.isEmpty() ? List.of() : store.naming(names, MOST);
    Map<IncidentId, List<Statement>> said =
        store.statements(found.stream().map(Incident::id).toList()).stream()
            .collect(Collectors.groupingBy(Statement::incident));
    return found.stream()
        .map(incident ->
            new Event(
                incident.began(),
                incident.title(),
                said.getOrDefault(incident.id(), List.of()).stream()
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
