// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of changes of the feeds and of the hubs of others that are to be told. */
@Repository
class WebSubStore {

  /** A hub that is to be told of a change, as it was claimed. */
  record Ping(String hub, String topic, long change, int attempts) {}

  private final JdbcClient jdbc;

  WebSubStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  String version() {
    return jdbc.sql("select version from publish.feed_state").query(String.class).single();
  }

  /**
   * Remembers what the feeds say now, in the caller's transaction.
   *
   * @return the number of the change; empty when another node has remembered it
   */
  Optional<Long> changed(String version) {
    return jdbc.sql(
            "update publish.feed_state set version = ?, change = change + 1"
                + " where version <> ? returning change")
        .params(version, version)
        .query(Long.class)
        .optional();
  }

  /** A hub is to be told of this change, and need not be told of earlier ones any more. */
  void expect(String hub, String topic, long change, Instant dueAt) {
    jdbc.sql(
            """
            insert into publish.ping (hub, topic, change, due_at) values (?, ?, ?, ?)
            on conflict (hub, topic) do update
              set change = excluded.change, due_at = excluded.due_at, attempts = 0
            """)
        .params(hub, topic, change, Timestamp.from(dueAt))
        .update();
  }

  /** Forgets hubs that are named no longer. */
  void keepOnly(List<String> hubs) {
    jdbc.sql("delete from publish.ping where not hub = any(?)")
        .param(hubs.toArray(String[]::new))
        .update();
  }

  /** Takes one that is due at this hub; whoever takes it has until then to tell it. */
  Optional<Ping> claim(String hub, Instant now, Instant until) {
    return jdbc.sql(
            """
            update publish.ping set due_at = ?, attempts = attempts + 1
             where hub = ? and topic = (select topic from publish.ping where hub = ? and due_at <= ?
                                         order by due_at limit 1 for update skip locked)
            returning hub, topic, change, attempts
            """)
        .params(Timestamp.from(until), hub, hub, Timestamp.from(now))
        .query(
            (row, i) -> new Ping(row.getString(1), row.getString(2), row.getLong(3), row.getInt(4)))
        .optional();
  }

  /** It was told; unless there has been another change meanwhile. */
  void told(Ping ping) {
    jdbc.sql("delete from publish.ping where hub = ? and topic = ? and change = ?")
        .params(ping.hub(), ping.topic(), ping.change())
        .update();
  }

  /** It is to be tried again; unless there has been another change meanwhile. */
  void again(Ping ping, Instant dueAt) {
    jdbc.sql("update publish.ping set due_at = ? where hub = ? and topic = ? and change = ?")
        .params(Timestamp.from(dueAt), ping.hub(), ping.topic(), ping.change())
        .update();
  }
}
