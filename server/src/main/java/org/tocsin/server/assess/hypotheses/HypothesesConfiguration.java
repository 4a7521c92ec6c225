// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.hypotheses;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.ProblemCatalogue;

/** Wires the hypotheses. */
@Configuration(proxyBeanMethods = false)
class HypothesesConfiguration {

  @Bean
  ProblemCatalogue hypothesesProblems() {
    return ProblemCatalogue.of(HypothesesProblem.values());
  }
}
