// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.phrases;

import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of reviews; only the newest of exactly these words counts. */
@Repository
class ReviewStore {

  private final JdbcClient jdbc;

  ReviewStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(String subject, String language, String sha256, Review review) {
    jdbc.sql(
            """
            insert into warn.language_review (subject, language, text_sha256, translator, reviewer,
                office, at, recorded_by) values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            subject,
            language,
            sha256,
            review.translator(),
            review.reviewer(),
            review.office(),
            Timestamp.from(review.at()),
            review.by())
        .update();
  }

  /** What was recorded last of exactly these words. */
  Optional<Review> newest(String subject, String language, String sha256) {
    return jdbc.sql(
            """
            select translator, reviewer, office, at, recorded_by from warn.language_review
             where subject = ? and language = ? and text_sha256 = ? order by id desc limit 1
            """)
        .params(subject, language, sha256)
        .query((row, i) ->
            new Review(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getTimestamp(4).toInstant(),
                row.getString(5)))
        .optional();
  }

  /** What was recorded last of every phrase of a language, by phrase and hash. */
  Map<String, Review> phrases(String language) {
    Map<String, Review> found = new HashMap<>();
    jdbc.sql(
            """
            select distinct on (subject, text_sha256)
                   subject || ' ' || text_sha256, translator, reviewer, office, at, recorded_by
              from warn.language_review where language = ? and subject like 'phrase:%'
             order by subject, text_sha256, id desc
            """)
        .param(language)
        .query(row -> {
          found.put(
              row.getString(1),
              new Review(
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getTimestamp(5).toInstant(),
                  row.getString(6)));
        });
    return found;
  }
}
