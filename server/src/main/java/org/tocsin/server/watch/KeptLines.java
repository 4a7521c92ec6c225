// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.io.IOException;
import java.io.OutputStream;
import org.tocsin.audience.WatcherFiles;

/**
 * Refused lines of an import as a file that is opened while it is written: personal data. Keep what
 * it writes out of logs and tables.
 */
public final class KeptLines {

  private final long importId;
  private final WatcherFiles.Format format;
  private final int lines;
  private final long length;
  private final Writing writing;

  /** Opens line by line. */
  @FunctionalInterface
  interface Writing {
    void to(OutputStream out) throws IOException;
  }

  KeptLines(long importId, WatcherFiles.Format format, int lines, long length, Writing writing) {
    this.importId = importId;
    this.format = format;
    this.lines = lines;
    this.length = length;
    this.writing = writing;
  }

  /** How many lines there are. */
  public int lines() {
    return lines;
  }

  /** The length of the file in bytes. */
  public long length() {
    return length;
  }

  /**
   * Writes the file, a small part in memory at a time and without a transaction. Lines that were
   * destroyed since it was asked for are missing, so that it is shorter than {@link #length}.
   */
  public void writeTo(OutputStream out) throws IOException {
    writing.to(out);
  }

  /** What the file is called when it is saved. */
  public String fileName() {
    return "rejects-%d.%s"
        .formatted(
            importId,
            switch (format) {
              case CSV -> "csv";
              case NDJSON -> "ndjson";
              case GEOJSON -> "geojsonl";
            });
  }

  /** Its media type. */
  public String mediaType() {
    return switch (format) {
      case CSV -> "text/csv;charset=UTF-8";
      case NDJSON, GEOJSON -> "application/x-ndjson";
    };
  }

  @Override
  public String toString() {
    return "KeptLines[" + importId + "]";
  }
}
