// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the ground floor. */
@Configuration(proxyBeanMethods = false)
class KernelConfiguration {

  /** The machine's clock; an exercise may begin at a time of its own. */
  @Bean
  TocsinClock clock(
      @Value("${tocsin.exercise:false}") boolean exercise,
      @Value("${tocsin.exercise-start:}") String start) {
    TocsinClock clock = new TocsinClock(Clock.systemUTC());
    if (exercise && !start.isEmpty()) {
      clock.startAt(Times.parse("tocsin.exercise-start", start));
    }
    return clock;
  }

  @Bean
  IdMaker idMaker(Clock clock) {
    return new IdMaker(clock, new SecureRandom());
  }

  @Bean
  Heartbeat heartbeat(
      List<DueWork> work,
      List<DueWorks> more,
      Clock clock,
      @Value("${tocsin.heartbeat:1s}") Duration pause,
      MeterRegistry metrics) {
    List<DueWork> all = new ArrayList<>(work);
    more.forEach(each -> all.addAll(each.dueWorks()));
    return new Heartbeat(all, clock, pause, metrics);
  }

  @Bean
  ProblemCatalogue kernelProblems() {
    return ProblemCatalogue.of(KernelProblem.values());
  }

  /** Everything that this server can refuse, of every stage. */
  @Bean
  Problems problems(ObjectProvider<ProblemCatalogue> parts) {
    return new Problems(
        new ProblemCatalogue(parts.stream().flatMap(part -> part.types().stream()).toList()));
  }
}
