// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Up to 256 entries, each after its length in two bytes (c2sp.org/tlog-tiles, "Log entries"). */
final class EntryBundle {

  private static final int LENGTH_BYTES = 2;

  private EntryBundle() {}

  static byte[] write(List<byte[]> entries) {
    int length = 0;
    for (byte[] entry : entries) {
      length += LENGTH_BYTES + entry.length;
    }
    byte[] bytes = new byte[length];
    int at = 0;
    for (byte[] entry : entries) {
      bytes[at] = (byte) (entry.length >>> 8);
      bytes[at + 1] = (byte) entry.length;
      System.arraycopy(entry, 0, bytes, at + LENGTH_BYTES, entry.length);
      at += LENGTH_BYTES + entry.length;
    }
    return bytes;
  }

  /** The first {@code width} entries; the file may go on only if it is a full bundle. */
  static List<byte[]> parse(byte[] bytes, int width, String path) {
    List<byte[]> entries = new ArrayList<>(width);
    int at = 0;
    while (at < bytes.length && entries.size() < TilePath.WIDTH) {
      int length =
          at + 2 <= bytes.length
              ? Byte.toUnsignedInt(bytes[at]) << 8 | Byte.toUnsignedInt(bytes[at + 1])
              : bytes.length;
      if (at + 2 + length > bytes.length) {
        throw RecordException.brokenRecord(
            path + " ends inside its entry " + entries.size() + "; the file is cut short");
      }
      entries.add(Arrays.copyOfRange(bytes, at + 2, at + 2 + length));
      at += 2 + length;
    }
    boolean right = entries.size() == width || entries.size() == TilePath.WIDTH;
    if (at != bytes.length || !right || entries.size() < width) {
      throw RecordException.brokenRecord(
          path
              + " holds "
              + entries.size()
              + " entries in "
              + at
              + " of "
              + bytes.length
              + " bytes; "
              + width
              + " entries and no more bytes are needed");
    }
    return List.copyOf(entries.subList(0, width));
  }
}
