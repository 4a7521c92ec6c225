// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.fanout;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What has to be computed for every recipient of a signed webhook, and nothing else: the watcher's
 * key and address are opened (AES-256-GCM), the link to answer by and the post are signed
 * (HMAC-SHA256), and the receipt's leaf is salted and hashed.
 */
final class BareCiphers {
  private static final String GCM = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int ADDRESS_BYTES = 160;
  private static final int TOKEN_BYTES = 40;
  private static final int LEAF_BYTES = 160;

  private final Cipher cipher = Cipher.getInstance(GCM);
  private final Mac mac = Mac.getInstance("HmacSHA256");
  private final MessageDigest digest = MessageDigest.getInstance("SHA-256");
  private final SecretKeySpec master = new SecretKeySpec(new byte[KEY_BYTES], "AES");
  private final byte[] wrapped;
  private final byte[] sealed;

  BareCiphers() throws GeneralSecurityException {
    wrapped = seal(new byte[KEY_BYTES]);
    sealed = seal(new byte[ADDRESS_BYTES]);
    mac.init(new SecretKeySpec(new byte[KEY_BYTES], "HmacSHA256"));
  }

  private byte[] seal(byte[] plain) throws GeneralSecurityException {
    Cipher sealing = Cipher.getInstance(GCM); // No cipher seals twice with one nonce.
    sealing.init(Cipher.ENCRYPT_MODE, master, nonce());
    return sealing.doFinal(plain);
  }

  private static GCMParameterSpec nonce() {
    return new GCMParameterSpec(TAG_BITS, new byte[NONCE_BYTES]);
  }

  /**
   * Computes all of it for so many recipients.
   *
   * @param bytes of each post
   * @return a number above zero that depends on all that was computed, so that none of it is left
   *     out: the lengths of what was opened outweigh the bytes of what was signed
   */
  int compute(int recipients, int bytes) throws GeneralSecurityException {
    byte[] post = new byte[bytes];
    int all = 0;
    for (int recipient = 0; recipient < recipients; recipient++) {
      byte[] name = ("c0-" + recipient).getBytes(US_ASCII);
      byte[] key = open(master, wrapped);
      all += open(new SecretKeySpec(key, "AES"), sealed).length;
      mac.update(name);
      all += mac.doFinal(new byte[TOKEN_BYTES])[0];
      mac.update(name);
      all += mac.doFinal(post)[0];
      byte[] salt = mac.doFinal(name);
      digest.update(salt);
      all += digest.digest(new byte[LEAF_BYTES])[0];
    }
    return all;
  }

  private byte[] open(SecretKeySpec key, byte[] box) throws GeneralSecurityException {
    cipher.init(Cipher.DECRYPT_MODE, key, nonce());
    return cipher.doFinal(box);
  }
}
