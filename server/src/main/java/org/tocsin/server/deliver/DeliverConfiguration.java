// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.ProblemCatalogue;

/** Wires a runner for each channel. */
@Configuration(proxyBeanMethods = false)
class DeliverConfiguration {

  @Bean
  ProblemCatalogue deliverProblems() {
    return ProblemCatalogue.of(DeliverProblem.values());
  }

  @Bean
  Channel noChannel() {
    return new NoChannel();
  }

  @Bean(destroyMethod = "stop")
  Runners runners(
      List<Channel> channels,
      ChunkWorker worker,
      WaveStore waves,
      DeliverySettings settings,
      Clock clock,
      PlatformTransactionManager transactions) {
    return new Runners(
        channels.stream()
            .map(
                channel -> new ChannelRunner(channel, worker, waves, settings, clock, transactions))
            .toList());
  }

  @Bean
  DueWork deliverByEmail(Runners runners) {
    return runners.of("email");
  }

  @Bean
  DueWork deliverByWebhook(Runners runners) {
    return runners.of("webhook");
  }

  @Bean
  DueWork deliverToNobody(Runners runners) {
    return runners.of(Deliveries.NO_CHANNEL);
  }

  /** The runners of all channels. */
  static class Runners {
    private final List<ChannelRunner> runners;

    Runners(List<ChannelRunner> runners) {
      this.runners = runners;
    }

    /** Sees to it that a queued wave need not wait for the next beat. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void queued(WaveQueued queued) {
      runners.forEach(ChannelRunner::nudge);
    }

    void stop() {
      runners.forEach(ChannelRunner::stop);
    }

    DueWork of(String kind) {
      return runners.stream()
          .filter(runner -> runner.name().equals("deliver." + kind))
          .findFirst()
          .orElseThrow();
    }
  }
}
