// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.assess.ReportJoined;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DeterminationId;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.read.ReportRead;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: a demand to decide anew ends with its own determination, and its default
 * never comes after a decision that it has not seen.
 */
class ReconsiderationsTest {

  private static final String ICD_191 = "us-icd-191";

  private final ServerWorld world = ServerWorld.running();
  private final DutyWorld duty = new DutyWorld(world);
  private final TransactionTemplate transaction = world.bean(TransactionTemplate.class);
  private final String report = duty.report("Extremists plan to attack a concert in Moscow.");
  private final String caseId = duty.open(report);

  private Instant later(Duration length) {
    Instant then = world.clock().instant().plus(length);
    world.clock().forwardTo(then);
    return then;
  }

  private String joined(String text) {
    String joining = duty.report(text);
    world.ana().post("/api/v1/cases/" + caseId + "/reports", Map.of("report", joining));
    return joining;
  }

  private List<String> types() {
    return world.bean(Ledger.class).timeline(new CaseId(caseId)).stream()
        .map(TimelineLine::type)
        .toList();
  }

  private Determination nowHolding(VictimClass victims) {
    return Reconsiderations.holding(world.bean(Determinations.class).list(new CaseId(caseId)))
        .stream()
        .filter(each -> each.victims() == victims)
        .findFirst()
        .orElseThrow();
  }

  private Reconsideration of(String determination) {
    return world.bean(ReconsiderStore.class).of(new DeterminationId(determination)).orElseThrow();
  }

  @Test
  void whatWasOnlyProposedSettlesNothingOfWhatHolds() {
    String second = joined("The embassy warned that extremists plan to attack a concert.");
    String holds = duty.proposed(caseId, ICD_191, "intendedVictims", "no", "noDuty", report);
    duty.agree(world.bo(), holds);
    String proposed = duty.proposed(caseId, ICD_191, "intendedVictims", "yes", "noWay", second);
    Answer out =
        world
            .ana()
            .post(
                "/api/v1/cases/" + caseId + "/reports/" + second + "/removal",
                Map.of("reason", "Of another danger."));
    assertThat(out.status()).as(out.toString()).isEqualTo(200);
    later(Duration.ofHours(1));
    joined("A group said that its gunmen will attack a concert on Friday.");
    later(Duration.ofMinutes(190));
    world.beat();
    assertThat(of(proposed).settledAt()).isPresent();
    assertThat(of(holds).settledAt()).isEmpty();
    later(Duration.ofHours(1));
    world.beat();
    assertThat(nowHolding(VictimClass.INTENDED_VICTIMS).proposedBy())
        .isEqualTo(Determination.THE_CLOCK);
  }

  @Test
  void aSettledDemandOpensAnewWhileItsDeterminationHolds() {
    String holds = duty.proposed(caseId, ICD_191, "protectors", "no", "noDuty", report);
    duty.agree(world.bo(), holds);
    joined("A caller says that gunmen will attack a theatre in Moscow tonight.");
    Reconsideration before = of(holds);
    transaction.executeWithoutResult(_ ->
        world
            .bean(ReconsiderStore.class)
            .settle(new DeterminationId(holds), world.clock().instant()));
    later(Duration.ofMinutes(5));
    joined("Police said gunmen will attack a theatre in Moscow tonight.");
    assertThat(of(holds).settledAt()).isEmpty();
    assertThat(of(holds).dueAt()).isAfter(before.dueAt());
  }

  @Test
  void theDefaultWaitsForWhoeverIsDecidingAndSeesWhatTheyDecided() throws InterruptedException {
    String holds = duty.proposed(caseId, ICD_191, "protectors", "no", "noDuty", report);
    duty.agree(world.bo(), holds);
    joined("The police said that gunmen will attack a concert in Moscow tonight.");
    String anew = duty.proposed(caseId, ICD_191, "protectors", "no", "noDuty", report);
    Instant now = later(Duration.ofMinutes(245));
    Determination made =
        world.bean(DeterminationStore.class).find(new DeterminationId(anew)).orElseThrow();
    Thread beat = new Thread(() -> world.bean(Reconsiderations.class).runDue(now));
    transaction.executeWithoutResult(_ -> {
      world.bean(DeterminationStore.class).lockClock(made.caseId());
      beat.start();
      while (beat.isAlive() && nobodyWaits()) {
        Thread.onSpinWait();
      }
      world.bean(Holding.class).hold(made, new OfficerId(duty.idOf(world.bo())), now);
    });
    beat.join();
    assertThat(types()).doesNotContain("ReconsiderationOverdue");
    assertThat(nowHolding(VictimClass.PROTECTORS).id()).isEqualTo(made.id());
  }

  private boolean nobodyWaits() {
    return world
            .bean(JdbcClient.class)
            .sql("select count(*) from pg_locks where not granted")
            .query(Integer.class)
            .single()
        == 0;
  }

  @Test
  void clocksAreLockedBeforeStepsWhateverIsHeard() {
    for (Class<?> event : List.of(ReportJoined.class, ReportRead.class)) {
      assertThat(order(Reconsiderations.class, event)).isLessThan(order(Steps.class, event));
    }
  }

  private static int order(Class<?> listener, Class<?> event) {
    return Arrays.stream(listener.getDeclaredMethods())
        .filter(each -> Arrays.equals(each.getParameterTypes(), new Class<?>[] {event}))
        .flatMap(each -> Arrays.stream(each.getAnnotationsByType(Order.class)))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
