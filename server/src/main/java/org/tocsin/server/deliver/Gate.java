// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.kernel.Handling;
import org.tocsin.server.kernel.WarningId;

/**
 * The last hop before a line: what may not pass is refused, whoever sends it and for whatever
 * reason. The line behind it is opened for the first parcel that may pass.
 */
final class Gate implements Channel.Line {

  /** Why a warning may not pass; empty when it may. */
  interface Rule {
    Optional<String> refusal(ApprovedWarning warning);
  }

  /** What recipients are cleared for, now; asked for each round, whoever sends it. */
  interface Cleared {
    Map<Long, Handling> of(long... watchers);

    /**
     * Those of the recipients who were handed the warning that this one ends: whatever they are
     * cleared for now, they must hear that it is over.
     */
    default Set<Long> toldBefore(ApprovedWarning ending, long... watchers) {
      return Set.of();
    }
  }

  private final Rule rule;
  private final Cleared cleared;
  private final Supplier<Channel.Line> behind;
  private Channel.@Nullable Line open;

  /**
   * A gate.
   *
   * @param rule what is let through; receipts say the reason of everything else
   * @param cleared what is marked above a recipient's clearance does not pass
   * @param behind opens the line behind it
   */
  Gate(Rule rule, Cleared cleared, Supplier<Channel.Line> behind) {
    this.rule = rule;
    this.cleared = cleared;
    this.behind = behind;
  }

  private Optional<String> refusal(
      Parcel parcel, Map<Long, Handling> clearances, Map<WarningId, Set<Long>> told) {
    ApprovedWarning warning = parcel.letter().warning();
    Optional<String> refused = rule.refusal(warning);
    if (refused.isPresent() || warning.handling().isForEverybody()) {
      return refused;
    }
    Handling clearance = clearances.get(parcel.watcher().number());
    boolean knows = told.getOrDefault(warning.id(), Set.of()).contains(parcel.watcher().number());
    return knows || (clearance != null && clearance.covers(warning.handling()))
        ? Optional.empty()
        : Optional.of(Withheld.reason(warning.handling()));
  }

  /** By the warning, whom its like was handed before; asked only of what follows another. */
  private Map<WarningId, Set<Long>> told(List<Parcel> parcels) {
    Map<WarningId, Set<Long>> told = new HashMap<>();
    for (Parcel each : parcels) {
      ApprovedWarning warning = each.letter().warning();
      if (!warning.handling().isForEverybody() && !warning.msgType().equals("Alert")) {
        told.computeIfAbsent(
            warning.id(),
            id ->
                cleared.toldBefore(
                    warning,
                    parcels.stream()
                        .filter(one -> one.letter().warning().id().equals(id))
                        .mapToLong(one -> one.watcher().number())
                        .distinct()
                        .toArray()));
      }
    }
    return told;
  }

  /** Nothing is asked for what everybody may read. */
  private Map<Long, Handling> clearances(List<Parcel> parcels) {
    long[] watchers =
        parcels.stream()
            .filter(each -> !each.letter().warning().handling().isForEverybody())
            .mapToLong(each -> each.watcher().number())
            .distinct()
            .toArray();
    return watchers.length == 0 ? Map.of() : cleared.of(watchers);
  }

  @Override
  public List<Outcome> send(List<Parcel> parcels) {
    Map<Long, Handling> clearances = clearances(parcels);
    Map<WarningId, Set<Long>> told = told(parcels);
    List<Optional<String>> refusals =
        parcels.stream().map(each -> refusal(each, clearances, told)).toList();
    List<Parcel> through = new ArrayList<>(parcels.size());
    for (int i = 0; i < parcels.size(); i++) {
      if (refusals.get(i).isEmpty()) {
        through.add(parcels.get(i));
      }
    }
    List<Outcome> came = through.isEmpty() ? List.of() : line().send(through);
    List<Outcome> outcomes = new ArrayList<>(parcels.size());
    int next = 0;
    for (Optional<String> refused : refusals) {
      outcomes.add(refused.isPresent() ? new Outcome.Failed(refused.get()) : came.get(next++));
    }
    return outcomes;
  }

  private Channel.Line line() {
    Channel.Line line = open;
    if (line == null) {
      line = behind.get();
      open = line;
    }
    return line;
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
    }
  }
}
