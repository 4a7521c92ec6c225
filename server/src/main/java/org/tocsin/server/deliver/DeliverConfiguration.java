// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.DueWorks;
import org.tocsin.server.kernel.ProblemCatalogue;

/** Wires a runner for each channel. */
@Configuration(proxyBeanMethods = false)
class DeliverConfiguration {

  @Bean
  ProblemCatalogue deliverProblems() {
    return ProblemCatalogue.of(DeliverProblem.values());
  }

  @Bean(destroyMethod = "close")
  Presence presence(HikariDataSource pool) {
    return new Presence(pool, System::nanoTime).start();
  }

  @Bean
  Takeover takeover(JdbcClient jdbc, PlatformTransactionManager transactions, Presence presence) {
    return new Takeover(jdbc, transactions, presence, System::nanoTime);
  }

  @Bean(destroyMethod = "stop")
  Runners runners(
      List<Channel> channels,
      ChunkWorker worker,
      WaveStore waves,
      DeliverySettings settings,
      Clock clock,
      Presence presence,
      PlatformTransactionManager transactions,
      Retries retries,
      DeliverMeters meters) {
    return new Runners(
        Stream.concat(channels.stream(), Stream.of(new NoChannel()))
            .map(channel -> {
              ChannelRunner runner =
                  new ChannelRunner(
                      channel,
                      worker,
                      waves,
                      settings,
                      clock,
                      presence,
                      transactions,
                      retries.jitter());
              meters.meet(channel.kind(), runner);
              return runner;
            })
            .toList());
  }

  /** The runners of all channels. */
  static class Runners implements DueWorks {
    private final List<ChannelRunner> runners;

    Runners(List<ChannelRunner> runners) {
      this.runners = runners;
    }

    /** Sees to it that a queued wave need not wait for the next beat. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void queued(WaveQueued queued) {
      runners.forEach(ChannelRunner::nudge);
    }

    /** What waited behind a hold is due. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void resumed(DeliveryResumed resumed) {
      runners.forEach(ChannelRunner::nudge);
    }

    /** What waited for people is to be taken up. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void woken(Parked.Woken woken) {
      runners.forEach(ChannelRunner::nudge);
    }

    /** Before the heartbeat waits for one channel after the other, all come to their end. */
    @EventListener
    void closing(ContextClosedEvent closed) {
      runners.forEach(ChannelRunner::halt);
    }

    void stop() {
      runners.forEach(ChannelRunner::stop);
    }

    @Override
    public List<DueWork> dueWorks() {
      return List.copyOf(runners);
    }
  }
}
