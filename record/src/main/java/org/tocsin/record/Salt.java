// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The 32 random bytes that keep a {@link Commitment} from being guessed. Without its salt a
 * commitment tells nothing; destroying the salt is how the record forgets.
 */
public final class Salt {

  /** The length of a salt in bytes. */
  public static final int BYTES = 32;

  private final byte[] bytes;

  private Salt(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A new salt; one for each value, never shared. */
  public static Salt random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Salt(bytes);
  }

  /** Wraps a copy of 32 bytes. */
  public static Salt of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw RecordException.malformed("salt has " + bytes.length + " bytes; it must have 32");
    }
    return new Salt(bytes.clone());
  }

  /** Reads canonical base64. */
  public static Salt fromBase64(String text) {
    return of(StrictBase64.decode(text, "salt"));
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The base64 form, 44 characters. */
  public String base64() {
    return StrictBase64.encode(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Salt salt && Arrays.equals(bytes, salt.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Salts are secrets until disclosed, so this shows none of it. */
  @Override
  public String toString() {
    return "Salt[…]";
  }
}
