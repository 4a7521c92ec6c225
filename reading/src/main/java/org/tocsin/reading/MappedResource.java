// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A bundled file as memory that the system fills from disk page by page, as it is looked at, and
 * shares between processes: nothing is read beforehand and nothing lies on the heap.
 *
 * <p>A file in a folder is mapped where it lies, and so is one that a jar holds as it is (the build
 * packs this module's jar uncompressed). Only out of a compressed jar it is copied first, into a
 * temporary file of its own that goes when it is mapped (where the system allows) or the program
 * ends.
 */
final class MappedResource {
  private static final int END_MARK = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int MAX_COMMENT = 0xFFFF;
  private static final int ENTRY_MARK = 0x02014b50;
  private static final int ENTRY_BYTES = 46;
  private static final int LOCAL_BYTES = 30;

  /** Where a jar holds an entry as it is. */
  private record Stretch(long from, long length) {}

  private MappedResource() {}

  /**
   * @throws IOException if it cannot be read, or copied where that is needed
   */
  static ByteBuffer of(URL resource) throws IOException {
    try {
      if (resource.getProtocol().equals("file")) {
        return map(Path.of(resource.toURI()), Optional.empty());
      }
      if (resource.openConnection() instanceof JarURLConnection jar
          && jar.getJarFileURL().getProtocol().equals("file")) {
        Path file = Path.of(new URI(jar.getJarFileURL().toString()));
        Optional<Stretch> stored = stored(file, jar.getEntryName());
        if (stored.isPresent()) {
          return map(file, stored);
        }
      }
    } catch (URISyntaxException e) {
      throw new IOException("the address of a bundled file is none: " + resource, e);
    }
    return copied(resource);
  }

  /** As a segment, since the older way makes its buffer by reflection, which takes 15 ms. */
  private static ByteBuffer map(Path file, Optional<Stretch> part) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Stretch stretch = part.orElse(new Stretch(0, channel.size()));
      return channel
          .map(MapMode.READ_ONLY, stretch.from, stretch.length, Arena.ofAuto())
          .asByteBuffer();
    }
  }

  private static ByteBuffer copied(URL resource) throws IOException {
    Path copy = Files.createTempFile("tocsin", ".bin"); // readable by this user alone
    copy.toFile().deleteOnExit();
    try (InputStream in = resource.openStream()) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    ByteBuffer mapped = map(copy, Optional.empty());
    copy.toFile().delete(); // its memory stays; where a mapped file cannot go, it goes at the end
    return mapped;
  }

  /** The stretch of a jar that is the entry itself; empty when it is compressed or not found. */
  private static Optional<Stretch> stored(Path jar, String name) throws IOException {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel = FileChannel.open(jar, StandardOpenOption.READ)) {
      ByteBuffer tail = read(channel, Math.max(0, channel.size() - END_BYTES - MAX_COMMENT), -1);
      int end = tail.limit() - END_BYTES;
      while (end >= 0 && tail.getInt(end) != END_MARK) {
        end--;
      }
      if (end < 0) {
        return Optional.empty();
      }
      int length = tail.getInt(end + 12);
      long from = Integer.toUnsignedLong(tail.getInt(end + 16));
      if (length < 0 || from + length > channel.size()) {
        return Optional.empty(); // larger than such a jar ever is
      }
      ByteBuffer entries = read(channel, from, length);
      int at = 0;
      while (at + ENTRY_BYTES <= length && entries.getInt(at) == ENTRY_MARK) {
        int named = Short.toUnsignedInt(entries.getShort(at + 28));
        byte[] own = new byte[Math.min(named, length - at - ENTRY_BYTES)];
        entries.get(at + ENTRY_BYTES, own);
        if (java.util.Arrays.equals(own, wanted)) {
          long local = Integer.toUnsignedLong(entries.getInt(at + 42));
          return entries.getShort(at + 10) == 0
              ? Optional.of(new Stretch(dataAt(channel, local), entries.getInt(at + 24)))
              : Optional.empty();
        }
        at +=
            ENTRY_BYTES
                + named
                + Short.toUnsignedInt(entries.getShort(at + 30))
                + Short.toUnsignedInt(entries.getShort(at + 32));
      }
      return Optional.empty();
    }
  }

  /** Behind the header that stands before the entry, whose length its own fields tell. */
  private static long dataAt(FileChannel channel, long local) throws IOException {
    ByteBuffer header = read(channel, local, LOCAL_BYTES);
    return local
        + LOCAL_BYTES
        + Short.toUnsignedInt(header.getShort(26))
        + Short.toUnsignedInt(header.getShort(28));
  }

  /** Some bytes from there on, or all of them when {@code length} is negative. */
  private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
    int most = length < 0 ? Math.toIntExact(channel.size() - from) : length;
    ByteBuffer bytes = ByteBuffer.allocate(most).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new IOException("a jar ends before its own table of contents says");
      }
    }
    return bytes.flip();
  }
}
