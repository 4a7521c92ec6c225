// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import org.tocsin.audience.WatcherFiles;

/**
 * Refused lines of an import, opened: personal data. Keep them out of logs and tables.
 *
 * @param importId of which import
 * @param format of the file
 * @param bytes the file; not to be changed
 */
public record KeptLines(long importId, WatcherFiles.Format format, byte[] bytes) {

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
