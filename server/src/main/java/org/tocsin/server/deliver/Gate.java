// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The last hop before a line: what may not pass is refused, whoever sends it and for whatever
 * reason. The line behind it is opened for the first parcel that may pass.
 */
final class Gate implements Channel.Line {

  /** Why a warning may not pass; empty when it may. */
  interface Rule {
    Optional<String> refusal(ApprovedWarning warning);
  }

  private final Rule rule;
  private final Supplier<Channel.Line> behind;
  private Channel.@Nullable Line open;

  /**
   * A gate.
   *
   * @param rule what is let through; receipts say the reason of everything else
   * @param behind opens the line behind it
   */
  Gate(Rule rule, Supplier<Channel.Line> behind) {
    this.rule = rule;
    this.behind = behind;
  }

  private Optional<String> refusal(Parcel parcel) {
    return rule.refusal(parcel.letter().warning());
  }

  @Override
  public List<Outcome> send(List<Parcel> parcels) {
    List<Parcel> through = parcels.stream().filter(each -> refusal(each).isEmpty()).toList();
    List<Outcome> came = through.isEmpty() ? List.of() : line().send(through);
    List<Outcome> outcomes = new ArrayList<>(parcels.size());
    int next = 0;
    for (Parcel parcel : parcels) {
      Optional<String> refused = refusal(parcel);
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
