// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.OfficerId;

/** What colleagues call whom an id names; for pages only, never for logs or the record. */
@Component
public class OfficerNames {

  private static final String PREFIX = OfficerId.PREFIX + "_";

  private final PeopleStore store;

  OfficerNames(PeopleStore store) {
    this.store = store;
  }

  /** The name; what is no officer's id, for example {@code system}, stays as it is. */
  public String of(String id) {
    return id.startsWith(PREFIX)
        ? store.find(new OfficerId(id)).map(person -> person.officer().name()).orElse(id)
        : id;
  }
}
