// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.ProblemCatalogue;
import org.tocsin.server.kernel.web.DeskTile;

/** Wires what others say. */
@Configuration(proxyBeanMethods = false)
class OtherConfiguration {

  @Bean
  ProblemCatalogue othersProblems() {
    return ProblemCatalogue.of(OthersProblem.values());
  }

  @Bean
  DeskTile.Source inForceElsewhere(Others others) {
    return new DeskTile.Source() {
      @Override
      public int order() {
        return 13;
      }

      @Override
      public DeskTile tile() {
        return new DeskTile(
            "In force elsewhere", others.everything().groups().size(), "/desk/alerts", false);
      }
    };
  }
}
