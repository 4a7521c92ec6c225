// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.List;

/**
 * Matches the point watchers of one state with one danger: a descent through each table for each
 * area, then the changes of the tail one by one. Used by one thread.
 */
final class PointMatch {
  private final Points points;
  private final PreparedDanger danger;
  private final Planes.Asked asked;
  private final GatheringFilter gatherings;
  private final TimeFilter time;

  PointMatch(Points points, PreparedDanger danger) {
    this.points = points;
    this.danger = danger;
    this.asked = Planes.Asked.by(danger.danger());
    this.gatherings = new GatheringFilter(danger);
    this.time = new TimeFilter(danger.danger().window());
  }

  /** Those in the way, with others. */
  Audience match(AudienceBuilder others) {
    RowSet rows = points.layers.length == 0 ? RowSet.EMPTY : tables();
    Tail tail = points.tail;
    for (int change = 0; change < points.count; change = tail.next(change, points.count)) {
      int t = tail.killedTable(change);
      if (t >= 0) {
        int row = tail.killedRow(change);
        rows.clear(points.firstWord[t] + (row >> 6), row & 63);
      }
      if (tail.isAlive(change, points.count) && isAnyInTheWay(tail, change)) {
        others.add(tail.rows.id[change], points.books.profile(tail.rows.profile[change]).kind());
      }
    }
    return Audience.of(new Picked(points, rows), others.listing());
  }

  private RowSet tables() {
    RowSet.Builder out = new RowSet.Builder(256);
    List<Ground> areas = danger.areas();
    List<List<Outline>> outlines = new ArrayList<>();
    for (Ground area : areas) {
      outlines.add(area instanceof Region region ? region.outlines() : List.of());
    }
    for (int t = 0; t < points.layers.length; t++) {
      PointTable table = points.layers[t].table();
      RowSet.Builder found = table.siblings.isNone() ? out : new RowSet.Builder(256);
      RowSink sink =
          new RowSink(
              new RowFilter(table, points.layers[t].alive(), asked, gatherings, time),
              points.firstWord[t],
              found);
      for (int a = 0; a < areas.size(); a++) {
        search(table, areas.get(a), outlines.get(a), sink);
      }
      if (!table.siblings.isNone()) {
        table.siblings.fold(found.build(), points.firstWord[t], out);
      }
    }
    return out.build();
  }

  private static void search(PointTable table, Ground area, List<Outline> outlines, RowSink sink) {
    switch (area) {
      case Whole _ -> sink.run(0, table.size);
      case Disc disc -> {
        DiscSearch search = new DiscSearch(table, disc, sink);
        for (int c = 0; c < PointTable.CLASSES; c++) {
          search.run(c);
        }
      }
      case Region region -> {
        for (Outline outline : outlines) {
          new OutlineSearch(table, outline, sink).run();
        }
        if (table.classStart[1] < table.size) {
          NearSearch search = new NearSearch(table, region, sink);
          for (int c = 1; c < PointTable.CLASSES; c++) {
            search.run(c);
          }
        }
      }
      case Route _, Regions _ -> throw new AssertionError("no danger has such an area");
    }
  }

  private boolean isAnyInTheWay(Tail tail, int change) {
    int end = tail.next(change, points.count);
    for (int row = change; row < end; row++) {
      if (isInTheWay(tail.rows, row)) {
        return true;
      }
    }
    return false;
  }

  private boolean isInTheWay(Rows rows, int row) {
    return asked.accepts(points.books.bits(rows.profile[row]))
        && (!gatherings.isNeeded() || gatherings.accepts(points.books, rows.profile[row]))
        && isThere(rows, rows.time[row])
        && danger.meetsPoint(rows.x[row], rows.y[row], rows.radius[row]);
  }

  private boolean isThere(Rows rows, int code) {
    return code < 0
        ? time.overlaps(rows.from[~code], rows.until[~code])
        : code == Rows.ALWAYS || time.overlaps(points.books, code);
  }
}
