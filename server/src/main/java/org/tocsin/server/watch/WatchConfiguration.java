// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.ProblemCatalogue;

/** Wires what has no class of its own. */
@Configuration(proxyBeanMethods = false)
class WatchConfiguration {

  @Bean
  ProblemCatalogue watchProblems() {
    return ProblemCatalogue.of(WatchProblem.values());
  }
}
