// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Proof that a record's key was changed in the record itself (spec/entry.md, "The record's key"):
 * the entry that names the next key, as the last of the tree under a checkpoint that both keys
 * signed. Whoever trusts the old key may trust the next one; somebody who merely took the record
 * over has no such proof.
 *
 * <p>Its file is a c2sp.org/tlog-proof with the entry as extra data, and stands in the record as
 * {@code handover/N}, N counting from 0. Immutable.
 */
public final class Handover {

  /** The type of the entry. */
  public static final String TYPE = "RecordKeyChanged";

  /** The facts of the entry: the verifier keys before and after. */
  public static final String OLD_KEY = "oldKey";

  /** The key that signs from then on. */
  public static final String NEW_KEY = "newKey";

  /** A record that changed its key more often is not followed. */
  static final int MOST = 64;

  private final TlogProof proof;
  private final SignedCheckpoint checkpoint;
  private final Entry entry;
  private final NoteVerifier from;
  private final NoteVerifier to;

  private Handover(TlogProof proof) {
    this.proof = proof;
    this.checkpoint = proof.checkpoint();
    byte[] bytes =
        proof.extra().orElseThrow(() -> RecordException.malformed("a handover has no entry in it"));
    this.entry = Entry.parse(bytes);
    if (!entry.type().equals(TYPE)) {
      throw RecordException.malformed(
          "a handover's entry is of type " + entry.type() + ", not " + TYPE);
    }
    this.from = key(OLD_KEY);
    this.to = key(NEW_KEY);
    if (from.equals(to) || !from.name().equals(to.name()) || from.isWitness() || to.isWitness()) {
      throw RecordException.malformed(
          "a handover leads from one key of a record to another one of the same name");
    }
    Checkpoint tree = checkpoint.verify(from);
    checkpoint.verify(to);
    boolean included =
        Merkle.verifyInclusion(
            Merkle.leaf(bytes), proof.index(), tree.size(), proof.hashes(), tree.root());
    if (!included || tree.size() != proof.index() + 1) {
      throw new RecordException(
          RecordException.Reason.BROKEN_PROOF,
          "a handover's entry is not the last one under its checkpoint");
    }
  }

  /**
   * Reads a handover and checks everything that it says.
   *
   * @throws RecordException if it is no proof that the old key handed over
   */
  public static Handover parse(byte[] file) {
    return new Handover(TlogProof.parse(file));
  }

  /**
   * Makes the proof for the entry at an index of a record.
   *
   * @param record a view of the record that covers the entry
   * @param from the signer before
   * @param to the signer from then on
   * @throws RecordException if there is no such entry
   */
  public static Handover make(RecordReader record, long index, NoteSigner from, NoteSigner to) {
    long size = index + 1;
    SignedCheckpoint signed =
        new Checkpoint(from.name(), size, record.root(size)).sign(List.of(from, to));
    return new Handover(
        new TlogProof(
            Optional.of(record.entry(index)),
            index,
            record.inclusionProof(index, size),
            signed.bytes()));
  }

  /** The keys that lead from a trusted one to others, each named by the one before it. */
  static List<NoteVerifier> follow(Collection<NoteVerifier> trusted, List<Handover> handovers) {
    List<NoteVerifier> keys = new ArrayList<>(trusted);
    for (Handover handover : handovers) {
      if (keys.contains(handover.from) && !keys.contains(handover.to)) {
        keys.add(handover.to);
      }
    }
    return keys;
  }

  /** The file's bytes. */
  public byte[] bytes() {
    return proof.bytes();
  }

  /** The entry's index. */
  public long index() {
    return proof.index();
  }

  /** When the key was changed, by the desk's clock. */
  public Instant at() {
    return entry.at();
  }

  /** Who changed it: an officer's pseudonym. */
  public String by() {
    return entry.by();
  }

  /** The key before. */
  public NoteVerifier from() {
    return from;
  }

  /** The key from then on. */
  public NoteVerifier to() {
    return to;
  }

  /** The checkpoint that ends with the entry, signed by both. */
  public Checkpoint checkpoint() {
    return checkpoint.checkpoint();
  }

  /** For people. */
  String words() {
    return "entry %d of %s by %s changes key %s to %s"
        .formatted(index(), at(), Words.excerpt(by()), from.keyIdHex(), to.keyIdHex());
  }

  private NoteVerifier key(String fact) {
    return NoteVerifier.parse(
        CanonicalJson.string(entry.facts().get(fact), "the handover's " + fact));
  }
}
