// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.AnswersHeard;
import org.tocsin.server.kernel.WarningId;

/** Tells the page of deliveries who has answered. Thread-safe. */
@Component
class AnswersForDeliveries implements AnswersHeard {

  private static final int FETCH = 10_000;
  private static final List<String> KINDS =
      Arrays.stream(AnswerKind.values()).map(AnswerKind::word).toList();
  private static final Map<String, Integer> INDEX = new HashMap<>();

  static {
    KINDS.forEach(kind -> INDEX.put(kind, INDEX.size()));
  }

  private final JdbcClient jdbc;

  AnswersForDeliveries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<String> kinds() {
    return KINDS;
  }

  @Override
  public void since(WarningId warning, Instant from, Sink sink) {
    jdbc.sql(
            "select watcher, kind, at from answer.answer where warning_id = ? and at >= ?"
                + " order by watcher, turn")
        .params(warning.value(), Timestamp.from(from))
        .withFetchSize(FETCH)
        .query(row -> {
          Integer kind = INDEX.get(row.getString(2));
          if (kind == null) {
            throw new IllegalStateException("unknown answer in answer.answer: " + row.getString(2));
          }
          sink.answered(row.getLong(1), kind, row.getTimestamp(3).toInstant());
        });
  }
}
