// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.ProblemCatalogue;
import org.tocsin.server.kernel.web.BodyRule;

/** Wires what has no class of its own. */
@Configuration(proxyBeanMethods = false)
class WatchConfiguration {

  @Bean
  ProblemCatalogue watchProblems() {
    return ProblemCatalogue.of(WatchProblem.values());
  }

  /** Lines that are no valid UTF-8 are refused one by one and kept, not the whole file. */
  @Bean
  BodyRule watcherFiles() {
    return new BodyRule("/api/v1/watchers/import", FileIntake.MAX_BYTES, true);
  }

  @Bean
  BodyRule watcherForms() {
    return new BodyRule("/desk/watchers/import", 33L << 20, true);
  }
}
