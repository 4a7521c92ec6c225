// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.server.kernel.Text;

/**
 * What a round came to: a receipt for each position, and who is tried again and how. Used by one
 * thread.
 */
final class Round {

  private static final int MAX_REASON = 200;

  private final List<Receipt> receipts = new ArrayList<>();
  private final Map<Later, List<Long>> again = new LinkedHashMap<>();

  /**
   * How somebody is tried again.
   *
   * @param marked whether what was sent may have arrived
   * @param notBefore how long their other side asked to wait: nobody waits for another's sake
   * @param waits whether it waits for people, each alone, until the warning ends at the latest
   */
  record Later(boolean marked, Duration notBefore, boolean waits) {}

  boolean isEmpty() {
    return receipts.isEmpty();
  }

  int size() {
    return receipts.size();
  }

  /** The receipts in the order of their positions. */
  List<Receipt> receipts() {
    return receipts;
  }

  /** The numbers of the watchers who are tried again, by how. */
  Map<Later, List<Long>> again() {
    return again;
  }

  void add(Receipt receipt) {
    receipts.add(receipt);
  }

  /** One address that took it is enough; a temporary failure of any other is tried again. */
  void add(Chunk chunk, int position, List<Outcome> outcomes, Instant sent) {
    long watcher = chunk.ids()[position];
    ReceiptKind kind = ReceiptKind.FAILED;
    String reason = outcomes.isEmpty() ? "no address of this kind any more" : null;
    boolean mayHaveArrived = chunk.repeatAt(position);
    Duration notBefore = Duration.ZERO;
    boolean waits = false;
    for (Outcome outcome : outcomes) {
      switch (outcome) {
        case Outcome.Told told -> {
          kind = ReceiptKind.TOLD;
          reason = told.how().isEmpty() ? null : told.how();
        }
        case Outcome.Waiting waiting -> {
          if (kind != ReceiptKind.TOLD) {
            kind = ReceiptKind.DEFERRED;
            reason = waiting.reason();
            mayHaveArrived |= waiting.mayHaveArrived();
            waits = true;
          }
        }
        case Outcome.Answered _ -> {
          if (kind == ReceiptKind.FAILED) {
            kind = ReceiptKind.ANSWERED;
            reason = null;
          }
        }
        case Outcome.Deferred later -> {
          if (kind != ReceiptKind.TOLD) {
            kind = ReceiptKind.DEFERRED;
            reason = later.reason();
            mayHaveArrived |= later.mayHaveArrived();
            notBefore = later.notBefore().compareTo(notBefore) > 0 ? later.notBefore() : notBefore;
          }
        }
        case Outcome.Failed failed -> {
          if (kind == ReceiptKind.FAILED) {
            reason = failed.reason();
          }
        }
        case Outcome.Untried _ -> {
          if (kind == ReceiptKind.FAILED) {
            kind = ReceiptKind.DEFERRED;
            reason = "not tried yet";
          }
        }
      }
    }
    receipts.add(
        new Receipt(
            position,
            watcher,
            kind,
            chunk.repeatAt(position),
            sent,
            reason == null ? null : cut(reason)));
    if (kind == ReceiptKind.DEFERRED) {
      again
          .computeIfAbsent(new Later(mayHaveArrived, notBefore, waits), _ -> new ArrayList<>())
          .add(watcher);
    }
  }

  static String cut(String reason) {
    String clean = reason.replaceAll("\\p{Cntrl}", " ").strip();
    return Text.clip(clean, MAX_REASON);
  }
}
