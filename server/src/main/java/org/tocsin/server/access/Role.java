// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.util.Locale;
import java.util.Optional;

/** What a person at the desk may do. A person may have several roles. */
public enum Role {
  /** Takes in reports. */
  COLLECTOR,
  /** Opens cases, assesses, proposes determinations, composes warnings. */
  OFFICER,
  /** Agrees to determinations and approves warnings that somebody else made. */
  APPROVER,
  /** Keeps people, roles, tokens, watchers' sources and settings. */
  ADMIN,
  /** Reads everything, changes nothing. */
  AUDITOR;

  /** The word that tables, pages and the API use: {@code officer}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role with this word. */
  public static Optional<Role> find(String word) {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
