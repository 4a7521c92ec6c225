// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/** A watcher as Lucene keeps it. */
final class LuceneDocument {
  static final String ALWAYS = "always";
  static final String INTERVAL = "interval";
  static final String ANY_CATEGORY = "any";

  /** Stands for an interval where a timetable would stand. */
  static final int NO_TIMETABLE = 15;

  private final Watchers watchers;

  LuceneDocument(Watchers watchers) {
    this.watchers = watchers;
  }

  List<IndexableField> of(int id) {
    return of(id, watchers.x[id], watchers.y[id]);
  }

  /** At another position. */
  List<IndexableField> of(int id, int x, int y) {
    List<IndexableField> fields = new ArrayList<>();
    fields.add(new LatLonPoint("position", y / Cities.STEPS, x / Cities.STEPS));
    fields.add(new StringField("id", term(id), Field.Store.NO));
    fields.add(new NumericDocValuesField("number", id));
    // For filters.
    Wish wish = watchers.wishes[watchers.wish[id]];
    fields.add(new StringField("kind", kind(watchers.kind[id]), Field.Store.NO));
    categories(wish.categories())
        .forEach(word -> fields.add(new StringField("category", word, Field.Store.NO)));
    fields.add(new IntField("severity", wish.severity(), Field.Store.NO));
    fields.add(new IntField("urgency", wish.urgency(), Field.Store.NO));
    fields.add(new IntField("certainty", wish.certainty(), Field.Store.NO));
    int when = watchers.when[id];
    fields.add(new StringField("when", when(when), Field.Store.NO));
    if (when < 0) {
      fields.add(new LongField("from", watchers.from[-1 - when], Field.Store.NO));
      fields.add(new LongField("until", watchers.until[-1 - when], Field.Store.NO));
    }
    // For reading at a position.
    fields.add(new NumericDocValuesField("rest", rest(id, when)));
    return fields;
  }

  /** Wish, kind and timetable in a number. */
  private long rest(int id, int when) {
    return watchers.wish[id] | watchers.kind[id] << 9 | (when < 0 ? NO_TIMETABLE : when) << 12;
  }

  /** Reads the values of a {@link LongField}, one a document at most. */
  static NumericDocValues longs(LeafReader reader, String field) throws IOException {
    return DocValues.unwrapSingleton(DocValues.getSortedNumeric(reader, field));
  }

  static BytesRef term(int id) {
    byte[] bytes = new byte[Integer.BYTES];
    NumericUtils.intToSortableBytes(id, bytes, 0);
    return new BytesRef(bytes);
  }

  static String kind(int kind) {
    return "kind" + kind;
  }

  static String when(int when) {
    return when == 0 ? ALWAYS : when < 0 ? INTERVAL : "table" + when;
  }

  /** The words of a wish, or the one that stands for all. */
  static List<String> categories(int bits) {
    List<String> words = new ArrayList<>();
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      if ((bits >> bit & 1) != 0) {
        words.add("category" + bit);
      }
    }
    return words.isEmpty() ? List.of(ANY_CATEGORY) : words;
  }
}
