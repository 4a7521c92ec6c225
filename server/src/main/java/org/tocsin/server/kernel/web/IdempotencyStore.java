// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.DueWork;

/** The SQL of answers kept under an Idempotency-Key; forgets them after a day. */
@Component
class IdempotencyStore implements DueWork {

  /** How long an answer is kept. */
  static final Duration LIFE = Duration.ofHours(24);

  /** After this an unfinished request is taken for one that a crash cut off. */
  static final Duration LEASE = Duration.ofMinutes(5);

  private final JdbcClient jdbc;

  IdempotencyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What is known of a key; {@code status} is null while the first request is being answered. */
  record Kept(
      byte[] request,
      @Nullable Integer status,
      String headers,
      byte @Nullable [] body,
      Instant at) {}

  /** Takes the key for a request; false when it is taken. */
  boolean claim(String officer, String key, byte[] request, Instant now) {
    jdbc.sql(
            "delete from kernel.idempotency where officer = ? and key = ? and status is null and at < ?")
        .params(officer, key, Timestamp.from(now.minus(LEASE)))
        .update();
    return jdbc.sql(
                """
                insert into kernel.idempotency (officer, key, request, at) values (?, ?, ?, ?)
                on conflict do nothing
                """)
            .params(officer, key, request, Timestamp.from(now))
            .update()
        == 1;
  }

  Optional<Kept> find(String officer, String key) {
    return jdbc.sql("select * from kernel.idempotency where officer = ? and key = ?")
        .params(officer, key)
        .query((row, number) ->
            new Kept(
                row.getBytes("request"),
                (Integer) row.getObject("status"),
                Optional.ofNullable(row.getString("headers")).orElse(""),
                row.getBytes("body"),
                row.getTimestamp("at").toInstant()))
        .optional();
  }

  void keep(String officer, String key, int status, String headers, byte[] body) {
    jdbc.sql(
            "update kernel.idempotency set status = ?, headers = ?, body = ? where officer = ? and key = ?")
        .params(Arrays.asList(status, headers, body, officer, key))
        .update();
  }

  /** Gives the key back after a failure of ours: the request may be tried again. */
  void release(String officer, String key) {
    jdbc.sql("delete from kernel.idempotency where officer = ? and key = ?")
        .params(officer, key)
        .update();
  }

  @Override
  public String name() {
    return "kernel.idempotency";
  }

  @Override
  public int runDue(Instant now) {
    return jdbc.sql("delete from kernel.idempotency where at < ?")
        .param(Timestamp.from(now.minus(LIFE)))
        .update();
  }
}
