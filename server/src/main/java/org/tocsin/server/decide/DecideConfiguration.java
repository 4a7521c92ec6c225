// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.ProblemCatalogue;
import org.tocsin.server.kernel.web.DeskTile;

/** Wires stage 4. */
@Configuration(proxyBeanMethods = false)
class DecideConfiguration {

  @Bean
  ProblemCatalogue decideProblems() {
    return ProblemCatalogue.of(DecideProblem.values());
  }

  /** What waits for a second person. */
  @Bean
  DeskTile.Source determinationsWaiting(Determinations determinations) {
    return tile(
        40,
        () -> {
          List<Determination> waiting = determinations.proposed();
          String where =
              waiting.isEmpty() ? "/desk/cases" : "/desk/determinations/" + waiting.getFirst().id();
          return new DeskTile("Determinations to agree", waiting.size(), where, false);
        });
  }

  /** Cases whose decision is overdue. */
  @Bean
  DeskTile.Source decisionsOverdue(DeterminationStore store, Cases cases, Clock clock) {
    return tile(
        41,
        () -> {
          List<CaseId> overdue =
              store.overdue(clock.instant()).stream().filter(id -> cases.get(id).open()).toList();
          String where =
              overdue.isEmpty() ? "/desk/cases" : "/desk/cases/" + overdue.getFirst() + "#duty";
          return new DeskTile("Decisions overdue", overdue.size(), where, true);
        });
  }

  /** Steps that are overdue, beside the decision itself. */
  @Bean
  DeskTile.Source stepsOverdue(Steps steps, Clock clock) {
    return tile(
        42,
        () ->
            new DeskTile(
                "Steps overdue", steps.overdue(clock.instant()).size(), "/desk/decisions", true));
  }

  /** What must be decided anew. */
  @Bean
  DeskTile.Source reconsiderationsOpen(ReconsiderStore store, Cases cases) {
    return tile(
        43,
        () ->
            new DeskTile(
                "To decide anew",
                store.open().stream().filter(each -> cases.get(each.caseId()).open()).count(),
                "/desk/decisions",
                true));
  }

  /** What was decided alone and waits for a review. */
  @Bean
  DeskTile.Source glassToReview(GlassStore store) {
    return tile(
        44,
        () ->
            new DeskTile("Decided alone, to review", store.open().size(), "/desk/decisions", true));
  }

  /** Versions of duty tests that wait for a second person. */
  @Bean
  DeskTile.Source policiesWaiting(PolicyStore store) {
    return tile(
        45,
        () ->
            new DeskTile("Duty tests to agree", store.proposed().size(), "/desk/policies", false));
  }

  private static DeskTile.Source tile(int order, Supplier<DeskTile> figure) {
    return new DeskTile.Source() {
      @Override
      public int order() {
        return order;
      }

      @Override
      public DeskTile tile() {
        return figure.get();
      }
    };
  }
}
