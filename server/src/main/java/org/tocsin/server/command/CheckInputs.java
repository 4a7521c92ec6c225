// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Hands out the messages of files, folders, archives (zip, tar) and compressed files (gzip), one
 * after the other, told apart by what they begin with. Nothing is unpacked to disk and no more than
 * one message is in memory; an archive inside an archive stays closed and is told.
 */
final class CheckInputs {

  /** What counts as a message in a folder or an archive. */
  static final List<String> ENDINGS = List.of(".xml", ".cap", ".atom", ".rss", ".edxlde");

  /** What counts as an archive in a folder. */
  private static final List<String> ARCHIVES = List.of(".zip", ".tar", ".tgz", ".gz");

  /** An archive that unpacks to more is made to be, not to be read. */
  private static final long UNPACKED_BYTES_MAX = 4L << 30;

  private static final int MEMBERS_MAX = 1_000_000;
  private static final int TAR_MAGIC_AT = 257;

  private final int messageBytesMax;
  private final Taker taker;
  private int passedOver;
  private long unpacked;
  private int members;

  /** Takes a message; the bytes are one more than allowed when it is too large. */
  interface Taker {
    void take(String name, byte[] message);
  }

  CheckInputs(int messageBytesMax, Taker taker) {
    this.messageBytesMax = messageBytesMax;
    this.taker = taker;
  }

  /** How many files in folders and archives were no messages. */
  int passedOver() {
    return passedOver;
  }

  /** Gives every message of a file or folder; returns how many files were looked at. */
  int path(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    if (!Files.isDirectory(path)) {
      file(path);
      return 1;
    }
    List<Path> files;
    try (Stream<Path> tree = Files.walk(path)) {
      files = tree.filter(Files::isRegularFile).sorted().toList();
    }
    int looked = 0;
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      if (endsWith(name, ENDINGS) || endsWith(name, ARCHIVES)) {
        file(file);
        looked++;
      } else {
        passedOver++;
      }
    }
    return looked;
  }

  private void file(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      stream(file.toString(), in);
    }
  }

  /** Gives every message of a stream. */
  void stream(String name, InputStream given) throws IOException {
    unpacked = 0;
    members = 0;
    BufferedInputStream in = new BufferedInputStream(given, 1 << 16);
    byte[] head = head(in);
    if (isZip(head)) {
      zip(name, in);
    } else if (isTar(head)) {
      tar(name, in);
    } else if (isGzip(head)) {
      gzip(name, in);
    } else {
      taker.take(name, in.readNBytes(messageBytesMax + 1));
    }
  }

  private void gzip(String name, InputStream in) throws IOException {
    BufferedInputStream inner = new BufferedInputStream(new GZIPInputStream(in), 1 << 16);
    byte[] head = head(inner);
    if (isTar(head)) {
      tar(name, inner);
    } else if (isZip(head) || isGzip(head)) {
      throw new IOException(name + " holds another archive; unpack it first");
    } else {
      taker.take(name, inner.readNBytes(messageBytesMax + 1));
    }
  }

  private void zip(String name, InputStream in) throws IOException {
    ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (!entry.isDirectory()) {
        member(name, entry.getName(), zip);
      }
    }
  }

  private void tar(String name, InputStream in) throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(in);
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      if (entry.isFile()) {
        member(name, entry.getName(), tar);
      }
    }
  }

  private void member(String archive, String name, InputStream in) throws IOException {
    if (++members > MEMBERS_MAX) {
      throw new IOException(
          "%s has more than %,d files; divide it".formatted(archive, MEMBERS_MAX));
    }
    if (!endsWith(name, ENDINGS)) {
      passedOver++;
      return;
    }
    byte[] message = in.readNBytes(messageBytesMax + 1);
    unpacked += message.length;
    if (unpacked > UNPACKED_BYTES_MAX) {
      throw new IOException(
          "%s unpacks to more than %,d bytes; divide it".formatted(archive, UNPACKED_BYTES_MAX));
    }
    taker.take(archive + "!/" + name, message);
  }

  private static byte[] head(BufferedInputStream in) throws IOException {
    in.mark(TAR_MAGIC_AT + 5);
    byte[] head = in.readNBytes(TAR_MAGIC_AT + 5);
    in.reset();
    return head;
  }

  private static boolean isZip(byte[] head) {
    return head.length >= 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
  }

  private static boolean isGzip(byte[] head) {
    return head.length >= 2 && head[0] == 0x1f && head[1] == (byte) 0x8b;
  }

  private static boolean isTar(byte[] head) {
    return head.length == TAR_MAGIC_AT + 5
        && new String(head, TAR_MAGIC_AT, 5, StandardCharsets.US_ASCII).equals("ustar");
  }

  private static boolean endsWith(String name, List<String> endings) {
    String lower = name.toLowerCase(Locale.ROOT);
    return endings.stream().anyMatch(lower::endsWith);
  }
}
