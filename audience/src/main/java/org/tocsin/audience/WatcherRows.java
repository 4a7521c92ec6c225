// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The good rows of a watcher file, one after another; the others go to the sink. */
final class WatcherRows {
  private final RowSource source;
  private final RowReader reader = new RowReader();
  private final ProblemSink problems;

  WatcherRows(InputStream in, WatcherFiles.Format format, ProblemSink problems) throws IOException {
    this.source =
        switch (format) {
          case CSV -> new CsvWatchers(new Lines(in));
          case NDJSON -> new JsonWatchers(new Lines(in));
          case GEOJSON -> new GeoJsonWatchers(in);
        };
    this.problems = problems;
  }

  /** The next good row; empty at the end. */
  Optional<WatcherRow> next() throws IOException {
    for (Optional<RowSource.RawRow> raw = source.next(); raw.isPresent(); raw = source.next()) {
      Optional<WatcherRow> row = take(raw.get());
      if (row.isPresent()) {
        return row;
      }
    }
    return Optional.empty();
  }

  private Optional<WatcherRow> take(RowSource.RawRow raw) {
    Row row = raw.row();
    if (raw.role() == RowSource.Role.HEADER) {
      problems.header(row.line(), raw.raw());
    }
    Optional<FileWatcher> watcher =
        row.isBroken() || raw.role() != RowSource.Role.WATCHER
            ? Optional.empty()
            : reader.read(row);
    row.problems().forEach(problems::problem);
    if (row.isRefused()) {
      problems.rejected(row.line(), row.get(Column.ID), raw.raw());
    }
    return watcher.map(read -> new WatcherRow(row.line(), read, raw.raw()));
  }
}
