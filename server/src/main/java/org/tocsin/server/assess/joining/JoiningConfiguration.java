// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.ProblemCatalogue;
import org.tocsin.server.kernel.web.DeskTile;

/** Wires joining. */
@Configuration(proxyBeanMethods = false)
class JoiningConfiguration {

  private static final int COUNTED = 100;

  @Bean
  ProblemCatalogue joiningProblems() {
    return ProblemCatalogue.of(JoiningProblem.values());
  }

  @Bean
  DeskTile.Source suggestionsTile(Suggestions suggestions) {
    return new DeskTile.Source() {
      @Override
      public int order() {
        return 31;
      }

      @Override
      public DeskTile tile() {
        int open = suggestions.open(Optional.empty(), COUNTED).size();
        return new DeskTile("Reports that may join a case", open, "/desk/suggestions", false);
      }
    };
  }
}
