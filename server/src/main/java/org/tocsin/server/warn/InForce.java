// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tocsin.audience.AudienceSnapshot;
import org.tocsin.audience.Danger;
import org.tocsin.audience.DangerIndex;
import org.tocsin.audience.Watcher;
import org.tocsin.server.kernel.WarningId;

/** The dangers of the warnings in force, made ready to be asked by those who join. Immutable. */
final class InForce {
  private final Set<WarningId> warnings;
  private final DangerIndex index;

  /** By the danger itself: two warnings may warn of what is equal. */
  private final IdentityHashMap<Danger, WarningId> warningOf;

  private InForce(
      Set<WarningId> warnings, DangerIndex index, IdentityHashMap<Danger, WarningId> warningOf) {
    this.warnings = warnings;
    this.index = index;
    this.warningOf = warningOf;
  }

  static InForce of(Map<WarningId, List<Danger>> dangers) {
    IdentityHashMap<Danger, WarningId> warningOf = new IdentityHashMap<>();
    dangers.forEach((id, each) -> each.forEach(danger -> warningOf.put(danger, id)));
    return new InForce(
        Set.copyOf(dangers.keySet()), DangerIndex.of(List.copyOf(warningOf.keySet())), warningOf);
  }

  Set<WarningId> warnings() {
    return warnings;
  }

  /** Which of these watchers are in the way of which warning; nobody for those that are missing. */
  Map<WarningId, long[]> newcomers(AudienceSnapshot snapshot, long[] numbers) {
    Map<WarningId, List<Long>> found = new HashMap<>();
    for (long number : numbers) {
      Optional<Watcher> watcher = snapshot.find(number);
      if (watcher.isPresent()) {
        for (Danger danger : index.dangersFor(watcher.get())) {
          WarningId warning = warningOf.get(danger);
          if (warning != null) {
            found.computeIfAbsent(warning, _ -> new ArrayList<>()).add(number);
          }
        }
      }
    }
    Map<WarningId, long[]> newcomers = new HashMap<>();
    found.forEach((id, each) ->
        newcomers.put(id, each.stream().mapToLong(Long::longValue).distinct().toArray()));
    return newcomers;
  }
}
