// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.ProblemCatalogue;

/** Wires stage 5. */
@Configuration(proxyBeanMethods = false)
class WarnConfiguration {

  @Bean
  ProblemCatalogue warnProblems() {
    return ProblemCatalogue.of(WarnProblem.values());
  }
}
