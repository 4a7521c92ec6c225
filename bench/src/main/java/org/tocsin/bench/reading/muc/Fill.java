// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One fill of a slot.
 *
 * @param values any of them does; a response has one
 * @param of the strings that it is about, any of them: {@code 1: "PEASANT"}; empty where it stands
 *     alone
 * @param optional whether it may be missed without loss
 */
record Fill(Set<String> values, Set<String> of, boolean optional) {
  Fill {
    values = Collections.unmodifiableSet(new LinkedHashSet<>(values)); // in the key's order
    of = Collections.unmodifiableSet(new LinkedHashSet<>(of));
  }

  static Fill of(String value) {
    return new Fill(Set.of(value), Set.of(), false);
  }

  static Fill of(String value, String about) {
    return new Fill(Set.of(value), Set.of(about), false);
  }
}
