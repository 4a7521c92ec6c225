// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.ApprovedWarnings;
import org.tocsin.server.deliver.EveryMade;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.warn.Warning;
import org.tocsin.server.warn.WarningState;
import org.tocsin.server.warn.Warnings;

/**
 * Warnings as answer pages show them, kept for a moment: thousands may ask for the same one at
 * once. Thread-safe and bounded.
 */
@Component
class AskedWarnings {

  private static final long KEPT_NANOS = 2_000_000_000;
  private static final int MOST = 1_000;

  /**
   * A warning and what became of it.
   *
   * @param next the message that updated or cancelled it, if one is in force
   */
  record Asked(ApprovedWarning warning, WarningState state, Optional<ApprovedWarning> next) {}

  private record Kept(Asked asked, long at) {}

  private final Warnings warnings;
  private final ApprovedWarnings approved;
  private final EveryMade made;
  private final Clock clock;
  private final Map<WarningId, Kept> kept = new ConcurrentHashMap<>();
  private final ReentrantLock reading = new ReentrantLock();

  AskedWarnings(Warnings warnings, ApprovedWarnings approved, EveryMade made, Clock clock) {
    this.warnings = warnings;
    this.made = made;
    this.clock = clock;
    this.approved = approved;
  }

  Asked get(WarningId id) {
    Kept before = kept.get(id);
    if (before != null && System.nanoTime() - before.at() < KEPT_NANOS) {
      return before.asked();
    }
    // One reads for all; meanwhile the others show what was, or wait if there is nothing yet.
    if (before != null && !reading.tryLock()) {
      return before.asked();
    }
    if (before == null) {
      reading.lock();
    }
    try {
      Kept meanwhile = kept.get(id);
      if (meanwhile != null && !meanwhile.equals(before)) {
        return meanwhile.asked();
      }
      if (kept.size() >= MOST) {
        kept.clear();
      }
      Asked now = read(id);
      kept.put(id, new Kept(now, System.nanoTime()));
      return now;
    } finally {
      reading.unlock();
    }
  }

  private Asked read(WarningId id) {
    ApprovedWarning told = approved.get(id);
    if (made.find(id).isPresent()) {
      // A drill has no draft and is never replaced.
      boolean isOver = !clock.instant().isBefore(told.window().until());
      return new Asked(
          told, isOver ? WarningState.LAPSED : WarningState.IN_FORCE, Optional.empty());
    }
    Warning warning = warnings.get(id);
    if (warning.state() == WarningState.DRAFT) {
      throw AnswerProblem.NOT_SENT.because("%s has not gone out".formatted(id));
    }
    List<Warning> all = warnings.ofCase(warning.caseId());
    Optional<ApprovedWarning> next = Optional.empty();
    WarningId at = id;
    // Follows the chain to its newest message: an update may itself have been updated.
    for (Warning each : all) {
      if (each.follows().equals(Optional.of(at)) && each.state() != WarningState.DRAFT) {
        next = Optional.of(approved.get(each.id()));
        at = each.id();
      }
    }
    return new Asked(told, warning.state(), next);
  }
}
