// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Files as {@code tocsin read} takes them: found in folders, bounded, told apart by what they are.
 */
final class ReadInput {
  static final int MAX_BYTES = 64 << 20;
  static final int MAX_FILES = 1_000_000;
  private static final int HEAD_BYTES = 4_096;

  private ReadInput() {}

  /**
   * The files of a folder and of the folders in it, in order of their paths. What is hidden, and
   * links, are passed over.
   */
  static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            return isHidden(path) && !path.equals(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isHidden(path)) {
              files.add(path);
            }
            return files.size() < MAX_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException e) {
            files.add(path); // Reading it fails too, and tells why.
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return files;
  }

  private static boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  /** All bytes of a file. */
  static byte[] bytes(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return bytes(in);
    }
  }

  /** All bytes of a stream; refuses more than can be read. */
  static byte[] bytes(InputStream in) throws IOException {
    byte[] content = in.readNBytes(MAX_BYTES + 1);
    if (content.length > MAX_BYTES) {
      throw new UnreadableDocumentException(
          "report is larger than %d bytes; split it".formatted(MAX_BYTES));
    }
    return content;
  }

  /** The document in these bytes; refuses what is no text of any kind. */
  static Document document(String name, byte[] content) {
    String head =
        new String(content, 0, Math.min(content.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
    boolean wide = head.startsWith("\u00FE\u00FF") || head.startsWith("\u00FF\u00FE");
    int nul = wide ? -1 : head.indexOf('\0');
    if (nul >= 0) {
      throw new UnreadableDocumentException(
          "report is no text: byte %d is zero, as in programs, pictures and packed files; send its text"
              .formatted(nul));
    }
    return Document.of(content, mediaType(name.toLowerCase(Locale.ROOT), head));
  }

  private static String mediaType(String name, String head) {
    String start = head.replace("\u00EF\u00BB\u00BF", "").stripLeading().toLowerCase(Locale.ROOT);
    if (name.endsWith(".eml") || isMail(start)) {
      return "message/rfc822";
    }
    if (name.endsWith(".html")
        || name.endsWith(".htm")
        || name.endsWith(".xhtml")
        || start.startsWith("<!doctype html")
        || start.startsWith("<html")) {
      return "text/html";
    }
    return name.endsWith(".xml")
            || name.endsWith(".cap")
            || start.startsWith("<?xml")
            || start.startsWith("<alert")
        ? "application/cap+xml"
        : "text/plain";
  }

  /** Whether it starts with a header that a mail program wrote, not one that a person typed. */
  private static boolean isMail(String start) {
    int fields = 0;
    boolean program = false;
    for (String line : start.lines().limit(60).toList()) {
      int colon = line.indexOf(':');
      boolean field =
          colon > 0 && line.substring(0, colon).chars().allMatch(c -> c > 32 && c < 127);
      if (line.isBlank() || (!field && !line.startsWith(" ") && !line.startsWith("\t"))) {
        break;
      }
      fields += field ? 1 : 0;
      program |=
          line.startsWith("received:")
              || line.startsWith("mime-version:")
              || line.startsWith("message-id:")
              || line.startsWith("return-path:");
    }
    return fields >= 2 && program;
  }
}
