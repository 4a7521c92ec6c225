// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.kernel.http.OutboundSettings;

/** The ground floor that the ledger stands on; no component, so that no scan finds it. */
@EnableTransactionManagement
class LedgerGround {
  @Bean
  JdbcClient client(DataSource source) {
    return JdbcClient.create(source);
  }

  @Bean
  JdbcTemplate template(DataSource source) {
    return new JdbcTemplate(source);
  }

  @Bean
  JdbcTransactionManager transactions(DataSource source) {
    return new JdbcTransactionManager(source);
  }

  @Bean
  TransactionTemplate transaction(JdbcTransactionManager manager) {
    return new TransactionTemplate(manager);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  IdMaker ids(Clock clock) {
    return new IdMaker(clock, new SecureRandom());
  }

  @Bean
  MeterRegistry metrics() {
    return new SimpleMeterRegistry();
  }

  @Bean
  Outbound outbound() {
    return new Outbound(
        new OutboundSettings(
            List.of("127.0.0.0/8"), Duration.ofSeconds(5), Duration.ofSeconds(15), 64));
  }
}
