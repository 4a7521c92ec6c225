// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.TocsinServer;
import org.tocsin.server.kernel.WarningId;

/** A server in a JVM of its own, to be killed. Arguments: warning id, begin, then settings. */
final class KilledNode {
  private KilledNode() {}

  /** Starts, queues the warning if nobody has yet, and delivers until it is killed. */
  public static void main(String[] arguments) {
    WarningId id = new WarningId(arguments[0]);
    Instant begin = Instant.parse(arguments[1]);
    ApprovedWarning warning =
        StubWarnings.approve(
            id, begin, begin.plus(Duration.ofHours(48)), List.of("email", "webhook"));
    ConfigurableApplicationContext server =
        new SpringApplicationBuilder(TocsinServer.class)
            .sources(StubWarnings.class)
            .run(Arrays.copyOfRange(arguments, 2, arguments.length));
    long[] everybody =
        server
            .getBean(JdbcClient.class)
            .sql("select number from watch.watcher order by 1")
            .query(Long.class)
            .list()
            .stream()
            .mapToLong(Long::longValue)
            .toArray();
    Deliveries deliveries = server.getBean(Deliveries.class);
    new TransactionTemplate(server.getBean(PlatformTransactionManager.class))
        .executeWithoutResult(status -> {
          if (deliveries.progress(id).audience() == 0) {
            deliveries.queue(warning, 0, everybody, Deliveries.Cause.APPROVED);
          }
        });
  }
}
