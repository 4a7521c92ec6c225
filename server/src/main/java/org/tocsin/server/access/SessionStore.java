// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.OfficerId;

/**
 * Who is signed in at the pages. In the database, so that a restart signs nobody out and every node
 * knows it.
 */
@Component
class SessionStore {

  /** However busy: a shift. */
  static final Duration LIFE = Duration.ofHours(12);

  /** Left alone: gone. */
  static final Duration IDLE = Duration.ofHours(4);

  private final JdbcClient jdbc;
  private final WallClock wall;

  SessionStore(JdbcClient jdbc, WallClock wall) {
    this.jdbc = jdbc;
    this.wall = wall;
  }

  void begin(Secret secret, OfficerId officer) {
    Instant now = wall.now();
    jdbc.sql("delete from access.session where expires_at < ?").param(Timestamp.from(now)).update();
    jdbc.sql("insert into access.session values (?, ?, ?, ?, ?)")
        .params(
            secret.sha256(),
            officer.value(),
            Timestamp.from(now),
            Timestamp.from(now),
            Timestamp.from(now.plus(LIFE)))
        .update();
  }

  /** Who has this session, unless it is over or the person disabled. */
  Optional<Officer> find(Secret secret) {
    Instant now = wall.now();
    byte[] hash = secret.sha256();
    record Found(Officer officer, Instant seen) {}
    Optional<Found> found =
        jdbc.sql(
                """
                select o.*, s.seen_at from access.session s join access.officer o on o.id = s.officer
                where s.secret_sha256 = ? and s.expires_at > ? and s.seen_at > ?
                and o.disabled_at is null
                """)
            .params(hash, Timestamp.from(now), Timestamp.from(now.minus(IDLE)))
            .query((row, number) ->
                new Found(PeopleStore.officer(row), row.getTimestamp("seen_at").toInstant()))
            .optional();
    // Written once a minute at most: a read must not cost a write each time.
    found
        .filter(each -> each.seen().isBefore(now.minus(Duration.ofMinutes(1))))
        .ifPresent(_ ->
            jdbc.sql("update access.session set seen_at = ? where secret_sha256 = ?")
                .params(Timestamp.from(now), hash)
                .update());
    return found.map(Found::officer);
  }

  void end(Secret secret) {
    jdbc.sql("delete from access.session where secret_sha256 = ?").param(secret.sha256()).update();
  }

  void endAllOf(OfficerId officer) {
    jdbc.sql("delete from access.session where officer = ?").param(officer.value()).update();
  }
}
