// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * A stretch of a document as valid UTF-8, whatever its encoding was. A document that was read whole
 * is one window; a stream is one after another. Bytes are added at the end and never move, so
 * elements may keep offsets instead of copies; lines and columns are counted only when a problem
 * asks for them. Not safe for several threads.
 */
final class XmlWindow {
  private final int firstLine;
  private final int firstColumn;
  private byte[] bytes;
  private int limit;
  private int counted;
  private int line;
  private int column;

  /**
   * Begins a window.
   *
   * @param bytes its bytes; at least one longer than the limit
   * @param limit how many of them are the document's; the one after them is zero
   */
  XmlWindow(byte[] bytes, int limit, int firstLine, int firstColumn) {
    this.bytes = bytes;
    this.limit = limit;
    this.firstLine = firstLine;
    this.firstColumn = firstColumn;
    this.line = firstLine;
    this.column = firstColumn;
  }

  /** The window of a whole document. */
  static XmlWindow of(byte[] utf8) {
    return new XmlWindow(Arrays.copyOf(utf8, utf8.length + 1), utf8.length, 1, 1);
  }

  /** The bytes; a zero, which no document holds, follows the last. */
  byte[] bytes() {
    return bytes;
  }

  int limit() {
    return limit;
  }

  /** Adds bytes; offsets stay what they are. */
  void append(byte[] more, int length) {
    if (limit + length + 1 > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(limit + length + 1, 2 * bytes.length));
    }
    System.arraycopy(more, 0, bytes, limit, length);
    limit += length;
    bytes[limit] = 0;
  }

  /** A window that begins at an offset of this one and keeps count of lines. */
  XmlWindow from(int offset) {
    count(offset);
    byte[] rest = new byte[Math.max(limit - offset + 1, 1 << 14)];
    System.arraycopy(bytes, offset, rest, 0, limit - offset);
    return new XmlWindow(rest, limit - offset, line, column);
  }

  String text(int from, int to) {
    return new String(bytes, from, to - from, UTF_8);
  }

  /** The line of an offset, from 1. */
  int line(int offset) {
    count(offset);
    return line;
  }

  /** The column of an offset in UTF-16 units, from 1. */
  int column(int offset) {
    count(offset);
    return column;
  }

  /** Problems are asked for in the order of the text, mostly, so counting goes on where it was. */
  private void count(int offset) {
    if (offset < counted) {
      counted = 0;
      line = firstLine;
      column = firstColumn;
    }
    int lines = 0;
    int i = counted;
    for (; i + 8 <= offset; i += 8) {
      lines += Eight.lineEnds(bytes, i);
    }
    for (; i < offset; i++) {
      lines += isLineEnd(i) ? 1 : 0;
    }
    int from = counted;
    if (lines > 0) {
      line += lines;
      column = 1;
      from = offset;
      while (!isLineEnd(from - 1)) {
        from--;
      }
    }
    for (int k = from; k < offset; k++) {
      byte b = bytes[k];
      // The first byte of a character counts; one of four bytes is two UTF-16 units.
      column += b < -64 ? 0 : (b & 0xF8) == 0xF0 ? 2 : 1;
    }
    counted = offset;
  }

  private boolean isLineEnd(int offset) {
    return bytes[offset] == '\n' || (bytes[offset] == '\r' && bytes[offset + 1] != '\n');
  }
}
