// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.push;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts a message for one device: RFC 8291 (keys) with RFC 8188 (the coding {@code aes128gcm}),
 * in one record, under a key pair and a salt of its own. Thread-safe.
 */
final class PushCipher {

  /** RFC 8291 §4: a body of 4096 bytes must be taken; less header, tag and delimiter. */
  static final int PLAIN_BYTES_MAX = 3_993;

  static final int SALT_BYTES = 16;
  private static final int RECORD_BYTES = 4_096;
  private static final int KEY_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;

  /** RFC 8188 §2: marks the end of the last record's text. */
  private static final byte LAST = 2;

  private static final SecureRandom RANDOM = new SecureRandom();

  private PushCipher() {}

  /**
   * The body of a request.
   *
   * @param plain the message
   * @param paddedTo its length with padding, so that the length tells nothing; no less than its own
   */
  static byte[] encrypt(Subscription device, byte[] plain, int paddedTo) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return encrypt(device, plain, paddedTo, P256.generate(), salt);
  }

  /** The same with a pair and a salt that are given: for the examples of the standard. */
  static byte[] encrypt(
      Subscription device, byte[] plain, int paddedTo, KeyPair pair, byte[] salt) {
    if (plain.length > paddedTo || paddedTo > PLAIN_BYTES_MAX) {
      throw new IllegalArgumentException(
          "a message has %d bytes, padded to %d; the limit is %d"
              .formatted(plain.length, paddedTo, PLAIN_BYTES_MAX));
    }
    byte[] ours = P256.bytes((ECPublicKey) pair.getPublic());
    byte[] secret = P256.agree((ECPrivateKey) pair.getPrivate(), device.publicKey());
    // RFC 8291 §3.3 and §3.4.
    byte[] info =
        joined("WebPush: info\0".getBytes(StandardCharsets.US_ASCII), device.point(), ours);
    byte[] input = derive(device.auth(), secret, info, 32);
    byte[] key = derive(salt, input, ascii("Content-Encoding: aes128gcm\0"), KEY_BYTES);
    byte[] nonce = derive(salt, input, ascii("Content-Encoding: nonce\0"), NONCE_BYTES);
    byte[] record = new byte[paddedTo + 1];
    System.arraycopy(plain, 0, record, 0, plain.length);
    record[plain.length] = LAST;
    ByteBuffer body =
        ByteBuffer.allocate(SALT_BYTES + 4 + 1 + ours.length + record.length + TAG_BYTES);
    body.put(salt).putInt(RECORD_BYTES).put((byte) ours.length).put(ours);
    return body.put(sealed(key, nonce, record)).array();
  }

  private static byte[] derive(byte[] salt, byte[] secret, byte[] info, int length) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract().addSalt(salt).addIKM(secret).thenExpand(info, length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HKDF-SHA256 is part of every Java platform", e);
    }
  }

  private static byte[] sealed(byte[] key, byte[] nonce, byte[] record) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(TAG_BYTES * 8, nonce));
      return cipher.doFinal(record);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is part of every Java platform", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] joined(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }
}
