// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.ProblemCatalogue;

/** Wires stage 4. */
@Configuration(proxyBeanMethods = false)
class DecideConfiguration {

  @Bean
  ProblemCatalogue decideProblems() {
    return ProblemCatalogue.of(DecideProblem.values());
  }
}
