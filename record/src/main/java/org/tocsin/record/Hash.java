// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 hash: exactly 32 bytes, immutable, equal by value, ordered as unsigned bytes. */
public final class Hash implements Comparable<Hash> {

  /** The length of a hash in bytes. */
  public static final int BYTES = 32;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Wraps a copy of 32 bytes; refuses any other length. */
  public static Hash of(byte[] bytes) {
    return copyOf(bytes, 0, bytes.length);
  }

  /** Reads canonical base64 (RFC 4648 section 4, with padding) of 32 bytes. */
  public static Hash fromBase64(String text) {
    return of(StrictBase64.decode(text, "hash"));
  }

  /** Reads 64 hexadecimal digits. */
  public static Hash fromHex(String text) {
    if (text.length() != 2 * BYTES) {
      throw RecordException.malformed(
          "hash in hex has " + text.length() + " digits; it must have 64");
    }
    try {
      return new Hash(HexFormat.of().parseHex(text));
    } catch (IllegalArgumentException e) {
      throw RecordException.malformed("hash '" + text + "' is not hexadecimal");
    }
  }

  /** The SHA-256 of the parts, one after the other. */
  public static Hash sha256(byte[]... parts) {
    MessageDigest digest = sha256Digest();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return new Hash(digest.digest());
  }

  static Hash copyOf(byte[] bytes, int from, int length) {
    if (length != BYTES) {
      throw RecordException.malformed("hash has " + length + " bytes; it must have 32 (SHA-256)");
    }
    return new Hash(Arrays.copyOfRange(bytes, from, from + length));
  }

  /** Takes ownership of the result of a finished digest. */
  static Hash finish(MessageDigest digest) {
    return new Hash(digest.digest());
  }

  static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The base64 form, 44 characters. */
  public String base64() {
    return StrictBase64.encode(bytes);
  }

  /** The hexadecimal form, 64 lower-case digits. */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, BYTES);
  }

  @Override
  public int compareTo(Hash other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return base64();
  }
}
