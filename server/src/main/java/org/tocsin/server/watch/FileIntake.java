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
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.audience.FileWatcher;
import org.tocsin.audience.LineProblem;
import org.tocsin.audience.ProblemSink;
import org.tocsin.audience.Watcher;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.audience.WatcherRow;

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

  private static final int MAX_TOLD = 100;
  private static final int MAX_CHANNELS = 50;

  /** A line that was refused or doubted. */
  record Refused(long line, byte[] raw, List<LineProblem> problems) {}

  private final Map<String, FileWatcher> watchers = new LinkedHashMap<>();
  private final List<LineProblem> told = new ArrayList<>();
  private final List<Refused> refused = new ArrayList<>();
  private List<LineProblem> ofLine = new ArrayList<>();
  private String sha256 = "";
  private int rejected;

  void read(InputStream in, WatcherFiles.Format format) throws IOException {
    MessageDigest digest = digest();
    InputStream bounded = new Bounded(new DigestInputStream(in, digest));
    WatcherFiles.read(bounded, format, this::row, this);
    sha256 = HexFormat.of().formatHex(digest.digest());
  }

  private void row(WatcherRow row) {
    FileWatcher added = checked(row);
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
          row.line(),
          "id",
          added.id(),
          "this watcher has more than %d places or %d channels with this line"
              .formatted(Watcher.MAX_PLACES, MAX_CHANNELS),
          "divide it into several watchers");
    } else {
      watchers.put(added.id(), before.plus(added));
    }
  }

  private void refuse(long line, String column, String value, String message, String remedy) {
    LineProblem problem =
        new LineProblem(line, column, value, message, remedy, LineProblem.Grade.ERROR);
    problem(problem);
    rejected(line, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes away addresses that can reach nobody, so that the watcher counts as unreachable. */
  private FileWatcher checked(WatcherRow row) {
    FileWatcher watcher = row.watcher();
    List<FileWatcher.Channel> kept = new ArrayList<>();
    for (FileWatcher.Channel channel : watcher.channels()) {
      Addresses.fault(channel.channel(), channel.address())
          .ifPresentOrElse(fault -> doubt(row.line(), channel, fault), () -> kept.add(channel));
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

  private void doubt(long line, FileWatcher.Channel channel, String fault) {
    LineProblem problem =
        new LineProblem(
            line,
            "address",
            channel.address(),
            fault,
            "the watcher is taken without it; mend the address and send the line again",
            LineProblem.Grade.WARNING);
    tell(problem);
    refused.add(
        new Refused(
            line,
            (channel.channel() + "," + channel.address()).getBytes(StandardCharsets.UTF_8),
            List.of(problem)));
  }

  @Override
  public void problem(LineProblem problem) {
    tell(problem);
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
  public void rejected(long line, byte[] raw) {
    rejected++;
    refused.add(
        new Refused(line, raw, ofLine.stream().filter(problem -> problem.line() == line).toList()));
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

  String sha256() {
    return sha256;
  }

  /** A refused line with its problems as bytes, to be sealed. */
  static byte[] bytes(Refused refused) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (LineProblem problem : refused.problems()) {
      out.writeBytes((problem.words() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    out.writeBytes("\n".getBytes(StandardCharsets.UTF_8));
    out.writeBytes(refused.raw());
    return out.toByteArray();
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
