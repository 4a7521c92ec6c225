// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Time stamps of others on a record's checkpoints (RFC 3161), carried as signature lines of the
 * note that whoever does not know them passes over (spec/bundle.md, "Time stamps").
 *
 * <p>What is stamped is the checkpoint with the record's own signatures: {@link #stamped}. The line
 * bears the name of the authority, the key id of the type 0xff with the identifier below, and the
 * token as DER.
 */
public final class Stamp {

  /** In a record's folder, the newest checkpoint that was stamped. */
  public static final String FILE = "checkpoint.stamped";

  private static final byte[] TYPE = {(byte) 0xff};
  private static final String IDENTIFIER = "tocsin.org/rfc3161@v1";

  private Stamp() {}

  /**
   * What a stamp shows.
   *
   * @param at when the bytes existed, by the authority's clock
   * @param certificateEnds until when the authority's certificate is valid
   * @param notRevokedAsOf the date of the lists by which no certificate was revoked on the way from
   *     the authority's to a trusted one; nothing where none was looked up
   * @param listOfAnother the name of the issuer of a list of revoked certificates that was given
   *     and that no certificate at hand signed
   */
  public record Proven(
      Instant at,
      Instant certificateEnds,
      Optional<Instant> notRevokedAsOf,
      Optional<String> listOfAnother) {}

  /** Verifies a token over bytes. */
  @FunctionalInterface
  public interface Verifier {
    /**
     * What it shows.
     *
     * @param token the time-stamp token as DER
     * @param stamped the bytes
     * @throws RecordException if the token is not of these bytes, or not by a trusted authority
     */
    Proven verify(byte[] token, byte[] stamped);
  }

  /**
   * The bytes that a stamp of this checkpoint is over: its text and the record's own signatures.
   */
  public static byte[] stamped(SignedCheckpoint checkpoint) {
    return own(checkpoint).bytes();
  }

  private static SignedNote own(SignedCheckpoint checkpoint) {
    String origin = checkpoint.checkpoint().origin();
    return new SignedNote(
        checkpoint.note().text(),
        checkpoint.note().signatures().stream()
            .filter(signature -> signature.name().equals(origin))
            .toList());
  }

  /** The checkpoint with the record's own signatures and this stamp. */
  public static SignedCheckpoint add(SignedCheckpoint checkpoint, String authority, byte[] token) {
    if (authority.equals(checkpoint.checkpoint().origin())) {
      throw RecordException.malformed("a time stamp authority cannot bear the record's own name");
    }
    SignedNote note = own(checkpoint);
    return new SignedCheckpoint(checkpoint.checkpoint(), note)
        .with(List.of(new NoteSignature(authority, keyId(authority), token)));
  }

  private static int keyId(String authority) {
    return ByteBuffer.wrap(
            Hash.sha256(Words.bytes(authority + "\n"), TYPE, Words.bytes(IDENTIFIER)).bytes())
        .getInt();
  }

  static List<NoteSignature> of(SignedCheckpoint checkpoint) {
    return checkpoint.note().signatures().stream()
        .filter(signature -> signature.keyId() == keyId(signature.name()))
        .toList();
  }

  /**
   * A verdict with the check {@code time}, if anything in the file is stamped. What was stamped is
   * shown to be the record's by the other checks.
   *
   * @param path the file or folder that was verified
   * @param verifier whom to believe; none: it is said that the stamps were not checked
   */
  public static Verdict judge(Verdict verdict, Path path, Optional<Verifier> verifier)
      throws IOException {
    List<SignedCheckpoint> stamped;
    try {
      stamped = Copy.open(path).checkpoints().stream().filter(c -> !of(c).isEmpty()).toList();
    } catch (RecordException e) {
      return verdict; // the verdict says what is wrong with it
    }
    Verdict.Checks checks = new Verdict.Checks();
    verdict.checks().forEach(checks::add);
    for (SignedCheckpoint checkpoint : stamped) {
      for (NoteSignature stamp : of(checkpoint)) {
        judge(checkpoint, stamp, verifier, checks);
      }
    }
    if (stamped.isEmpty() && verifier.isPresent()) {
      checks.failed("time", "Nothing in it bears a time stamp.");
    }
    return checks.verdict(verdict.kind());
  }

  private static void judge(
      SignedCheckpoint checkpoint,
      NoteSignature stamp,
      Optional<Verifier> verifier,
      Verdict.Checks checks) {
    String what = Words.entries(checkpoint.checkpoint().size());
    if (verifier.isEmpty()) {
      checks.notChecked(
          "time",
          "The checkpoint of %s bears a time stamp of %s; give the certificate of an authority that you trust with --tsa to have it checked."
              .formatted(what, stamp.name()));
      return;
    }
    try {
      Proven proven = verifier.get().verify(stamp.signature(), stamped(checkpoint));
      checks.ok(
          "time",
          "The record of %s existed, as it is, at %s; so says %s, whose certificate leads to one that you gave."
              .formatted(what, proven.at(), stamp.name()));
      judgeRevocation(stamp.name(), proven, checks);
    } catch (RecordException e) {
      checks.failed(
          "time",
          "The time stamp of %s on the checkpoint of %s: %s."
              .formatted(stamp.name(), what, e.getMessage()));
    }
  }

  /** A list from before the stamp does not say what came between. */
  private static void judgeRevocation(String authority, Proven proven, Verdict.Checks checks) {
    String ends =
        "The certificate of %s is valid until %s".formatted(authority, proven.certificateEnds());
    Optional<Instant> asOf = proven.notRevokedAsOf();
    if (asOf.isEmpty()) {
      checks.notChecked(
          "revocation",
          ends
              + "; whether it was revoked since was not looked up: give with --crl the newest list of its issuer from before that time (a later one may leave out what has ended)."
              + proven
                  .listOfAnother()
                  .map(
                      " You gave a list of '%s', who is not among the certificates of --tsa."
                          ::formatted)
                  .orElse(""));
    } else if (asOf.get().isBefore(proven.at())) {
      checks.notChecked(
          "revocation",
          ends
              + "; by the list of %s it was not revoked then, but the stamp is of %s: give a newer list with --crl."
                  .formatted(asOf.get(), proven.at()));
    } else {
      checks.ok(
          "revocation",
          ends
              + "; by the list of %s nothing was revoked that this stamp needs."
                  .formatted(asOf.get()));
    }
  }
}
