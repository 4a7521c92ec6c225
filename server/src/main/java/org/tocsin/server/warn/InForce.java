// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.tocsin.audience.AudienceSnapshot;
import org.tocsin.audience.Danger;
import org.tocsin.audience.DangerIndex;
import org.tocsin.audience.Watcher;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;

/** The warnings in force, made ready to be asked by those who join. Immutable. */
final class InForce {
  private final Map<WarningId, Warned> warnings;
  private final DangerIndex index;

  /** By the danger itself: two warnings may warn of what is equal. */
  private final IdentityHashMap<Danger, WarningId> warningOf = new IdentityHashMap<>();

  /**
   * What a warning in force says of whom it is for.
   *
   * @param draft as it was approved
   * @param dangers that it warns of; none where it names recipients alone
   */
  record Warned(Draft draft, List<Danger> dangers) {}

  private InForce(Map<WarningId, Warned> warnings) {
    this.warnings = Map.copyOf(warnings);
    warnings.forEach((id, warned) -> warned.dangers().forEach(each -> warningOf.put(each, id)));
    this.index = DangerIndex.of(List.copyOf(warningOf.keySet()));
  }

  static InForce of(Map<WarningId, Warned> warnings) {
    return new InForce(warnings);
  }

  /** Whether it is about just these; what a warning in force says never changes. */
  boolean isOf(Set<WarningId> ids) {
    return warnings.keySet().equals(ids);
  }

  /**
   * Which of these watchers a warning is for, since they are in its way or named by it. Warnings
   * for none of them are missing.
   *
   * @param present who of a draft's recipients is there
   */
  Map<WarningId, long[]> newcomers(
      AudienceSnapshot snapshot, long[] numbers, Function<Draft, List<WatcherId>> present) {
    Map<WarningId, Set<Long>> found = new HashMap<>();
    for (long number : numbers) {
      Optional<Watcher> watcher = snapshot.find(number);
      List<Danger> dangers = watcher.map(index::dangersFor).orElse(List.of());
      for (Danger danger : dangers) {
        WarningId warning = warningOf.get(danger);
        if (warning != null) {
          found.computeIfAbsent(warning, _ -> new TreeSet<>()).add(number);
        }
      }
    }
    warnings.forEach((id, warned) -> {
      for (long number : named(warned, numbers, present)) {
        found.computeIfAbsent(id, _ -> new TreeSet<>()).add(number);
      }
    });
    Map<WarningId, long[]> newcomers = new HashMap<>();
    found.forEach(
        (id, each) -> newcomers.put(id, each.stream().mapToLong(Long::longValue).toArray()));
    return newcomers;
  }

  private static List<Long> named(
      Warned warned, long[] numbers, Function<Draft, List<WatcherId>> present) {
    List<Long> named = new ArrayList<>();
    if (!warned.draft().recipients().isEmpty()) {
      for (WatcherId id : present.apply(warned.draft())) {
        if (Arrays.binarySearch(numbers, id.number()) >= 0) {
          named.add(id.number());
        }
      }
    }
    return named;
  }
}
