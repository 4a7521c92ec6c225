// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** Verifies whatever a record gives out: a case bundle, a proof of one entry, a record's folder. */
public final class Verification {

  private static final String PROOF_ENDING = ".tlog-proof";

  private Verification() {}

  /**
   * Verifies a file or folder offline. Wrong content gives a verdict, never an exception.
   *
   * @param path a case bundle, a {@code .tlog-proof} or a record's folder
   * @param trusted keys that the caller trusts for reasons outside the file: records' keys and
   *     witnesses' keys; may be empty
   * @throws IOException if the file cannot be read at all
   */
  public static Verdict verify(Path path, Collection<NoteVerifier> trusted) throws IOException {
    if (Files.isDirectory(path)) {
      return FolderVerifier.verify(path, trusted);
    }
    byte[] file = read(path, CaseBundle.MAX_BYTES);
    if (file.length > CaseBundle.MAX_BYTES) {
      return Verdict.malformed(
          Verdict.Kind.UNKNOWN,
          "The file is larger than " + CaseBundle.MAX_BYTES + " bytes; no bundle or proof is.");
    }
    if (startsWith(file, CaseBundle.HEADER + "\n")
        || startsWith(file, CaseBundle.HEADER_2 + "\n")) {
      return BundleVerifier.verify(file, trusted);
    }
    if (startsWith(file, TlogProof.HEADER + "\n")) {
      return ProofVerifier.verify(file, findBeside(path), trusted);
    }
    return Verdict.malformed(
        Verdict.Kind.UNKNOWN,
        "This is neither a case bundle (first line "
            + CaseBundle.HEADER
            + "), nor a proof (first"
            + " line "
            + TlogProof.HEADER
            + "), nor a record's folder.");
  }

  /** The file that a proof is about, if it has the proof's name without the ending. */
  private static Optional<byte[]> findBeside(Path proof) throws IOException {
    String name = String.valueOf(proof.getFileName());
    if (!name.endsWith(PROOF_ENDING) || name.length() == PROOF_ENDING.length()) {
      return Optional.empty();
    }
    Path beside = proof.resolveSibling(name.substring(0, name.length() - PROOF_ENDING.length()));
    try {
      return Optional.of(read(beside, Entry.MAX_BYTES));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Reads at most one byte more than the limit, so that a larger file shows as larger. */
  private static byte[] read(Path path, int limit) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(limit + 1);
    }
  }

  private static boolean startsWith(byte[] file, String head) {
    byte[] bytes = Words.bytes(head);
    return file.length >= bytes.length
        && Arrays.equals(file, 0, bytes.length, bytes, 0, bytes.length);
  }
}
