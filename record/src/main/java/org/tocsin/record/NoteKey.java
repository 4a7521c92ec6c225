// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/**
 * An Ed25519 key that signs notes (c2sp.org/signed-note, signature type 0x01).
 *
 * <p>Its text form {@code PRIVATE+KEY+name+hex(key id)+base64(0x01 || seed)} is the one the Go
 * tools read. Whoever holds that text can sign as the desk: keep it in a file that only the desk's
 * account can read. {@link #toString()} shows the public side only. Safe for any number of threads.
 */
public final class NoteKey implements NoteSigner {

  private static final String PREFIX = "PRIVATE+KEY+";
  private static final int SEED_BYTES = 32;

  private final byte[] seed;
  private final PrivateKey privateKey;
  private final NoteVerifier verifier;

  private NoteKey(String name, byte[] seed) {
    this.seed = seed;
    try {
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      this.privateKey =
          factory.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
      this.verifier = NoteVerifier.ed25519(name, publicKeyOf(seed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no Ed25519; use a JDK with SunEC", e);
    }
  }

  /**
   * A new key under a name; for a record the name is its origin, such as {@code desk.example/r}.
   */
  public static NoteKey generate(String name, SecureRandom random) {
    byte[] seed = new byte[SEED_BYTES];
    random.nextBytes(seed);
    return new NoteKey(name, seed);
  }

  /** Reads the private text form; the message of a refusal never repeats the text. */
  public static NoteKey parse(String text) {
    String[] parts =
        text.startsWith(PREFIX) ? text.substring(PREFIX.length()).split("\\+", 3) : null;
    if (parts == null || parts.length != 3) {
      throw RecordException.malformed(
          "private key is not of the form PRIVATE+KEY+name+keyid+base64; check the key file");
    }
    byte[] material;
    try {
      material = StrictBase64.decode(parts[2], "key");
    } catch (RecordException e) {
      throw RecordException.malformed("the last part of the private key is not base64");
    }
    if (material.length != 1 + SEED_BYTES || material[0] != NoteVerifier.ED25519_TYPE) {
      throw RecordException.malformed(
          "private key is not Ed25519: type 0x01 and a seed of 32 bytes are needed");
    }
    NoteKey key = new NoteKey(parts[0], Arrays.copyOfRange(material, 1, material.length));
    if (!key.verifier.keyIdHex().equals(parts[1])) {
      throw RecordException.malformed(
          "private key says key id "
              + Words.excerpt(parts[1])
              + " but its name and seed give "
              + key.verifier.keyIdHex()
              + "; the key file is damaged or its name was edited");
    }
    return key;
  }

  /** The private text form. It is a secret. */
  public String privateText() {
    byte[] material = new byte[1 + SEED_BYTES];
    material[0] = NoteVerifier.ED25519_TYPE;
    System.arraycopy(seed, 0, material, 1, SEED_BYTES);
    return PREFIX + name() + "+" + verifier.keyIdHex() + "+" + StrictBase64.encode(material);
  }

  @Override
  public String vkey() {
    return verifier.vkey();
  }

  @Override
  public NoteVerifier verifier() {
    return verifier;
  }

  @Override
  public byte[] sign(byte[] text) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(privateKey);
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("signing with " + vkey() + " failed", e);
    }
  }

  @Override
  public String toString() {
    return "NoteKey[" + vkey() + "]";
  }

  /** The public key of 32 bytes that a seed gives. */
  static byte[] publicKeyOf(byte[] seed) throws GeneralSecurityException {
    byte[] used =
        ((EdECPrivateKey) GivenSeed.pair("Ed25519", seed).getPrivate()).getBytes().orElseThrow();
    if (!Arrays.equals(used, seed)) {
      throw new GeneralSecurityException("the key generator did not take the given seed");
    }
    return GivenSeed.publicKey("Ed25519", seed, NoteVerifier.PUBLIC_KEY_BYTES);
  }
}
