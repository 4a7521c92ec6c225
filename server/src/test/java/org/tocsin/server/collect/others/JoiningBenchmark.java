// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tocsin.cap.Severity;

/**
 * What it costs to fold and to join messages in force; not what a page costs, which takes the kept
 * result. {@code mvn -pl server -am test -Dtest=JoiningBenchmark -Dmessages=2000
 * -Dsurefire.failIfNoSpecifiedTests=false} prints the CPU time of one thread, the best of five.
 *
 * <p>The workload: one country of 4 by 8 degrees, five services, eight kinds of event, octagons of
 * 15 km.
 */
class JoiningBenchmark {

  private static final Instant T = Instant.parse("2024-03-07T08:00:00Z");

  @Test
  void joining() {
    int messages = Integer.getInteger("messages", 50);
    Random random = new Random(1);
    Fold fold = new Fold();
    for (int i = 0; i < messages; i++) {
      fold.add(JoiningTest.kept(message(i, random), i));
    }
    long best = Long.MAX_VALUE;
    long bestFold = Long.MAX_VALUE;
    int groups = 0;
    for (int run = 0; run < 5; run++) {
      long start = cpu();
      List<OtherAlert> alerts = fold.at(T.plusSeconds(60)).alerts();
      long middle = cpu();
      groups = Joining.group(alerts).size();
      bestFold = Math.min(bestFold, middle - start);
      best = Math.min(best, cpu() - middle);
    }
    System.out.printf(
        "%d messages, %d groups: folding %d ms, joining %d ms CPU%n",
        messages, groups, bestFold / 1_000_000, best / 1_000_000);
    assertThat(groups).isBetween(1, messages);
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Cap message(int i, Random random) {
    double latitude = 48 + 4 * random.nextDouble();
    double longitude = 8 + 8 * random.nextDouble();
    List<Double> ring = new ArrayList<>();
    for (int corner = 0; corner < 8; corner++) {
      ring.add(latitude + 0.135 * Math.sin(corner * Math.PI / 4));
      ring.add(longitude + 0.21 * Math.cos(corner * Math.PI / 4));
    }
    return Cap.by("s" + random.nextInt(5) + "@example.org", "m" + i, T)
        .event(
            List.of("Flood", "Wind", "Fire", "Snow", "Ice", "Fog", "Heat", "Storm")
                .get(random.nextInt(8)))
        .severity(List.of(Severity.values()).get(random.nextInt(5)))
        .polygon(ring.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
