// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.OfficerId;

/** Who has access now and may act in a role; for pages and rules, never for logs or the record. */
@Component
public class Colleagues {

  private final PeopleStore store;

  Colleagues(PeopleStore store) {
    this.store = store;
  }

  /** Everybody with access who may act in this role, by name. */
  public List<Officer> with(Role role) {
    return store.list().stream()
        .filter(person -> !person.disabled() && person.officer().may(role))
        .map(PeopleStore.Person::officer)
        .toList();
  }

  /** This person, if they have access now. */
  public Optional<Officer> find(OfficerId id) {
    return store.find(id).filter(person -> !person.disabled()).map(PeopleStore.Person::officer);
  }
}
