// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tocsin.record.Hash;
import org.tocsin.server.kernel.WarningId;

/**
 * The hash of what is stored as an approved audience. Whoever sends asks for each thousand
 * recipients, and a million of them are megabytes: so they are read and hashed once, and again when
 * PostgreSQL says that the row is another one. Thread-safe.
 */
@Component
class AudienceSeals {

  private static final int MOST_KEPT = 1_000;

  private final JdbcClient jdbc;
  private final Map<WarningId, Seal> kept = new ConcurrentHashMap<>();

  AudienceSeals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A hash and the row that it is of.
   *
   * @param version which transaction wrote the row, and where it lies: another after any update
   */
  private record Seal(String version, String sha256) {}

  /** Hex SHA-256 over the stored bytes of the audience that was approved with a warning. */
  String approvedAudience(WarningId id) {
    String version =
        jdbc.sql(
                "select xmin::text || ' ' || ctid::text from warn.audience"
                    + " where warning_id = ? and part = 0")
            .param(id.value())
            .query(String.class)
            .single();
    Seal known = kept.get(id);
    if (known == null || !known.version.equals(version)) {
      known = new Seal(version, Hash.sha256(stored(id)).hex());
      if (kept.size() >= MOST_KEPT) {
        kept.clear();
      }
      kept.put(id, known);
    }
    return known.sha256;
  }

  private byte[] stored(WarningId id) {
    return jdbc.sql("select ids from warn.audience where warning_id = ? and part = 0")
        .param(id.value())
        .query((row, i) -> row.getBytes(1))
        .single();
  }
}
