// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.ReportId;
import tools.jackson.databind.json.JsonMapper;

/** The tables of what a model was asked and said. */
@Repository
class AdviceStore {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  AdviceStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** The suggestions as they are kept. */
  record Kept(List<Advice.Suggestion> suggestions) {}

  /**
   * A question that is due.
   *
   * @param report about what
   * @param attempt 1 for the first
   */
  record Question(ReportId report, int attempt) {}

  void await(ReportId report, Instant due) {
    jdbc.sql(
            "insert into read.adviser_question (report_id, due_at) values (?, ?) on conflict do nothing")
        .params(report.value(), Timestamp.from(due))
        .update();
  }

  /**
   * Takes the next question that is due. It is due again after {@code answering} and a wait that
   * doubles each time, unless it is {@link #done} by then.
   */
  Optional<Question> take(Instant now, Duration answering) {
    return jdbc.sql(
            """
            update read.adviser_question
            set due_at = ?::timestamptz + interval '1 minute' * power(2, attempts), attempts = attempts + 1
            where report_id = (
                select report_id from read.adviser_question where due_at <= ? order by due_at limit 1
                for update skip locked)
            returning report_id, attempts
            """)
        .params(Timestamp.from(now.plus(answering)), Timestamp.from(now))
        .query((row, i) -> new Question(new ReportId(row.getString(1)), row.getInt(2)))
        .optional();
  }

  /** Nothing more is asked about this report. */
  void done(ReportId report) {
    jdbc.sql("delete from read.adviser_question where report_id = ?")
        .param(report.value())
        .update();
  }

  void insert(Advice advice) {
    jdbc.sql(
            """
            insert into read.advice (report_id, at, model, failure, body, dropped)
            values (?, ?, ?, ?, ?::jsonb, ?) on conflict do nothing
            """)
        .params(
            Arrays.asList(
                advice.report().value(),
                Timestamp.from(advice.at()),
                advice.model(),
                advice.failure().orElse(null),
                json.writeValueAsString(new Kept(advice.suggestions())),
                advice.dropped()))
        .update();
  }

  Optional<Advice> find(ReportId report) {
    return jdbc.sql("select at, model, failure, body, dropped from read.advice where report_id = ?")
        .param(report.value())
        .query((row, i) ->
            new Advice(
                report,
                row.getTimestamp(1).toInstant(),
                row.getString(2),
                Optional.ofNullable(row.getString(3)),
                json.readValue(row.getString(4), Kept.class).suggestions(),
                row.getInt(5)))
        .optional();
  }
}
