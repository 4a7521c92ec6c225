// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.match;

import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;
import org.tocsin.bench.frame.Contender;

/** A peer: JTS with a prepared outline, which it prepares for each question as ours does. */
abstract sealed class JtsMatch implements Contender {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private final Coordinate[] ring;

  private JtsMatch(Town town) {
    ring = new Coordinate[town.outline.length + 1];
    for (int i = 0; i < ring.length; i++) {
      ring[i] = coordinate(town.outline[i % town.outline.length]);
    }
  }

  /** Brute force: every watcher is held to the outline. */
  static Contender eachWatcher(Town town) {
    return new Each(town);
  }

  /** With JTS's own index, built before. */
  static Contender withTree(Town town) {
    return new Tree(town);
  }

  /** The ids of those inside or on the edge. */
  abstract int[] match(Polygon outline, PreparedGeometry prepared);

  private int[] match() {
    Polygon outline = FACTORY.createPolygon(ring);
    return match(outline, PreparedGeometryFactory.prepare(outline));
  }

  @Override
  public final long units() {
    return 1;
  }

  @Override
  public final long pass() {
    return match().length;
  }

  @Override
  public final List<String> answers() {
    int[] ids = match();
    Arrays.sort(ids);
    return List.of(Arrays.toString(ids));
  }

  private static Coordinate coordinate(double[] place) {
    return new Coordinate(place[1], place[0]);
  }

  private static Point[] points(Town town) {
    return Arrays.stream(town.watchers)
        .map(JtsMatch::coordinate)
        .map(FACTORY::createPoint)
        .toArray(Point[]::new);
  }

  private static final class Each extends JtsMatch {
    private final Point[] points;

    Each(Town town) {
      super(town);
      points = points(town);
    }

    @Override
    int[] match(Polygon outline, PreparedGeometry prepared) {
      int[] found = new int[points.length];
      int count = 0;
      for (int i = 0; i < points.length; i++) {
        if (prepared.covers(points[i])) {
          found[count++] = i;
        }
      }
      return Arrays.copyOf(found, count);
    }
  }

  private static final class Tree extends JtsMatch {
    private final Point[] points;
    private final STRtree tree = new STRtree();

    Tree(Town town) {
      super(town);
      points = points(town);
      for (int i = 0; i < points.length; i++) {
        tree.insert(points[i].getEnvelopeInternal(), i);
      }
      tree.build();
    }

    @Override
    int[] match(Polygon outline, PreparedGeometry prepared) {
      int[] found = new int[points.length];
      int[] count = {0};
      tree.query(
          outline.getEnvelopeInternal(),
          id -> {
            if (prepared.covers(points[(Integer) id])) {
              found[count[0]++] = (Integer) id;
            }
          });
      return Arrays.copyOf(found, count[0]);
    }
  }
}
