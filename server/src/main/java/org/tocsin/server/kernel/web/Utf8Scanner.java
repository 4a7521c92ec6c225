// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

/**
 * Finds the first byte that is not UTF-8 (RFC 3629 §3: no overlong forms, no surrogates, nothing
 * above U+10FFFF), fed piece by piece. Not thread-safe.
 */
public final class Utf8Scanner {

  private long position;
  private int waiting;
  private int lowMin = 0x80;
  private int lowMax = 0xBF;

  /** Takes one byte, 0 to 255; false when it cannot stand here. */
  public boolean accept(int unsigned) {
    boolean fits = waiting > 0 ? follows(unsigned) : leads(unsigned);
    if (fits) {
      position++;
    }
    return fits;
  }

  /** How many bytes were accepted: the position, from 0, of the byte that was not. */
  public long position() {
    return position;
  }

  /** Whether the text may end here. */
  public boolean complete() {
    return waiting == 0;
  }

  private boolean follows(int b) {
    if (b < lowMin || b > lowMax) {
      return false;
    }
    waiting--;
    lowMin = 0x80;
    lowMax = 0xBF;
    return true;
  }

  private boolean leads(int b) {
    if (b < 0x80) {
      return true;
    }
    if (b < 0xC2 || b > 0xF4) {
      return false;
    }
    waiting = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
    switch (b) {
      case 0xE0 -> lowMin = 0xA0;
      case 0xED -> lowMax = 0x9F;
      case 0xF0 -> lowMin = 0x90;
      case 0xF4 -> lowMax = 0x8F;
      default -> {}
    }
    return true;
  }
}
