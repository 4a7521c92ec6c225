// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks at eight bytes at a time, which is what the text of an alert is quickest read by. Each
 * method stops at the first eight that hold something of note and leaves them to a loop over bytes.
 */
final class Eight {
  private static final VarHandle BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long BLANKS = 0x2020202020202020L;

  /** U+FFFE and U+FFFF, which no XML may hold, begin with this byte. */
  private static final int NO_CHARACTERS = 0xEF;

  private Eight() {}

  /** The offset up to which, in steps of eight, all bytes surely mean themselves in XML text. */
  static int plainText(byte[] bytes, int from) {
    int i = from;
    while (i + 8 <= bytes.length) {
      long eight = (long) BYTES.get(bytes, i);
      long odd = (eight - BLANKS) & ~eight;
      odd |= any(eight, '<') | any(eight, '&') | any(eight, ']') | any(eight, NO_CHARACTERS);
      if ((odd & HIGH) != 0) {
        return i;
      }
      i += 8;
    }
    return i;
  }

  /** The offset up to which, in steps of eight, all bytes are ASCII; not past an end. */
  static int ascii(byte[] bytes, int from, int to) {
    int i = from;
    while (i + 8 <= to && ((long) BYTES.get(bytes, i) & HIGH) == 0) {
      i += 8;
    }
    return i;
  }

  /**
   * How many lines end among eight bytes: at a line feed, and at a carriage return that has none
   * behind it. There must be a ninth byte.
   */
  static int lineEnds(byte[] bytes, int from) {
    long eight = (long) BYTES.get(bytes, from);
    long feeds = equal(eight, '\n');
    long returns = equal(eight, '\r');
    if (returns == 0) {
      return Long.bitCount(feeds);
    }
    long alone = returns & ~(feeds >>> 8);
    boolean lastJoined = alone < 0 && bytes[from + 8] == '\n';
    return Long.bitCount(feeds) + Long.bitCount(alone) - (lastJoined ? 1 : 0);
  }

  /** The high bit of each byte that is a character of ASCII, and of no other. */
  private static long equal(long eight, char character) {
    long other = eight ^ character * ONES;
    return ~(((other & ~HIGH) + ~HIGH) | other) & HIGH;
  }

  /** Some high bit when a byte is a character; quicker, but borrowing may set others with it. */
  private static long any(long eight, int character) {
    long other = eight ^ character * ONES;
    return (other - ONES) & ~other;
  }
}
