// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Makes case bundles from a record. Every proof and disclosure is checked before it is written, so
 * a desk finds its own mistakes before a court does. Immutable.
 */
public final class BundleWriter {

  private final RecordReader record;
  private final NoteSigner signer;

  /**
   * An entry to put into a bundle.
   *
   * @param index its index in the record
   * @param disclosures the committed values to show
   * @param notes what else to say of it; nothing in version 1
   */
  public record Chosen(long index, List<CaseBundle.Disclosure> disclosures, BundleNotes notes) {

    /** One for version 1. */
    public Chosen(long index, List<CaseBundle.Disclosure> disclosures) {
      this(index, disclosures, BundleNotes.NONE);
    }

    /** Copies the list. */
    public Chosen {
      disclosures = List.copyOf(disclosures);
    }

    /** An entry without disclosures. */
    public static Chosen of(long index) {
      return new Chosen(index, List.of());
    }
  }

  /** Writes bundles of a record, signed by the record's own key. */
  public BundleWriter(RecordReader record, NoteSigner signer) {
    record.checkpoint().verify(signer.verifier());
    this.record = record;
    this.signer = signer;
  }

  /**
   * The bundle file, of version 1, of the chosen entries, in any order, each once.
   *
   * @throws RecordException if an index is not in the record, an entry does not prove, a disclosure
   *     does not open its commitment, or the bundle would be larger than 64 MiB
   */
  public byte[] write(String caseId, String title, Instant madeAt, List<Chosen> chosen) {
    return write(
        new CaseBundle.Meta(caseId, title, madeAt, signer.verifier()), BundleHistory.NONE, chosen);
  }

  /**
   * The same of version 2: says for whom it is, and accounts for every commitment.
   *
   * @throws RecordException also if an entry neither discloses nor withholds one of its commitments
   *     or a receipt is not one that its entry sealed
   */
  public byte[] write(
      String caseId, String title, Instant madeAt, BundleScope scope, List<Chosen> chosen) {
    return write(caseId, title, madeAt, scope, BundleHistory.NONE, chosen);
  }

  /** The same, and tells of the record before: changes of its key, stamped checkpoints. */
  public byte[] write(
      String caseId,
      String title,
      Instant madeAt,
      BundleScope scope,
      BundleHistory history,
      List<Chosen> chosen) {
    return write(
        new CaseBundle.Meta(caseId, title, madeAt, signer.verifier(), Optional.of(scope)),
        history,
        chosen);
  }

  /**
   * Writes a bundle of version 3, of any number of entries, in the memory of one of them.
   *
   * @param out takes the file as it grows; it is not closed. After an exception what it took is no
   *     bundle, and no verifier takes it for one
   * @param chosen the entries, by rising index
   * @param history what it tells of the record before
   * @return how many entries it holds
   * @throws RecordException as for the versions before, and if the indexes do not rise
   */
  public long write(
      OutputStream out,
      String caseId,
      String title,
      Instant madeAt,
      BundleScope scope,
      BundleHistory history,
      Iterator<Chosen> chosen)
      throws IOException {
    CaseBundle.Meta meta =
        new CaseBundle.Meta(caseId, title, madeAt, signer.verifier(), Optional.of(scope));
    BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
    StreamedWriting writing = new StreamedWriting(buffered, record, meta, history);
    while (chosen.hasNext()) {
      writing.add(chosen.next());
    }
    String sealed = writing.end();
    buffered.write(SignedNote.sign(sealed, List.of(signer)).bytes());
    buffered.flush();
    return writing.count();
  }

  /** The same without anything of the record before. */
  public long write(
      OutputStream out,
      String caseId,
      String title,
      Instant madeAt,
      BundleScope scope,
      Iterator<Chosen> chosen)
      throws IOException {
    return write(out, caseId, title, madeAt, scope, BundleHistory.NONE, chosen);
  }

  private byte[] write(CaseBundle.Meta meta, BundleHistory history, List<Chosen> chosen) {
    List<CaseBundle.ProvenEntry> entries = new ArrayList<>();
    for (Chosen choice : chosen.stream().sorted(Comparator.comparingLong(Chosen::index)).toList()) {
      entries.add(prove(choice));
    }
    CaseBundle bundle = new CaseBundle(meta, record.checkpoint(), history, entries);
    byte[] file = SignedNote.sign(bundle.text(), List.of(signer)).bytes();
    if (file.length > CaseBundle.MAX_BYTES) {
      throw RecordException.outOfRange(
          "the bundle of "
              + entries.size()
              + " entries has "
              + file.length
              + " bytes; at most "
              + CaseBundle.MAX_BYTES
              + " are written, choose fewer entries");
    }
    return file;
  }

  private CaseBundle.ProvenEntry prove(Chosen choice) {
    long index = choice.index();
    byte[] bytes = record.entry(index);
    List<Hash> proof = record.inclusionProof(index, record.size());
    Hash root = record.checkpoint().checkpoint().root();
    if (!Merkle.verifyInclusion(Merkle.leaf(bytes), index, record.size(), proof, root)) {
      throw RecordException.brokenRecord(
          "entry " + index + " does not lead to the checkpoint's root; verify the record's folder");
    }
    return requireTrue(
        new CaseBundle.ProvenEntry(
            index, Entry.parse(bytes), proof, choice.disclosures(), choice.notes()));
  }

  /** Refuses a disclosure that does not open its commitment, and a receipt that was not sealed. */
  static CaseBundle.ProvenEntry requireTrue(CaseBundle.ProvenEntry proven) {
    for (CaseBundle.Disclosure disclosure : proven.disclosures()) {
      if (!disclosure.opens(proven.entry())) {
        throw new RecordException(
            RecordException.Reason.BROKEN_PROOF,
            "the value given for '"
                + Words.excerpt(disclosure.name())
                + "' is not what entry "
                + proven.index()
                + " committed to");
      }
    }
    for (ReceiptProof receipt : proven.notes().receipts()) {
      receipt
          .fault(proven.entry())
          .ifPresent(why -> {
            throw new RecordException(
                RecordException.Reason.BROKEN_PROOF,
                "a receipt at entry " + proven.index() + ": " + why);
          });
    }
    return proven;
  }
}
