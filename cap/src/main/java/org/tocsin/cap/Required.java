// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values without which a builder cannot make its record. */
final class Required {
  private Required() {}

  /**
   * Refuses when a value is null, naming all that are.
   *
   * @param namesAndValues an element name, its value, the next name, and so on
   */
  static void check(String parent, @Nullable Object... namesAndValues) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1] == null) {
        String name = String.valueOf(namesAndValues[i]);
        problems.add(
            Rule.REQUIRED.problem(
                Site.model(parent), "", "The " + parent + " has no " + name + "."));
      }
    }
    if (!problems.isEmpty()) {
      throw new CapException(problems);
    }
  }

  /** The value, which {@link #check} has seen not to be null. */
  static <T> T get(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalStateException(name + " was not checked before it was used");
    }
    return value;
  }
}
