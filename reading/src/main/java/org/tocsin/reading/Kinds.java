// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;

/**
 * Of what kind an attack is, what it was aimed at and with what, as far as the words tell.
 *
 * @param attackType the manner: {@code Armed Assault}
 * @param targetType what was aimed at: {@code Business}
 * @param weaponType with what: {@code Firearms}
 */
public record Kinds(
    Optional<Coded> attackType, Optional<Coded> targetType, Optional<Coded> weaponType) {
  /** Nothing known. */
  public static final Kinds NONE = new Kinds(Optional.empty(), Optional.empty(), Optional.empty());
}
