// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.OfficerId;

/** Where officers are reached by mail; for sending to them only, never for logs or the record. */
@Component
public class OfficerMailboxes {

  private final PeopleStore store;

  OfficerMailboxes(PeopleStore store) {
    this.store = store;
  }

  /** The address of an officer who has access now; empty for whoever has none any more. */
  public Optional<String> of(OfficerId id) {
    return store
        .find(id)
        .filter(person -> !person.disabled())
        .map(person -> person.officer().email());
  }
}
