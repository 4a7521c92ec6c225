// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/** API tokens: made, found by their hash, taken back. A token acts with its person's roles. */
@Component
class Tokens {

  /** What every token begins with, so that scanners of leaked secrets know it. */
  static final String PREFIX = "tcs_";

  static final int HOURS_MAX = 24 * 366;
  private static final int LIST_MAX = 500;

  private final JdbcClient jdbc;
  private final WallClock wall;
  private final IdMaker ids;
  private final Ledger ledger;
  private final SecureRandom random = new SecureRandom();

  Tokens(JdbcClient jdbc, WallClock wall, IdMaker ids, Ledger ledger) {
    this.jdbc = jdbc;
    this.wall = wall;
    this.ids = ids;
    this.ledger = ledger;
  }

  /** A token without its secret. */
  record Token(
      TokenId id,
      OfficerId officer,
      String ownerName,
      String name,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Instant usedAt,
      @Nullable Instant revokedAt) {}

  /** A new token with the secret that is shown this once. */
  record Made(Token token, Secret secret) {}

  @Transactional
  Made make(Officer officer, @Nullable String name, @Nullable Integer hours) {
    Fields fields = new Fields();
    String words = fields.name("name", name);
    int life = hours == null ? 24 : hours;
    if (life < 1 || life > HOURS_MAX) {
      fields.fault(
          "expiresInHours",
          String.valueOf(life),
          "a token lives 1 to %d hours".formatted(HOURS_MAX),
          "Write a number of hours in between.");
    }
    fields.check();
    Secret secret = Secret.next(random, PREFIX);
    Instant now = wall.now();
    Instant expires = now.plus(Duration.ofHours(life));
    Token token =
        new Token(TokenId.next(ids), officer.id(), officer.name(), words, now, expires, null, null);
    jdbc.sql(
            """
            insert into access.token (id, secret_sha256, officer, name, created_at, expires_at)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(
            token.id().value(),
            secret.sha256(),
            officer.id().value(),
            words,
            Timestamp.from(now),
            Timestamp.from(expires))
        .update();
    ledger.append(
        Act.of("TokenMade")
            .by(officer.id())
            .about(token.id())
            .fact("hours", life)
            .commits("name", words)
            .says("Made an API token for %d hours".formatted(life)));
    return new Made(token, secret);
  }

  /**
   * Who acts with this token.
   *
   * @throws org.tocsin.server.kernel.Problem T9004 when it has expired, T9005 when it is unknown,
   *     taken back, or its person disabled
   */
  Officer use(Secret secret) {
    Instant now = wall.now();
    record Found(Officer officer, Instant expires, @Nullable Timestamp used, boolean dead) {}
    Found found =
        jdbc.sql(
                """
                select o.*, t.expires_at, t.used_at,
                  t.revoked_at is not null or o.disabled_at is not null as dead
                from access.token t join access.officer o on o.id = t.officer
                where t.secret_sha256 = ?
                """)
            .param(secret.sha256())
            .query((row, number) ->
                new Found(
                    PeopleStore.officer(row),
                    row.getTimestamp("expires_at").toInstant(),
                    row.getTimestamp("used_at"),
                    row.getBoolean("dead")))
            .optional()
            .orElse(null);
    if (found == null || found.dead()) {
      throw AccessProblem.TOKEN_UNKNOWN.because("no token in force has this secret");
    }
    if (!found.expires().isAfter(now)) {
      throw AccessProblem.TOKEN_EXPIRED.because("it expired at %s".formatted(found.expires()));
    }
    // Written once a minute at most: a read must not cost a write each time.
    if (found.used() == null || found.used().toInstant().isBefore(now.minusSeconds(60))) {
      jdbc.sql("update access.token set used_at = ? where secret_sha256 = ?")
          .params(Timestamp.from(now), secret.sha256())
          .update();
    }
    return found.officer();
  }

  /** The person's tokens, newest first; everybody's when the person is an administrator. */
  List<Token> list(Officer officer) {
    return jdbc.sql(
            """
            select t.*, o.name as owner from access.token t join access.officer o on o.id = t.officer
            where t.officer = ? or ? order by t.id desc limit ?
            """)
        .params(officer.id().value(), officer.may(Role.ADMIN), LIST_MAX)
        .query(Tokens::token)
        .list();
  }

  /** Takes a token back: one's own, or anybody's by an administrator. */
  @Transactional
  void revoke(Officer officer, TokenId id) {
    int changed =
        jdbc.sql(
                """
                update access.token set revoked_at = ?
                where id = ? and revoked_at is null and (officer = ? or ?)
                """)
            .params(
                Timestamp.from(wall.now()),
                id.value(),
                officer.id().value(),
                officer.may(Role.ADMIN))
            .update();
    if (changed == 0) {
      throw AccessProblem.NOBODY.because("%s is no token in force of yours".formatted(id));
    }
    ledger.append(Act.of("TokenRevoked").by(officer.id()).about(id).says("Took an API token back"));
  }

  private static Token token(ResultSet row, int number) throws SQLException {
    Timestamp used = row.getTimestamp("used_at");
    Timestamp revoked = row.getTimestamp("revoked_at");
    return new Token(
        new TokenId(row.getString("id")),
        new OfficerId(row.getString("officer")),
        row.getString("owner"),
        row.getString("name"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("expires_at").toInstant(),
        used == null ? null : used.toInstant(),
        revoked == null ? null : revoked.toInstant());
  }
}
