// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.ProblemCatalogue;

/** Wires what has no class of its own. */
@Configuration(proxyBeanMethods = false)
class ReleaseConfiguration {

  @Bean
  ProblemCatalogue releaseProblems() {
    return ProblemCatalogue.of(ReleaseProblem.values());
  }
}
