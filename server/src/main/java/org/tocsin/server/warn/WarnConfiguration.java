// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.ProblemCatalogue;
import org.tocsin.server.kernel.web.DeskTile;
import org.tocsin.server.warn.phrases.PhraseProblem;
import org.tocsin.server.warn.signing.SigningKeys;

/** Wires stage 5. */
@Configuration(proxyBeanMethods = false)
class WarnConfiguration {

  @Bean
  ProblemCatalogue warnProblems() {
    return ProblemCatalogue.of(WarnProblem.values());
  }

  @Bean
  ProblemCatalogue phraseProblems() {
    return ProblemCatalogue.of(PhraseProblem.values());
  }

  /** Drafts that wait for their approver. */
  @Bean
  DeskTile.Source warningsToApprove(WarningStore store) {
    return tile(
        50, () -> new DeskTile("Warnings to approve", store.drafts(), list("draft"), false));
  }

  /** Warnings of open cases that lapse, or have, without what follows being decided and signed. */
  @Bean
  DeskTile.Source warningsLapsing(Lapses lapses) {
    return tile(
        51,
        () ->
            new DeskTile("Warnings that demand a decision", lapses.count(), "/desk/lapses", true));
  }

  /** Keys that cannot sign, or soon cannot. */
  @Bean
  DeskTile.Source signingComplaints(SigningKeys keys) {
    return tile(
        52,
        () -> new DeskTile("Faults of signing", keys.complaints().size(), "/desk/signing", true));
  }

  private static String list(String state) {
    return "/desk/warnings?state=" + state;
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
