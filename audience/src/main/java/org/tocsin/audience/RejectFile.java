// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refused lines of a watcher file as a file of the same format, to be mended and read again: the
 * bytes as they came, and beside each the reasons. In CSV they stand in a first column {@code
 * reason}, in NDJSON and GeoJSON in a first member {@code reason}; readers pass over both. A reason
 * that a line has already, wherever it stands in the object, gives way to the new one. A line that
 * is no JSON object, has such a member that is no text, or cannot be read as far as its own, stands
 * as it came.
 *
 * <p>Give it to a reader as its sink, or call {@link #header} and {@link #keep} for lines kept
 * elsewhere. Used by one thread.
 */
public final class RejectFile implements ProblemSink, Closeable {
  private static final int MAX_REASONS = 100;

  private final OutputStream out;
  private final WatcherFiles.Format format;
  private final ProblemSink next;
  private List<String> reasons = new ArrayList<>();
  private long reasonsLine;
  private byte @Nullable [] header;
  private long headerLine = -1;
  private boolean hadReasons;
  private long kept;

  /**
   * Makes a reject file; nothing is written before the first line.
   *
   * @param out where to; closed by {@link #close}
   * @param format of the file that is read, and of this one
   * @param next is told everything too
   */
  public RejectFile(OutputStream out, WatcherFiles.Format format, ProblemSink next) {
    this.out = out;
    this.format = format;
    this.next = next;
  }

  /**
   * Whether a line comes from a reject file.
   *
   * @param raw the header of a CSV file, or a line or feature of the other formats
   */
  public static boolean isMended(WatcherFiles.Format format, byte[] raw) {
    return format == WatcherFiles.Format.CSV
        ? Column.isReason(firstCell(raw))
        : ReasonMember.isIn(raw);
  }

  /** How many lines are in it. */
  public long kept() {
    return kept;
  }

  @Override
  public void header(long line, byte[] raw) {
    header = raw.clone();
    headerLine = line;
    hadReasons = format == WatcherFiles.Format.CSV && Column.isReason(firstCell(raw));
    next.header(line, raw);
  }

  @Override
  public void problem(LineProblem problem) {
    if (problem.grade() == LineProblem.Grade.ERROR) {
      if (problem.line() != reasonsLine) {
        reasons = new ArrayList<>();
        reasonsLine = problem.line();
      }
      if (reasons.size() < MAX_REASONS) {
        reasons.add(problem.words());
      }
    }
    next.problem(problem);
  }

  /**
   * Keeps a line with what was said of it.
   *
   * @throws UncheckedIOException when it cannot be written
   */
  @Override
  public void rejected(long line, String id, byte[] raw) {
    String reason = reasonsLine == line ? String.join(" | ", reasons) : "";
    reasons = new ArrayList<>();
    // The names of the columns are the header of this file already.
    if (line != headerLine && raw.length > 0) {
      try {
        keep(reason, raw);
      } catch (IOException e) {
        throw new UncheckedIOException("a refused line cannot be kept", e);
      }
    }
    next.rejected(line, id, raw);
  }

  /**
   * Writes a line.
   *
   * @param reason why it was refused, in words
   * @param raw its bytes as read
   */
  public void keep(String reason, byte[] raw) throws IOException {
    byte[] names = header;
    if (kept == 0 && names != null) {
      write(Column.REASON + ",");
      out.write(hadReasons ? afterFirstCell(names) : names);
      write("\n");
    }
    kept++;
    switch (format) {
      case CSV -> {
        write("\"" + plain(reason).replace("\"", "\"\"") + "\",");
        out.write(hadReasons ? afterFirstCell(raw) : raw);
      }
      case NDJSON -> out.write(ReasonMember.put(plain(reason), raw));
      case GEOJSON -> out.write(ReasonMember.put(plain(reason), onOneLine(raw)));
    }
    write("\n");
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String plain(String reason) {
    return reason.replaceAll("\\p{Cntrl}+", " ");
  }

  private static String firstCell(byte[] raw) {
    int end = endOfFirstCell(raw);
    String cell = new String(raw, 0, end, StandardCharsets.UTF_8).strip();
    return cell.startsWith("\"") ? cell.replace("\"", "") : cell;
  }

  private static byte[] afterFirstCell(byte[] raw) {
    int end = endOfFirstCell(raw);
    return end < raw.length ? Arrays.copyOfRange(raw, end + 1, raw.length) : raw;
  }

  /** Where the comma after the first cell stands, or the end. */
  private static int endOfFirstCell(byte[] raw) {
    boolean quoted = false;
    for (int i = 0; i < raw.length; i++) {
      quoted ^= raw[i] == '"';
      if (raw[i] == ',' && !quoted) {
        return i;
      }
    }
    return raw.length;
  }

  /** A whole feature without line ends, which in JSON are blanks; anything else as it is. */
  private static byte[] onOneLine(byte[] raw) throws IOException {
    boolean isWhole =
        new FeatureCutter(new ByteArrayInputStream(raw))
            .next()
            .filter(piece -> piece.kind() == FeatureCutter.Kind.FEATURE)
            .isPresent();
    if (!isWhole) {
      return raw;
    }
    byte[] line = raw.clone();
    for (int i = 0; i < line.length; i++) {
      if (line[i] == '\n' || line[i] == '\r') {
        line[i] = ' ';
      }
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
