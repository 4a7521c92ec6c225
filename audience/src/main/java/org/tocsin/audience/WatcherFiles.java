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
import java.util.Set;
import java.util.function.Consumer;

/** Reads lists of watchers from CSV, NDJSON and GeoJSON. */
public final class WatcherFiles {
  /** The form of a file. */
  public enum Format {
    /** Comma-separated values with a header line (RFC 4180). */
    CSV,
    /** One JSON object a line. */
    NDJSON,
    /**
     * A FeatureCollection (RFC 7946), or its features one after another, newline-delimited or as a
     * text sequence (RFC 8142).
     */
    GEOJSON
  }

  private static final Set<String> NDJSON_ENDINGS = Set.of("ndjson", "jsonl", "json");
  private static final Set<String> GEOJSON_ENDINGS =
      Set.of("geojson", "geojsonl", "geojsons", "geojsonseq");

  private WatcherFiles() {}

  /**
   * The format that the name of a file tells: NDJSON for .ndjson, .jsonl and .json, GeoJSON for
   * .geojson, .geojsonl, .geojsons and .geojsonseq, otherwise CSV.
   */
  public static Format formatOf(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return NDJSON_ENDINGS.contains(ending)
        ? Format.NDJSON
        : GEOJSON_ENDINGS.contains(ending) ? Format.GEOJSON : Format.CSV;
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
    WatcherRows rows = new WatcherRows(in, format, problems);
    for (Optional<WatcherRow> row = rows.next(); row.isPresent(); row = rows.next()) {
      sink.accept(row.get());
    }
  }

  /**
   * Reads a file straight into an index: the way for millions. Rows of one id are joined as {@link
   * #gather} does, with the same warnings; but a place of a first row that does not stand beside
   * the second counts twice towards the limit when it is repeated.
   *
   * @throws IOException when the stream cannot be read
   */
  public static LoadedWatchers load(InputStream in, Format format, ProblemSink problems)
      throws IOException {
    return LoadedWatchers.read(in, format, problems);
  }

  /** Reads a file straight into an index; see {@link #load(InputStream, Format, ProblemSink)}. */
  public static LoadedWatchers load(Path file, Format format, ProblemSink problems)
      throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return load(in, format, problems);
    }
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
        row -> {
          Gathered known = byId.putIfAbsent(row.watcher().id(), new Gathered(row));
          if (known != null) {
            known.add(row, problems);
          }
        },
        problems);
    byId.values().forEach(gathered -> gathered.warnOfGaps(problems));
    return byId.values().stream().map(gathered -> gathered.growing.watcher()).toList();
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
    private final GrowingWatcher growing;

    Gathered(WatcherRow first) {
      this.line = first.line();
      this.growing = new GrowingWatcher(first.watcher(), Integer.MAX_VALUE);
    }

    void add(WatcherRow row, ProblemSink problems) {
      if (!growing.add(row.watcher())) {
        refuseTooManyPlaces(row, problems);
      }
    }

    void warnOfGaps(ProblemSink problems) {
      FileWatcher watcher = growing.watcher();
      WatcherFiles.warnOfGaps(
          problems, line, watcher.id(), !watcher.channels().isEmpty(), !watcher.places().isEmpty());
    }
  }

  /** Refuses a row that brings more places than one watcher may have. */
  static void refuseTooManyPlaces(WatcherRow row, ProblemSink problems) {
    problems.problem(
        new LineProblem(
            row.line(),
            "id",
            row.watcher().id(),
            "watcher has more than " + Watcher.MAX_PLACES + " places; this line is left out",
            "divide it into several watchers",
            LineProblem.Grade.ERROR));
    problems.rejected(row.line(), row.watcher().id(), row.raw());
  }

  /** Tells of a watcher that cannot be reached or matches nothing. */
  static void warnOfGaps(
      ProblemSink problems, long line, String id, boolean hasChannel, boolean hasPlace) {
    if (!hasChannel) {
      problems.problem(
          new LineProblem(
              line,
              "channel",
              id,
              "watcher has no channel and cannot be reached",
              "give channel and address, such as email,ana@example.org",
              LineProblem.Grade.WARNING));
    }
    if (!hasPlace) {
      problems.problem(
          new LineProblem(
              line,
              "lat",
              id,
              "watcher has no place and matches no danger",
              "give lat and lon, or a polygon",
              LineProblem.Grade.WARNING));
    }
  }
}
