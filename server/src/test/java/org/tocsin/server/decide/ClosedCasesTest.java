// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.access.ActingAs;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: what waits in an open case is never hidden behind closed ones. */
class ClosedCasesTest {

  private static final String PREFIX = "case_01000000000000000000ZZ";

  private final ServerWorld world = ServerWorld.running();
  private final DutyWorld duty = new DutyWorld(world);
  private final JdbcClient jdbc = world.bean(JdbcClient.class);
  private final DeterminationStore store = world.bean(DeterminationStore.class);

  /** Closed cases whose clocks ran out before any other, as an older version left them. */
  private void closedBefore(String prefix, int count) {
    jdbc.sql(
            """
            insert into assess.case_file (id, title, opened_at, opened_by, closed_at, closed_as)
            select ? || lpad(n::text, 4, '0'), 'over', now(), 'officer_00000000000000000000000000', now(), 'nothing'
              from generate_series(1, ?) n
            """)
        .params(prefix, count)
        .update();
    jdbc.sql(
            """
            insert into decide.clock (case_id, started_at, due_at, overdue_told)
            select ? || lpad(n::text, 4, '0'), '2001-01-01', '2001-01-02', true
              from generate_series(1, ?) n
            """)
        .params(prefix, count)
        .update();
    jdbc.sql(
            """
            insert into decide.step (case_id, step, started_at, due_at, overdue_told)
            select ? || lpad(n::text, 4, '0'), 'warned', '2001-01-01', '2001-01-02', true
              from generate_series(1, ?) n
            """)
        .params(prefix, count)
        .update();
  }

  @AfterEach
  void forgetThem() {
    for (String table : new String[] {"decide.step", "decide.clock"}) {
      jdbc.sql("delete from " + table + " where case_id like ?").param(PREFIX + "%").update();
    }
    jdbc.sql("delete from assess.case_file where id like ?").param(PREFIX + "%").update();
  }

  @Test
  void anOverdueCaseIsFoundBehindMoreClosedOnesThanAListHolds() {
    String caseId = duty.open(duty.report("Extremists plan to attack a concert in Moscow."));
    world.clock().forwardTo(world.clock().instant().plus(Duration.ofMinutes(425)));
    world.beat();
    closedBefore(PREFIX, 230);
    Instant now = world.clock().instant();
    assertThat(store.overdue(now)).doesNotContain(new CaseId(caseId));
    ClosedCases closed = world.bean(ClosedCases.class);
    world.clock().forwardTo(now.plus(Duration.ofMinutes(1)));
    world.beat();
    for (int page = 0; page < 5; page++) {
      closed.runDue(world.clock().instant());
    }
    now = world.clock().instant();
    assertThat(store.overdue(now)).contains(new CaseId(caseId));
    assertThat(world.bean(Steps.class).overdue(now))
        .anySatisfy(due -> assertThat(due.caseId()).isEqualTo(new CaseId(caseId)));
    assertThat(world.ana().page("/desk/decisions").body()).contains(caseId);
    assertThat(world.bean(Waiting.class).clocks(now)).isLessThan(230);
  }

  @Test
  void inAClosedCaseNothingIsCalledOverdueOrDecidedByTheClock() {
    String report = duty.report("Extremists plan to attack a concert in Moscow.");
    String caseId = duty.open(report);
    duty.agree(
        world.bo(), duty.proposed(caseId, "us-icd-191", "public", "no", "noDuty", report));
    ActingAs.of(
        world.server(),
        world.ana().email(),
        () -> world.bean(Cases.class).close(new CaseId(caseId), "nothing"));
    world.clock().forwardTo(world.clock().instant().plus(Duration.ofMinutes(425)));
    world.beat();
    assertThat(store.list(new CaseId(caseId))).hasSize(1);
    assertThat(store.overdue(world.clock().instant())).doesNotContain(new CaseId(caseId));
    assertThat(world.ana().get("/api/v1/cases/" + caseId + "/clock").text("/steps/3/spared"))
        .isEqualTo("true");
  }
}
