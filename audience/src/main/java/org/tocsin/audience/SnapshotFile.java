// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A snapshot as a file that is mapped into memory: columns of point watchers in the order of the
 * curve, then everything else as bytes. The tables are made anew from the columns, which is quick
 * because they are sorted already, and leaves nothing in a file that could lead a search astray.
 *
 * <p>Layout, little-endian: the letters TOCSINAU (8 bytes), version (4), 0 (4), length of the file
 * (8), CRC-32C of all from byte 32 on (8), then the number of rows, each a place of a point
 * watcher, of intervals, of words that tell which rows are further places, and of bytes at the end
 * (8 each), and at byte 64 the columns: ids and radii (8 each row), interval beginnings and ends
 * (8), those words (8, the lowest bit for the first row; none when nobody has several places),
 * longitudes, latitudes, profiles, times (4 each row), and the bytes. Rows of one watcher follow
 * each other. A file is written beside its name and then renamed, so there is never half a one.
 */
final class SnapshotFile {
  private static final long MAGIC = 0x55414E4953434F54L; // TOCSINAU, its last letter highest
  private static final int VERSION = 2;
  private static final long CHECKED_FROM = 32;
  private static final long COLUMNS_FROM = 64;
  private static final int BYTES_A_ROW = 32;
  private static final long SLICE = 1L << 30;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private SnapshotFile() {}

  static void write(State state, Path file) throws IOException {
    Rows rows = state.points().rows();
    long[] further = rows.furtherWords();
    byte[] rest = rest(state);
    long length =
        COLUMNS_FROM
            + (long) BYTES_A_ROW * rows.size
            + 16L * rows.intervals
            + 8L * further.length
            + rest.length;
    Path beside = file.resolveSibling(file.getFileName() + ".part");
    try {
      write(rows, further, rest, length, beside);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (InternalError e) {
      // So the machine tells that a mapped page could not be written.
      throw new IOException(
          "audience snapshot " + file + " could not be written; make room on the disk", e);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void write(Rows rows, long[] further, byte[] rest, long length, Path beside)
      throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                beside,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        Arena arena = Arena.ofConfined()) {
      MemorySegment to = channel.map(FileChannel.MapMode.READ_WRITE, 0, length, arena);
      to.set(LONG, 0, MAGIC);
      to.set(INT, 8, VERSION);
      to.set(LONG, 16, length);
      to.set(LONG, 32, rows.size);
      to.set(LONG, 40, rows.intervals);
      to.set(LONG, 48, further.length);
      to.set(LONG, 56, rest.length);
      long at = COLUMNS_FROM;
      MemorySegment.copy(rows.id, 0, to, LONG, at, rows.size);
      at += 8L * rows.size;
      MemorySegment.copy(rows.radius, 0, to, DOUBLE, at, rows.size);
      at += 8L * rows.size;
      MemorySegment.copy(rows.from, 0, to, LONG, at, rows.intervals);
      at += 8L * rows.intervals;
      MemorySegment.copy(rows.until, 0, to, LONG, at, rows.intervals);
      at += 8L * rows.intervals;
      MemorySegment.copy(further, 0, to, LONG, at, further.length);
      at += 8L * further.length;
      for (int[] column : new int[][] {rows.x, rows.y, rows.profile, rows.time}) {
        MemorySegment.copy(column, 0, to, INT, at, rows.size);
        at += 4L * rows.size;
      }
      MemorySegment.copy(rest, 0, to, ValueLayout.JAVA_BYTE, at, rest.length);
      to.set(LONG, 24, checksum(to));
      to.force();
      channel.force(true);
    }
  }

  private static byte[] rest(State state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      Books books = state.points().books;
      out.writeInt(books.allProfiles().size());
      for (Books.Profile profile : books.allProfiles()) {
        WatcherBytes.writeProfile(out, profile);
      }
      out.writeInt(books.allWhens().size());
      for (When when : books.allWhens()) {
        WatcherBytes.writeWhen(out, when);
      }
      out.writeInt(state.shaped().size());
      for (Watcher watcher : state.shaped().all()) {
        WatcherBytes.writeWatcher(out, watcher);
      }
    }
    return bytes.toByteArray();
  }

  private static long checksum(MemorySegment file) {
    CRC32C crc = new CRC32C();
    for (long at = CHECKED_FROM; at < file.byteSize(); at += SLICE) {
      crc.update(file.asSlice(at, Math.min(SLICE, file.byteSize() - at)).asByteBuffer());
    }
    return crc.getValue();
  }

  static State read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      if (channel.size() < COLUMNS_FROM) {
        throw damaged(file, "it has " + channel.size() + " bytes and no room for a head");
      }
      MemorySegment from = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      check(file, from);
      return read(file, from);
    }
  }

  private static void check(Path file, MemorySegment from) throws IOException {
    if (from.get(LONG, 0) != MAGIC) {
      throw damaged(file, "it does not begin with TOCSINAU, so it is none");
    }
    if (from.get(INT, 8) != VERSION) {
      throw new IOException(
          "audience snapshot %s has version %d, this program reads version %d; load the watchers anew"
              .formatted(file, from.get(INT, 8), VERSION));
    }
    if (from.get(INT, 12) != 0) {
      throw damaged(file, "it has " + from.get(INT, 12) + " where nothing should stand");
    }
    if (from.get(LONG, 16) != from.byteSize()) {
      throw damaged(file, "it has " + from.byteSize() + " bytes and claims " + from.get(LONG, 16));
    }
    long checksum = checksum(from);
    if (from.get(LONG, 24) != checksum) {
      throw damaged(
          file, "its checksum is %x and should be %x".formatted(checksum, from.get(LONG, 24)));
    }
    long rows = from.get(LONG, 32);
    long intervals = from.get(LONG, 40);
    long further = from.get(LONG, 48);
    long rest = from.get(LONG, 56);
    if (rows < 0
        || rows > PointTable.MAX_ROWS
        || intervals < 0
        || intervals > rows
        || (further != 0 && further != (rows + 63) >> 6)
        || rest < 0
        || rest > Integer.MAX_VALUE - 8
        || COLUMNS_FROM + BYTES_A_ROW * rows + 16 * intervals + 8 * further + rest
            != from.byteSize()) {
      throw damaged(file, "its parts do not add up to its length");
    }
  }

  private static IOException damaged(Path file, String why) {
    return new IOException(
        "audience snapshot " + file + " is damaged: " + why + "; load the watchers anew");
  }

  private static State read(Path file, MemorySegment from) throws IOException {
    int size = (int) from.get(LONG, 32);
    int intervals = (int) from.get(LONG, 40);
    int further = (int) from.get(LONG, 48);
    int restLength = (int) from.get(LONG, 56);
    byte[] rest = from.asSlice(from.byteSize() - restLength).toArray(ValueLayout.JAVA_BYTE);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(rest))) {
      Books books = new Books();
      int[] profiles = new int[WatcherBytes.count(in)];
      for (int i = 0; i < profiles.length; i++) {
        profiles[i] = books.codeOf(WatcherBytes.readProfile(in));
      }
      int[] whens = new int[WatcherBytes.count(in)];
      for (int i = 0; i < whens.length; i++) {
        whens[i] = books.codeOf(WatcherBytes.readWhen(in));
      }
      List<Watcher> others = new ArrayList<>();
      for (int n = WatcherBytes.count(in); n > 0; n--) {
        others.add(WatcherBytes.readWatcher(in));
      }
      Rows rows = new Rows(books, size);
      columns(from, rows, size, intervals, further);
      translate(rows, profiles, whens);
      return new State(new Points(books).withAll(rows), ShapedWatchers.EMPTY.with(others));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw new IOException(damaged(file, String.valueOf(e.getMessage())).getMessage(), e);
    }
  }

  private static void columns(
      MemorySegment from, Rows rows, int size, int intervals, int furtherWords) throws IOException {
    long[] further = new long[furtherWords];
    rows.from = new long[intervals];
    rows.until = new long[intervals];
    long at = COLUMNS_FROM;
    MemorySegment.copy(from, LONG, at, rows.id, 0, size);
    at += 8L * size;
    MemorySegment.copy(from, DOUBLE, at, rows.radius, 0, size);
    at += 8L * size;
    MemorySegment.copy(from, LONG, at, rows.from, 0, intervals);
    at += 8L * intervals;
    MemorySegment.copy(from, LONG, at, rows.until, 0, intervals);
    at += 8L * intervals;
    MemorySegment.copy(from, LONG, at, further, 0, furtherWords);
    at += 8L * furtherWords;
    for (int[] column : new int[][] {rows.x, rows.y, rows.profile, rows.time}) {
      MemorySegment.copy(from, INT, at, column, 0, size);
      at += 4L * size;
    }
    rows.size = size;
    rows.intervals = intervals;
    rows.setFurther(further);
    requireWhole(rows);
  }

  /** Refuses rows that are said to be further places of one watcher and cannot be. */
  private static void requireWhole(Rows rows) throws IOException {
    int places = 1;
    for (int row = 0; rows.furthers > 0 && row < rows.size; row++) {
      places = rows.further[row] ? places + 1 : 1;
      if (rows.further[row]
          && (row == 0
              || places > Watcher.MAX_PLACES
              || rows.id[row] != rows.id[row - 1]
              || rows.profile[row] != rows.profile[row - 1])) {
        throw new IOException("row " + row + " is no further place of the watcher before it");
      }
    }
  }

  /** Puts this program's numbers for those of the file, and refuses what no watcher can be. */
  private static void translate(Rows rows, int[] profiles, int[] whens) throws IOException {
    for (int row = 0; row < rows.size; row++) {
      int time = rows.time[row];
      double radius = rows.radius[row];
      if (rows.profile[row] < 0
          || rows.profile[row] >= profiles.length
          || time >= whens.length
          || ~time >= rows.intervals
          || Math.abs((long) rows.x[row]) > Lattice.TURN / 2
          || Math.abs((long) rows.y[row]) >= Lattice.POLE
          || !(radius >= 0 && radius <= Shape.PointRadius.MAX_RADIUS_METRES)) {
        throw new IOException("watcher " + rows.id[row] + " in row " + row + " is impossible");
      }
      if (time < 0) {
        requireInterval(rows.from[~time], rows.until[~time]);
      }
      rows.profile[row] = profiles[rows.profile[row]];
      rows.time[row] = time < 0 ? time : whens[time];
    }
  }

  private static void requireInterval(long from, long until) throws IOException {
    boolean isOpen = until == Long.MAX_VALUE;
    if (from < Instant.MIN.getEpochSecond()
        || (!isOpen && until > Instant.MAX.getEpochSecond())
        || until < from) {
      throw new IOException("interval from " + from + " to " + until + " is impossible");
    }
  }
}
