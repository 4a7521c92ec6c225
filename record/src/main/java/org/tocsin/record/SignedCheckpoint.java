// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A checkpoint and the note that signs it.
 *
 * @param checkpoint what the note's text says
 * @param note the note
 */
public record SignedCheckpoint(Checkpoint checkpoint, SignedNote note) {

  /**
   * A witness that cosigned a checkpoint, and when it says it did.
   *
   * @param witness the witness's key
   * @param at the time in the cosignature
   */
  public record Cosigned(NoteVerifier witness, Instant at) {}

  /** Refuses a note that says something else. */
  public SignedCheckpoint {
    if (!note.text().equals(checkpoint.text())) {
      throw RecordException.malformed("the note's text is not the checkpoint's");
    }
  }

  /** Reads a checkpoint file; signatures are not verified yet. */
  public static SignedCheckpoint parse(byte[] bytes) {
    SignedNote note = SignedNote.parse(bytes);
    return new SignedCheckpoint(Checkpoint.parse(note.text()), note);
  }

  /** The file's bytes. */
  public byte[] bytes() {
    return note.bytes();
  }

  /** This checkpoint with more signatures; one of the same key takes the older one's place. */
  public SignedCheckpoint with(List<NoteSignature> more) {
    List<NoteSignature> signatures = new ArrayList<>(note.signatures());
    for (NoteSignature signature : more) {
      signatures.removeIf(
          old -> old.keyId() == signature.keyId() && old.name().equals(signature.name()));
      signatures.add(signature);
    }
    return new SignedCheckpoint(checkpoint, new SignedNote(note.text(), signatures));
  }

  /**
   * Verifies that the record's own key signed. Its name must be the origin.
   *
   * @throws RecordException if not
   */
  public Checkpoint verify(NoteVerifier logKey) {
    if (!logKey.name().equals(checkpoint.origin())) {
      throw new RecordException(
          RecordException.Reason.NO_KNOWN_SIGNATURE,
          "the checkpoint's origin is "
              + checkpoint.origin()
              + " but the key's name is "
              + logKey.name());
    }
    note.verify(List.of(logKey));
    return checkpoint;
  }

  /** The known witnesses whose cosignatures are right; wrong ones are refused. */
  public List<Cosigned> cosignedBy(Collection<NoteVerifier> witnesses) {
    List<NoteVerifier> present =
        witnesses.stream()
            .filter(w -> w.isWitness() && note.signatures().stream().anyMatch(w::matches))
            .toList();
    if (present.isEmpty()) {
      return List.of();
    }
    byte[] text = Words.bytes(note.text());
    return note.verify(present).stream()
        .map(witness ->
            note.signatures().stream()
                .filter(witness::matches)
                .findFirst()
                .flatMap(s -> witness.findCosignedAt(text, s.signature()))
                .map(at -> new Cosigned(witness, at))
                .orElseThrow())
        .toList();
  }
}
