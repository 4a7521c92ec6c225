// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.ProblemCatalogue;
import org.tocsin.server.kernel.web.BodyRule;

/** Wires the public side of stage 6. */
@Configuration(proxyBeanMethods = false)
class PublishConfiguration {

  @Bean
  ProblemCatalogue publishProblems() {
    return ProblemCatalogue.of(PublishProblem.values());
  }

  /** The checker itself tells what is wrong with bytes that are no text. */
  @Bean
  BodyRule checkedBodies() {
    return new BodyRule("/check", CheckPages.BYTES_MAX + 100_000, true);
  }

  /** A form of a few addresses. */
  @Bean
  BodyRule hubForms() {
    return new BodyRule(PublicFeeds.HUB_PATH, 20_000, false);
  }
}
