// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.util.List;

/**
 * A record's state in three lines: who, how many entries, which root (c2sp.org/tlog-checkpoint).
 *
 * @param origin the record's name, not empty, one line
 * @param size the number of entries
 * @param root the root of the Merkle tree over them
 * @param extensions further lines, kept as they are; Tocsin writes none
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {

  private static final int MAX_LINES = 64;

  /** Refuses what has no text form. */
  public Checkpoint {
    extensions = List.copyOf(extensions);
    if (origin.isEmpty() || origin.indexOf('\n') >= 0) {
      throw RecordException.malformed("a checkpoint's origin must be one line and not empty");
    }
    if (origin.equals(CaseBundle.HEADER) || origin.equals(CaseBundle.HEADER_2)) {
      // One key signs both, so no text may be readable as both.
      throw RecordException.malformed("a checkpoint's origin must not be " + origin);
    }
    if (size < 0) {
      throw RecordException.outOfRange("a checkpoint's size must not be negative, was " + size);
    }
    if (size == 0 && !root.equals(Merkle.EMPTY_ROOT)) {
      throw RecordException.malformed("a checkpoint of size 0 must have the empty tree's root");
    }
  }

  /** A checkpoint without extension lines. */
  public Checkpoint(String origin, long size, Hash root) {
    this(origin, size, root, List.of());
  }

  /**
   * The lines of a checkpoint before anything is asked of what they say: a witness must tell a
   * request that it cannot read from one whose empty tree has a wrong root.
   */
  record Lines(String origin, long size, Hash root, List<String> extensions) {

    static Lines parse(String text) {
      if (!text.endsWith("\n")) {
        throw RecordException.malformed("a checkpoint's last line must end in a newline");
      }
      String[] lines = text.substring(0, text.length() - 1).split("\n", MAX_LINES + 1);
      if (lines.length < 3 || lines.length > MAX_LINES) {
        throw RecordException.malformed(
            "a checkpoint has 3 to 64 lines (origin, size, root, extensions), this one "
                + lines.length);
      }
      for (int i = 0; i < lines.length; i++) {
        if (lines[i].isEmpty()) {
          throw RecordException.malformed("line " + (i + 1) + " of the checkpoint is empty");
        }
      }
      return new Lines(
          lines[0],
          Words.decimal(lines[1], "the checkpoint's size"),
          Hash.fromBase64(lines[2]),
          List.of(lines).subList(3, lines.length));
    }
  }

  /** Reads the text of the note. */
  public static Checkpoint parse(String text) {
    Lines lines = Lines.parse(text);
    return new Checkpoint(lines.origin, lines.size, lines.root, lines.extensions);
  }

  /** The text of the note. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(origin).append('\n').append(size).append('\n').append(root.base64()).append('\n');
    extensions.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /** Signs this checkpoint; the signer's name must be the origin. */
  public SignedCheckpoint sign(NoteSigner signer) {
    return sign(List.of(signer));
  }

  /** Signs with each of the keys, as while a record's key is being changed. */
  public SignedCheckpoint sign(List<? extends NoteSigner> signers) {
    for (NoteSigner signer : signers) {
      if (!signer.name().equals(origin)) {
        throw RecordException.malformed(
            "key "
                + signer.name()
                + " cannot sign for origin "
                + origin
                + "; they must be the same");
      }
    }
    return new SignedCheckpoint(this, SignedNote.sign(text(), signers));
  }
}
