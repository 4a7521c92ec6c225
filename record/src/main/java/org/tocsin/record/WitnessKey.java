// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;

/**
 * A key with which a witness cosigns checkpoints (c2sp.org/tlog-cosignature).
 *
 * <p>Its private text form is {@code PRIVATE+KEY+name+hex(key id)+base64(type || seed)}, as {@link
 * NoteKey}'s with the type of the cosignature; it is a secret. A witness that has an Ed25519 and an
 * ML-DSA-44 key gives both cosignatures. Safe for any number of threads.
 */
public final class WitnessKey {

  /** How a witness signs. */
  public enum Algorithm {
    /** Type 0x04, which every client knows. */
    ED25519(NoteVerifier.COSIGNATURE_TYPE, "Ed25519", NoteVerifier.PUBLIC_KEY_BYTES),
    /** Type 0x06, which also withstands quantum computers; the specification's choice. */
    ML_DSA_44(NoteVerifier.ML_DSA_44_TYPE, MlDsa44.ALGORITHM, NoteVerifier.ML_DSA_44_KEY_BYTES);

    private final byte type;
    private final String jdkName;
    private final int keyBytes;

    Algorithm(byte type, String jdkName, int keyBytes) {
      this.type = type;
      this.jdkName = jdkName;
      this.keyBytes = keyBytes;
    }
  }

  private static final String PREFIX = "PRIVATE+KEY+";

  private final Algorithm algorithm;
  private final byte[] seed;
  private final PrivateKey privateKey;
  private final NoteVerifier verifier;

  private WitnessKey(String name, Algorithm algorithm, byte[] seed) {
    this.algorithm = algorithm;
    this.seed = seed;
    try {
      this.privateKey = GivenSeed.pair(algorithm.jdkName, seed).getPrivate();
      this.verifier =
          NoteVerifier.of(
              name,
              algorithm.type,
              GivenSeed.publicKey(algorithm.jdkName, seed, algorithm.keyBytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "this Java has no " + algorithm.jdkName + "; use a JDK 24 or newer", e);
    }
  }

  /** A new key under the witness's name, such as {@code witness.example/w1}. */
  public static WitnessKey generate(String name, Algorithm algorithm, SecureRandom random) {
    byte[] seed = new byte[GivenSeed.BYTES];
    random.nextBytes(seed);
    return new WitnessKey(name, algorithm, seed);
  }

  /** Reads the private text form; the message of a refusal never repeats the text. */
  public static WitnessKey parse(String text) {
    String[] parts =
        text.startsWith(PREFIX) ? text.substring(PREFIX.length()).split("\\+", 3) : new String[0];
    if (parts.length != 3) {
      throw RecordException.malformed(
          "witness key is not of the form PRIVATE+KEY+name+keyid+base64; check the key file");
    }
    byte[] material;
    try {
      material = StrictBase64.decode(parts[2], "key");
    } catch (RecordException e) {
      throw RecordException.malformed("the last part of the witness key is not base64");
    }
    WitnessKey key =
        new WitnessKey(
            parts[0], algorithm(material), Arrays.copyOfRange(material, 1, material.length));
    if (!key.verifier.keyIdHex().equals(parts[1])) {
      throw RecordException.malformed(
          "witness key says key id "
              + Words.excerpt(parts[1])
              + " but its name and seed give "
              + key.verifier.keyIdHex()
              + "; the key file is damaged or its name was edited");
    }
    return key;
  }

  private static Algorithm algorithm(byte[] material) {
    for (Algorithm algorithm : Algorithm.values()) {
      if (material.length == 1 + GivenSeed.BYTES && material[0] == algorithm.type) {
        return algorithm;
      }
    }
    throw RecordException.malformed(
        "witness key is neither Ed25519 (type 0x04) nor ML-DSA-44 (0x06) with a seed of 32 bytes");
  }

  /** The private text form. It is a secret. */
  public String privateText() {
    byte[] material = new byte[1 + GivenSeed.BYTES];
    material[0] = algorithm.type;
    System.arraycopy(seed, 0, material, 1, GivenSeed.BYTES);
    return PREFIX
        + verifier.name()
        + "+"
        + verifier.keyIdHex()
        + "+"
        + StrictBase64.encode(material);
  }

  /** The public side, to be given to those who shall trust this witness. */
  public NoteVerifier verifier() {
    return verifier;
  }

  /**
   * Says that as of a time this is the largest consistent tree seen of the checkpoint's origin.
   * Whoever calls has made sure of that.
   *
   * @param at from the first second after 1970 on; fractions of a second are dropped
   */
  public NoteSignature cosign(Checkpoint checkpoint, Instant at) {
    long seconds = at.getEpochSecond();
    if (seconds <= 0) {
      throw RecordException.outOfRange("a cosignature's time must be after 1970, was " + at);
    }
    byte[] message =
        verifier
            .findCosigned(Words.bytes(checkpoint.text()), seconds)
            .orElseThrow(() ->
                RecordException.outOfRange(
                    "ML-DSA-44 cosigns no checkpoint with extension lines, and names and origins of at"
                        + " most 255 bytes"));
    byte[] bare = sign(message);
    return new NoteSignature(
        verifier.name(),
        verifier.keyId(),
        ByteBuffer.allocate(Long.BYTES + bare.length).putLong(seconds).put(bare).array());
  }

  private byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance(algorithm.jdkName);
      signature.initSign(privateKey);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cosigning with " + verifier.name() + " failed", e);
    }
  }

  @Override
  public String toString() {
    return "WitnessKey[" + verifier.vkey() + "]";
  }
}
