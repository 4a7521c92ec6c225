// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.indicators;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.ProblemCatalogue;
import org.tocsin.server.kernel.web.DeskTile;

/** Wires the signs. */
@Configuration(proxyBeanMethods = false)
class SignConfiguration {

  @Bean
  ProblemCatalogue signProblems() {
    return ProblemCatalogue.of(SignProblem.values());
  }

  /** Signs whose time ran out while nobody looked. */
  @Bean
  DeskTile.Source signsOverdue(Signs signs) {
    return new DeskTile.Source() {
      @Override
      public int order() {
        return 32;
      }

      @Override
      public DeskTile tile() {
        return new DeskTile("Signs overdue", signs.countOverdue(), "/desk/signs", true);
      }
    };
  }
}
