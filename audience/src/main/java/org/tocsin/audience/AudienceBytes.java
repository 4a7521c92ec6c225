// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The byte form of an audience: the letter A, version 1, the count, then for each watcher its kind
 * (one byte) and the step from the id before, zig-zag coded; numbers are seven bits a byte, lowest
 * first.
 */
final class AudienceBytes {
  private static final int MAGIC = 'A';
  private static final int VERSION = 1;

  private AudienceBytes() {}

  static byte[] encode(long[] ids, byte[] kinds) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(16 + 2 * ids.length);
    out.write(MAGIC);
    out.write(VERSION);
    writeNumber(out, ids.length);
    long before = 0;
    for (int i = 0; i < ids.length; i++) {
      out.write(kinds[i]);
      long step = ids[i] - before;
      writeNumber(out, (step << 1) ^ (step >> 63));
      before = ids[i];
    }
    return out.toByteArray();
  }

  static Audience decode(byte[] bytes) {
    Reader in = new Reader(bytes);
    if (in.next() != MAGIC || in.next() != VERSION) {
      throw new IllegalArgumentException(
          "these bytes are no audience of version 1; give what Audience.encode() wrote");
    }
    long size = in.number();
    if (size < 0 || size > bytes.length / 2) {
      throw new IllegalArgumentException(
          "audience claims " + size + " watchers in " + bytes.length + " bytes; it is damaged");
    }
    long[] ids = new long[(int) size];
    byte[] kinds = new byte[ids.length];
    for (int i = 0; i < ids.length; i++) {
      int kind = in.next();
      if (kind >= WatcherKind.values().length) {
        throw new IllegalArgumentException(
            "audience has a watcher of kind " + kind + ", which does not exist; it is damaged");
      }
      long step = in.number();
      kinds[i] = (byte) kind;
      ids[i] = (i == 0 ? 0 : ids[i - 1]) + ((step >>> 1) ^ -(step & 1));
      if (i > 0 && ids[i] <= ids[i - 1]) {
        throw new IllegalArgumentException(
            "audience is not in ascending order at position " + i + "; it is damaged");
      }
    }
    if (in.at != bytes.length || !Arrays.equals(bytes, encode(ids, kinds))) {
      throw new IllegalArgumentException(
          "audience has bytes that do not belong to it; it is damaged");
    }
    return Audience.of(new Listing(ids, kinds));
  }

  private static void writeNumber(ByteArrayOutputStream out, long number) {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static final class Reader {
    private final byte[] bytes;
    private int at;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    int next() {
      if (at == bytes.length) {
        throw new IllegalArgumentException(
            "audience ends after " + at + " bytes, in the middle; it is damaged");
      }
      return bytes[at++] & 0xFF;
    }

    long number() {
      long number = 0;
      for (int shift = 0; shift < 64; shift += 7) {
        int b = next();
        number |= (b & 0x7FL) << shift;
        if (b < 0x80) {
          return number;
        }
      }
      throw new IllegalArgumentException(
          "audience has a number of more than ten bytes at " + at + "; it is damaged");
    }
  }
}
