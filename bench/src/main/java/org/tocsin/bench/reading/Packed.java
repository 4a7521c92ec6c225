// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A packed folder ({@code .tar.gz}) of texts in UTF-8. */
final class Packed {
  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE = 12;
  private static final int TYPE_AT = 156;

  private Packed() {}

  /** The texts of the files in it by their names without a folder, in order of the names. */
  static Map<String, String> texts(Corpora corpora, String file) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (DataInputStream in = new DataInputStream(corpora.open(file))) {
      byte[] head = new byte[BLOCK];
      while (true) {
        in.readFully(head);
        String name = field(head, 0, NAME);
        if (name.isEmpty()) {
          return texts;
        }
        int size = Integer.parseInt(field(head, SIZE_AT, SIZE).strip(), 8);
        byte[] bytes = in.readNBytes(size);
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        if (head[TYPE_AT] == '0' || head[TYPE_AT] == 0) {
          texts.put(
              name.substring(name.lastIndexOf('/') + 1), new String(bytes, StandardCharsets.UTF_8));
        }
      }
    } catch (EOFException end) {
      return texts;
    }
  }

  private static String field(byte[] block, int from, int length) {
    int to = from;
    while (to < from + length && block[to] != 0) {
      to++;
    }
    return new String(block, from, to - from, StandardCharsets.UTF_8);
  }
}
