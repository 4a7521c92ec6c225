// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tocsin.audience.FileWatcher;
import org.tocsin.audience.GrowingWatcher;
import org.tocsin.audience.LineProblem;
import org.tocsin.audience.Preferences;
import org.tocsin.audience.ProblemSink;
import org.tocsin.audience.RejectFile;
import org.tocsin.audience.Watcher;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.audience.WatcherKind;
import org.tocsin.audience.WatcherRow;
import org.tocsin.server.kernel.Handling;
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

  private static final int MAX_REASONS = 100;
  private static final int MAX_CHANNELS = 50;

  private final Map<String, GrowingWatcher> watchers = new LinkedHashMap<>();

  /** The lines of those of whom a line was mended. */
  private final Map<String, List<MendedRow>> mended = new HashMap<>();

  private final RefusedLines refused = new RefusedLines();
  private List<LineProblem> ofLine = new ArrayList<>();
  private final Addresses addresses;
  private final WatcherFiles.Format format;
  private String sha256 = "";
  private int rejected;
  private byte[] header = new byte[0];
  private long headerLine = -1;
  private boolean allMended;
  private long heldBytes;

  FileIntake(WatcherFiles.Format format, Addresses addresses) {
    this.format = format;
    this.addresses = addresses;
  }

  void read(InputStream in) throws IOException {
    MessageDigest digest = digest();
    InputStream bounded = new Bounded(new DigestInputStream(in, digest));
    WatcherFiles.read(bounded, format, this::row, this);
    sha256 = HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void header(long line, byte[] raw) {
    header = raw.clone();
    headerLine = line;
    allMended = RejectFile.isMended(format, raw);
  }

  private void row(WatcherRow row) {
    List<LineProblem> doubts = new ArrayList<>();
    FileWatcher added = checked(row, doubts);
    if (BuiltInWatcher.isReserved(added.id())) {
      refuse(row.raw(), added.id(), BuiltInWatcher.refusal(row.line(), added.id()), doubts);
      return;
    }
    Optional<LineProblem> unread = clearanceFault(row.line(), added);
    if (unread.isPresent()) {
      refuse(row.raw(), added.id(), unread.get(), doubts);
      return;
    }
    boolean isMended =
        allMended || (format != WatcherFiles.Format.CSV && RejectFile.isMended(format, row.raw()));
    GrowingWatcher before = watchers.get(added.id());
    if (isMended && !mended.containsKey(added.id())) {
      mended.put(added.id(), before == null ? new ArrayList<>() : unmended(row, before));
    }
    if (before == null) {
      if (watchers.size() == MAX_WATCHERS) {
        throw WatchProblem.FILE_TOO_LARGE.because(
            "line %d: the file holds more than %d watchers".formatted(row.line(), MAX_WATCHERS));
      }
      watchers.put(added.id(), new GrowingWatcher(added, MAX_CHANNELS));
    } else if (!before.add(added)) {
      refuse(row.line(), row.raw(), added.id(), doubts);
      return;
    }
    List<MendedRow> rows = mended.get(added.id());
    if (rows != null) {
      rows.add(held(row, added, doubts));
    } else if (!doubts.isEmpty()) {
      refused.keep(new RefusedLine(row.line(), added.id(), row.raw(), doubts));
    }
  }

  /** A clearance that cannot be read refuses the line: taken as none it would silence somebody. */
  private static Optional<LineProblem> clearanceFault(long line, FileWatcher watcher) {
    if (watcher.clearance().isBlank()) {
      return Optional.empty();
    }
    try {
      Handling.parse(watcher.clearance());
      return Optional.empty();
    } catch (Problem unread) {
      return Optional.of(
          new LineProblem(
              line,
              "clearance",
              watcher.clearance(),
              "is no marking",
              "write a TLP label, with the desk's own markings behind //, such as TLP:AMBER//STAFF",
              LineProblem.Grade.ERROR));
    }
  }

  /** What lines that were not mended said of somebody before the first that was. */
  private static List<MendedRow> unmended(WatcherRow row, GrowingWatcher before) {
    List<MendedRow> rows = new ArrayList<>();
    rows.add(new MendedRow(row.line(), null, before.watcher(), List.of()));
    return rows;
  }

  private MendedRow held(WatcherRow row, FileWatcher added, List<LineProblem> doubts) {
    if (heldBytes + row.raw().length <= RefusedLines.MAX_KEPT_BYTES) {
      heldBytes += row.raw().length;
      return new MendedRow(row.line(), row.raw(), added, doubts);
    }
    if (!doubts.isEmpty()) {
      refused.keep(new RefusedLine(row.line(), added.id(), row.raw(), doubts));
    }
    return new MendedRow(row.line(), null, added, List.of());
  }

  /** Refuses a line because of what others add, beside what else is wrong with it. */
  private void refuse(long line, byte @Nullable [] raw, String id, List<LineProblem> doubts) {
    LineProblem problem =
        new LineProblem(
            line,
            "id",
            id,
            "this watcher has more than %d places or %d channels with this line"
                .formatted(Watcher.MAX_PLACES, MAX_CHANNELS),
            "divide it into several watchers",
            LineProblem.Grade.ERROR);
    refuse(raw, id, problem, doubts);
  }

  private void refuse(
      byte @Nullable [] raw, String id, LineProblem problem, List<LineProblem> doubts) {
    refused.tell(problem);
    rejected++;
    if (raw == null) {
      refused.cannotKeep();
    } else {
      List<LineProblem> all = new ArrayList<>(List.of(problem));
      all.addAll(doubts);
      refused.keep(new RefusedLine(problem.line(), id, raw, all));
    }
  }

  /**
   * What is to be written when these are known: lines that were mended add to them, one after
   * another, and those that would make a watcher too large are refused. Called once.
   *
   * @param known by external id
   */
  List<FileWatcher> joinedTo(Map<String, FileWatcher> known) {
    List<FileWatcher> joined = new ArrayList<>(watchers.size());
    watchers.forEach((id, growing) -> {
      FileWatcher before = known.get(id);
      FileWatcher ofFile = growing.watcher();
      GrowingWatcher both =
          before == null ? growing : new GrowingWatcher(named(before, ofFile), MAX_CHANNELS);
      int taken = 0;
      List<MendedRow> rows = mended.getOrDefault(id, List.of());
      for (MendedRow row : rows) {
        if (!both.add(row.adds())) {
          refuse(row.line(), row.raw(), id, row.doubts());
          continue;
        }
        taken++;
        byte[] raw = row.raw();
        if (raw != null && !row.doubts().isEmpty()) {
          refused.keep(new RefusedLine(row.line(), id, raw, row.doubts()));
        }
      }
      if (taken > 0 || rows.isEmpty()) {
        joined.add(rows.isEmpty() ? ofFile : both.watcher());
      }
    });
    return joined;
  }

  /** Name, kind and wishes of the file count where nothing was known of them. */
  private static FileWatcher named(FileWatcher before, FileWatcher ofFile) {
    return new FileWatcher(
        before.id(),
        before.name().isEmpty() ? ofFile.name() : before.name(),
        before.kind() == WatcherKind.PERSON ? ofFile.kind() : before.kind(),
        before.places(),
        before.preferences().equals(Preferences.everything())
            ? ofFile.preferences()
            : before.preferences(),
        before.channels(),
        ofFile.clearance());
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
  private FileWatcher checked(WatcherRow row, List<LineProblem> doubts) {
    FileWatcher watcher = row.watcher();
    List<FileWatcher.Channel> good = new ArrayList<>();
    for (FileWatcher.Channel channel : watcher.channels()) {
      addresses
          .fault(channel.channel(), channel.address())
          .ifPresentOrElse(
              fault -> doubts.add(doubt(row, channel, fault)), () -> good.add(channel));
    }
    doubts.forEach(refused::tell);
    return doubts.isEmpty()
        ? watcher
        : new FileWatcher(
            watcher.id(),
            watcher.name(),
            watcher.kind(),
            watcher.places(),
            watcher.preferences(),
            good,
            watcher.clearance());
  }

  private static LineProblem doubt(WatcherRow row, FileWatcher.Channel channel, String fault) {
    return new LineProblem(
        row.line(),
        "address",
        channel.address(),
        fault,
        "the watcher is taken without it; mend the address and send the line again",
        LineProblem.Grade.WARNING);
  }

  @Override
  public void problem(LineProblem problem) {
    refused.tell(problem);
    if (problem.grade() != LineProblem.Grade.ERROR) {
      return;
    }
    if (!ofLine.isEmpty() && ofLine.getFirst().line() != problem.line()) {
      ofLine = new ArrayList<>();
    }
    if (ofLine.size() < MAX_REASONS) {
      ofLine.add(problem);
    }
  }

  @Override
  public void rejected(long line, String id, byte[] raw) {
    rejected++;
    // The names of the columns are kept as what they are, and not as a line to be mended.
    if (line != headerLine) {
      refused.keep(
          new RefusedLine(
              line, id, raw, ofLine.stream().filter(problem -> problem.line() == line).toList()));
    }
    ofLine = new ArrayList<>();
  }

  /** The watchers as the file alone tells them. */
  List<FileWatcher> watchers() {
    return watchers.values().stream().map(GrowingWatcher::watcher).toList();
  }

  /** What is wrong with the file: at most a hundred errors, then at most a hundred warnings. */
  List<LineProblem> told() {
    return refused.told();
  }

  /** The lines to be kept, in the order of the file. */
  List<RefusedLine> refused() {
    return refused.kept();
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

  /** The external ids of those of whom a line was mended. */
  List<String> mendedIds() {
    return List.copyOf(mended.keySet());
  }

  String sha256() {
    return sha256;
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
