// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.ProblemCatalogue;

/** Wires people and doors. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

  @Bean
  ProblemCatalogue accessProblems() {
    return ProblemCatalogue.of(AccessProblem.values());
  }
}
