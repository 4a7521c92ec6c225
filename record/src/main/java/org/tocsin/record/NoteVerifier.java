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
 * <p>Three types are known: 0x01, an Ed25519 signature of the text, and a witness's timestamped
 * cosignature of a checkpoint (c2sp.org/tlog-cosignature) by Ed25519, 0x04, or by ML-DSA-44, 0x06.
 * Immutable; equal by vkey.
 */
public final class NoteVerifier {

  static final byte ED25519_TYPE = 0x01;
  static final byte COSIGNATURE_TYPE = 0x04;
  static final byte ML_DSA_44_TYPE = 0x06;
  static final int PUBLIC_KEY_BYTES = 32;
  static final int ML_DSA_44_KEY_BYTES = 1312;

  private static final int MAX_NAME_CHARS = 255;
  private static final int SIGNATURE_BYTES = 64;
  private static final int ML_DSA_44_SIGNATURE_BYTES = 2420;
  private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final byte[] ML_DSA_44_SPKI_PREFIX =
      HexFormat.of().parseHex("30820532300b06096086480165030403110382052100");

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
    this.publicKey =
        type == ML_DSA_44_TYPE
            ? publicKey(MlDsa44.ALGORITHM, ML_DSA_44_SPKI_PREFIX, rawKey)
            : publicKey("Ed25519", SPKI_PREFIX, rawKey);
  }

  static NoteVerifier ed25519(String name, byte[] rawKey) {
    return of(name, ED25519_TYPE, rawKey);
  }

  /** The Ed25519 key of a record, of 32 bytes, whose private half is kept elsewhere. */
  public static NoteVerifier ofEd25519(String name, byte[] rawKey) {
    if (rawKey.length != PUBLIC_KEY_BYTES) {
      throw RecordException.malformed("an Ed25519 key has 32 bytes, not " + rawKey.length);
    }
    return ed25519(name, rawKey);
  }

  static NoteVerifier of(String name, byte type, byte[] rawKey) {
    return new NoteVerifier(name, type, rawKey.clone());
  }

  /** Reads a vkey; refuses other types, a key id that does not fit, and loose base64 or hex. */
  public static NoteVerifier parse(String vkey) {
    String[] parts = vkey.split("\\+", 3); // the base64 may itself hold a plus
    if (parts.length != 3) {
      throw RecordException.malformed(
          "key '" + Words.excerpt(vkey) + "' is not of the form name+keyid+base64");
    }
    byte[] material = StrictBase64.decode(parts[2], "key");
    if (!isKnown(material)) {
      throw RecordException.malformed(
          "key '"
              + Words.excerpt(vkey)
              + "' is of an unknown type; Ed25519 note (0x01) and cosignature (0x04) keys of 32"
              + " bytes and ML-DSA-44 cosignature keys (0x06) of 1312 bytes are known");
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

  private static boolean isKnown(byte[] material) {
    return material.length > 0
        && switch (material[0]) {
          case ED25519_TYPE, COSIGNATURE_TYPE -> material.length == 1 + PUBLIC_KEY_BYTES;
          case ML_DSA_44_TYPE -> material.length == 1 + ML_DSA_44_KEY_BYTES;
          default -> false;
        };
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

  /** Whether this is a witness's cosignature key (type 0x04 or 0x06). */
  public boolean isWitness() {
    return type == COSIGNATURE_TYPE || type == ML_DSA_44_TYPE;
  }

  /** The public text form. */
  public String vkey() {
    byte[] material = new byte[1 + rawKey.length];
    material[0] = type;
    System.arraycopy(rawKey, 0, material, 1, rawKey.length);
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
      case ED25519_TYPE ->
          signature.length == SIGNATURE_BYTES && verify("Ed25519", text, signature);
      default -> findCosignedAt(text, signature).isPresent();
    };
  }

  /** When a witness cosigned, if this is its key and the cosignature is right. */
  Optional<Instant> findCosignedAt(byte[] text, byte[] signature) {
    int bytes = type == ML_DSA_44_TYPE ? ML_DSA_44_SIGNATURE_BYTES : SIGNATURE_BYTES;
    if (!isWitness() || signature.length != Long.BYTES + bytes) {
      return Optional.empty();
    }
    long seconds = ByteBuffer.wrap(signature).getLong();
    if (seconds < 0 || seconds > Instant.MAX.getEpochSecond()) {
      return Optional.empty();
    }
    String algorithm = type == ML_DSA_44_TYPE ? MlDsa44.ALGORITHM : "Ed25519";
    byte[] bare = Arrays.copyOfRange(signature, Long.BYTES, signature.length);
    return findCosigned(text, seconds)
        .filter(message -> verify(algorithm, message, bare))
        .map(message -> Instant.ofEpochSecond(seconds));
  }

  /** The message that this witness's key signs; none if the text is no checkpoint it could sign. */
  Optional<byte[]> findCosigned(byte[] text, long seconds) {
    if (type == ML_DSA_44_TYPE) {
      return MlDsa44.findMessage(name, seconds, text);
    }
    byte[] head = Words.bytes("cosignature/v1\ntime " + seconds + "\n");
    byte[] message = Arrays.copyOf(head, head.length + text.length);
    System.arraycopy(text, 0, message, head.length, text.length);
    return Optional.of(message);
  }

  private boolean verify(String algorithm, byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(publicKey);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (SignatureException e) {
      return false; // the JDK throws for points and scalars that no signer could have written
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "this Java has no " + algorithm + "; use a JDK 24 or newer", e);
    }
  }

  private static PublicKey publicKey(String algorithm, byte[] spkiPrefix, byte[] raw) {
    byte[] spki = Arrays.copyOf(spkiPrefix, spkiPrefix.length + raw.length);
    System.arraycopy(raw, 0, spki, spkiPrefix.length, raw.length);
    try {
      return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(spki));
    } catch (GeneralSecurityException e) {
      throw RecordException.malformed(
          "the key's " + raw.length + " bytes are not a public key of " + algorithm);
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
