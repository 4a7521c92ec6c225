// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key's text under a passphrase, as a file of three lines: what it is; how the passphrase becomes
 * a key (PBKDF2 with HMAC-SHA256, RFC 8018, its rounds and salt); and the box (AES-256-GCM, the
 * nonce before it), which also covers the lines above it.
 */
final class KeyBox {

  private static final String HEADER = "tocsin.org/sealed-key@v1";
  private static final String DERIVED = "pbkdf2-hmac-sha256";
  private static final int ROUNDS = 600_000; // OWASP's number for this function, 2023
  private static final int ROUNDS_MAX = 10_000_000;
  private static final int SALT_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BITS = 256;

  /** What a key is sealed with; a box that was sealed otherwise opens as well. */
  static final KeyBox STANDARD = new KeyBox(ROUNDS);

  private final int rounds;

  /** Seals with so many rounds: a test seals often, and guards nothing. */
  KeyBox(int rounds) {
    this.rounds = rounds;
  }

  /** Whether this is the text of a box. */
  static boolean isSealed(String file) {
    return file.startsWith(HEADER + "\n");
  }

  String seal(String secret, char[] passphrase, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    String head = "%s\n%s %d %s\n".formatted(HEADER, DERIVED, rounds, base64(salt));
    try {
      byte[] box =
          cipher(Cipher.ENCRYPT_MODE, passphrase, salt, rounds, nonce, head)
              .doFinal(secret.getBytes(StandardCharsets.UTF_8));
      byte[] both = Arrays.copyOf(nonce, nonce.length + box.length);
      System.arraycopy(box, 0, both, nonce.length, box.length);
      return head + base64(both) + "\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("PBKDF2 and AES-GCM are part of every Java platform", e);
    }
  }

  /**
   * The text that was sealed.
   *
   * @throws IllegalArgumentException when it is no box, or the passphrase is not its own
   */
  static String open(String file, char[] passphrase) {
    List<String> lines = file.lines().toList();
    String[] derived = lines.size() == 3 ? lines.get(1).split(" ", -1) : new String[0];
    if (!isSealed(file) || derived.length != 3 || !derived[0].equals(DERIVED)) {
      throw new IllegalArgumentException("it is not a key sealed by Tocsin");
    }
    int rounds = Integer.parseInt(derived[1]);
    byte[] both = Base64.getDecoder().decode(lines.get(2));
    if (rounds < 1 || rounds > ROUNDS_MAX || both.length <= NONCE_BYTES) {
      throw new IllegalArgumentException("it is not a key sealed by Tocsin");
    }
    String head = lines.get(0) + "\n" + lines.get(1) + "\n";
    try {
      ByteBuffer secret =
          ByteBuffer.wrap(
              cipher(
                      Cipher.DECRYPT_MODE,
                      passphrase,
                      Base64.getDecoder().decode(derived[2]),
                      rounds,
                      Arrays.copyOf(both, NONCE_BYTES),
                      head)
                  .doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES));
      CharBuffer text = StandardCharsets.UTF_8.decode(secret);
      return text.toString();
    } catch (AEADBadTagException e) {
      throw new IllegalArgumentException(
          "the passphrase is not the one it was sealed with, or the file was changed", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("PBKDF2 and AES-GCM are part of every Java platform", e);
    }
  }

  private static Cipher cipher(
      int mode, char[] passphrase, byte[] salt, int rounds, byte[] nonce, String head)
      throws GeneralSecurityException {
    PBEKeySpec spec = new PBEKeySpec(passphrase, salt, rounds, KEY_BITS);
    byte[] key =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    spec.clearPassword();
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(head.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
