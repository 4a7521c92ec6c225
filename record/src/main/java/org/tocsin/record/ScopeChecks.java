// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tocsin.record.BundleNotes.Why;
import org.tocsin.record.BundleNotes.Withheld;
import org.tocsin.record.CaseBundle.ProvenEntry;
import org.tocsin.record.ReceiptProof.Line;

/** What a bundle of version 2 says beyond version 1: receipts, and what was left out for whom. */
final class ScopeChecks {

  private static final int TOLD_ONE_BY_ONE = 20;

  private ScopeChecks() {}

  static void check(CaseBundle bundle, Verdict.Checks checks) {
    bundle
        .meta()
        .scope()
        .ifPresent(scope -> {
          receipts(bundle, checks);
          withheld(scope, bundle, checks);
        });
  }

  private static void receipts(CaseBundle bundle, Verdict.Checks checks) {
    List<String> wrong = new ArrayList<>();
    List<String> told = new ArrayList<>();
    for (ProvenEntry entry : bundle.entries()) {
      for (ReceiptProof receipt : entry.notes().receipts()) {
        receipt
            .fault(entry.entry())
            .ifPresentOrElse(
                why -> wrong.add("a receipt at entry " + entry.index() + ": " + why),
                () -> told.add(words(receipt)));
      }
    }
    if (!wrong.isEmpty()) {
      checks.failed("receipts", "Not what was sealed: " + String.join("; ", few(wrong)) + ".");
    } else if (!told.isEmpty()) {
      checks.ok(
          "receipts",
          "%d receipts of deliveries, each sealed in the record: %s."
              .formatted(told.size(), String.join("; ", few(told))));
    }
  }

  private static List<String> few(List<String> all) {
    if (all.size() <= TOLD_ONE_BY_ONE) {
      return all;
    }
    List<String> some = new ArrayList<>(all.subList(0, TOLD_ONE_BY_ONE));
    some.add("and " + (all.size() - TOLD_ONE_BY_ONE) + " more");
    return some;
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

  private static void withheld(BundleScope scope, CaseBundle bundle, Verdict.Checks checks) {
    Map<Why, Integer> counts = new EnumMap<>(Why.class);
    SortedSet<String> erased = new TreeSet<>();
    for (ProvenEntry entry : bundle.entries()) {
      for (Withheld each : entry.notes().withheld()) {
        counts.merge(each.why(), 1, Integer::sum);
        if (each.at() != null) {
          erased.add(each.at().toString());
        }
      }
    }
    String left =
        scope.level() == BundleScope.Level.WATCHER
            ? "The desk says that it left out " + scope.omitted() + " further receipts or answers."
            : "The desk says that it left out " + Words.entries(scope.omitted()) + " of the case.";
    String values =
        "Withheld: %d values as personal, %d as restricted."
            .formatted(
                counts.getOrDefault(Why.PERSONAL, 0), counts.getOrDefault(Why.RESTRICTED, 0));
    String gone =
        erased.isEmpty()
            ? ""
            : " Erased on %s: %d values; nobody can show them any more."
                .formatted(
                    erased.size() == 1 ? erased.first() : erased.first() + " to " + erased.last(),
                    counts.getOrDefault(Why.ERASED, 0));
    checks.notChecked(
        "withheld", "Made for " + scope.level().reader() + ". " + left + " " + values + gone);
  }
}
