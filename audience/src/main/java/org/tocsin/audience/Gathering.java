// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of a venue or an event beside its place: how many people it holds and of what type
 * it is. As part of a {@link Danger} it is the least size and the types that a warning is meant
 * for. Whoever is neither venue nor event is not touched by it.
 *
 * @param capacity people, up to 100 million; 0 when not known, or for any size
 * @param types words such as {@code theatre} or {@code football}, in lower case; empty when not
 *     known, or for all types
 */
public record Gathering(int capacity, Set<String> types) {
  /** The most people. */
  public static final int MAX_CAPACITY = 100_000_000;

  /** The most types. */
  public static final int MAX_TYPES = 100;

  private static final Gathering UNKNOWN = new Gathering(0, Set.of());

  /** Puts the types in lower case; refuses a capacity out of range and too many types. */
  public Gathering {
    if (capacity < 0 || capacity > MAX_CAPACITY) {
      throw new IllegalArgumentException(
          "capacity " + capacity + " is outside 0 to " + MAX_CAPACITY + "; 0 means not known");
    }
    if (types.size() > MAX_TYPES) {
      throw new IllegalArgumentException(
          "gathering has " + types.size() + " types, more than " + MAX_TYPES);
    }
    Set<String> lower = new TreeSet<>();
    for (String type : types) {
      lower.add(type.strip().toLowerCase(Locale.ROOT));
    }
    types = Set.copyOf(lower);
  }

  /** Nothing known; as part of a danger, meant for all. */
  public static Gathering unknown() {
    return UNKNOWN;
  }

  /** Whether somebody of this kind can be told apart by size and type. */
  static boolean isOne(WatcherKind kind) {
    return kind == WatcherKind.VENUE || kind == WatcherKind.EVENT;
  }

  /** Whether this is as large as a danger asks; in doubt, yes. */
  boolean isLargeEnough(Gathering asked) {
    return capacity == 0 || capacity >= asked.capacity;
  }

  /** Whether this is of a type that a danger asks for; in doubt, yes. */
  boolean isOfType(Gathering asked) {
    return types.isEmpty()
        || asked.types.isEmpty()
        || asked.types.stream().anyMatch(types::contains);
  }
}
