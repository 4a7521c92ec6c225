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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Refused lines of a watcher file as a file of the same format, to be mended and read again: the
 * bytes as they came, and beside each the reasons. In CSV they stand in a first column {@code
 * reason}, in NDJSON and GeoJSON in a first member {@code reason}; readers pass over both. A line
 * that is no JSON object, or has such a member of its own, stands without.
 *
 * <p>Give it to a reader as its sink, or call {@link #header} and {@link #keep} for lines kept
 * elsewhere. Used by one thread.
 */
public final class RejectFile implements ProblemSink, Closeable {
  private static final byte[] REASON_MEMBER =
      ("{\"" + Column.REASON + "\":\"").getBytes(StandardCharsets.US_ASCII);
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
        : holdsReason(raw) && hasReasonMember(raw);
  }

  /** Whether the object has the member itself, wherever a tool that wrote it anew has put it. */
  private static boolean hasReasonMember(byte[] raw) {
    try (JsonParser json = JsonMembers.JSON.createParser(ObjectReadContext.empty(), raw)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean isReason = json.currentName().equals(Column.REASON);
        if (json.nextToken() == JsonToken.VALUE_STRING && isReason) {
          return true;
        }
        json.skipChildren();
      }
      return false;
    } catch (JacksonException noObject) {
      // Readers refuse it for that.
      return false;
    }
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
  public void rejected(long line, byte[] raw) {
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
    next.rejected(line, raw);
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
      case NDJSON -> keepObject(reason, raw);
      case GEOJSON -> keepObject(reason, onOneLine(raw));
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

  private void keepObject(String reason, byte[] raw) throws IOException {
    byte[] members = raw.length > 0 && raw[0] == '{' ? membersWithoutReason(raw) : new byte[0];
    if (members.length == 0 || holdsReason(members)) {
      out.write(raw);
      return;
    }
    out.write(REASON_MEMBER);
    write(escaped(plain(reason)) + "\"" + (isEmpty(members) ? "" : ","));
    out.write(members);
  }

  /** What follows the opening bracket, without the reason of an earlier reject file. */
  private static byte[] membersWithoutReason(byte[] raw) {
    if (Arrays.mismatch(raw, REASON_MEMBER) != REASON_MEMBER.length) {
      return Arrays.copyOfRange(raw, 1, raw.length);
    }
    int at = REASON_MEMBER.length;
    while (at < raw.length && raw[at] != '"') {
      at += raw[at] == '\\' ? 2 : 1;
    }
    at++;
    if (at < raw.length && raw[at] == ',') {
      at++;
    }
    return Arrays.copyOfRange(raw, Math.min(at, raw.length), raw.length);
  }

  private static boolean holdsReason(byte[] members) {
    return new String(members, StandardCharsets.ISO_8859_1).contains("\"" + Column.REASON + "\"");
  }

  private static boolean isEmpty(byte[] members) {
    return new String(members, StandardCharsets.ISO_8859_1).strip().startsWith("}");
  }

  private static String escaped(String text) {
    return text.chars()
        .mapToObj(c -> c == '"' || c == '\\' ? "\\" + (char) c : String.valueOf((char) c))
        .collect(Collectors.joining());
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
