// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.index.strtree.STRtree;
import org.tocsin.bench.frame.Keeper;

/**
 * A peer: the packed R-tree of JTS, its indexed outline, and wishes and times from columns. The
 * tree cannot be changed once built, so nobody moves.
 */
final class JtsDesk extends Desk {
  private final STRtree tree = new STRtree();
  private final int[] found;

  private JtsDesk(Setting setting) throws Exception {
    super(setting);
    found = new int[watchers.count];
    long before = heapBytes();
    timed(
        "build",
        () -> {
          for (int id = 0; id < watchers.count; id++) {
            tree.insert(new Envelope(new Coordinate(watchers.x[id], watchers.y[id])), id);
          }
          tree.build();
        });
    tellMemory(heapBytes() - before + watchers.count * (4L + 4 + 2 + 1 + 4));
  }

  static Keeper of(Setting setting) throws Exception {
    return new JtsDesk(setting);
  }

  private int find(Question question) {
    Polygon polygon = Shapes.jts(question.x(), question.y());
    IndexedPointInAreaLocator locator = new IndexedPointInAreaLocator(polygon);
    Question.Filter filter = question.new Filter(watchers);
    Coordinate at = new Coordinate();
    int[] n = new int[1];
    tree.query(
        polygon.getEnvelopeInternal(),
        item -> {
          int id = (Integer) item;
          if (filter.passes(id)) {
            at.setX(watchers.x[id]);
            at.setY(watchers.y[id]);
            if (locator.locate(at) != Location.EXTERIOR) {
              found[n[0]++] = id;
            }
          }
        });
    return n[0];
  }

  @Override
  Finder finder(String way) {
    return new Finder() {
      @Override
      public int count(Question question) {
        return find(question);
      }

      @Override
      public int[] ids(Question question) {
        return Arrays.copyOf(found, find(question));
      }
    };
  }

  @Override
  Locator locator(List<Question> inForce) throws Exception {
    STRtree dangers = new STRtree();
    IndexedPointInAreaLocator[] locators = new IndexedPointInAreaLocator[inForce.size()];
    timed(
        "making %,d dangers ready".formatted(inForce.size()),
        () -> {
          for (int d = 0; d < locators.length; d++) {
            Polygon polygon = Shapes.jts(inForce.get(d).x(), inForce.get(d).y());
            locators[d] = new IndexedPointInAreaLocator(polygon);
            locators[d].locate(polygon.getCoordinate()); // builds its index
            dangers.insert(polygon.getEnvelopeInternal(), d);
          }
          dangers.build();
        });
    int[] numbers = new int[locators.length];
    return (x, y) -> {
      Coordinate at = new Coordinate(x, y);
      int[] n = new int[1];
      dangers.query(
          new Envelope(at),
          item -> {
            int d = (Integer) item;
            Question danger = inForce.get(d);
            if (danger.first() <= Questions.NOW
                && danger.last() >= Questions.NOW
                && locators[d].locate(at) != Location.EXTERIOR) {
              numbers[n[0]++] = d;
            }
          });
      int[] sorted = Arrays.copyOf(numbers, n[0]);
      Arrays.sort(sorted);
      return sorted;
    };
  }
}
