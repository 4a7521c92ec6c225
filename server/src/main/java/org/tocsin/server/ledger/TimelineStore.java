// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.CaseId;

/** Reads parts of a case's timeline, so that no case needs more memory than another. */
@Repository
class TimelineStore {

  /** A run by the numbers of its ends. */
  private record Ends(long first, long last, long count) {}

  private static final int FETCH = 1_000;

  private final JdbcClient jdbc;

  TimelineStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * At most {@code most} entries of a case after the one of this number, in the record's order;
   * those without a place, by number, after all others.
   */
  List<TimelineLine> after(CaseId caseId, long number, int most) {
    return jdbc.sql(
            """
            with mark as (
              select coalesce((select coalesce(leaf_index, 9223372036854775807) from ledger.entry
                                where number <= :number order by number desc limit 1), -1) as leaf)
            (select number, leaf_index, type, at, by, subject, words from ledger.entry
              where case_id = :case and leaf_index > (select leaf from mark)
              order by leaf_index limit :most)
            union all
            (select number, leaf_index, type, at, by, subject, words from ledger.entry
              where case_id = :case and leaf_index is null and number > :number
              order by number limit :most)
            order by leaf_index nulls last, number limit :most
            """)
        .param("case", caseId.value())
        .param("number", number)
        .param("most", most)
        .query(LedgerStore::line)
        .list();
  }

  /** Whether entries of a case wait for a place. */
  boolean isWaiting(CaseId caseId) {
    return jdbc.sql(
            "select exists (select 1 from ledger.entry where leaf_index is null and case_id = ?)")
        .param(caseId.value())
        .query(Boolean.class)
        .single();
  }

  /** The place of the entry of this number. */
  Optional<Long> placeOf(long number) {
    return jdbc.sql("select leaf_index from ledger.entry where number = ?")
        .param(number)
        .query((row, i) -> Optional.ofNullable(row.getObject(1, Long.class)))
        .optional()
        .flatMap(Function.identity());
  }

  /** Everything of a case in the order of its numbers, as of one moment, in bounded memory. */
  void each(CaseId caseId, Consumer<TimelineLine> sink) {
    jdbc.sql(
            "select number, leaf_index, type, at, by, subject, words from ledger.entry"
                + " where case_id = ? order by number")
        .param(caseId.value())
        .withFetchSize(FETCH)
        .query(row -> {
          sink.accept(LedgerStore.line(row, 0));
        });
  }

  /** At most {@code most} entries of this kind in a case, oldest first. */
  List<TimelineLine> ofType(CaseId caseId, String type, int most) {
    return jdbc.sql(
            "select number, leaf_index, type, at, by, subject, words from ledger.entry"
                + " where case_id = ? and type = ? order by number limit ?")
        .params(caseId.value(), type, most)
        .query(LedgerStore::line)
        .list();
  }

  /** The newest runs before this number, oldest first; one more than {@code most} when there is. */
  TimelineRun.Page runs(CaseId caseId, long before, int most) {
    List<Ends> found = ends(caseId, before, most + 1);
    boolean isMore = found.size() > most;
    List<Ends> shown = found.subList(0, Math.min(most, found.size())).reversed();
    Map<Long, List<TimelineLine>> newest = newest(caseId, shown);
    Map<Long, TimelineLine> firsts = firsts(shown);
    List<TimelineRun> runs = new ArrayList<>();
    for (Ends each : shown) {
      List<TimelineLine> lines =
          newest.getOrDefault(each.last(), List.of()).stream()
              .filter(line -> line.number() > each.first())
              .toList();
      TimelineLine first = Objects.requireNonNull(firsts.get(each.first()));
      runs.add(
          new TimelineRun(
              first, each.count(), lines.isEmpty() ? first.at() : lines.getLast().at(), lines));
    }
    return new TimelineRun.Page(runs, isMore);
  }

  /**
   * The ends of the newest runs, newest first. From the newest entry of a run the newest before it
   * that is of another kind is the next run's; the index of the case leads from one to the other.
   */
  private List<Ends> ends(CaseId caseId, long before, int most) {
    return jdbc.sql(
            """
            with recursive last as (
              (select number, type from ledger.entry
                where case_id = :case and number < :before order by number desc limit 1)
              union all
              select other.number, other.type from last, lateral (
                select number, type from ledger.entry
                 where case_id = :case and number < last.number and type <> last.type
                 order by number desc limit 1) other),
            ends as (
              select number as last, lead(number, 1, 0::bigint) over (order by number desc) as below
                from (select number from last limit :most + 1) newest)
            select run.first, ends.last, run.count from ends, lateral (
              select min(number) as first, count(*) as count from ledger.entry
               where case_id = :case and number > ends.below and number <= ends.last) run
             order by ends.last desc limit :most
            """)
        .param("case", caseId.value())
        .param("before", before)
        .param("most", most)
        .query((row, i) -> new Ends(row.getLong(1), row.getLong(2), row.getLong(3)))
        .list();
  }

  /** The newest lines of each run, oldest first, by the number of its last. */
  private Map<Long, List<TimelineLine>> newest(CaseId caseId, List<Ends> runs) {
    Map<Long, List<TimelineLine>> found = new TreeMap<>();
    jdbc.sql(
            """
            select line.*, ends.last from unnest(?::bigint[], ?::bigint[]) as ends(first, last),
            lateral (
              select number, leaf_index, type, at, by, subject, words from ledger.entry
               where case_id = ? and number > ends.first and number <= ends.last
               order by number desc limit ?) line
             order by line.number
            """)
        .param(numbers(runs, Ends::first))
        .param(numbers(runs, Ends::last))
        .param(caseId.value())
        .param(TimelineRun.NEWEST_MOST)
        .query((row, i) ->
            found
                .computeIfAbsent(row.getLong(8), _ -> new ArrayList<>())
                .add(LedgerStore.line(row, i)))
        .list();
    return found;
  }

  private Map<Long, TimelineLine> firsts(Collection<Ends> runs) {
    return jdbc
        .sql(
            "select number, leaf_index, type, at, by, subject, words from ledger.entry"
                + " where number = any(?)")
        .param(numbers(runs, Ends::first))
        .query(LedgerStore::line)
        .list()
        .stream()
        .collect(Collectors.toMap(TimelineLine::number, Function.identity()));
  }

  private static Long[] numbers(Collection<Ends> runs, Function<Ends, Long> end) {
    return runs.stream().map(end).toArray(Long[]::new);
  }
}
