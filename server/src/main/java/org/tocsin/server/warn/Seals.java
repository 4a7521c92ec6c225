// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tocsin.record.Hash;
import org.tocsin.server.kernel.WarningId;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether a warning is still what was approved. Whoever sends asks for each thousand recipients,
 * and an audience of a million is megabytes: so it is read and hashed once, and again when
 * PostgreSQL says that its row is another one. Thread-safe.
 */
@Component
class Seals {

  private static final int MOST_KEPT = 1_000;

  private final ContentHash hash;
  private final JdbcClient jdbc;
  private final Map<WarningId, Seal> kept = new ConcurrentHashMap<>();

  Seals(JsonMapper json, JdbcClient jdbc) {
    this.hash = new ContentHash(json);
    this.jdbc = jdbc;
  }

  /** What an approval of a draft signs. */
  String of(Warning draft, AudiencePart part) {
    return hash.of(draft.messageType(), draft.follows(), draft.draft(), part.sha256());
  }

  /** Refuses a warning whose draft or audience is no longer what its hash was made of (T5111). */
  void require(Warning warning) {
    String content =
        hash.of(
            warning.messageType(),
            warning.follows(),
            warning.draft(),
            approvedAudience(warning.id()));
    String signed = warning.contentHash().orElse("nothing");
    if (!content.equals(signed)) {
      throw WarnProblem.BROKEN_SEAL.because(
          "%s hashes to %s, approved was %s".formatted(warning.id(), content, signed));
    }
  }

  /**
   * Which transactions wrote a warning and its approved audience, and where both lie: another after
   * any update of either. Empty when there is no such warning with an audience.
   */
  String version(WarningId id) {
    return jdbc.sql(
            """
            select concat_ws(' ', w.xmin, w.ctid, a.xmin, a.ctid)
              from warn.warning w join warn.audience a on a.warning_id = w.id and a.part = 0
             where w.id = ?
            """)
        .param(id.value())
        .query(String.class)
        .optional()
        .orElse("");
  }

  /**
   * A hash and the row that it is of.
   *
   * @param version which transaction wrote the row, and where it lies: another after any update
   */
  private record Seal(String version, String sha256) {}

  /** Hex SHA-256 over the stored bytes of the audience that was approved with a warning. */
  private String approvedAudience(WarningId id) {
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
