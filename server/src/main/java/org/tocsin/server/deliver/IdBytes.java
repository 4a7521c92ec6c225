// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.io.ByteArrayOutputStream;

/** Ascending watcher numbers as bytes: the steps between them, seven bits a byte, lowest first. */
final class IdBytes {
  private IdBytes() {}

  static byte[] encode(long[] ids) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(ids.length * 2);
    long before = 0;
    for (long id : ids) {
      if (id <= before) {
        throw new IllegalArgumentException(
            "watcher numbers must ascend: %d after %d".formatted(id, before));
      }
      long rest = id - before;
      while (rest > 0x7F) {
        out.write((int) (rest & 0x7F) | 0x80);
        rest >>>= 7;
      }
      out.write((int) rest);
      before = id;
    }
    return out.toByteArray();
  }

  static long[] decode(byte[] bytes, int size) {
    long[] ids = new long[size];
    int at = 0;
    long before = 0;
    for (int i = 0; i < size; i++) {
      long step = 0;
      int shift = 0;
      byte b;
      do {
        b = bytes[at++];
        step |= (b & 0x7FL) << shift;
        shift += 7;
      } while (b < 0);
      before += step;
      ids[i] = before;
    }
    return ids;
  }
}
