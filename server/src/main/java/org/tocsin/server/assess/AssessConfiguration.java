// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.ProblemCatalogue;

/** Wires stage 3. */
@Configuration(proxyBeanMethods = false)
class AssessConfiguration {

  @Bean
  ProblemCatalogue assessProblems() {
    return ProblemCatalogue.of(AssessProblem.values());
  }
}
