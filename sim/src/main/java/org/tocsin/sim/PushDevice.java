// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A browser that has subscribed: holds the private key and opens what it is sent (RFC 8291, RFC
 * 8188 in one record). Written apart from any sender, so that the two prove each other. Immutable.
 */
public final class PushDevice {
  private static final int SALT = 16;
  private static final int HEADER = SALT + 4 + 1;
  private static final int POINT = 65;

  private final URI endpoint;
  private final PrivateKey key;
  private final byte[] point;
  private final byte[] auth;

  private PushDevice(URI endpoint, PrivateKey key, byte[] point, byte[] auth) {
    this.endpoint = endpoint;
    this.key = key;
    this.point = point;
    this.auth = auth;
  }

  /** A device whose messages are left at this address, with keys of its own. */
  public static PushDevice at(URI endpoint) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      byte[] auth = new byte[16];
      new SecureRandom().nextBytes(auth);
      return new PushDevice(
          endpoint, pair.getPrivate(), bytes(((ECPublicKey) pair.getPublic()).getW()), auth);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("P-256 is part of every Java platform", e);
    }
  }

  /** A device whose keys are given: for the examples of the standard. */
  public static PushDevice of(URI endpoint, PrivateKey key, byte[] point, byte[] auth) {
    return new PushDevice(endpoint, key, point.clone(), auth.clone());
  }

  /** Where messages are left for it. */
  public URI endpoint() {
    return endpoint;
  }

  /** Its public key, as a browser tells it. */
  public String p256dh() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(point);
  }

  /** Its secret, as a browser tells it. */
  public String auth() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(auth);
  }

  /**
   * Opens the body of a message and takes the padding off.
   *
   * @throws IllegalArgumentException when it is not for this device or not what the standards say
   */
  public byte[] open(byte[] body) {
    if (body.length < HEADER + POINT || body[HEADER - 1] != POINT) {
      throw new IllegalArgumentException("the body has no header with a public key of 65 bytes");
    }
    int recordSize = ByteBuffer.wrap(body).getInt(SALT);
    byte[] theirs = Arrays.copyOfRange(body, HEADER, HEADER + POINT);
    byte[] record = Arrays.copyOfRange(body, HEADER + POINT, body.length);
    if (recordSize < 18 || record.length > recordSize) {
      throw new IllegalArgumentException("Web Push has one record, and this is more");
    }
    try {
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(key);
      agreement.doPhase(publicKey(theirs), true);
      byte[] input =
          hmac(
              hmac(auth, agreement.generateSecret()),
              "WebPush: info\0".getBytes(US_ASCII),
              point,
              theirs,
              new byte[] {1});
      byte[] first = hmac(Arrays.copyOf(body, SALT), input);
      byte[] cek = hmac(first, "Content-Encoding: aes128gcm\0\1".getBytes(US_ASCII));
      byte[] nonce = hmac(first, "Content-Encoding: nonce\0\1".getBytes(US_ASCII));
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(Arrays.copyOf(cek, 16), "AES"),
          new GCMParameterSpec(128, Arrays.copyOf(nonce, 12)));
      return withoutPadding(cipher.doFinal(record));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the message does not open with this device's keys", e);
    }
  }

  private static byte[] withoutPadding(byte[] padded) {
    int end = padded.length - 1;
    while (end >= 0 && padded[end] == 0) {
      end--;
    }
    if (end < 0 || padded[end] != 2) {
      throw new IllegalArgumentException("the last record does not end with 2 and zeros");
    }
    return Arrays.copyOf(padded, end);
  }

  private ECPublicKey publicKey(byte[] bytes) throws GeneralSecurityException {
    return publicKey(bytes, ((java.security.interfaces.ECKey) key).getParams());
  }

  static ECPublicKey publicKey(byte[] bytes, java.security.spec.ECParameterSpec curve)
      throws GeneralSecurityException {
    if (bytes.length != POINT || bytes[0] != 4) {
      throw new InvalidKeyException("a public key is 4 and two numbers of 32 bytes");
    }
    ECPoint at = new ECPoint(new BigInteger(1, bytes, 1, 32), new BigInteger(1, bytes, 33, 32));
    return (ECPublicKey)
        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(at, curve));
  }

  private static byte[] bytes(ECPoint point) {
    ByteBuffer bytes = ByteBuffer.allocate(POINT).put((byte) 4);
    return bytes.put(number(point.getAffineX())).put(number(point.getAffineY())).array();
  }

  private static byte[] number(BigInteger number) {
    byte[] raw = number.toByteArray();
    byte[] out = new byte[32];
    int length = Math.min(32, raw.length);
    System.arraycopy(raw, raw.length - length, out, 32 - length, length);
    return out;
  }

  private static byte[] hmac(byte[] key, byte[]... parts) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    for (byte[] part : parts) {
      mac.update(part);
    }
    return mac.doFinal();
  }

  @Override
  public String toString() {
    return "PushDevice";
  }
}
