// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.util.Collection;
import java.util.Optional;

/** Verifies proof files of one entry (c2sp.org/tlog-proof). */
final class ProofVerifier {

  private ProofVerifier() {}

  /**
   * Verifies a proof.
   *
   * @param beside the entry if it stands in a file of its own beside the proof; otherwise the
   *     proof's extra data is taken for it
   */
  static Verdict verify(byte[] file, Optional<byte[]> beside, Collection<NoteVerifier> trusted) {
    TlogProof proof;
    SignedCheckpoint checkpoint;
    try {
      proof = TlogProof.parse(file);
      checkpoint = proof.checkpoint();
    } catch (RecordException e) {
      return Verdict.malformed(
          Verdict.Kind.TLOG_PROOF, "This is no well-formed proof: " + e.getMessage() + ".");
    }
    Verdict.Checks checks = new Verdict.Checks();
    checks.ok(
        "form",
        "A proof of entry %d in the record of %s at %s."
            .formatted(
                proof.index(),
                checkpoint.checkpoint().origin(),
                Words.entries(checkpoint.checkpoint().size())));
    TrustedKeys keys = new TrustedKeys(trusted);
    signature(checkpoint, keys, checks);
    inclusion(proof, checkpoint.checkpoint(), beside, checks);
    keys.judgeWitnesses(checkpoint, checks);
    return checks.verdict(Verdict.Kind.TLOG_PROOF);
  }

  private static void signature(
      SignedCheckpoint checkpoint, TrustedKeys keys, Verdict.Checks checks) {
    Optional<NoteVerifier> key = keys.findFor(checkpoint);
    if (key.isEmpty()) {
      checks.failed(
          "signature",
          "A proof carries no key, and none was given for "
              + checkpoint.checkpoint().origin()
              + "; give the record's published key with --key.");
      return;
    }
    try {
      checkpoint.verify(key.get());
      checks.ok("signature", "The checkpoint is signed by the key you gave.");
    } catch (RecordException e) {
      checks.failed("signature", "The checkpoint's signature: " + e.getMessage() + ".");
    }
  }

  private static void inclusion(
      TlogProof proof, Checkpoint checkpoint, Optional<byte[]> beside, Verdict.Checks checks) {
    Optional<byte[]> entry = beside.or(proof::extra);
    if (entry.isEmpty()) {
      checks.failed(
          "inclusion",
          "The entry itself is neither in the proof nor beside it; put it in a file of the same name"
              + " without .tlog-proof.");
      return;
    }
    Hash leaf = Merkle.leaf(entry.get());
    boolean included =
        Merkle.verifyInclusion(
            leaf, proof.index(), checkpoint.size(), proof.hashes(), checkpoint.root());
    String what = beside.isPresent() ? "The file beside the proof" : "The entry in the proof";
    if (included) {
      checks.ok("inclusion", what + " is entry " + proof.index() + " of the record.");
    } else {
      checks.failed("inclusion", what + " is not entry " + proof.index() + " of the record.");
    }
  }
}
