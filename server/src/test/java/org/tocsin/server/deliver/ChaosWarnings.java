// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.kernel.WarningId;

/** Approved warnings in a table of the test's own, for all nodes, in place of the stage before. */
@TestConfiguration(proxyBeanMethods = false)
public class ChaosWarnings {

  static final List<String> CHANNELS = List.of("email", "webhook", "sms");

  @Bean
  @Primary
  Table warningsOfTheTest(JdbcClient jdbc) {
    return new Table(jdbc);
  }

  /** The table. */
  static final class Table implements ApprovedWarnings {
    static final String MADE =
        "create table if not exists public.chaos_warning"
            + " (id text primary key, follows text not null, since timestamptz not null)";

    private final JdbcClient jdbc;

    Table(JdbcClient jdbc) {
      this.jdbc = jdbc;
    }

    void add(WarningId id, Optional<WarningId> follows, Instant since) {
      jdbc.sql("insert into public.chaos_warning values (?, ?, ?)")
          .params(id.value(), follows.map(WarningId::value).orElse(""), Timestamp.from(since))
          .update();
    }

    private Optional<WarningId> follows(WarningId id) {
      return jdbc.sql("select follows from public.chaos_warning where id = ? and follows <> ''")
          .param(id.value())
          .query(String.class)
          .optional()
          .map(WarningId::new);
    }

    @Override
    public ApprovedWarning get(WarningId id) {
      Instant since =
          jdbc.sql("select since from public.chaos_warning where id = ?")
              .param(id.value())
              .query(Timestamp.class)
              .single()
              .toInstant();
      return StubWarnings.make(
          id,
          follows(id).isPresent() ? "Cancel" : "Alert",
          since,
          since.plusSeconds(48 * 3_600),
          CHANNELS);
    }

    @Override
    public List<WarningId> before(WarningId id) {
      return follows(id).stream().toList();
    }
  }
}
