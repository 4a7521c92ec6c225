// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.database;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.database.*}.
 *
 * @param url the operator's own PostgreSQL as {@code jdbc:postgresql://HOST:PORT/NAME} or {@code
 *     postgresql://USER:PASSWORD@HOST:PORT/NAME}; absent or empty: the embedded one
 * @param user the role; wins over one in the URL
 * @param password its password; wins over one in the URL. Better given as the environment variable
 *     {@code TOCSIN_DATABASE_PASSWORD} than on a command line, which others can see
 * @param connectionsMax size of the connection pool, default 16
 * @param programs folder in which the bundled PostgreSQL's programs are unpacked, so that several
 *     data folders share them; absent: the data folder
 * @param sessionZone time zone of the database sessions, default UTC; nothing may depend on it, and
 *     tests set another to prove that
 */
@ConfigurationProperties("tocsin.database")
record DatabaseSettings(
    @Nullable String url,
    @Nullable String user,
    @Nullable String password,
    @DefaultValue("16") int connectionsMax,
    @Nullable Path programs,
    @DefaultValue("UTC") String sessionZone) {

  private static final int CONNECTIONS_LIMIT = 1000;

  DatabaseSettings {
    if (connectionsMax < 2 || connectionsMax > CONNECTIONS_LIMIT) {
      throw new IllegalArgumentException(
          "tocsin.database.connections-max is %d; it must be 2 to %d"
              .formatted(connectionsMax, CONNECTIONS_LIMIT));
    }
    try {
      ZoneId.of(sessionZone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "tocsin.database.session-zone is \"%s\"; it must be a time zone such as UTC or Europe/Paris"
              .formatted(sessionZone),
          e);
    }
  }

  /** How to reach the operator's own database; empty for the embedded one. */
  Optional<DatabaseAccess> external() {
    if (url == null || url.isBlank()) {
      return Optional.empty();
    }
    DatabaseAccess given = DatabaseUrl.parse(url.strip());
    return Optional.of(
        new DatabaseAccess(
            given.url(),
            user == null ? given.user() : user,
            password == null ? given.password() : password));
  }

  @Override
  public String toString() {
    return "DatabaseSettings[connectionsMax="
        + connectionsMax
        + ", sessionZone="
        + sessionZone
        + "]";
  }
}
