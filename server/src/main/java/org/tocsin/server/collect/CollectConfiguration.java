// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.time.Clock;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.ProblemCatalogue;
import org.tocsin.server.kernel.web.BodyRule;
import org.tocsin.server.kernel.web.DeskTile;
import org.tocsin.server.ledger.Ledger;

/** Wires stage 1. */
@Configuration(proxyBeanMethods = false)
class CollectConfiguration {

  /** What the reading library reads at most of one document. */
  private static final long REPORT_BYTES_MAX = 20_000_000;

  @Bean
  ProblemCatalogue collectProblems() {
    return ProblemCatalogue.of(CollectProblem.values());
  }

  /** Reports come as they are: what is no valid text goes to quarantine instead of to nowhere. */
  @Bean
  BodyRule reportBodies() {
    return new BodyRule("/api/v1/reports", REPORT_BYTES_MAX, true);
  }

  @Bean
  BodyRule reportForms() {
    return new BodyRule("/desk/reports", REPORT_BYTES_MAX + 100_000, true);
  }

  /** A tip with its files. */
  @Bean
  BodyRule tipForms() {
    return new BodyRule("/tip", 12_000_000, true);
  }

  /** A tip without files: 20,000 characters, each of which JSON may write in six bytes. */
  @Bean
  BodyRule tipBodies() {
    return new BodyRule("/api/v1/tips", 200_000, false);
  }

  /** A group of some thousand alerts. */
  @Bean
  BodyRule monitorBodies() {
    return new BodyRule("/api/v1/sources/", 5_000_000, true);
  }

  @Bean
  FeedPoll feedPoll(FeedStore store, FeedFetch fetch, Reports reports, Clock clock) {
    return new FeedPoll(store, fetch, reports, clock, new SplittableRandom());
  }

  @Bean
  FeedPoller feedPoller(
      FeedStore store,
      FeedPoll poll,
      Ledger ledger,
      TransactionTemplate transaction,
      DataSource database) {
    return new FeedPoller(store, poll, ledger, transaction, database);
  }

  @Bean
  DeskTile.Source ailingFeeds(FeedStore store) {
    return new DeskTile.Source() {
      @Override
      public int order() {
        return 12;
      }

      @Override
      public DeskTile tile() {
        return new DeskTile("Feeds failing or silent", store.ailing(), "/desk/feeds", false);
      }
    };
  }
}
