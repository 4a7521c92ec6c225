// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.push;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import javax.crypto.KeyAgreement;

/**
 * Keys on the curve P-256 (FIPS 186-5, SEC 2 {@code secp256r1}), the only one of Web Push, in the
 * forms that Web Push writes them. Thread-safe.
 */
final class P256 {

  /** A point as 0x04 and both coordinates (SEC 1 §2.3.3, uncompressed). */
  static final int POINT_BYTES = 65;

  private static final int NUMBER_BYTES = 32;
  private static final ECParameterSpec CURVE = curve();
  private static final BigInteger PRIME = ((ECFieldFp) CURVE.getCurve().getField()).getP();

  private P256() {}

  private static ECParameterSpec curve() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  /** A fresh pair. */
  static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(CURVE);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  /**
   * Reads a public key. The point is held to the curve here: an agreement with a point of another
   * curve would give parts of our key away.
   *
   * @throws IllegalArgumentException when the bytes are no point of P-256
   */
  static ECPublicKey publicKey(byte[] point) {
    if (point.length != POINT_BYTES || point[0] != 4) {
      throw new IllegalArgumentException("a public key is 4 and two numbers of 32 bytes");
    }
    BigInteger x = new BigInteger(1, point, 1, NUMBER_BYTES);
    BigInteger y = new BigInteger(1, point, 1 + NUMBER_BYTES, NUMBER_BYTES);
    if (x.compareTo(PRIME) >= 0
        || y.compareTo(PRIME) >= 0
        || !y.multiply(y).mod(PRIME).equals(squareOfY(x))) {
      throw new IllegalArgumentException("the point is not on the curve P-256");
    }
    return publicKey(x, y);
  }

  private static ECPublicKey publicKey(BigInteger x, BigInteger y) {
    try {
      return (ECPublicKey)
          KeyFactory.getInstance("EC")
              .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), CURVE));
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  /** The curve's equation: y² = x³ + ax + b. */
  private static BigInteger squareOfY(BigInteger x) {
    return x.pow(3)
        .add(CURVE.getCurve().getA().multiply(x))
        .add(CURVE.getCurve().getB())
        .mod(PRIME);
  }

  /** A public key as Web Push writes it. */
  static byte[] bytes(ECPublicKey key) {
    byte[] point = new byte[POINT_BYTES];
    point[0] = 4;
    put(key.getW().getAffineX(), point, 1);
    put(key.getW().getAffineY(), point, 1 + NUMBER_BYTES);
    return point;
  }

  private static void put(BigInteger number, byte[] into, int at) {
    byte[] raw = number.toByteArray();
    int from = Math.max(0, raw.length - NUMBER_BYTES);
    int length = raw.length - from;
    System.arraycopy(raw, from, into, at + NUMBER_BYTES - length, length);
  }

  /**
   * The private key of this seed: its number modulo the curve's order less one, plus one (FIPS
   * 186-5 §A.2.1, which asks for 8 bytes more than the order has, so that no key is likelier).
   *
   * @param seed 40 bytes or more
   */
  static ECPrivateKey privateKey(byte[] seed) {
    if (seed.length < NUMBER_BYTES + 8) {
      throw new IllegalArgumentException(
          "the seed has %d bytes; give 40 or more".formatted(seed.length));
    }
    return privateKey(
        new BigInteger(1, seed).mod(CURVE.getOrder().subtract(BigInteger.ONE)).add(BigInteger.ONE));
  }

  static ECPrivateKey privateKey(BigInteger number) {
    try {
      return (ECPrivateKey)
          KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(number, CURVE));
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  /**
   * The public key of a private one. The JDK computes none, but its agreement with the base point
   * gives the x of it, and of the two y that belong to an x a signature tells the right one.
   */
  static ECPublicKey publicKey(ECPrivateKey key) {
    ECPublicKey base =
        publicKey(CURVE.getGenerator().getAffineX(), CURVE.getGenerator().getAffineY());
    BigInteger x = new BigInteger(1, agree(key, base));
    // A root modulo a prime of the form 4k + 3.
    BigInteger y = squareOfY(x).modPow(PRIME.add(BigInteger.ONE).shiftRight(2), PRIME);
    ECPublicKey one = publicKey(x, y);
    byte[] text = {1};
    return verifies(one, text, sign(key, text)) ? one : publicKey(x, PRIME.subtract(y));
  }

  /** The x of the shared point (ECDH). */
  static byte[] agree(ECPrivateKey mine, ECPublicKey theirs) {
    try {
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(mine);
      agreement.doPhase(theirs, true);
      return agreement.generateSecret();
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  /** ES256 (RFC 7518 §3.4): the two numbers of the signature, 32 bytes each. */
  static byte[] sign(ECPrivateKey key, byte[] text) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key);
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  private static boolean verifies(ECPublicKey key, byte[] text, byte[] signed) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initVerify(key);
      signature.update(text);
      return signature.verify(signed);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  private static IllegalStateException broken(GeneralSecurityException e) {
    return new IllegalStateException("P-256 is part of every Java platform", e);
  }
}
