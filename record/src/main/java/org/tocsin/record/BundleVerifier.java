// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import org.tocsin.record.CaseBundle.Meta;
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
    try {
      return verify(new ByteArrayInputStream(file), trusted);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot fail", e);
    }
  }

  /**
   * Verifies a bundle as it comes. One of version 3 needs the memory of one of its entries, however
   * many there are; one of the versions before is held whole, and has at most 64 MiB.
   *
   * @throws IOException if the stream cannot be read
   */
  public static Verdict verify(InputStream file, Collection<NoteVerifier> trusted)
      throws IOException {
    InputStream in = file.markSupported() ? file : new BufferedInputStream(file);
    byte[] header = Words.bytes(CaseBundle.HEADER_3 + "\n");
    in.mark(header.length);
    boolean streamed = Verification.isStreamed(in.readNBytes(header.length));
    in.reset();
    try {
      return streamed
          ? verifyStreamed(in, trusted)
          : verifyWhole(in.readNBytes(CaseBundle.MAX_BYTES + 1), trusted);
    } catch (RecordException e) {
      return Verdict.malformed(
          Verdict.Kind.CASE_BUNDLE, "This is no well-formed case bundle: " + e.getMessage() + ".");
    }
  }

  private static Verdict verifyStreamed(InputStream in, Collection<NoteVerifier> trusted)
      throws IOException {
    BundleTally tally = new BundleTally();
    StreamedBundle bundle =
        StreamedBundle.read(
            in,
            new StreamedBundle.Listener() {
              @Override
              public void entry(ProvenEntry entry) {
                tally.add(entry);
              }
            });
    Verdict.Checks checks = new Verdict.Checks();
    form(bundle.meta(), bundle.entries(), checks);
    TrustedKeys keys = new TrustedKeys(trusted, bundle.history().keyChanges());
    seal(bundle, checks);
    keys.judge(bundle.meta().key(), "bundle", checks);
    checkpoint(bundle.meta(), bundle.checkpoint(), checks);
    history(bundle.history(), bundle.meta(), bundle.checkpoint(), keys, checks);
    if (bundle.root().equals(bundle.checkpoint().checkpoint().root())) {
      included(bundle.entries(), checks);
    } else {
      checks.failed(
          "inclusion",
          "Entries and hashes together do not give the checkpoint's root: at least one of them was"
              + " changed, moved, dropped or made up. Which one, a file of version 3 cannot show;"
              + " hold it against a copy of the record (--against).");
    }
    judgeRest(bundle.meta(), bundle.checkpoint(), tally, keys, checks);
    return checks.verdict(Verdict.Kind.CASE_BUNDLE);
  }

  private static Verdict verifyWhole(byte[] file, Collection<NoteVerifier> trusted) {
    SignedNote note = SignedNote.parse(file, CaseBundle.MAX_BYTES);
    CaseBundle bundle = CaseBundle.parse(note.text());
    Checkpoint checkpoint = bundle.checkpoint().checkpoint();
    BundleTally tally = new BundleTally();
    Findings broken = new Findings();
    for (ProvenEntry entry : bundle.entries()) {
      tally.add(entry);
      Hash leaf = Merkle.leaf(entry.entry().bytes());
      if (!Merkle.verifyInclusion(
          leaf, entry.index(), checkpoint.size(), entry.proof(), checkpoint.root())) {
        broken.add(String.valueOf(entry.index()));
      }
    }
    Verdict.Checks checks = new Verdict.Checks();
    form(bundle.meta(), bundle.entries().size(), checks);
    TrustedKeys keys = new TrustedKeys(trusted, bundle.history().keyChanges());
    signature(note, bundle.meta(), checks);
    keys.judge(bundle.meta().key(), "bundle", checks);
    checkpoint(bundle.meta(), bundle.checkpoint(), checks);
    history(bundle.history(), bundle.meta(), bundle.checkpoint(), keys, checks);
    if (broken.isEmpty()) {
      included(bundle.entries().size(), checks);
    } else {
      checks.failed(
          "inclusion",
          "Not in the record as they stand here (changed, moved or made up): entries "
              + broken.words(10, ", ")
              + ".");
    }
    judgeRest(bundle.meta(), bundle.checkpoint(), tally, keys, checks);
    return checks.verdict(Verdict.Kind.CASE_BUNDLE);
  }

  private static void form(Meta meta, long entries, Verdict.Checks checks) {
    checks.ok(
        "form",
        "A bundle of case %s, \"%s\", made %s (the desk's clock), with %s."
            .formatted(meta.caseId(), meta.title(), meta.madeAt(), Words.entries(entries)));
  }

  private static void history(
      BundleHistory history,
      Meta meta,
      SignedCheckpoint checkpoint,
      TrustedKeys keys,
      Verdict.Checks checks) {
    history.check(checkpoint.checkpoint(), keys.ofRecord(meta.key()), checks);
  }

  private static void included(long entries, Verdict.Checks checks) {
    checks.ok(
        "inclusion", "All %d entries are in the record, each at its place.".formatted(entries));
  }

  private static void judgeRest(
      Meta meta,
      SignedCheckpoint checkpoint,
      BundleTally tally,
      TrustedKeys keys,
      Verdict.Checks checks) {
    tally.judge(meta.scope(), checks);
    keys.judgeWitnesses(checkpoint, checks);
    checks.notChecked(
        "completeness",
        "The desk chose these entries. Whether the record holds more on this case, this file cannot"
            + " show; the record itself can.");
  }

  /** The note at the end says of every byte before it what it was. */
  private static void seal(StreamedBundle bundle, Verdict.Checks checks) {
    if (bundle.note().text().equals(bundle.sealed())) {
      signature(bundle.note(), bundle.meta(), checks);
    } else {
      checks.failed(
          "signature",
          "The file was changed: its length and hash are not those that stand in its last lines.");
    }
  }

  private static void signature(SignedNote note, Meta meta, Verdict.Checks checks) {
    NoteVerifier key = meta.key();
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

  private static void checkpoint(Meta meta, SignedCheckpoint signed, Verdict.Checks checks) {
    Checkpoint checkpoint = signed.checkpoint();
    try {
      signed.verify(meta.key());
      checks.ok(
          "checkpoint",
          "The checkpoint of %s at %s is signed by the same key."
              .formatted(checkpoint.origin(), Words.entries(checkpoint.size())));
    } catch (RecordException e) {
      checks.failed("checkpoint", "The checkpoint is not the record's: " + e.getMessage() + ".");
    }
  }
}
