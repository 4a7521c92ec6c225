// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.secret.Sealer;

/** The tables of our own hub. Secrets lie sealed in them. */
@Repository
class HubStore {

  /** A wish to subscribe or unsubscribe. */
  record Wish(
      long id,
      boolean subscribes,
      String topic,
      String callback,
      String host,
      Optional<Sealer.Sealed> secret,
      Duration lease,
      int attempts) {}

  /** Somebody who is to be sent a feed, as it was claimed. */
  record Subscription(
      String topic,
      String callback,
      String host,
      Optional<Sealer.Sealed> secret,
      long change,
      int attempts) {}

  /**
   * How busy the hub is.
   *
   * @param waiting wishes that are still to be verified
   * @param lately wishes of the last hour
   * @param latelyAtHost those for this host
   * @param latelyHere those for this very callback
   * @param subscriptions all that are verified
   * @param atHost those at this host
   * @param atSite those at the hosts whose names end as this one's does
   * @param known whether the wish is for one of them, which may always be renewed
   */
  record Load(
      int waiting,
      int lately,
      int latelyAtHost,
      int latelyHere,
      int subscriptions,
      int atHost,
      int atSite,
      boolean known) {}

  private final JdbcClient jdbc;

  HubStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Load load(String topic, String callback, String host) {
    return jdbc.sql(
            """
            select (select count(*) from publish.hub_request where due_at is not null),
                   (select count(*) from publish.hub_request),
                   (select count(*) from publish.hub_request where host = :host),
                   (select count(*) from publish.hub_request
                     where host = :host and topic = :topic and callback = :callback),
                   (select count(*) from publish.subscription),
                   (select count(*) from publish.subscription where host = :host),
                   (select count(*) from publish.subscription where site = :site),
                   exists (select 1 from publish.subscription
                            where topic = :topic and callback = :callback)
            """)
        .param("host", host)
        .param("site", site(host))
        .param("topic", topic)
        .param("callback", callback)
        .query((row, i) ->
            new Load(
                row.getInt(1),
                row.getInt(2),
                row.getInt(3),
                row.getInt(4),
                row.getInt(5),
                row.getInt(6),
                row.getInt(7),
                row.getBoolean(8)))
        .single();
  }

  /**
   * What whoever owns a name can have as many hosts of as they like: its last two labels; of an
   * address all of it. A country's {@code co.uk} is one site as well, which is why a site may have
   * many more subscriptions than a host.
   */
  static String site(String host) {
    if (host.startsWith("[") || host.matches("[0-9.]+")) {
      return host;
    }
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    int last = name.lastIndexOf('.');
    return name.substring(last < 1 ? 0 : name.lastIndexOf('.', last - 1) + 1);
  }

  /**
   * Takes a wish. An earlier one for the same stays: both are asked after, in their order, so that
   * nobody can put theirs in the place of another's.
   */
  void add(Wish wish, Instant now) {
    jdbc.sql(
            """
            insert into publish.hub_request (mode, topic, callback, host, secret_box, secret_key,
                lease_seconds, asked_at, due_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(wish.subscribes() ? "subscribe" : "unsubscribe")
        .param(wish.topic())
        .param(wish.callback())
        .param(wish.host())
        .param(wish.secret().map(Sealer.Sealed::box).orElse(null))
        .param(wish.secret().map(Sealer.Sealed::key).orElse(null))
        .param(wish.lease().toSeconds())
        .param(Timestamp.from(now))
        .param(Timestamp.from(now))
        .update();
  }

  /**
   * Claims so many wishes that are to be asked after.
   *
   * @param each at most so many of one host
   * @param busy hosts of which none is wanted now
   */
  List<Wish> claimWishes(Instant now, Instant until, int most, int each, Collection<String> busy) {
    if (most == 0) {
      return List.of();
    }
    return jdbc.sql(
            """
            update publish.hub_request set due_at = :until, attempts = attempts + 1
             where id in (
               select id from publish.hub_request
                where due_at <= :now and id in (
                  select id from (
                    select id, row_number() over (partition by host order by attempts, due_at, id)
                             as place
                      from publish.hub_request where due_at <= :now and host <> all(:busy)) ranked
                   where place <= :each)
                order by attempts, due_at, id limit :most for update skip locked)
            returning *
            """)
        .param("until", Timestamp.from(until))
        .param("now", Timestamp.from(now))
        .param("busy", busy.toArray(String[]::new))
        .param("each", each)
        .param("most", most)
        .query((row, i) ->
            new Wish(
                row.getLong("id"),
                row.getString("mode").equals("subscribe"),
                row.getString("topic"),
                row.getString("callback"),
                row.getString("host"),
                secret(row),
                Duration.ofSeconds(row.getLong("lease_seconds")),
                row.getInt("attempts")))
        .list();
  }

  private static Optional<Sealer.Sealed> secret(ResultSet row) throws SQLException {
    byte[] box = row.getBytes("secret_box");
    return box == null
        ? Optional.empty()
        : Optional.of(new Sealer.Sealed(box, row.getBytes("secret_key")));
  }

  /** Ends a wish; false when it has ended already. */
  boolean end(Wish wish) {
    return jdbc.sql(
                "update publish.hub_request set due_at = null, secret_box = null, secret_key = null"
                    + " where id = ? and due_at is not null")
            .param(wish.id())
            .update()
        == 1;
  }

  void tryAgain(Wish wish, Instant dueAt) {
    jdbc.sql("update publish.hub_request set due_at = ? where id = ? and due_at is not null")
        .params(Timestamp.from(dueAt), wish.id())
        .update();
  }

  void subscribe(Wish wish, Instant leaseUntil) {
    jdbc.sql(
            """
            insert into publish.subscription
                (topic, callback, host, site, secret_box, secret_key, lease_until)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (topic, callback) do update
              set secret_box = excluded.secret_box, secret_key = excluded.secret_key,
                  lease_until = excluded.lease_until
            """)
        .param(wish.topic())
        .param(wish.callback())
        .param(wish.host())
        .param(site(wish.host()))
        .param(wish.secret().map(Sealer.Sealed::box).orElse(null))
        .param(wish.secret().map(Sealer.Sealed::key).orElse(null))
        .param(Timestamp.from(leaseUntil))
        .update();
  }

  void unsubscribe(String topic, String callback) {
    jdbc.sql("delete from publish.subscription where topic = ? and callback = ?")
        .params(topic, callback)
        .update();
  }

  /**
   * Everybody is to be sent this change. Whoever has not taken the one before at once is no first
   * attempt again: who is slow now was slow then.
   */
  void expect(long change, Instant now) {
    jdbc.sql(
            "update publish.subscription set change = ?, due_at = ?, attempts = least(attempts, 1)")
        .params(change, Timestamp.from(now))
        .update();
  }

  /**
   * Claims so many of those who are to be sent a feed.
   *
   * @param each at most so many of one host
   * @param busy hosts of which none is wanted now
   * @param again those whose attempt before failed; otherwise those who were not tried yet
   */
  List<Subscription> claimDue(
      Instant now, Instant until, int most, int each, Collection<String> busy, boolean again) {
    if (most == 0) {
      return List.of();
    }
    return jdbc.sql(
            """
            update publish.subscription s set due_at = :until, attempts = s.attempts + 1
              from (
                select topic, callback from publish.subscription
                 where due_at <= :now and (topic, callback) in (
                   select topic, callback from (
                     select topic, callback,
                            row_number() over (partition by host order by attempts, due_at) as place
                       from publish.subscription
                      where due_at <= :now and lease_until > :now and (attempts > 0) = :again
                        and host <> all(:busy)) ranked
                    where place <= :each)
                 order by attempts, due_at limit :most for update skip locked) mine
             where s.topic = mine.topic and s.callback = mine.callback
            returning s.topic, s.callback, s.host, s.secret_box, s.secret_key, s.change, s.attempts
            """)
        .param("until", Timestamp.from(until))
        .param("now", Timestamp.from(now))
        .param("again", again)
        .param("busy", busy.toArray(String[]::new))
        .param("each", each)
        .param("most", most)
        .query((row, i) ->
            new Subscription(
                row.getString("topic"),
                row.getString("callback"),
                row.getString("host"),
                secret(row),
                row.getLong("change"),
                row.getInt("attempts")))
        .list();
  }

  /** It is not to be told of this change any more; unless there has been another. */
  void settle(Subscription each) {
    jdbc.sql(
            "update publish.subscription set due_at = null"
                + " where topic = ? and callback = ? and change = ?")
        .params(each.topic(), each.callback(), each.change())
        .update();
  }

  /** It has this change; unless there has been another. */
  void taken(Subscription each) {
    jdbc.sql(
            "update publish.subscription set due_at = null, attempts = 0"
                + " where topic = ? and callback = ? and change = ?")
        .params(each.topic(), each.callback(), each.change())
        .update();
  }

  void again(Subscription each, Instant dueAt) {
    jdbc.sql(
            "update publish.subscription set due_at = ?"
                + " where topic = ? and callback = ? and change = ?")
        .params(Timestamp.from(dueAt), each.topic(), each.callback(), each.change())
        .update();
  }

  /** Forgets what has run out. */
  void forget(Instant now, Instant wishesBefore) {
    jdbc.sql("delete from publish.subscription where lease_until <= ?")
        .param(Timestamp.from(now))
        .update();
    jdbc.sql("delete from publish.hub_request where asked_at < ?")
        .param(Timestamp.from(wishesBefore))
        .update();
  }
}
