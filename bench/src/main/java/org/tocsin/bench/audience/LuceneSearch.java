// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.IntStream;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.geo.Polygon;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.FixedBitSet;

/** A way to put a question to Lucene. */
interface LuceneSearch {
  int count(IndexSearcher searcher, Question question) throws IOException;

  int[] ids(IndexSearcher searcher, Question question) throws IOException;

  /** Documents whose position lies in the polygon, as Lucene rounds it. */
  static Query inside(Question question) {
    double[] latitudes = Arrays.stream(question.y()).mapToDouble(y -> y / Cities.STEPS).toArray();
    double[] longitudes = Arrays.stream(question.x()).mapToDouble(x -> x / Cities.STEPS).toArray();
    return LatLonPoint.newPolygonQuery("position", new Polygon(latitudes, longitudes));
  }

  /** Looks at documents one after another, in one thread. */
  abstract class Each extends SimpleCollector {
    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }

    void over(IndexSearcher searcher, Query query) throws IOException {
      Each each = this;
      searcher.search(
          query,
          new CollectorManager<Each, Each>() {
            @Override
            public Each newCollector() {
              return each;
            }

            @Override
            public Each reduce(Collection<Each> all) {
              return each;
            }
          });
    }
  }

  /** All conditions are clauses of one query, which Lucene joins. */
  final class ByFilters implements LuceneSearch {
    @Override
    public int count(IndexSearcher searcher, Question question) throws IOException {
      return searcher.count(LuceneFilters.of(question));
    }

    @Override
    public int[] ids(IndexSearcher searcher, Question question) throws IOException {
      IntStream.Builder ids = IntStream.builder();
      Each each =
          new Each() {
            private NumericDocValues numbers = DocValues.emptyNumeric();

            @Override
            protected void doSetNextReader(LeafReaderContext context) throws IOException {
              numbers = DocValues.getNumeric(context.reader(), "number");
            }

            @Override
            public void collect(int doc) throws IOException {
              numbers.advanceExact(doc);
              ids.add((int) numbers.longValue());
            }
          };
      each.over(searcher, LuceneFilters.of(question));
      return ids.build().toArray();
    }
  }

  /**
   * Only the polygon is a query. All else stands in one number a document, which is read for each
   * that the polygon holds; the answer is a set of documents, a bit each, as ours is.
   */
  final class ByValues implements LuceneSearch {
    private final Watchers watchers;

    ByValues(Watchers watchers) {
      this.watchers = watchers;
    }

    @Override
    public int count(IndexSearcher searcher, Question question) throws IOException {
      FixedBitSet found = new FixedBitSet(searcher.getIndexReader().maxDoc());
      new Passing(question, found).over(searcher, LuceneSearch.inside(question));
      return found.cardinality();
    }

    @Override
    public int[] ids(IndexSearcher searcher, Question question) throws IOException {
      FixedBitSet found = new FixedBitSet(searcher.getIndexReader().maxDoc());
      new Passing(question, found).over(searcher, LuceneSearch.inside(question));
      IntStream.Builder ids = IntStream.builder();
      for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
        NumericDocValues numbers = DocValues.getNumeric(leaf.reader(), "number");
        for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
          if (found.get(leaf.docBase + doc)) {
            numbers.advanceExact(doc);
            ids.add((int) numbers.longValue());
          }
        }
      }
      return ids.build().toArray();
    }

    private final class Passing extends Each {
      private final Question.Filter filter;
      private final FixedBitSet found;
      private NumericDocValues rest = DocValues.emptyNumeric();
      private NumericDocValues from = DocValues.emptyNumeric();
      private NumericDocValues until = DocValues.emptyNumeric();
      private int base;

      Passing(Question question, FixedBitSet found) {
        filter = question.new Filter(watchers);
        this.found = found;
      }

      @Override
      protected void doSetNextReader(LeafReaderContext context) throws IOException {
        base = context.docBase;
        rest = DocValues.getNumeric(context.reader(), "rest");
        from = LuceneDocument.longs(context.reader(), "from");
        until = LuceneDocument.longs(context.reader(), "until");
      }

      @Override
      public void collect(int doc) throws IOException {
        rest.advanceExact(doc);
        int value = (int) rest.longValue();
        int wish = value & 0x1ff;
        int kind = value >> 9 & 7;
        int timetable = value >> 12;
        if (timetable < LuceneDocument.NO_TIMETABLE) {
          if (filter.passes(wish, kind, timetable, 0, 0)) {
            found.set(base + doc);
          }
        } else if (from.advanceExact(doc)
            && until.advanceExact(doc)
            && filter.passes(wish, kind, -1, from.longValue(), until.longValue())) {
          found.set(base + doc);
        }
      }
    }
  }
}
