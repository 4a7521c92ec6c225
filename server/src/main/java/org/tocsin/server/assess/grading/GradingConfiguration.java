// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.grading;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.ProblemCatalogue;

/** Wires grading. */
@Configuration(proxyBeanMethods = false)
class GradingConfiguration {

  @Bean
  ProblemCatalogue gradingProblems() {
    return ProblemCatalogue.of(GradingProblem.values());
  }
}
