// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * That this node lives, as the database sees it: a session that holds an advisory lock and says
 * something every second. Who dies, is paused, or is cut off falls silent, and PostgreSQL itself
 * ends a session that is silent for {@link #SILENCE}; then the lock is free, and {@link Takeover}
 * on another node knows. No node's clock is asked.
 *
 * <p>A node is sure of itself for a second less than that after it last spoke: one that wakes from
 * a pause begins nothing, because others may have taken over.
 *
 * <p>Thread-safe.
 */
final class Presence implements AutoCloseable {

  /** After so long without a word a node counts as gone. */
  static final Duration SILENCE = Duration.ofSeconds(6);

  private static final Logger log = LoggerFactory.getLogger(Presence.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final long SURE_NANOS = SILENCE.minus(PAUSE).toNanos();

  private final HikariDataSource pool;
  private final LongSupplier nanos;
  private @Nullable Connection session;
  private @Nullable Thread speaker;
  private volatile @Nullable Spoken spoken;
  private volatile boolean closed;

  /** Under which key this node spoke last, and when it began to. */
  private record Spoken(long key, long at) {}

  /**
   * Of a node with this pool; {@code nanos} is a clock that goes on while the process is paused.
   */
  Presence(HikariDataSource pool, LongSupplier nanos) {
    this.pool = pool;
    this.nanos = nanos;
  }

  /** Speaks once, and from then on every second until closed. */
  Presence start() {
    speak();
    speaker =
        Thread.ofVirtual()
            .name("deliver-presence")
            .start(() -> {
              while (!closed) {
                LockSupport.parkNanos(PAUSE.toNanos());
                if (!closed) {
                  speak();
                }
              }
            });
    return this;
  }

  /**
   * The key by which others see that this node lives; empty when they may think that it does not.
   */
  OptionalLong key() {
    Spoken last = spoken;
    return last != null && nanos.getAsLong() - last.at() < SURE_NANOS
        ? OptionalLong.of(last.key())
        : OptionalLong.empty();
  }

  /** Whether whoever holds something under this key may go on. */
  boolean isSureOf(long key) {
    OptionalLong now = key();
    return now.isPresent() && now.getAsLong() == key;
  }

  /** Says that this node lives, in a new session if the last one is gone. */
  synchronized void speak() {
    if (closed) {
      return;
    }
    long began = nanos.getAsLong();
    try {
      Connection open = session;
      if (open == null) {
        begin(began);
      } else {
        ask(open, "select 1");
        Spoken last = spoken;
        spoken = last == null ? null : new Spoken(last.key(), began);
      }
    } catch (SQLException e) {
      log.warn("cannot show that this node lives and will try again: {}", e.getMessage());
      drop();
    }
  }

  private void begin(long began) throws SQLException {
    Connection open = connect();
    try {
      // The pool's name is this node's own, so that others find the sessions of a node that is
      // gone.
      long key = ask(open, "select hashtextextended(current_setting('application_name'), 0)");
      if (ask(open, "select pg_try_advisory_lock(" + key + ")::int") == 0) {
        throw new SQLException("another session has this node's lock");
      }
      ask(
          open,
          "select set_config('idle_session_timeout', '%d', false) = ''"
              .formatted(SILENCE.toMillis()));
      session = open;
      spoken = new Spoken(key, began);
    } catch (SQLException e) {
      end(open);
      throw e;
    }
  }

  /** Outside the pool, whose sessions others borrow. */
  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.putAll(pool.getDataSourceProperties());
    Optional.ofNullable(pool.getUsername()).ifPresent(user -> properties.put("user", user));
    Optional.ofNullable(pool.getPassword()).ifPresent(word -> properties.put("password", word));
    String patience = Long.toString(SILENCE.toSeconds());
    properties.put("connectTimeout", patience);
    properties.put("loginTimeout", patience);
    properties.put("socketTimeout", patience);
    return DriverManager.getConnection(pool.getJdbcUrl(), properties);
  }

  private static long ask(Connection open, String sql) throws SQLException {
    try (Statement statement = open.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getObject(1) instanceof Number number ? number.longValue() : 0;
    }
  }

  private void drop() {
    Connection open = session;
    session = null;
    spoken = null;
    if (open != null) {
      end(open);
    }
  }

  private static void end(Connection open) {
    try {
      open.close();
    } catch (SQLException e) {
      log.debug("a session that was gone could not be ended", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    Thread thread = speaker;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
    synchronized (this) {
      drop();
    }
  }
}
