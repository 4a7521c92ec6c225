// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
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
    if (isBundle(path)) {
      try (InputStream in = Files.newInputStream(path)) {
        return BundleVerifier.verify(in, trusted);
      }
    }
    byte[] file = read(path, CaseBundle.MAX_BYTES);
    if (file.length > CaseBundle.MAX_BYTES) {
      return Verdict.malformed(
          Verdict.Kind.UNKNOWN,
          "The file is larger than " + CaseBundle.MAX_BYTES + " bytes; no bundle or proof is.");
    }
    if (startsWith(file, TlogProof.HEADER + "\n")) {
      return ProofVerifier.verify(file, findBeside(path), trusted);
    }
    return Verdict.malformed(
        Verdict.Kind.UNKNOWN,
        "This is neither a case bundle (first line "
            + CaseBundle.HEADER
            + " or a later version), nor a proof (first line "
            + TlogProof.HEADER
            + "), nor a record's folder.");
  }

  /**
   * Verifies a whole record in a key-value store, as it does a folder: every entry is read.
   *
   * @throws IOException if the store cannot be asked
   */
  public static Verdict verify(KeyValue values, Collection<NoteVerifier> trusted)
      throws IOException {
    return FolderVerifier.verify(KeyValueStore.forReading(values), values.toString(), trusted);
  }

  /**
   * The same, and holds it against another copy of the same record: a folder, bundle, proof or
   * checkpoint that was kept. The check {@code history} says whether they tell one history, and if
   * not, at which entry they part; {@code other} whether the other copy verifies by itself.
   *
   * @throws IOException if one of them cannot be read at all
   */
  public static Verdict verify(Path path, Collection<NoteVerifier> trusted, Path against)
      throws IOException {
    Verdict verdict = verify(path, trusted);
    Verdict.Checks checks = new Verdict.Checks();
    verdict.checks().stream().filter(c -> !c.name().equals("history")).forEach(checks::add);
    try {
      Copy here = Copy.open(path);
      Copy there = Copy.open(against);
      List<Handover> changes = new ArrayList<>(here.handovers());
      changes.addAll(there.handovers());
      judgeOther(there, against, Handover.follow(trusted, changes), checks);
      Comparison.judge(here, there, checks);
    } catch (RecordException e) {
      checks.failed("history", "The two cannot be compared: " + e.getMessage() + ".");
    }
    return checks.verdict(verdict.kind());
  }

  private static void judgeOther(
      Copy there, Path against, Collection<NoteVerifier> trusted, Verdict.Checks checks)
      throws IOException {
    boolean proven = Files.isDirectory(against) || isBundleOrProof(against);
    if (!proven) {
      new TrustedKeys(trusted).judgeKept(there.signed(), there.name(), checks);
      return;
    }
    // Whether witnesses cosigned the other copy too is no matter for what it says of the entries.
    Verdict other = verify(against, trusted.stream().filter(key -> !key.isWitness()).toList());
    List<String> failed =
        other.checks().stream()
            .filter(check -> check.result() == Verdict.Result.FAILED)
            .map(check -> check.name() + ": " + check.words())
            .toList();
    if (failed.isEmpty()) {
      checks.ok("other", against + " verifies by itself.");
    } else {
      checks.failed(
          "other",
          against
              + " does not verify by itself, so it proves nothing against this one: "
              + String.join(" ", failed));
    }
  }

  private static boolean isBundleOrProof(Path path) throws IOException {
    return isBundle(path) || startsWith(read(path, 64), TlogProof.HEADER + "\n");
  }

  /** Whether a file begins as a case bundle of some version does. */
  static boolean isBundle(Path path) throws IOException {
    byte[] head = read(path, 64);
    return startsWith(head, CaseBundle.HEADER + "\n")
        || startsWith(head, CaseBundle.HEADER_2 + "\n")
        || isStreamed(head);
  }

  static boolean isStreamed(byte[] head) {
    return startsWith(head, CaseBundle.HEADER_3 + "\n");
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
  static byte[] read(Path path, int limit) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(limit + 1);
    }
  }

  static boolean startsWith(byte[] file, String head) {
    byte[] bytes = Words.bytes(head);
    return file.length >= bytes.length
        && Arrays.equals(file, 0, bytes.length, bytes, 0, bytes.length);
  }
}
