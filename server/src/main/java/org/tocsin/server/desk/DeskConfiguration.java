// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.desk;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.ProblemCatalogue;

/** Wires the shell of the console. */
@Configuration(proxyBeanMethods = false)
class DeskConfiguration {

  @Bean
  ProblemCatalogue deskProblems() {
    return ProblemCatalogue.of(DeskProblem.values());
  }
}
