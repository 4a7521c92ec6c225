// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.util.ArrayList;
import java.util.List;

/**
 * The body of a request to a witness (c2sp.org/tlog-witness, "add-checkpoint"): the size that the
 * witness saw last, the proof from there, and the checkpoint that it shall cosign.
 *
 * @param oldSize the size of the checkpoint that the witness cosigned last, 0 if none
 * @param proof the consistency proof from the old size to the checkpoint's; at most 63 hashes
 * @param signed the checkpoint with its signatures, which may be no signatures at all
 * @param lines what the checkpoint says, which may still contradict itself
 */
record AddCheckpoint(long oldSize, List<Hash> proof, String signed, Checkpoint.Lines lines) {

  /** Room for 64 signatures of ML-DSA-44 and the longest proof. */
  static final int MAX_BYTES = 256 << 10;

  private static final String OLD = "old ";
  private static final int MAX_HASHES = 63;

  AddCheckpoint {
    proof = List.copyOf(proof);
    if (proof.size() > MAX_HASHES) {
      throw RecordException.outOfRange(
          "a consistency proof has at most 63 hashes, this one " + proof.size());
    }
  }

  static AddCheckpoint of(long oldSize, List<Hash> proof, SignedCheckpoint checkpoint) {
    return new AddCheckpoint(
        oldSize,
        proof,
        Words.utf8(checkpoint.bytes(), "checkpoint"),
        Checkpoint.Lines.parse(checkpoint.note().text()));
  }

  /** Reads a body; whatever does not follow the format is refused. */
  static AddCheckpoint parse(byte[] body) {
    if (body.length > MAX_BYTES) {
      throw RecordException.outOfRange(
          "the request has " + body.length + " bytes; at most " + MAX_BYTES + " are read");
    }
    String text = Words.utf8(body, "request");
    int blank = text.indexOf("\n\n");
    if (blank < 0 || !text.startsWith(OLD)) {
      throw RecordException.malformed(
          "a request begins with the line 'old <size>' and has an empty line before its checkpoint");
    }
    String[] head = text.substring(0, blank).split("\n", MAX_HASHES + 2);
    if (head.length > MAX_HASHES + 1) {
      throw RecordException.outOfRange("a request has at most 63 lines of consistency proof");
    }
    List<Hash> proof = new ArrayList<>();
    for (int i = 1; i < head.length; i++) {
      proof.add(Hash.fromBase64(head[i]));
    }
    String signed = text.substring(blank + 2);
    int end = signed.lastIndexOf("\n\n");
    if (end < 0) {
      throw RecordException.malformed("the request's checkpoint has no signatures");
    }
    return new AddCheckpoint(
        Words.decimal(head[0].substring(OLD.length()), "the old size"),
        proof,
        signed,
        Checkpoint.Lines.parse(signed.substring(0, end + 1)));
  }

  /**
   * The checkpoint as a note.
   *
   * @throws RecordException if its signature lines are none
   */
  SignedNote note() {
    return SignedNote.parse(Words.bytes(signed));
  }

  byte[] bytes() {
    StringBuilder head = new StringBuilder(OLD).append(oldSize).append('\n');
    proof.forEach(hash -> head.append(hash.base64()).append('\n'));
    return Words.bytes(head.append('\n').append(signed).toString());
  }
}
