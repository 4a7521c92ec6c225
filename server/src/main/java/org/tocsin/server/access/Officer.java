// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.util.Set;
import org.tocsin.server.kernel.OfficerId;

/**
 * Somebody who signs in at the desk. Personal data: neither name nor address goes into logs or the
 * record, only the id does.
 *
 * @param id the one word for this person that the record uses
 * @param name what colleagues call them
 * @param email where they are reached and what they sign in with; lower case
 * @param roles what they may do now
 */
public record Officer(OfficerId id, String name, String email, Set<Role> roles) {

  /** Copies the roles. */
  public Officer {
    roles = Set.copyOf(roles);
  }

  /** Whether this person may act in this role. */
  public boolean may(Role role) {
    return roles.contains(role);
  }
}
