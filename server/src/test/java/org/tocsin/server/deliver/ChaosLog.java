// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the receivers saw, in the order in which they saw it, and what must be true of it whatever
 * happened to the senders.
 */
final class ChaosLog {

  private static final Pattern ID =
      Pattern.compile("(warning_[0-9A-Z]{26})-([0-9]+)-(email|webhook|sms)-0");

  private static final long FORGIVEN_NANOS = 5_000_000_000L;

  /** What was begun while the node was still sure of itself, by receivers that are slow. */
  private static final long LAST_ROUND_NANOS = 15_000_000_000L;

  /** A message that a receiver took. */
  private record Arrival(String warning, long watcher, String channel, boolean marked, long at) {
    String key() {
      return warning + "-" + watcher + "-" + channel;
    }
  }

  private final List<Arrival> arrivals = new ArrayList<>();
  private final Map<String, String> corrections = new LinkedHashMap<>();
  private final Map<String, Long> cancelledAt = new HashMap<>();
  private final List<String> garbled = new ArrayList<>();
  private final List<Long> wokenAt = new ArrayList<>();
  private final List<Long> cutAt = new ArrayList<>();

  synchronized void came(String text, boolean marked) {
    Matcher id = ID.matcher(text);
    if (!id.find()) {
      garbled.add("no id of ours: " + text);
      return;
    }
    arrivals.add(
        new Arrival(
            id.group(1), Long.parseLong(id.group(2)), id.group(3), marked, System.nanoTime()));
  }

  synchronized void cancelled(String correction, String earlier) {
    corrections.put(correction, earlier);
    cancelledAt.put(earlier, System.nanoTime());
  }

  /** A node goes on that was paused: what it was handing over goes out now. */
  synchronized void woken() {
    wokenAt.add(System.nanoTime());
  }

  /** A node is cut off from the database: it goes on with the round in its hands. */
  synchronized void cutOff() {
    cutAt.add(System.nanoTime());
  }

  /** As long as any node is cut off, and a moment longer, its last round may still go out. */
  private boolean isOfOneThatWoke(Arrival each) {
    return wokenAt.stream()
            .anyMatch(woken -> each.at() > woken && each.at() - woken < FORGIVEN_NANOS)
        || cutAt.stream().anyMatch(cut -> each.at() > cut && each.at() - cut < LAST_ROUND_NANOS);
  }

  synchronized int size() {
    return arrivals.size();
  }

  synchronized int repeats() {
    return arrivals.size() - (int) arrivals.stream().map(Arrival::key).distinct().count();
  }

  /**
   * Everything that is wrong.
   *
   * @param inFlightNanos how long after a cancel was committed a round may still be under way
   */
  synchronized List<String> faults(JdbcClient jdbc, long inFlightNanos) {
    Map<String, List<Arrival>> byKey = new TreeMap<>();
    arrivals.forEach(each -> byKey.computeIfAbsent(each.key(), _ -> new ArrayList<>()).add(each));
    List<String> faults = new ArrayList<>(garbled);
    faults.addAll(lost(jdbc, byKey.keySet()));
    faults.addAll(repeats(jdbc, byKey));
    faults.addAll(receipts(jdbc));
    faults.addAll(afterTheCancel(inFlightNanos));
    faults.addAll(order());
    return faults;
  }

  /** Nobody in a wave lacks the message, a reason, or the warning's end. */
  private List<String> lost(JdbcClient jdbc, Set<String> seen) {
    List<String> faults = new ArrayList<>();
    jdbc.sql("select warning_id, channel, ids, size from deliver.chunk where attempt = 1")
        .query(row -> {
          String warning = row.getString(1);
          for (long watcher : IdBytes.decode(row.getBytes(3), row.getInt(4))) {
            String key = warning + "-" + watcher + "-" + row.getString(2);
            if (!seen.contains(key) && !excused(jdbc, warning, watcher, row.getString(2))) {
              faults.add("lost: " + key);
            }
          }
        });
    return faults;
  }

  private boolean excused(JdbcClient jdbc, String warning, long watcher, String channel) {
    return jdbc.sql(
                """
                select count(*) from deliver.receipt r join deliver.chunk c on c.id = r.chunk_id
                 where c.warning_id = ? and r.watcher = ? and c.channel = ? and r.outcome = 3
                """)
            .params(warning, watcher, channel)
            .query(Integer.class)
            .single()
        == 1;
  }

  /** At most one bears no mark, and nobody got more than there were claims of a chunk with them. */
  private static List<String> repeats(JdbcClient jdbc, Map<String, List<Arrival>> byKey) {
    Map<String, Long> claims = new HashMap<>();
    jdbc.sql("select warning_id, channel, ids, size, lease from deliver.chunk")
        .query(row -> {
          for (long watcher : IdBytes.decode(row.getBytes(3), row.getInt(4))) {
            claims.merge(
                row.getString(1) + "-" + watcher + "-" + row.getString(2),
                row.getLong(5),
                Long::sum);
          }
        });
    List<String> faults = new ArrayList<>();
    byKey.forEach((key, each) -> {
      long unmarked = each.stream().filter(arrival -> !arrival.marked()).count();
      if (unmarked > 1) {
        faults.add("sent %d times as if new: %s".formatted(unmarked, key));
      }
      if (each.size() > claims.getOrDefault(key, 0L)) {
        faults.add("came %d times, but %s claims: %s".formatted(each.size(), claims.get(key), key));
      }
    });
    return faults;
  }

  /** Every receipt that says told is true; every chunk is finished and sealed. */
  private List<String> receipts(JdbcClient jdbc) {
    Set<String> seen = new HashSet<>();
    arrivals.forEach(each -> seen.add(each.key()));
    List<String> faults = new ArrayList<>();
    jdbc.sql(
            """
            select c.warning_id || '-' || r.watcher || '-' || c.channel
              from deliver.receipt r join deliver.chunk c on c.id = r.chunk_id where r.outcome = 1
            """)
        .query(String.class)
        .list()
        .forEach(key -> {
          if (!seen.contains(key)) {
            faults.add("a receipt says told, nobody saw it: " + key);
          }
        });
    jdbc.sql(
            """
            select c.id from deliver.chunk c
             where c.finished_at is null or c.entry is null
                or c.size <> (select count(*) from deliver.receipt r where r.chunk_id = c.id)
                or not exists (select 1 from ledger.entry e where e.number = c.entry)
            """)
        .query(Long.class)
        .list()
        .forEach(id -> faults.add("chunk not finished, not sealed or without receipts: " + id));
    return faults;
  }

  /** What is taken back goes to nobody any more, and everybody who has it hears of it. */
  private List<String> afterTheCancel(long inFlightNanos) {
    List<String> faults = new ArrayList<>();
    corrections.forEach((correction, earlier) -> {
      Set<Long> told = new HashSet<>();
      Set<Long> corrected = new HashSet<>();
      for (Arrival each : arrivals) {
        if (each.warning().equals(correction)) {
          corrected.add(each.watcher());
        } else if (each.warning().equals(earlier)) {
          told.add(each.watcher());
          if (each.at() > cancelledAt.getOrDefault(earlier, 0L) + inFlightNanos) {
            faults.add("sent after the cancel: " + each.key());
          }
        }
      }
      told.removeAll(corrected);
      told.forEach(each -> faults.add("told, and not that it was taken back: " + each));
    });
    return faults;
  }

  /** Nobody gets the message after the one that takes it back, by whatever channel. */
  private List<String> order() {
    List<String> faults = new ArrayList<>();
    corrections.forEach((correction, earlier) -> {
      Set<Long> corrected = new HashSet<>();
      for (Arrival each : arrivals) {
        if (each.warning().equals(correction)) {
          corrected.add(each.watcher());
        } else if (each.warning().equals(earlier)
            && corrected.contains(each.watcher())
            && !isOfOneThatWoke(each)) {
          faults.add("came after its correction: " + each.key());
        }
      }
    });
    return faults;
  }
}
