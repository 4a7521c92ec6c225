// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.audience.WatcherKind;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.ApprovedWarnings;
import org.tocsin.server.deliver.FirstTold;
import org.tocsin.server.deliver.WaveQueued;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.warn.WarningEnded;
import org.tocsin.server.watch.Watchers;

/**
 * How fast warnings are answered, and what that makes of each exercise. An exercise is scored once,
 * an hour after its end, in one transaction with its entry in the record. Thread-safe.
 */
@Service
public class Scores implements DueWork {

  /** The longest time that counts; so nothing that comes later changes a score. */
  private static final Duration COUNTED = Duration.ofMinutes(60);

  private final JdbcClient jdbc;
  private final FirstTold firstTold;
  private final ApprovedWarnings approved;
  private final Watchers watchers;
  private final Ledger ledger;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Scores(
      JdbcClient jdbc,
      FirstTold firstTold,
      ApprovedWarnings approved,
      Watchers watchers,
      Ledger ledger,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.firstTold = firstTold;
    this.approved = approved;
    this.watchers = watchers;
    this.ledger = ledger;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** An exercise whose time is not over has no figures yet. */
  public record Exercise(
      String warning,
      String caseId,
      String headline,
      Instant began,
      @Nullable Instant scoredAt,
      AnswerTimes.@Nullable Group figures,
      @Nullable Integer score) {}

  /** How fast a warning has been answered so far. */
  @Transactional(readOnly = true)
  public AnswerTimes times(WarningId warning) {
    Map<Long, Instant> answers = firstAnswers(warning);
    Map<Long, FirstTold.Told> told = new HashMap<>();
    firstTold.each(warning, each -> told.put(each.watcher(), each));
    Instant began = firstTold.began(warning).orElse(Instant.EPOCH);
    Tempo all = new Tempo("all");
    Map<String, Tempo> byChannel = new TreeMap<>();
    Map<String, Tempo> byKind = new TreeMap<>();
    firstTold
        .everybody(warning)
        .forEach(watcher -> {
          FirstTold.Told first = told.get(watcher);
          Instant answer = answers.get(watcher);
          Duration took =
              answer == null ? null : Duration.between(first == null ? began : first.at(), answer);
          String channel = first == null ? "none" : first.channel();
          String kind =
              watchers.kind(new WatcherId(watcher)).map(WatcherKind::word).orElse("erased");
          for (Tempo each :
              List.of(
                  all,
                  byChannel.computeIfAbsent(channel, Tempo::new),
                  byKind.computeIfAbsent(kind, Tempo::new))) {
            each.add(first != null, took);
          }
        });
    return new AnswerTimes(
        all.group(),
        byChannel.values().stream().map(Tempo::group).toList(),
        byKind.values().stream().map(Tempo::group).toList());
  }

  /** Who was to be told and has never answered, ascending. */
  @Transactional(readOnly = true)
  public List<Long> neverAnswered(WarningId warning, long after, int limit) {
    Map<Long, Instant> answers = firstAnswers(warning);
    LongStream silent =
        firstTold.everybody(warning).filter(id -> id > after && !answers.containsKey(id));
    return silent.limit(limit).boxed().toList();
  }

  private Map<Long, Instant> firstAnswers(WarningId warning) {
    Map<Long, Instant> found = new HashMap<>();
    jdbc.sql("select watcher, min(at) from answer.answer where warning_id = ? group by watcher")
        .param(warning.value())
        .query(row -> {
          found.put(row.getLong(1), row.getTimestamp(2).toInstant());
        });
    return found;
  }

  /** An exercise has begun; what it came to is written an hour after its end. */
  @EventListener
  void queued(WaveQueued wave) {
    ApprovedWarning warning = approved.get(wave.warning());
    if (warning.exercise() && !warning.test() && !warning.msgType().equals("Cancel")) {
      jdbc.sql(
              "insert into answer.exercise_score (warning_id, case_id, headline, began, due_at)"
                  + " values (?, ?, ?, ?, ?) on conflict (warning_id) do nothing")
          .params(
              warning.id().value(),
              warning.caseId().value(),
              warning.texts().getFirst().headline(),
              Timestamp.from(wave.at()),
              Timestamp.from(warning.window().until().plus(COUNTED)))
          .update();
    }
  }

  @EventListener
  void ended(WarningEnded ended) {
    jdbc.sql(
            "update answer.exercise_score set due_at = least(due_at, ?)"
                + " where warning_id = ? and scored_at is null")
        .params(Timestamp.from(clock.instant().plus(COUNTED)), ended.id().value())
        .update();
  }

  /** The exercises, the latest first. */
  @Transactional(readOnly = true)
  public List<Exercise> exercises(int limit) {
    return jdbc.sql(
            "select * from answer.exercise_score order by began desc, warning_id desc limit ?")
        .param(limit)
        .query(Scores::exercise)
        .list();
  }

  @Override
  public String name() {
    return "answer.score";
  }

  @Override
  public int runDue(Instant now) {
    int done = 0;
    while (Boolean.TRUE.equals(transaction.execute(status -> one(now)))) {
      done++;
    }
    return done;
  }

  private boolean one(Instant now) {
    Optional<Exercise> due =
        jdbc.sql(
                "select * from answer.exercise_score where scored_at is null and due_at <= ?"
                    + " order by due_at limit 1 for update skip locked")
            .param(Timestamp.from(now))
            .query(Scores::exercise)
            .optional();
    due.ifPresent(each -> score(each, now));
    return due.isPresent();
  }

  private void score(Exercise exercise, Instant now) {
    AnswerTimes.Group all = times(new WarningId(exercise.warning())).all();
    jdbc.sql(
            """
            update answer.exercise_score set scored_at = ?, audience = ?, told = ?, answered = ?,
              within_1 = ?, within_5 = ?, within_15 = ?, within_60 = ?,
              median_seconds = nullif(?, -1), score = ?
             where warning_id = ?
            """)
        .params(
            Timestamp.from(now),
            all.audience(),
            all.told(),
            all.answered(),
            all.within1(),
            all.within5(),
            all.within15(),
            all.within60(),
            Optional.ofNullable(all.medianSeconds()).orElse(-1L),
            all.score(),
            exercise.warning())
        .update();
    ledger.append(
        Act.of("ExerciseScored")
            .inCase(new CaseId(exercise.caseId()))
            .about(new WarningId(exercise.warning()))
            .fact("audience", all.audience())
            .fact("told", all.told())
            .fact("answered", all.answered())
            .fact("within1", all.within1())
            .fact("within5", all.within5())
            .fact("within15", all.within15())
            .fact("within60", all.within60())
            .fact("medianSeconds", all.medianSeconds())
            .fact("score", all.score())
            .says("The exercise was scored: %d of 100".formatted(all.score())));
  }

  private static Exercise exercise(ResultSet row, int i) throws SQLException {
    Timestamp scored = row.getTimestamp("scored_at");
    long median = row.getLong("median_seconds");
    Long medianOrNull = row.wasNull() ? null : median;
    int score = row.getInt("score");
    return new Exercise(
        row.getString("warning_id"),
        row.getString("case_id"),
        row.getString("headline"),
        row.getTimestamp("began").toInstant(),
        scored == null ? null : scored.toInstant(),
        scored == null
            ? null
            : new AnswerTimes.Group(
                "all",
                row.getInt("audience"),
                row.getInt("told"),
                row.getInt("answered"),
                row.getInt("within_1"),
                row.getInt("within_5"),
                row.getInt("within_15"),
                row.getInt("within_60"),
                medianOrNull),
        scored == null ? null : score);
  }
}
