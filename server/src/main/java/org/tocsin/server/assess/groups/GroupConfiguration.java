// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.groups;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.ProblemCatalogue;

/** Wires the groups. */
@Configuration(proxyBeanMethods = false)
class GroupConfiguration {

  @Bean
  ProblemCatalogue groupProblems() {
    return ProblemCatalogue.of(GroupProblem.values());
  }
}
