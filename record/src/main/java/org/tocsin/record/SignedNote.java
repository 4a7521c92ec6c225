// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Text signed by one or more keys (c2sp.org/signed-note).
 *
 * <p>Reading is strict (UTF-8, no control characters but newline, canonical base64), so there is
 * one byte form for each note: {@code SignedNote.parse(b).bytes()} equals {@code b}. The text means
 * nothing until {@link #verify} has returned.
 *
 * @param text the text with its last newline
 * @param signatures at least one, at most 64
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

  /** Notes of at most one mebibyte are read unless the caller allows more. */
  public static final int MAX_BYTES = 1 << 20;

  private static final int MAX_SIGNATURES = 64;

  /** Refuses text that a reader could not tell from its signatures. */
  public SignedNote {
    requireText(text);
    signatures = List.copyOf(signatures);
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      throw RecordException.malformed(
          "note has " + signatures.size() + " signatures; 1 to 64 are allowed");
    }
  }

  /** Signs a text, which ends in a newline, with each of the signers. */
  public static SignedNote sign(String text, List<? extends NoteSigner> signers) {
    requireText(text);
    byte[] bytes = Words.bytes(text);
    return new SignedNote(
        text,
        signers.stream()
            .map(s -> new NoteSignature(s.name(), s.verifier().keyId(), s.sign(bytes)))
            .toList());
  }

  /** Reads a note of at most {@link #MAX_BYTES}. */
  public static SignedNote parse(byte[] bytes) {
    return parse(bytes, MAX_BYTES);
  }

  /** Reads a note of at most {@code maxBytes}. */
  public static SignedNote parse(byte[] bytes, int maxBytes) {
    if (bytes.length > maxBytes) {
      throw RecordException.outOfRange(
          "note has " + bytes.length + " bytes; at most " + maxBytes + " are read");
    }
    String note = Words.utf8(bytes, "note");
    int split = note.lastIndexOf("\n\n");
    if (split < 0 || !note.endsWith("\n") || split + 2 >= note.length()) {
      throw RecordException.malformed(
          "note has no empty line followed by signature lines, each ended by a newline");
    }
    List<NoteSignature> signatures = new ArrayList<>();
    for (int from = split + 2; from < note.length(); ) {
      int to = note.indexOf('\n', from);
      if (signatures.size() == MAX_SIGNATURES) {
        throw RecordException.malformed("note has more than 64 signatures");
      }
      signatures.add(NoteSignature.parseLine(note.substring(from, to)));
      from = to + 1;
    }
    return new SignedNote(note.substring(0, split + 1), signatures);
  }

  /** The whole note. */
  public byte[] bytes() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(s -> note.append(s.line()));
    return Words.bytes(note.toString());
  }

  /** This note with one more signature, such as a witness's. */
  public SignedNote withSignature(NoteSignature signature) {
    List<NoteSignature> more = new ArrayList<>(signatures);
    more.add(signature);
    return new SignedNote(text, more);
  }

  /**
   * Verifies every signature that names a known key and returns those keys, each once. Signatures
   * by unknown keys are ignored.
   *
   * @throws RecordException if a known key's signature is wrong, or no known key signed
   */
  public List<NoteVerifier> verify(Collection<NoteVerifier> known) {
    byte[] bytes = Words.bytes(text);
    List<NoteVerifier> verified = new ArrayList<>();
    for (NoteSignature signature : signatures) {
      for (NoteVerifier key : known) {
        if (!key.matches(signature)) {
          continue;
        }
        if (!key.verify(bytes, signature.signature())) {
          throw new RecordException(
              RecordException.Reason.INVALID_SIGNATURE,
              "the signature of " + signature + " does not fit the text");
        }
        if (!verified.contains(key)) {
          verified.add(key);
        }
      }
    }
    if (verified.isEmpty()) {
      throw new RecordException(
          RecordException.Reason.NO_KNOWN_SIGNATURE,
          "no signature is by a known key; signed by " + signatures + ", known " + known);
    }
    return List.copyOf(verified);
  }

  private static void requireText(String text) {
    if (!text.endsWith("\n")) {
      throw RecordException.malformed("a note's text must end in a newline");
    }
    int at = 0;
    while (at < text.length() && (text.charAt(at) >= ' ' || text.charAt(at) == '\n')) {
      at++;
    }
    if (at < text.length()) {
      throw RecordException.malformed(
          "a note's text holds control character U+%04X at %d; only newline is allowed"
              .formatted((int) text.charAt(at), at));
    }
  }
}
