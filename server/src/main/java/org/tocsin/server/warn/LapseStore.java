// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.WarningId;

/** Finds the warnings whose end wants an act. */
@Repository
class LapseStore {

  private static final int MOST = 500;

  /** Nothing signed follows it, and nobody let it lapse with a reason. */
  private static final String WANTING =
      """
      from warn.warning w
       where w.lapse_decision is distinct from 'letLapse'
         and (w.state = 'lapsed'
              or w.state = 'inForce' and w.window_until
                 - least((w.window_until - w.window_from) / 10, interval '6 hours') <= ?)
         and not exists (select 1 from warn.warning f
                          where f.follows = w.id and f.state <> 'draft')
      """;

  private final JdbcClient jdbc;
  private final WarningStore warnings;

  LapseStore(JdbcClient jdbc, WarningStore warnings) {
    this.jdbc = jdbc;
    this.warnings = warnings;
  }

  /** Writes down what was decided last about a lapse. */
  void decide(WarningId id, String decision, String reason) {
    jdbc.sql("update warn.warning set lapse_decision = ?, lapse_reason = ? where id = ?")
        .params(decision, reason, id.value())
        .update();
  }

  List<Warning> wanting(Instant now) {
    return jdbc
        .sql("select w.id " + WANTING + " order by w.window_until, w.id limit ?")
        .params(Timestamp.from(now), MOST)
        .query((row, i) -> new WarningId(row.getString(1)))
        .list()
        .stream()
        .flatMap(id -> warnings.find(id).stream())
        .toList();
  }

  /** Whether any has lapsed, in whatever case: asked at every page. */
  boolean anyLapsed(Instant now) {
    return jdbc.sql("select exists (select 1 " + WANTING + " and w.state = 'lapsed')")
        .param(Timestamp.from(now))
        .query(Boolean.class)
        .single();
  }
}
