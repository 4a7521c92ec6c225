// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads lists of watchers from CSV and NDJSON. */
public final class WatcherFiles {
  /** The form of a file. */
  public enum Format {
    /** Comma-separated values with a header line (RFC 4180). */
    CSV,
    /** One JSON object a line. */
    NDJSON
  }

  private WatcherFiles() {}

  /**
   * The format that the name of a file tells: NDJSON for .ndjson, .jsonl and .json, otherwise CSV.
   */
  public static Format formatOf(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".ndjson") || name.endsWith(".jsonl") || name.endsWith(".json")
        ? Format.NDJSON
        : Format.CSV;
  }

  /** Reads a file row by row; see {@link #read(InputStream, Format, Consumer, ProblemSink)}. */
  public static void read(Path file, Format format, Consumer<WatcherRow> sink, ProblemSink problems)
      throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      read(in, format, sink, problems);
    }
  }

  /**
   * Reads row by row in constant memory. A bad line is reported and handed to the reject sink, and
   * reading goes on. Columns are described in the README of this library.
   *
   * @throws IOException when the stream cannot be read
   */
  public static void read(
      InputStream in, Format format, Consumer<WatcherRow> sink, ProblemSink problems)
      throws IOException {
    Lines lines = new Lines(in);
    RowSource source =
        switch (format) {
          case CSV -> new CsvWatchers(lines);
          case NDJSON -> new JsonWatchers(lines);
        };
    Optional<RowSource.RawRow> next = source.next();
    while (next.isPresent()) {
      take(next.get(), sink, problems);
      next = source.next();
    }
  }

  private static void take(RowSource.RawRow raw, Consumer<WatcherRow> sink, ProblemSink problems) {
    Row row = raw.row();
    Optional<FileWatcher> watcher =
        row.isRefused() || raw.isHeader() ? Optional.empty() : RowReader.read(row);
    row.problems().forEach(problems::problem);
    if (row.isRefused()) {
      problems.rejected(row.line(), raw.raw());
    }
    watcher.ifPresent(read -> sink.accept(new WatcherRow(row.line(), read)));
  }

  /**
   * Reads everything and joins the rows of one id, wherever they stand, in the order of first
   * appearance. A watcher without a channel or without a place is reported as a warning, at its
   * first line.
   *
   * @throws IOException when the stream cannot be read
   */
  public static List<FileWatcher> gather(InputStream in, Format format, ProblemSink problems)
      throws IOException {
    Map<String, Gathered> byId = new LinkedHashMap<>();
    read(
        in,
        format,
        row -> byId.computeIfAbsent(row.watcher().id(), _ -> new Gathered(row)).add(row, problems),
        problems);
    byId.values().forEach(gathered -> gathered.warnOfGaps(problems));
    return byId.values().stream().map(gathered -> gathered.watcher).toList();
  }

  /** Reads all of a file; see {@link #gather(InputStream, Format, ProblemSink)}. */
  public static List<FileWatcher> gather(Path file, Format format, ProblemSink problems)
      throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return gather(in, format, problems);
    }
  }

  /** The rows of one id so far. */
  private static final class Gathered {
    private final long line;
    private FileWatcher watcher;

    Gathered(WatcherRow first) {
      this.line = first.line();
      this.watcher = first.watcher();
    }

    void add(WatcherRow row, ProblemSink problems) {
      if (row.line() == line) {
        return;
      }
      FileWatcher later = row.watcher();
      if (watcher.places().size() + later.places().size() > Watcher.MAX_PLACES) {
        problems.problem(
            warning(
                row.line(),
                "id",
                later.id(),
                "watcher has more than " + Watcher.MAX_PLACES + " places; this one is left out",
                "divide it into several watchers"));
        return;
      }
      watcher = watcher.plus(later);
    }

    void warnOfGaps(ProblemSink problems) {
      if (watcher.channels().isEmpty()) {
        problems.problem(
            warning(
                line,
                "channel",
                watcher.id(),
                "watcher has no channel and cannot be reached",
                "give channel and address, such as email,ana@example.org"));
      }
      if (watcher.places().isEmpty()) {
        problems.problem(
            warning(
                line,
                "lat",
                watcher.id(),
                "watcher has no place and matches no danger",
                "give lat and lon, or a polygon"));
      }
    }

    private static LineProblem warning(
        long line, String column, String value, String message, String remedy) {
      return new LineProblem(line, column, value, message, remedy, LineProblem.Grade.WARNING);
    }
  }
}
