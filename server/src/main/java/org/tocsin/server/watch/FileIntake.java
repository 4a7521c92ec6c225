// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tocsin.audience.FileWatcher;
import org.tocsin.audience.LineProblem;
import org.tocsin.audience.Preferences;
import org.tocsin.audience.ProblemSink;
import org.tocsin.audience.RejectFile;
import org.tocsin.audience.Watcher;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.audience.WatcherKind;
import org.tocsin.audience.WatcherRow;
import org.tocsin.server.kernel.Problem;

/**
 * Reads one file of watchers: joins the rows of one id, checks what the library does not know of
 * (channels and their addresses), and keeps every refused line. Bounded in bytes, watchers and kept
 * lines. Used once, by one thread.
 */
final class FileIntake implements ProblemSink {

  /** Most bytes of a file: some two million lines. */
  static final long MAX_BYTES = 256L << 20;

  /** Most watchers of a file. */
  static final int MAX_WATCHERS = 500_000;

  /** Most lines that are kept to be mended; whoever sent more has the file. */
  static final int MAX_KEPT = 100_000;

  /** Most bytes of all lines that are kept. */
  private static final long MAX_KEPT_BYTES = 64L << 20;

  private static final int MAX_TOLD = 100;
  private static final int MAX_CHANNELS = 50;

  /** A line that was refused or doubted. */
  record Refused(long line, byte[] raw, List<LineProblem> problems) {}

  private final Map<String, FileWatcher> watchers = new LinkedHashMap<>();
  private final List<LineProblem> told = new ArrayList<>();
  private final List<Refused> refused = new ArrayList<>();
  private List<LineProblem> ofLine = new ArrayList<>();
  private final WatcherFiles.Format format;
  private String sha256 = "";
  private int rejected;
  private byte[] header = new byte[0];
  private long headerLine = -1;
  private boolean allMended;
  private final Set<String> mended = new HashSet<>();
  private long keptBytes;
  private int notKept;

  FileIntake(WatcherFiles.Format format) {
    this.format = format;
  }

  void read(InputStream in) throws IOException {
    MessageDigest digest = digest();
    InputStream bounded = new Bounded(new DigestInputStream(in, digest));
    WatcherFiles.read(bounded, format, this::row, this);
    sha256 = HexFormat.of().formatHex(digest.digest());
    if (notKept > 0) {
      told.addFirst(
          new LineProblem(
              refused.getLast().line() + 1,
              "",
              "",
              "%,d lines that cannot be used are kept; %,d after them are not"
                  .formatted(refused.size(), notKept),
              "mend the file that was sent, not the kept lines alone",
              LineProblem.Grade.ERROR));
    }
  }

  @Override
  public void header(long line, byte[] raw) {
    header = raw.clone();
    headerLine = line;
    allMended = RejectFile.isMended(format, raw);
  }

  private void row(WatcherRow row) {
    FileWatcher added = checked(row);
    if (allMended
        || (format != WatcherFiles.Format.CSV && RejectFile.isMended(format, row.raw()))) {
      mended.add(added.id());
    }
    FileWatcher before = watchers.get(added.id());
    if (before == null) {
      if (watchers.size() == MAX_WATCHERS) {
        throw WatchProblem.FILE_TOO_LARGE.because(
            "line %d: the file holds more than %d watchers".formatted(row.line(), MAX_WATCHERS));
      }
      watchers.put(added.id(), added);
    } else if (before.places().size() + added.places().size() > Watcher.MAX_PLACES
        || before.channels().size() + added.channels().size() > MAX_CHANNELS) {
      refuse(
          row,
          "id",
          added.id(),
          "this watcher has more than %d places or %d channels with this line"
              .formatted(Watcher.MAX_PLACES, MAX_CHANNELS),
          "divide it into several watchers");
    } else {
      watchers.put(added.id(), before.plus(added));
    }
  }

  private void refuse(WatcherRow row, String column, String value, String message, String remedy) {
    problem(new LineProblem(row.line(), column, value, message, remedy, LineProblem.Grade.ERROR));
    rejected(row.line(), row.raw());
  }

  /**
   * A known watcher with what a mended line adds; name, kind and wishes of the line count where
   * nothing was known of them.
   */
  static FileWatcher joined(FileWatcher before, FileWatcher mended) {
    FileWatcher both = before.plus(mended);
    if (both.places().size() > Watcher.MAX_PLACES || both.channels().size() > MAX_CHANNELS) {
      throw WatchProblem.BAD_WATCHER.because(
          "the watcher %s would have more than %d places or %d channels with what the file adds; nothing of the file was taken"
              .formatted(Problem.shorten(before.id()), Watcher.MAX_PLACES, MAX_CHANNELS));
    }
    return new FileWatcher(
        both.id(),
        before.name().isEmpty() ? mended.name() : before.name(),
        before.kind() == WatcherKind.PERSON ? mended.kind() : before.kind(),
        both.places(),
        before.preferences().equals(Preferences.everything())
            ? mended.preferences()
            : before.preferences(),
        both.channels());
  }

  /** A sink for lines that were reported long ago. */
  static ProblemSink deaf() {
    return new ProblemSink() {
      @Override
      public void problem(LineProblem problem) {
        // Told when the file was taken in.
      }

      @Override
      public void rejected(long line, String id, byte[] raw) {
        // Kept when the file was taken in.
      }
    };
  }

  /** Takes away addresses that can reach nobody, so that the watcher counts as unreachable. */
  private FileWatcher checked(WatcherRow row) {
    FileWatcher watcher = row.watcher();
    List<FileWatcher.Channel> kept = new ArrayList<>();
    for (FileWatcher.Channel channel : watcher.channels()) {
      Addresses.fault(channel.channel(), channel.address())
          .ifPresentOrElse(fault -> doubt(row, channel, fault), () -> kept.add(channel));
    }
    return kept.size() == watcher.channels().size()
        ? watcher
        : new FileWatcher(
            watcher.id(),
            watcher.name(),
            watcher.kind(),
            watcher.places(),
            watcher.preferences(),
            kept);
  }

  private void doubt(WatcherRow row, FileWatcher.Channel channel, String fault) {
    LineProblem problem =
        new LineProblem(
            row.line(),
            "address",
            channel.address(),
            fault,
            "the watcher is taken without it; mend the address and send the line again",
            LineProblem.Grade.WARNING);
    tell(problem);
    keep(new Refused(row.line(), row.raw(), List.of(problem)));
  }

  private void keep(Refused line) {
    if (refused.size() < MAX_KEPT && keptBytes + line.raw().length <= MAX_KEPT_BYTES) {
      refused.add(line);
      keptBytes += line.raw().length;
    } else {
      notKept++;
    }
  }

  @Override
  public void problem(LineProblem problem) {
    tell(problem);
    if (!ofLine.isEmpty() && ofLine.getFirst().line() != problem.line()) {
      ofLine = new ArrayList<>();
    }
    if (ofLine.size() < MAX_TOLD) {
      ofLine.add(problem);
    }
  }

  private void tell(LineProblem problem) {
    if (told.size() < MAX_TOLD) {
      told.add(problem);
    }
  }

  @Override
  public void rejected(long line, String id, byte[] raw) {
    rejected++;
    // The names of the columns are kept as what they are, and not as a line to be mended.
    if (line != headerLine) {
      keep(
          new Refused(
              line, raw, ofLine.stream().filter(problem -> problem.line() == line).toList()));
    }
    ofLine = new ArrayList<>();
  }

  List<FileWatcher> watchers() {
    return List.copyOf(watchers.values());
  }

  List<LineProblem> told() {
    return told;
  }

  List<Refused> refused() {
    return refused;
  }

  int rejectedLines() {
    return rejected;
  }

  /** The line that names the columns; empty where there is none. */
  byte[] header() {
    return header;
  }

  /** Whether lines of it were refused before and mended: they add to what was taken. */
  boolean isMended() {
    return !mended.isEmpty();
  }

  /** Whether a line of this watcher was mended. */
  boolean isMended(FileWatcher watcher) {
    return mended.contains(watcher.id());
  }

  String sha256() {
    return sha256;
  }

  /** A refused line with its problems as bytes, to be sealed. */
  static byte[] bytes(Refused refused) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (LineProblem problem : refused.problems()) {
      String words = problem.words().replaceAll("\\p{Cntrl}", " ");
      out.writeBytes((words + "\n").getBytes(StandardCharsets.UTF_8));
    }
    out.writeBytes("\n".getBytes(StandardCharsets.UTF_8));
    out.writeBytes(refused.raw());
    return out.toByteArray();
  }

  /** What {@link #bytes} wrote: the reasons in words, and the line. */
  record Kept(String reasons, byte[] raw) {
    static Kept of(byte[] bytes) {
      List<String> reasons = new ArrayList<>();
      int start = 0;
      for (int at = 0; at < bytes.length; at++) {
        if (bytes[at] == '\n') {
          if (at == start) {
            break;
          }
          reasons.add(new String(bytes, start, at - start, StandardCharsets.UTF_8));
          start = at + 1;
        }
      }
      return new Kept(
          String.join(" | ", reasons), Arrays.copyOfRange(bytes, start + 1, bytes.length));
    }
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Refuses to read past the limit. */
  private static final class Bounded extends FilterInputStream {
    private long read;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      count(Math.max(n, 0));
      return n;
    }

    private void count(int n) {
      read += n;
      if (read > MAX_BYTES) {
        throw WatchProblem.FILE_TOO_LARGE.because(
            "the file is larger than %d bytes".formatted(MAX_BYTES));
      }
    }
  }
}
