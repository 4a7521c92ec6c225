// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The packed folders of MUC-4, and the texts in their files. */
public final class MucArchive {
  private static final int TAR_BLOCK = 512;

  private MucArchive() {}

  /** The files of an unpacked {@code tar} stream by name; closes it. */
  public static Map<String, String> unpack(InputStream tar) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    try (DataInputStream in = new DataInputStream(tar)) {
      byte[] head = new byte[TAR_BLOCK];
      while (true) {
        in.readFully(head);
        String name = text(head, 0, 100);
        if (name.isEmpty()) {
          return files;
        }
        int size = Integer.parseInt(text(head, 124, 12).strip(), 8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(size);
        bytes.write(in.readNBytes(size));
        in.skipNBytes((TAR_BLOCK - size % TAR_BLOCK) % TAR_BLOCK);
        files.put(name, bytes.toString(StandardCharsets.ISO_8859_1));
      }
    } catch (EOFException end) {
      return files;
    }
  }

  private static String text(byte[] block, int from, int length) {
    int to = from;
    while (to < from + length && block[to] != 0) {
      to++;
    }
    return new String(block, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** The texts of one file by id: they follow each other, each under a line that opens with it. */
  public static Map<String, String> texts(String file) {
    Map<String, String> texts = new LinkedHashMap<>();
    String id = "";
    StringBuilder text = new StringBuilder();
    for (String line : file.lines().toList()) {
      if (line.matches("(DEV|TST\\d)-MUC\\d-\\d{4}.*")) {
        if (!id.isEmpty()) {
          texts.put(id, text.toString());
        }
        id = line.split("[ (]", 2)[0];
        text.setLength(0);
      } else {
        text.append(line).append('\n');
      }
    }
    if (!id.isEmpty()) {
      texts.put(id, text.toString());
    }
    return texts;
  }
}
