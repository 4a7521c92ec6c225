// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.Handling;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.warn.Warning;
import org.tocsin.server.warn.Warnings;
import org.tocsin.server.watch.Clearances;

/** What recipients are cleared for, and what they were handed before. */
@Component
class ToldBefore implements Gate.Cleared {

  private final Clearances clearances;
  private final Warnings warnings;
  private final JdbcClient jdbc;

  ToldBefore(Clearances clearances, Warnings warnings, JdbcClient jdbc) {
    this.clearances = clearances;
    this.warnings = warnings;
    this.jdbc = jdbc;
  }

  @Override
  public Map<Long, Handling> of(long... watchers) {
    return clearances.of(watchers);
  }

  @Override
  public Set<Long> toldBefore(ApprovedWarning ending, long... watchers) {
    Warning warning = warnings.get(ending.id());
    List<String> earlier = new ArrayList<>();
    if (warning.saysItIsOver()) {
      Optional<WarningId> next = warning.follows();
      while (next.isPresent()) {
        Warning before = warnings.get(next.get());
        // What is marked narrower than what they were handed is new to them.
        if (Handling.parse(before.draft().marking()).covers(ending.handling())) {
          earlier.add(before.id().value());
        }
        next = before.follows();
      }
    }
    return earlier.isEmpty()
        ? Set.of()
        : new HashSet<>(
            jdbc.sql(
                    """
                    select distinct r.watcher from deliver.chunk c
                      join deliver.receipt r on r.chunk_id = c.id
                     where c.warning_id = any(?) and r.outcome = ?
                       and r.least <= ? and r.most >= ? and r.watcher = any(?)
                    """)
                .params(
                    earlier.toArray(String[]::new),
                    ReceiptKind.TOLD.code(),
                    LongStream.of(watchers).max().orElse(0),
                    LongStream.of(watchers).min().orElse(0),
                    watchers)
                .query(Long.class)
                .list());
  }
}
