// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Key pairs of a given seed.
 *
 * <p>The JDK derives a public key only while it generates a pair, so it generates from the seed
 * that we hand it in place of chance. Whoever generates must take exactly the seed, once.
 */
final class GivenSeed extends SecureRandom {

  static final int BYTES = 32;

  private final transient byte[] seed;
  private int taken;

  private GivenSeed(byte[] seed) {
    this.seed = seed;
  }

  static KeyPair pair(String algorithm, byte[] seed) throws GeneralSecurityException {
    GivenSeed given = new GivenSeed(seed);
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(new java.security.spec.NamedParameterSpec(algorithm), given);
    KeyPair pair = generator.generateKeyPair();
    if (given.taken != BYTES) {
      throw new GeneralSecurityException(
          "the key generator of "
              + algorithm
              + " took "
              + given.taken
              + " bytes, not the seed's 32");
    }
    return pair;
  }

  /** The last bytes of the encoded public key, which are the key itself. */
  static byte[] publicKey(String algorithm, byte[] seed, int bytes)
      throws GeneralSecurityException {
    byte[] spki = pair(algorithm, seed).getPublic().getEncoded();
    return Arrays.copyOfRange(spki, spki.length - bytes, spki.length);
  }

  @Override
  public void nextBytes(byte[] bytes) {
    System.arraycopy(seed, 0, bytes, 0, bytes.length);
    taken += bytes.length;
  }
}
