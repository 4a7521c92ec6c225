// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.audience.Audience;
import org.tocsin.audience.FileWatcher;
import org.tocsin.record.Hash;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Officer;
import org.tocsin.server.kernel.Handling;
import org.tocsin.server.kernel.MarkingSettings;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * What recipients are cleared for. Whoever was given nothing has what the settings give everybody.
 * Asked in the last hop before every channel, so it is read from the tables each time: what was
 * taken away a moment ago counts. Thread-safe.
 */
@Service
public class Clearances {

  private final JdbcClient jdbc;
  private final MarkingSettings markings;
  private final CurrentOfficer officer;
  private final Ledger ledger;
  private final Clock clock;

  Clearances(
      JdbcClient jdbc,
      MarkingSettings markings,
      CurrentOfficer officer,
      Ledger ledger,
      Clock clock) {
    this.jdbc = jdbc;
    this.markings = markings;
    this.officer = officer;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** What these are cleared for; everybody asked for is in the answer. */
  public Map<Long, Handling> of(long... numbers) {
    Map<Long, Handling> found = new HashMap<>(numbers.length * 2);
    Handling others = markings.clearanceOfOthers();
    LongStream.of(numbers).forEach(number -> found.put(number, others));
    if (numbers.length > 0) {
      jdbc.sql("select watcher, label from watch.clearance where watcher = any(?)")
          .param(numbers)
          .query(row -> {
            found.put(row.getLong(1), Handling.parse(row.getString(2)));
          });
    }
    return found;
  }

  /** What this watcher is cleared for. */
  public Handling of(WatcherId id) {
    return of(id.number()).getOrDefault(id.number(), markings.clearanceOfOthers());
  }

  /** What this watcher was given; empty when they have what everybody has. */
  public Optional<Handling> given(WatcherId id) {
    return jdbc.sql("select label from watch.clearance where watcher = ?")
        .param(id.number())
        .query(String.class)
        .optional()
        .map(Handling::parse);
  }

  /**
   * Who of an audience may not be told something.
   *
   * @param count how many
   * @param first some of them, by their numbers
   */
  public record NotCleared(int count, List<WatcherId> first) {}

  /**
   * Those of an audience who may not be told what is marked so; names at most as many as asked for.
   * Reads only the clearances that differ in this from what everybody has.
   */
  public NotCleared notCleared(Audience audience, Handling handling, int most) {
    if (handling.isForEverybody() || audience.isEmpty()) {
      return new NotCleared(0, List.of());
    }
    boolean others = markings.clearanceOfOthers().covers(handling);
    Set<Long> differ = withLabelsThat(label -> Handling.parse(label).covers(handling) != others);
    List<WatcherId> first = new ArrayList<>();
    int[] count = {0};
    audience.forEach(number -> {
      if (differ.contains(number) == others) {
        if (count[0]++ < most) {
          first.add(new WatcherId(number));
        }
      }
    });
    return new NotCleared(count[0], first);
  }

  private Set<Long> withLabelsThat(Predicate<String> wanted) {
    List<String> labels =
        jdbc
            .sql("select distinct label from watch.clearance")
            .query((row, i) -> row.getString(1))
            .list()
            .stream()
            .filter(wanted)
            .toList();
    if (labels.isEmpty()) {
      return Set.of();
    }
    return Set.copyOf(
        jdbc.sql("select watcher from watch.clearance where label = any(?)")
            .param(labels.toArray(String[]::new))
            .query((row, i) -> row.getLong(1))
            .list());
  }

  /**
   * Gives a watcher a clearance, or takes it away.
   *
   * @param label a marking that this desk knows; blank: what everybody has
   * @throws Problem T0006 for another, T5001 when there is no such watcher, T5048 without a reason
   */
  @Transactional
  public void set(WatcherId id, String label, String reason) {
    boolean isThere =
        jdbc.sql("select 1 from watch.watcher where number = ? and erased_at is null for update")
            .param(id.number())
            .query(Integer.class)
            .optional()
            .isPresent();
    if (!isThere) {
      throw WatchProblem.NO_WATCHER.because("no watcher has the number %s".formatted(id));
    }
    if (reason.isBlank() || reason.length() > 1000) {
      throw WatchProblem.NO_CLEARANCE_REASON.because(
          "'reason' has %d characters; say in 1 to 1000 who asked for it"
              .formatted(reason.length()));
    }
    Optional<Handling> handling =
        label.isBlank() ? Optional.empty() : Optional.of(markings.read(label));
    Handling before = of(id);
    if (handling.isPresent()) {
      put(id.number(), handling.get(), clock.instant());
    } else {
      jdbc.sql("delete from watch.clearance where watcher = ?").param(id.number()).update();
    }
    Handling now = handling.orElse(markings.clearanceOfOthers());
    ledger.append(
        Act.of("ClearanceSet")
            .by(officer.get().id())
            .about(Watchers.subject(id.number()))
            .fact("clearance", now.label())
            .fact("before", before.label())
            .fact("standing", handling.isEmpty() ? "default" : "given")
            .commits("reason", reason.strip())
            .says("Watcher %s is cleared for %s".formatted(id, now.label())));
  }

  /** Takes over what a file says of these; what it says nothing of stays. In its transaction. */
  void ofFile(List<FileWatcher> watchers, List<Long> numbers, Instant at) {
    SortedMap<Long, String> given = new TreeMap<>();
    for (int i = 0; i < watchers.size(); i++) {
      if (!watchers.get(i).clearance().isBlank()) {
        given.put(numbers.get(i), Handling.parse(watchers.get(i).clearance()).label());
      }
    }
    if (given.isEmpty()) {
      return;
    }
    given.forEach((number, label) -> put(number, Handling.parse(label), at));
    Map<String, Integer> counts = new TreeMap<>();
    StringBuilder lines = new StringBuilder();
    given.forEach((number, label) -> {
      counts.merge(label, 1, Integer::sum);
      lines.append(number).append(' ').append(label).append('\n');
    });
    Act act =
        Act.of("ClearancesGiven")
            .about("clearances")
            .fact("counts", counts)
            .fact("sha256", Hash.sha256(lines.toString().getBytes(StandardCharsets.UTF_8)).hex())
            .says("%d watchers were given a clearance by a file".formatted(given.size()));
    officer.find().map(Officer::id).ifPresent(act::by);
    ledger.append(act);
  }

  private void put(long number, Handling handling, Instant at) {
    jdbc.sql(
            """
            insert into watch.clearance (watcher, label, set_at) values (?, ?, ?)
            on conflict (watcher) do update set label = excluded.label, set_at = excluded.set_at
            """)
        .params(number, handling.label(), Timestamp.from(at))
        .update();
  }

  @EventListener
  void erased(WatcherErased erased) {
    jdbc.sql("delete from watch.clearance where watcher = ?")
        .param(erased.watcher().number())
        .update();
  }
}
