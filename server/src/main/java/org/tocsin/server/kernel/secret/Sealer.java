// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Envelope encryption: each value under a key of its own (AES-256-GCM), that key wrapped by the
 * master key. Destroying the wrapped key destroys the value, whatever backups of it exist.
 *
 * <p>A box is 12 bytes of nonce and the cipher text with its tag of 16 bytes. Thread-safe.
 */
public final class Sealer {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** Finding a cipher costs more than using it, and a file has a hundred thousand watchers. */
  private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(Sealer::cipher);

  /**
   * One more for the master key alone: a cipher that gets the same key again need not expand it.
   */
  private static final ThreadLocal<Cipher> WRAPPERS = ThreadLocal.withInitial(Sealer::cipher);

  private final SecretKeySpec master;
  private final SecureRandom random = new SecureRandom();

  /**
   * A sealed value.
   *
   * @param box the value under its key
   * @param key that key, wrapped
   */
  public record Sealed(byte[] box, byte[] key) {}

  /** Seals under this master key of 32 bytes. */
  public Sealer(byte[] master) {
    this.master = new SecretKeySpec(master, "AES");
  }

  /** Seals; {@code name} is bound to the box, which opens under no other name. */
  public Sealed seal(byte[] plain, String name) {
    // One draw for the key and both nonces: the generator is shared by all threads.
    byte[] drawn = new byte[KeyFolder.KEY_BYTES + 2 * NONCE_BYTES];
    random.nextBytes(drawn);
    byte[] key = Arrays.copyOf(drawn, KeyFolder.KEY_BYTES);
    byte[] bound = name.getBytes(StandardCharsets.UTF_8);
    return new Sealed(
        encrypt(
            CIPHERS.get(), new SecretKeySpec(key, "AES"), drawn, KeyFolder.KEY_BYTES, plain, bound),
        encrypt(WRAPPERS.get(), master, drawn, KeyFolder.KEY_BYTES + NONCE_BYTES, key, bound));
  }

  /**
   * Opens what {@link #seal} made.
   *
   * @throws IllegalStateException when the box was changed, or is of another name or master key
   */
  public byte[] open(Sealed sealed, String name) {
    byte[] bound = name.getBytes(StandardCharsets.UTF_8);
    byte[] key = decrypt(WRAPPERS.get(), master, sealed.key(), bound);
    return decrypt(CIPHERS.get(), new SecretKeySpec(key, "AES"), sealed.box(), bound);
  }

  private static byte[] encrypt(
      Cipher cipher, SecretKeySpec key, byte[] drawn, int nonceAt, byte[] plain, byte[] bound) {
    try {
      cipher.init(
          Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, drawn, nonceAt, NONCE_BYTES));
      cipher.updateAAD(bound);
      byte[] box = new byte[NONCE_BYTES + cipher.getOutputSize(plain.length)];
      System.arraycopy(drawn, nonceAt, box, 0, NONCE_BYTES);
      cipher.doFinal(plain, 0, plain.length, box, NONCE_BYTES);
      return box;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing failed with a good key and a fresh nonce", e);
    }
  }

  private static Cipher cipher() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is part of every Java platform", e);
    }
  }

  private static byte[] decrypt(Cipher cipher, SecretKeySpec key, byte[] box, byte[] bound) {
    try {
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, box, 0, NONCE_BYTES));
      cipher.updateAAD(bound);
      return cipher.doFinal(box, NONCE_BYTES, box.length - NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "A sealed value does not open: it was changed, or keys/master.key is not the one it was sealed with. Restore the key that belongs to this database.",
          e);
    }
  }
}
