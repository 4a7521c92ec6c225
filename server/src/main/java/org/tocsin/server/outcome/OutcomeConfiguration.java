// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.ProblemCatalogue;

/** Wires stage 8. */
@Configuration(proxyBeanMethods = false)
class OutcomeConfiguration {

  @Bean
  ProblemCatalogue outcomeProblems() {
    return ProblemCatalogue.of(OutcomeProblem.values());
  }
}
