// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.ProblemCatalogue;

/** Wires stage 1. */
@Configuration(proxyBeanMethods = false)
class CollectConfiguration {

  @Bean
  ProblemCatalogue collectProblems() {
    return ProblemCatalogue.of(CollectProblem.values());
  }
}
