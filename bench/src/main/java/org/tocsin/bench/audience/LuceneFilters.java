// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** A question as one query of Lucene. */
final class LuceneFilters {
  private static final int HIGHEST = 4;

  private LuceneFilters() {}

  static Query of(Question question) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(LuceneSearch.inside(question), Occur.FILTER);
    if (question.categories() != 0) {
      List<String> words = new ArrayList<>(LuceneDocument.categories(question.categories()));
      words.add(LuceneDocument.ANY_CATEGORY);
      all.add(anyOf("category", words), Occur.FILTER);
    }
    if (question.kinds() != 0) {
      List<String> kinds =
          IntStream.range(0, Integer.SIZE)
              .filter(question::isMeantFor)
              .mapToObj(LuceneDocument::kind)
              .toList();
      all.add(anyOf("kind", kinds), Occur.FILTER);
    }
    atMost(all, "severity", question.severity());
    atMost(all, "urgency", question.urgency());
    atMost(all, "certainty", question.certainty());
    all.add(time(question), Occur.FILTER);
    return all.build();
  }

  private static void atMost(BooleanQuery.Builder all, String field, int reached) {
    if (reached < HIGHEST) { // the highest meets every wish
      all.add(IntField.newRangeQuery(field, 0, reached), Occur.FILTER);
    }
  }

  private static Query anyOf(String field, List<String> words) {
    return words.size() == 1
        ? new TermQuery(new Term(field, words.getFirst()))
        : new TermInSetQuery(field, words.stream().map(BytesRef::new).toList());
  }

  private static Query time(Question question) {
    List<String> open = new ArrayList<>(List.of(LuceneDocument.ALWAYS));
    for (int number = 1; number <= Timetable.COUNT; number++) {
      if (Timetable.of(number).isOpen(question.first(), question.last())) {
        open.add(LuceneDocument.when(number));
      }
    }
    Query interval =
        new BooleanQuery.Builder()
            .add(LongField.newRangeQuery("from", Long.MIN_VALUE, question.last()), Occur.FILTER)
            .add(LongField.newRangeQuery("until", question.first(), Long.MAX_VALUE), Occur.FILTER)
            .build();
    return new BooleanQuery.Builder()
        .add(anyOf("when", open), Occur.SHOULD)
        .add(interval, Occur.SHOULD)
        .build();
  }
}
