// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.BinaryCopy;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.watch.WatcherErased;

/**
 * Where exercises end that may reach nobody: their messages are kept here and can be read and
 * answered at the desk. Thread-safe.
 */
@Component
public class ExerciseMailbox {

  static final String KEPT = "kept in the exercise mailbox";

  private final JdbcClient jdbc;
  private final JdbcTemplate template;
  private final ApprovedWarnings approved;
  private final AnswerTokens tokens;
  private final DeliverySettings settings;
  private final TransactionTemplate transaction;

  ExerciseMailbox(
      JdbcClient jdbc,
      JdbcTemplate template,
      ApprovedWarnings approved,
      AnswerTokens tokens,
      DeliverySettings settings,
      PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.template = template;
    this.approved = approved;
    this.tokens = tokens;
    this.settings = settings;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * A message that was kept.
   *
   * @param id by which it is opened
   * @param warning of which warning
   * @param watcher for whom
   * @param channel by which channel it would have gone
   * @param parcel the idempotency id, the same for every attempt
   * @param language of the words
   * @param repeat whether it may have come before
   * @param at when
   */
  public record Kept(
      long id,
      String warning,
      long watcher,
      String channel,
      String parcel,
      String language,
      boolean repeat,
      Instant at) {}

  /** A line into the mailbox, for what would have gone by this channel. */
  Channel.Line line(String channel) {
    return new Channel.Line() {
      @Override
      public List<Outcome> send(List<Parcel> parcels) {
        transaction.executeWithoutResult(_ -> add(channel, parcels));
        return parcels.stream().<Outcome>map(_ -> new Outcome.Told(KEPT)).toList();
      }

      @Override
      public void close() {
        // Nothing is held.
      }
    };
  }

  private void add(String channel, List<Parcel> parcels) {
    BinaryCopy.into(
        template,
        "deliver.exercise_mail (warning_id, watcher, channel, parcel, language, repeat, at)",
        copy -> {
          for (Parcel parcel : parcels) {
            copy.row(7)
                .text(parcel.letter().warning().id().value())
                .int8(parcel.watcher().number())
                .text(channel)
                .text(parcel.id())
                .text(parcel.letter().text().language())
                .bool(parcel.repeat())
                .time(parcel.at());
          }
        });
  }

  /**
   * A page of what was kept, the latest first.
   *
   * @param warning of which warning; empty for all
   * @param before the last id of the page before; 0 to begin
   */
  @Transactional(readOnly = true)
  List<Kept> list(String warning, long before, int limit) {
    return jdbc.sql(
            "select * from deliver.exercise_mail where (? = '' or warning_id = ?)"
                + " and (? = 0 or id < ?) order by id desc limit ?")
        .params(warning, warning, before, before, limit)
        .query(ExerciseMailbox::kept)
        .list();
  }

  @Transactional(readOnly = true)
  Optional<Kept> find(long id) {
    return jdbc.sql("select * from deliver.exercise_mail where id = ?")
        .param(id)
        .query(ExerciseMailbox::kept)
        .optional();
  }

  /** Nobody can answer any more in the name of whoever was erased. */
  @EventListener
  void erased(WatcherErased erased) {
    jdbc.sql("delete from deliver.exercise_mail where watcher = ?")
        .param(erased.watcher().number())
        .update();
  }

  /** How many messages of a warning were kept. */
  @Transactional(readOnly = true)
  int count(WarningId warning) {
    return jdbc.sql("select count(*) from deliver.exercise_mail where warning_id = ?")
        .param(warning.value())
        .query(Integer.class)
        .single();
  }

  /** What somebody would have read, with the marks of an exercise and of a repeat. */
  Note note(Kept kept) {
    ApprovedWarning warning = approved.get(new WarningId(kept.warning()));
    Letter letter = new Letters(warning, settings.zone()).in(List.of(kept.language()));
    WatcherId watcher = new WatcherId(kept.watcher());
    String link =
        settings.answerLink(
            tokens.make(warning.id(), watcher, warning.window().until().plus(AnswerTokens.GRACE)));
    return Note.of(new Parcel(kept.parcel(), watcher, "", letter, link, kept.repeat(), kept.at()));
  }

  private static Kept kept(ResultSet row, int i) throws SQLException {
    return new Kept(
        row.getLong("id"),
        row.getString("warning_id"),
        row.getLong("watcher"),
        row.getString("channel"),
        row.getString("parcel"),
        row.getString("language"),
        row.getBoolean("repeat"),
        row.getTimestamp("at").toInstant());
  }
}
