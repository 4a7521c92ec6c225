// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.ProblemCatalogue;
import org.tocsin.server.kernel.web.DeskTile;

/** Wires stage 2. */
@Configuration(proxyBeanMethods = false)
class ReadConfiguration {

  @Bean
  ProblemCatalogue readProblems() {
    return ProblemCatalogue.of(ReadProblem.values());
  }

  @Bean
  DeskTile.Source inboxTile(Reports reports, Clock clock) {
    return new DeskTile.Source() {
      @Override
      public int order() {
        return 10;
      }

      @Override
      public DeskTile tile() {
        long count = reports.countSince(clock.instant().minus(Duration.ofDays(1)));
        return new DeskTile("Reports in 24 hours", count, "/desk/inbox", false);
      }
    };
  }
}
