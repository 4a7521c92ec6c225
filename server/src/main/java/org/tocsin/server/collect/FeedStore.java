// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.Marking;

/** The tables of feeds and of their entries that were seen. */
@Repository
class FeedStore {

  private final JdbcClient jdbc;

  FeedStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What the server said last, to be said back to it (RFC 9110 §13.1). */
  record Validators(Optional<String> etag, Optional<String> lastModified) {}

  /** Keeps a new feed; false when its address is polled already. */
  boolean insert(PolledFeed feed, String by) {
    return jdbc.sql(
                """
                insert into collect.feed (id, url, name, interval_seconds, silent_seconds, reliability,
                    credibility, marking, added_at, added_by, next_poll_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (url) where removed_at is null do nothing
                """)
            .params(
                feed.id().value(),
                feed.url().toString(),
                feed.name(),
                feed.interval().toSeconds(),
                feed.silentAfter().toSeconds(),
                feed.grade().reliability().name(),
                Integer.toString(feed.grade().credibility().figure()),
                feed.marking().label(),
                Timestamp.from(feed.addedAt()),
                by,
                Timestamp.from(feed.nextPollAt()))
            .update()
        == 1;
  }

  boolean remove(FeedId id, Instant at) {
    return jdbc.sql("update collect.feed set removed_at = ? where id = ? and removed_at is null")
            .params(Timestamp.from(at), id.value())
            .update()
        == 1;
  }

  Optional<PolledFeed> find(FeedId id) {
    return jdbc.sql("select * from collect.feed where id = ? and removed_at is null")
        .param(id.value())
        .query(FeedStore::feed)
        .optional();
  }

  List<PolledFeed> list() {
    return jdbc.sql("select * from collect.feed where removed_at is null order by name, id")
        .query(FeedStore::feed)
        .list();
  }

  List<PolledFeed> due(Instant now, int most) {
    return jdbc.sql(
            "select * from collect.feed where removed_at is null and next_poll_at <= ?"
                + " order by next_poll_at limit ?")
        .params(Timestamp.from(now), most)
        .query(FeedStore::feed)
        .list();
  }

  long ailing() {
    return jdbc.sql(
            "select count(*) from collect.feed where removed_at is null"
                + " and (failures > 0 or silent_since is not null)")
        .query(Long.class)
        .single();
  }

  Validators validators(FeedId id) {
    return jdbc.sql("select etag, last_modified from collect.feed where id = ?")
        .param(id.value())
        .query((row, i) ->
            new Validators(
                Optional.ofNullable(row.getString(1)), Optional.ofNullable(row.getString(2))))
        .single();
  }

  /** Notes a poll that was answered; {@code note} says what of it could not be taken. */
  void answered(
      FeedId id,
      Validators validators,
      boolean news,
      @Nullable String note,
      Instant at,
      Instant next) {
    jdbc.sql(
            """
            update collect.feed set polled_at = ?, next_poll_at = ?, failures = 0, last_error = ?,
                etag = ?, last_modified = ?, refused_sha256 = null,
                news_at = case when ? then ? else news_at end,
                silent_since = case when ? then null else silent_since end
             where id = ?
            """)
        .params(
            Arrays.asList(
                Timestamp.from(at),
                Timestamp.from(next),
                note,
                validators.etag().orElse(null),
                validators.lastModified().orElse(null),
                news,
                Timestamp.from(at),
                news,
                id.value()))
        .update();
  }

  void failed(FeedId id, String why, Instant next) {
    jdbc.sql(
            "update collect.feed set failures = failures + 1, last_error = ?, next_poll_at = ?"
                + " where id = ?")
        .params(why, Timestamp.from(next), id.value())
        .update();
  }

  /** Remembers bytes that were refused; false when the last refused ones were the same. */
  boolean refusedAnew(FeedId id, byte[] sha256) {
    return jdbc.sql(
                "update collect.feed set refused_sha256 = ?"
                    + " where id = ? and refused_sha256 is distinct from ?")
            .params(sha256, id.value(), sha256)
            .update()
        == 1;
  }

  /** Feeds that have given nothing new for too long and were not yet told of. */
  List<FeedId> markSilent(Instant now) {
    return jdbc.sql(
            """
            update collect.feed set silent_since = ?
             where removed_at is null and silent_since is null
               and coalesce(news_at, added_at) + make_interval(secs => silent_seconds) <= ?
            returning id
            """)
        .params(Timestamp.from(now), Timestamp.from(now))
        .query((row, i) -> new FeedId(row.getString(1)))
        .list();
  }

  boolean seen(FeedId id, byte[] itemKey) {
    return jdbc.sql("select done from collect.feed_item where feed_id = ? and item_key = ?")
        .params(id.value(), itemKey)
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** Counts a try of an entry and returns how many there were. */
  int tried(FeedId id, byte[] itemKey, boolean done, Instant at) {
    return jdbc.sql(
            """
            insert into collect.feed_item as item (feed_id, item_key, first_seen_at, tries, done)
            values (?, ?, ?, 1, ?)
            on conflict (feed_id, item_key) do update
               set tries = item.tries + 1, done = item.done or excluded.done
            returning tries
            """)
        .params(id.value(), itemKey, Timestamp.from(at), done)
        .query(Integer.class)
        .single();
  }

  private static PolledFeed feed(ResultSet row, int i) throws SQLException {
    return new PolledFeed(
        new FeedId(row.getString("id")),
        URI.create(row.getString("url")),
        row.getString("name"),
        Duration.ofSeconds(row.getInt("interval_seconds")),
        Duration.ofSeconds(row.getInt("silent_seconds")),
        Grade.parse(row.getString("reliability"), row.getString("credibility")),
        Marking.parse(row.getString("marking")),
        row.getTimestamp("added_at").toInstant(),
        row.getTimestamp("next_poll_at").toInstant(),
        instant(row, "polled_at"),
        instant(row, "news_at"),
        row.getInt("failures"),
        Optional.ofNullable(row.getString("last_error")),
        instant(row, "silent_since"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }
}
