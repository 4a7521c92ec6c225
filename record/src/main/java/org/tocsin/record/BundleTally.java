// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tocsin.record.BundleNotes.Why;
import org.tocsin.record.BundleNotes.Withheld;
import org.tocsin.record.CaseBundle.Disclosure;
import org.tocsin.record.CaseBundle.ProvenEntry;
import org.tocsin.record.ReceiptProof.Line;

/**
 * What the entries of a bundle disclose, withhold and seal, checked and counted one after the
 * other: it stays as small however many there are. Not for several threads.
 */
final class BundleTally {

  private static final int DISCLOSURES_TOLD = 10;
  private static final int RECEIPTS_TOLD = 20;

  private final Findings wrongDisclosures = new Findings();
  private final Findings wrongReceipts = new Findings();
  private final Findings receipts = new Findings();
  private final Map<Why, Long> withheld = new EnumMap<>(Why.class);
  private long committed;
  private long shown;
  private @Nullable Instant firstErased;
  private @Nullable Instant lastErased;

  /** One more entry, with all that is said of it. */
  void add(ProvenEntry entry) {
    committed += entry.entry().commitments().size();
    for (Disclosure disclosure : entry.disclosures()) {
      shown++;
      if (!disclosure.opens(entry.entry())) {
        wrongDisclosures.add(
            "'" + Words.excerpt(disclosure.name()) + "' of entry " + entry.index());
      }
    }
    for (ReceiptProof receipt : entry.notes().receipts()) {
      receipt
          .fault(entry.entry())
          .ifPresentOrElse(
              why -> wrongReceipts.add("a receipt at entry " + entry.index() + ": " + why),
              () -> receipts.add(words(receipt)));
    }
    for (Withheld each : entry.notes().withheld()) {
      withheld.merge(each.why(), 1L, Long::sum);
      Instant at = each.at();
      if (at != null) {
        firstErased = firstErased == null || at.isBefore(firstErased) ? at : firstErased;
        lastErased = lastErased == null || at.isAfter(lastErased) ? at : lastErased;
      }
    }
  }

  /** Adds the checks of disclosures and, from version 2 on, of receipts and what is withheld. */
  void judge(Optional<BundleScope> scope, Verdict.Checks checks) {
    if (wrongDisclosures.isEmpty()) {
      checks.ok(
          "disclosures",
          "%d of %d committed values are shown, and each is what was committed to; the rest stays"
                  .formatted(shown, committed)
              + " hidden or was erased.");
    } else {
      checks.failed(
          "disclosures",
          "Not what was committed to (another value, or another salt): "
              + wrongDisclosures.words(DISCLOSURES_TOLD, ", ")
              + ".");
    }
    scope.ifPresent(stated -> {
      judgeReceipts(checks);
      tellWithheld(stated, checks);
    });
  }

  private void judgeReceipts(Verdict.Checks checks) {
    if (!wrongReceipts.isEmpty()) {
      checks.failed(
          "receipts", "Not what was sealed: " + wrongReceipts.words(RECEIPTS_TOLD, "; ") + ".");
    } else if (!receipts.isEmpty()) {
      checks.ok(
          "receipts",
          "%d receipts of deliveries, each sealed in the record: %s."
              .formatted(receipts.count(), receipts.words(RECEIPTS_TOLD, "; ")));
    }
  }

  private static String words(ReceiptProof receipt) {
    String reason = receipt.line(Line.REASON);
    return "watcher %s %s by %s at %s (warning %s, step %s, attempt %s)%s"
        .formatted(
            Words.excerpt(receipt.line(Line.WATCHER)),
            Words.excerpt(receipt.line(Line.OUTCOME)),
            Words.excerpt(receipt.line(Line.CHANNEL)),
            Words.excerpt(receipt.line(Line.AT)),
            Words.excerpt(receipt.line(Line.WARNING)),
            Words.excerpt(receipt.line(Line.STEP)),
            Words.excerpt(receipt.line(Line.ATTEMPT)),
            reason.isEmpty() ? "" : ": " + Words.excerpt(reason));
  }

  private void tellWithheld(BundleScope scope, Verdict.Checks checks) {
    String left =
        scope.level() == BundleScope.Level.WATCHER
            ? "The desk says that it left out " + scope.omitted() + " further receipts or answers."
            : "The desk says that it left out " + Words.entries(scope.omitted()) + " of the case.";
    String values =
        "Withheld: %d values as personal, %d as restricted."
            .formatted(
                withheld.getOrDefault(Why.PERSONAL, 0L), withheld.getOrDefault(Why.RESTRICTED, 0L));
    Instant first = firstErased;
    String gone =
        first == null
            ? ""
            : " Erased on %s: %d values; nobody can show them any more."
                .formatted(
                    first.equals(lastErased) ? first.toString() : first + " to " + lastErased,
                    withheld.getOrDefault(Why.ERASED, 0L));
    checks.notChecked(
        "withheld", "Made for " + scope.level().reader() + ". " + left + " " + values + gone);
  }
}
