// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.ProblemCatalogue;

/** Wires the public side of stage 6. */
@Configuration(proxyBeanMethods = false)
class PublishConfiguration {

  @Bean
  ProblemCatalogue publishProblems() {
    return ProblemCatalogue.of(PublishProblem.values());
  }
}
