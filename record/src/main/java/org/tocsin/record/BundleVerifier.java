// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.tocsin.record.CaseBundle.Disclosure;
import org.tocsin.record.CaseBundle.ProvenEntry;

/** Verifies case bundles with nothing but the file and, if there are any, keys you trust. */
public final class BundleVerifier {

  private BundleVerifier() {}

  /**
   * Verifies a bundle. Wrong input gives a verdict, never an exception.
   *
   * @param file the bytes of the file
   * @param trusted the record's published key and the keys of witnesses; may be empty
   */
  public static Verdict verify(byte[] file, Collection<NoteVerifier> trusted) {
    SignedNote note;
    CaseBundle bundle;
    try {
      note = SignedNote.parse(file, CaseBundle.MAX_BYTES);
      bundle = CaseBundle.parse(note.text());
    } catch (RecordException e) {
      return Verdict.malformed(
          Verdict.Kind.CASE_BUNDLE, "This is no well-formed case bundle: " + e.getMessage() + ".");
    }
    Verdict.Checks checks = new Verdict.Checks();
    checks.ok(
        "form",
        "A bundle of case %s, \"%s\", made %s (the desk's clock), with %s."
            .formatted(
                bundle.meta().caseId(),
                bundle.meta().title(),
                bundle.meta().madeAt(),
                Words.entries(bundle.entries().size())));
    TrustedKeys keys = new TrustedKeys(trusted, bundle.history().keyChanges());
    signature(note, bundle, checks);
    keys.judge(bundle.meta().key(), "bundle", checks);
    checkpoint(bundle, checks);
    bundle
        .history()
        .check(bundle.checkpoint().checkpoint(), keys.ofRecord(bundle.meta().key()), checks);
    inclusion(bundle, checks);
    disclosures(bundle, checks);
    ScopeChecks.check(bundle, checks);
    keys.judgeWitnesses(bundle.checkpoint(), checks);
    checks.notChecked(
        "completeness",
        "The desk chose these entries. Whether the record holds more on this case, this file cannot"
            + " show; the record itself can.");
    return checks.verdict(Verdict.Kind.CASE_BUNDLE);
  }

  private static void signature(SignedNote note, CaseBundle bundle, Verdict.Checks checks) {
    NoteVerifier key = bundle.meta().key();
    try {
      if (note.signatures().size() != 1) {
        throw RecordException.malformed(
            "it carries " + note.signatures().size() + " signatures; exactly one belongs there");
      }
      note.verify(List.of(key));
      checks.ok("signature", "Every byte of the file is signed by " + key.name() + ".");
    } catch (RecordException e) {
      checks.failed(
          "signature", "The file was changed or not signed by its key: " + e.getMessage() + ".");
    }
  }

  private static void checkpoint(CaseBundle bundle, Verdict.Checks checks) {
    Checkpoint checkpoint = bundle.checkpoint().checkpoint();
    try {
      bundle.checkpoint().verify(bundle.meta().key());
      checks.ok(
          "checkpoint",
          "The checkpoint of %s at %s is signed by the same key."
              .formatted(checkpoint.origin(), Words.entries(checkpoint.size())));
    } catch (RecordException e) {
      checks.failed("checkpoint", "The checkpoint is not the record's: " + e.getMessage() + ".");
    }
  }

  private static void inclusion(CaseBundle bundle, Verdict.Checks checks) {
    Checkpoint checkpoint = bundle.checkpoint().checkpoint();
    List<Long> broken = new ArrayList<>();
    for (ProvenEntry entry : bundle.entries()) {
      Hash leaf = Merkle.leaf(entry.entry().bytes());
      if (!Merkle.verifyInclusion(
          leaf, entry.index(), checkpoint.size(), entry.proof(), checkpoint.root())) {
        broken.add(entry.index());
      }
    }
    if (broken.isEmpty()) {
      checks.ok(
          "inclusion",
          "All %d entries are in the record, each at its place."
              .formatted(bundle.entries().size()));
    } else {
      checks.failed(
          "inclusion",
          "Not in the record as they stand here (changed, moved or made up): entries "
              + first(broken)
              + ".");
    }
  }

  private static void disclosures(CaseBundle bundle, Verdict.Checks checks) {
    List<String> wrong = new ArrayList<>();
    int shown = 0;
    int hidden = 0;
    for (ProvenEntry entry : bundle.entries()) {
      hidden += entry.entry().commitments().size();
      for (Disclosure disclosure : entry.disclosures()) {
        shown++;
        if (!disclosure.opens(entry.entry())) {
          wrong.add("'" + Words.excerpt(disclosure.name()) + "' of entry " + entry.index());
        }
      }
    }
    if (wrong.isEmpty()) {
      checks.ok(
          "disclosures",
          "%d of %d committed values are shown, and each is what was committed to; the rest stays"
                  .formatted(shown, hidden)
              + " hidden or was erased.");
    } else {
      checks.failed(
          "disclosures",
          "Not what was committed to (another value, or another salt): " + first(wrong) + ".");
    }
  }

  private static String first(List<?> all) {
    String some =
        all.stream().limit(10).map(String::valueOf).reduce((a, b) -> a + ", " + b).orElse("");
    return all.size() > 10 ? some + " and " + (all.size() - 10) + " more" : some;
  }
}
