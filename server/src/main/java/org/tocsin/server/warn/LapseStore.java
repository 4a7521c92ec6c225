// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;

/** Finds the warnings whose end wants an act. */
@Repository
class LapseStore {

  private static final int MOST = 500;

  /**
   * Nothing signed follows it, nobody let it lapse with a reason, and it does not itself say that a
   * danger is over.
   */
  private static final String WANTING =
      """
      from warn.warning w
       where w.lapse_decision is distinct from 'letLapse'
         and (w.state = 'lapsed'
              or w.state = 'inForce' and w.window_until
                 - least((w.window_until - w.window_from) / 10, interval '6 hours') <= ?)
         and not exists (select 1 from warn.warning f
                          where f.follows = w.id and f.state <> 'draft')
         and not (w.message_type = 'cancel'
                  or w.follows is not null and w.draft -> 'responseTypes' @> '["AllClear"]')
      """;

  private static final String OF = " and w.case_id = any(?)";

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

  /** The cases of all that want an act, open or not. */
  List<CaseId> cases(Instant now) {
    return jdbc.sql("select distinct w.case_id " + WANTING)
        .param(Timestamp.from(now))
        .query((row, i) -> new CaseId(row.getString(1)))
        .list();
  }

  /** The first {@value #MOST} that want an act in these cases. */
  List<Warning> wanting(Instant now, List<CaseId> cases) {
    return jdbc
        .sql("select w.id " + WANTING + OF + " order by w.window_until, w.id limit ?")
        .params(Timestamp.from(now), array(cases), MOST)
        .query((row, i) -> new WarningId(row.getString(1)))
        .list()
        .stream()
        .flatMap(id -> warnings.find(id).stream())
        .toList();
  }

  /** The newest draft that would follow each of these, where there is one. */
  Map<WarningId, WarningId> drafts(List<WarningId> ids) {
    Map<WarningId, WarningId> found = new HashMap<>();
    jdbc.sql(
            "select distinct on (follows) follows, id from warn.warning"
                + " where follows = any(?) and state = 'draft'"
                + " order by follows, drafted_at desc, id desc")
        .param(ids.stream().map(WarningId::value).toArray(String[]::new))
        .query(row -> {
          found.put(new WarningId(row.getString(1)), new WarningId(row.getString(2)));
        });
    return found;
  }

  /** Those among these warnings that want an act, in these cases. */
  List<WarningId> among(Instant now, List<CaseId> cases, List<WarningId> ids) {
    return jdbc.sql("select w.id " + WANTING + OF + " and w.id = any(?)")
        .params(
            Timestamp.from(now),
            array(cases),
            ids.stream().map(WarningId::value).toArray(String[]::new))
        .query((row, i) -> new WarningId(row.getString(1)))
        .list();
  }

  /** How many want an act in these cases. */
  int count(Instant now, List<CaseId> cases) {
    return jdbc.sql("select count(*) " + WANTING + OF)
        .params(Timestamp.from(now), array(cases))
        .query(Integer.class)
        .single();
  }

  /** How many have lapsed in these cases. */
  int red(Instant now, List<CaseId> cases) {
    return jdbc.sql("select count(*) " + WANTING + OF + " and w.state = 'lapsed'")
        .params(Timestamp.from(now), array(cases))
        .query(Integer.class)
        .single();
  }

  private static String[] array(List<CaseId> cases) {
    return cases.stream().map(CaseId::value).toArray(String[]::new);
  }

  /** Whether any has lapsed, in whatever case: asked at every page. */
  boolean anyLapsed(Instant now) {
    return jdbc.sql("select exists (select 1 " + WANTING + " and w.state = 'lapsed')")
        .param(Timestamp.from(now))
        .query(Boolean.class)
        .single();
  }
}
