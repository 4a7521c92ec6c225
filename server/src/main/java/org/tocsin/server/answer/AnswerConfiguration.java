// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.ProblemCatalogue;
import org.tocsin.server.kernel.web.DeskTile;

/** Wires what has no class of its own. */
@Configuration(proxyBeanMethods = false)
class AnswerConfiguration {

  private static final Duration HELP_IS_NEW = Duration.ofDays(7);

  @Bean
  ProblemCatalogue answerProblems() {
    return ProblemCatalogue.of(AnswerProblem.values());
  }

  /** Whoever asks for help must be seen on the first page. */
  @Bean
  DeskTile.Source needHelp(AnswerStore store, Clock clock) {
    return new DeskTile.Source() {
      @Override
      public int order() {
        return 1;
      }

      @Override
      public DeskTile tile() {
        Instant since = clock.instant().minus(HELP_IS_NEW);
        long count = store.needHelp(since);
        String page =
            store
                .newestNeedingHelp(since)
                .map(id -> "/desk/warnings/" + id + "/answers?kind=needHelp")
                .orElse("/desk");
        return new DeskTile("Need help", count, page, true);
      }
    };
  }
}
