// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A public key that verifies notes: its text form is the <em>vkey</em> {@code name+hex(key
 * id)+base64(type || key)} (c2sp.org/signed-note).
 *
 * <p>Two types are known: 0x01, an Ed25519 signature of the text, and 0x04, a witness's timestamped
 * cosignature of a checkpoint (c2sp.org/tlog-cosignature). Immutable; equal by vkey.
 */
public final class NoteVerifier {

  static final byte ED25519_TYPE = 0x01;
  static final byte COSIGNATURE_TYPE = 0x04;
  static final int PUBLIC_KEY_BYTES = 32;

  private static final int MAX_NAME_CHARS = 255;
  private static final int SIGNATURE_BYTES = 64;
  private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private final String name;
  private final byte type;
  private final byte[] rawKey;
  private final int keyId;
  private final PublicKey publicKey;

  private NoteVerifier(String name, byte type, byte[] rawKey) {
    requireName(name);
    this.name = name;
    this.type = type;
    this.rawKey = rawKey;
    byte[] typeByte = {type};
    this.keyId =
        ByteBuffer.wrap(Hash.sha256(Words.bytes(name + "\n"), typeByte, rawKey).bytes()).getInt();
    this.publicKey = publicKey(rawKey);
  }

  static NoteVerifier ed25519(String name, byte[] rawKey) {
    return new NoteVerifier(name, ED25519_TYPE, rawKey.clone());
  }

  /** Reads a vkey; refuses other types, a key id that does not fit, and loose base64 or hex. */
  public static NoteVerifier parse(String vkey) {
    String[] parts = vkey.split("\\+", 3); // the base64 may itself hold a plus
    if (parts.length != 3) {
      throw RecordException.malformed(
          "key '" + Words.excerpt(vkey) + "' is not of the form name+keyid+base64");
    }
    byte[] material = StrictBase64.decode(parts[2], "key");
    boolean known =
        material.length == 1 + PUBLIC_KEY_BYTES
            && (material[0] == ED25519_TYPE || material[0] == COSIGNATURE_TYPE);
    if (!known) {
      throw RecordException.malformed(
          "key '"
              + Words.excerpt(vkey)
              + "' is of an unknown type; Ed25519 note (0x01) and cosignature (0x04) keys of 32"
              + " bytes are known");
    }
    NoteVerifier verifier =
        new NoteVerifier(parts[0], material[0], Arrays.copyOfRange(material, 1, material.length));
    if (!verifier.keyIdHex().equals(parts[1])) {
      throw RecordException.malformed(
          "key '"
              + Words.excerpt(vkey)
              + "' says key id "
              + Words.excerpt(parts[1])
              + " but its name and key give "
              + verifier.keyIdHex());
    }
    return verifier;
  }

  static void requireName(String name) {
    boolean bad =
        name.isEmpty()
            || name.length() > MAX_NAME_CHARS
            || name.codePoints().anyMatch(NoteVerifier::isForbiddenInName);
    if (bad) {
      throw RecordException.malformed(
          "key name '"
              + Words.excerpt(name)
              + "' must have 1 to 255 characters and no space, plus or control character");
    }
  }

  private static boolean isForbiddenInName(int c) {
    return c == '+'
        || Character.isSpaceChar(c)
        || Character.isWhitespace(c)
        || Character.isISOControl(c)
        || Character.getType(c) == Character.SURROGATE;
  }

  /** The key's name, for a record its origin. */
  public String name() {
    return name;
  }

  /** The 32-bit key id of signature lines. */
  public int keyId() {
    return keyId;
  }

  /** The key id as eight hexadecimal digits. */
  public String keyIdHex() {
    return HexFormat.of().toHexDigits(keyId);
  }

  /** Whether this is a witness's cosignature key (type 0x04). */
  public boolean isWitness() {
    return type == COSIGNATURE_TYPE;
  }

  /** The public text form. */
  public String vkey() {
    byte[] material = new byte[1 + PUBLIC_KEY_BYTES];
    material[0] = type;
    System.arraycopy(rawKey, 0, material, 1, PUBLIC_KEY_BYTES);
    return name + "+" + keyIdHex() + "+" + StrictBase64.encode(material);
  }

  /**
   * What people compare by eye or phone: the SHA-256 of the vkey in hexadecimal, in groups of four
   * digits.
   */
  public String fingerprint() {
    return Hash.sha256(Words.bytes(vkey())).hex().replaceAll("(.{4})(?!$)", "$1 ");
  }

  boolean matches(NoteSignature signature) {
    return signature.keyId() == keyId && signature.name().equals(name);
  }

  /** Whether the signature (without key id) is this key's over the text. */
  public boolean verify(byte[] text, byte[] signature) {
    return switch (type) {
      case ED25519_TYPE -> signature.length == SIGNATURE_BYTES && ed25519(text, signature);
      default -> findCosignedAt(text, signature).isPresent();
    };
  }

  /** When a witness cosigned, if this is its key and the cosignature is right. */
  Optional<Instant> findCosignedAt(byte[] text, byte[] signature) {
    if (type != COSIGNATURE_TYPE || signature.length != Long.BYTES + SIGNATURE_BYTES) {
      return Optional.empty();
    }
    long seconds = ByteBuffer.wrap(signature).getLong();
    if (seconds < 0 || seconds > Instant.MAX.getEpochSecond()) {
      return Optional.empty();
    }
    byte[] head = Words.bytes("cosignature/v1\ntime " + seconds + "\n");
    byte[] message = Arrays.copyOf(head, head.length + text.length);
    System.arraycopy(text, 0, message, head.length, text.length);
    return ed25519(message, Arrays.copyOfRange(signature, Long.BYTES, signature.length))
        ? Optional.of(Instant.ofEpochSecond(seconds))
        : Optional.empty();
  }

  private boolean ed25519(byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(publicKey);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (SignatureException e) {
      return false; // the JDK throws for points and scalars that no signer could have written
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no Ed25519; use a JDK with SunEC", e);
    }
  }

  private static PublicKey publicKey(byte[] raw) {
    byte[] spki = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + raw.length);
    System.arraycopy(raw, 0, spki, SPKI_PREFIX.length, raw.length);
    try {
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
    } catch (GeneralSecurityException e) {
      throw RecordException.malformed("the key's 32 bytes are not an Ed25519 public key");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteVerifier that && vkey().equals(that.vkey());
  }

  @Override
  public int hashCode() {
    return vkey().hashCode();
  }

  @Override
  public String toString() {
    return vkey();
  }
}
