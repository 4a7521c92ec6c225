// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Up to 256 entries, each after its length in two bytes (c2sp.org/tlog-tiles, "Log entries"). */
final class EntryBundle {

  private EntryBundle() {}

  static byte[] write(List<byte[]> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      out.write(entry.length >>> 8);
      out.write(entry.length);
      out.writeBytes(entry);
    }
    return out.toByteArray();
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
