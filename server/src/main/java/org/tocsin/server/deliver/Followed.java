// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.tocsin.audience.Spread;

/**
 * What has become of one warning, kept in memory: a byte a recipient, and sums. It takes what is
 * new in the tables and adds up to the same {@link Progress} that a query over all receipts gives,
 * without one. Some thirteen bytes a recipient. Used by one thread at a time.
 */
final class Followed {
  private static final int TOLD = 1;
  private static final int FAILED = 2;
  private static final int UNREACHABLE = 4;

  /** The kind of the answer plus one stands above the three bits before. */
  private static final int ANSWER_SHIFT = 3;

  /** So many reasons of failure are told apart; providers may put anything into theirs. */
  private static final int REASONS_MAX = 5_000;

  private static final int REASONS_SHOWN = 50;
  private static final String OTHER_REASONS = "other reasons";

  /** Rates are of the last ten seconds and of the last minute. */
  private static final int NOW_SECONDS = 10;

  private static final int MINUTE_SECONDS = 60;

  /** A round may take half of this without a receipt and is no stall. */
  private static final Duration STALL = Duration.ofSeconds(15);

  private record StepKey(int step, String channel) implements Comparable<StepKey> {
    @Override
    public int compareTo(StepKey other) {
      int byStep = Integer.compare(step, other.step);
      return byStep != 0 ? byStep : channel.compareTo(other.channel);
    }
  }

  /** What came of the deliveries of a step by a channel, by the code of {@link ReceiptKind}. */
  private static final class Tally {
    private final int[] byKind = new int[ReceiptKind.values().length + 1];
  }

  private static final class Flow {
    private final Meter told = new Meter();
    private final Meter tried = new Meter();
  }

  private record Why(String channel, String reason) {}

  private static final class Failures {
    private int count;
    private long example = Long.MAX_VALUE;
  }

  /** A chunk as far as it is known. */
  private static final class Known {
    private final StepKey key;
    private int done;

    Known(StepKey key) {
      this.key = key;
    }
  }

  private long[] ids = {};
  private byte[] flags = {};
  private final Map<String, FollowStore.WaveRow> waves = new LinkedHashMap<>();
  private final Map<Long, Known> chunks = new HashMap<>();
  private List<FollowStore.ChunkRow> open = List.of();
  private final TreeMap<StepKey, Tally> steps = new TreeMap<>();
  private final TreeMap<String, Flow> flows = new TreeMap<>();
  private final Map<Why, Failures> failures = new HashMap<>();
  private int repeats;
  private @Nullable Instant lastTold;
  private @Nullable Instant lastAnswer;
  private @Nullable Spread spread;
  private int grid;

  /** Takes the waves as they stand and gives the ones whose recipients are not known yet. */
  List<String> takeWaves(List<FollowStore.WaveRow> rows) {
    List<String> unknown = new ArrayList<>();
    for (FollowStore.WaveRow row : rows) {
      if (waves.put(row.id(), row) == null) {
        unknown.add(row.id());
      }
    }
    return unknown;
  }

  /** Takes recipients, in any order, known ones too. */
  void takeRecipients(long[] numbers) {
    long[] all =
        LongStream.concat(Arrays.stream(ids), Arrays.stream(numbers)).sorted().distinct().toArray();
    if (all.length == ids.length) {
      return;
    }
    byte[] moved = new byte[all.length];
    for (int i = 0, j = 0; i < ids.length; i++) {
      while (all[j] != ids[i]) {
        j++;
      }
      moved[j] = flags[i];
    }
    ids = all;
    flags = moved;
    spread = null;
  }

  /** Takes the chunks that moved and gives where their new receipts stand. */
  List<FollowStore.Stretch> takeChunks(List<FollowStore.ChunkRow> rows) {
    List<FollowStore.Stretch> unread = new ArrayList<>();
    List<FollowStore.ChunkRow> stillOpen = new ArrayList<>();
    for (FollowStore.ChunkRow row : rows) {
      StepKey key = new StepKey(row.step(), row.channel());
      steps.computeIfAbsent(key, _ -> new Tally());
      Known known = chunks.computeIfAbsent(row.id(), _ -> new Known(key));
      if (row.done() > known.done) {
        unread.add(new FollowStore.Stretch(row.id(), known.done, row.done()));
        known.done = row.done();
      }
      if (!row.finished()) {
        stillOpen.add(row);
      }
    }
    open = stillOpen;
    return unread;
  }

  /** Takes a receipt of a known chunk. */
  void takeReceipt(
      long chunk,
      long watcher,
      ReceiptKind kind,
      boolean repeat,
      Instant at,
      @Nullable String reason) {
    Known known = chunks.get(chunk);
    int place = Arrays.binarySearch(ids, watcher);
    if (known == null || place < 0) {
      throw new IllegalStateException(
          "a receipt of chunk %d for watcher %d, which no wave has".formatted(chunk, watcher));
    }
    steps.computeIfAbsent(known.key, _ -> new Tally()).byKind[kind.code()]++;
    Flow flow = flows.computeIfAbsent(known.key.channel(), _ -> new Flow());
    flow.tried.count(at);
    switch (kind) {
      case TOLD -> {
        flags[place] |= TOLD;
        flow.told.count(at);
        repeats += repeat ? 1 : 0;
        lastTold = lastTold == null || at.isAfter(lastTold) ? at : lastTold;
      }
      case DEFERRED, ANSWERED -> {}
      case FAILED -> flags[place] |= FAILED;
      case UNREACHABLE -> flags[place] |= UNREACHABLE;
    }
    if (kind == ReceiptKind.FAILED || kind == ReceiptKind.UNREACHABLE) {
      failed(new Why(known.key.channel(), reason == null ? "" : reason), watcher);
    }
  }

  private void failed(Why why, long watcher) {
    Why kept =
        failures.containsKey(why) || failures.size() < REASONS_MAX
            ? why
            : new Why(why.channel(), OTHER_REASONS);
    Failures those = failures.computeIfAbsent(kept, _ -> new Failures());
    those.count++;
    those.example = Math.min(those.example, watcher);
  }

  /** Takes an answer; of those who are no recipients it takes none. */
  void takeAnswer(long watcher, int kind, Instant at) {
    int place = Arrays.binarySearch(ids, watcher);
    if (place >= 0) {
      int below = flags[place] & ((1 << ANSWER_SHIFT) - 1);
      flags[place] = (byte) (below | (kind + 1) << ANSWER_SHIFT);
    }
    lastAnswer = lastAnswer == null || at.isAfter(lastAnswer) ? at : lastAnswer;
  }

  /** When the newest answer came that is known. */
  @Nullable Instant lastAnswer() {
    return lastAnswer;
  }

  /** How many recipients. */
  int size() {
    return ids.length;
  }

  /** The same as {@link ProgressStore#progress} gives. */
  Progress progress(List<Progress.Reported> reported) {
    int told = 0;
    int failed = 0;
    int unreachable = 0;
    for (byte flag : flags) {
      told += flag & TOLD;
      failed += (flag & (TOLD | FAILED)) == FAILED ? 1 : 0;
      unreachable += (flag & (TOLD | FAILED | UNREACHABLE)) == UNREACHABLE ? 1 : 0;
    }
    int audience = 0;
    Instant began = null;
    for (FollowStore.WaveRow wave : waves.values()) {
      boolean isFirst =
          wave.reason().equals(Deliveries.Cause.APPROVED.word())
              || wave.reason().equals(Deliveries.Cause.GROWN.word())
              || wave.reason().equals(Deliveries.Cause.CORRECTION.word());
      audience += isFirst ? wave.recipients() : 0;
      began = began == null || wave.queuedAt().isBefore(began) ? wave.queuedAt() : began;
    }
    double seconds =
        lastTold == null || began == null
            ? 0
            : Math.max(0, Duration.between(began, lastTold).toMillis() / 1_000.0);
    return new Progress(
        audience,
        open.stream().mapToInt(row -> row.size() - row.done()).sum(),
        told,
        failed,
        unreachable,
        repeats,
        steps(),
        seconds,
        failures(),
        reported);
  }

  private List<Progress.Step> steps() {
    Map<StepKey, Integer> queued = new HashMap<>();
    for (FollowStore.ChunkRow row : open) {
      queued.merge(new StepKey(row.step(), row.channel()), row.size() - row.done(), Integer::sum);
    }
    List<Progress.Step> result = new ArrayList<>();
    steps.forEach((key, tally) ->
        result.add(
            new Progress.Step(
                key.step(),
                key.channel(),
                tally.byKind[ReceiptKind.TOLD.code()],
                tally.byKind[ReceiptKind.FAILED.code()]
                    + tally.byKind[ReceiptKind.UNREACHABLE.code()],
                tally.byKind[ReceiptKind.DEFERRED.code()],
                queued.getOrDefault(key, 0))));
    return result;
  }

  private List<Progress.Failure> failures() {
    return failures.entrySet().stream()
        .map(each ->
            new Progress.Failure(
                each.getKey().channel(),
                each.getKey().reason(),
                each.getValue().count,
                each.getValue().example))
        .sorted(
            Comparator.comparingInt(Progress.Failure::count)
                .reversed()
                .thenComparing(Progress.Failure::channel)
                .thenComparing(Progress.Failure::reason))
        .limit(REASONS_SHOWN)
        .toList();
  }

  /** How fast it goes. */
  Pace pace(Instant now, boolean isHeld) {
    Waiting waiting = waiting(now);
    List<Pace.Line> lines = new ArrayList<>();
    double all = 0;
    double overMinute = 0;
    Double left = waiting.due.isEmpty() || isHeld ? null : 0.0;
    TreeMap<String, Flow> shown = new TreeMap<>(flows);
    waiting.due.keySet().forEach(channel -> shown.putIfAbsent(channel, new Flow()));
    shown.remove(Deliveries.NO_CHANNEL);
    for (Map.Entry<String, Flow> each : shown.entrySet()) {
      String channel = each.getKey();
      Flow flow = each.getValue();
      double rate = perSecond(flow.told, NOW_SECONDS, now);
      all += rate;
      overMinute += perSecond(flow.told, MINUTE_SECONDS, now);
      int due = waiting.due.getOrDefault(channel, 0);
      Double stalled = isHeld ? null : stalled(flow, waiting.since.get(channel), now);
      if (due > 0 || rate > 0) {
        lines.add(new Pace.Line(channel, rate, due, stalled));
      }
      if (left != null && due > 0) {
        double tried =
            Math.max(
                perSecond(flow.tried, NOW_SECONDS, now),
                flow.tried.within(NOW_SECONDS, now) > 0
                    ? 0
                    : perSecond(flow.tried, MINUTE_SECONDS, now));
        left = stalled != null || tried == 0 ? null : Double.valueOf(Math.max(left, due / tried));
      }
    }
    return new Pace(
        all,
        overMinute,
        seconds(waiting.oldest, now),
        waiting.due.values().stream().mapToInt(Integer::intValue).sum(),
        waiting.putOff,
        waiting.next == null ? null : Double.valueOf(between(now, waiting.next)),
        left,
        lines);
  }

  /** What waits, by channel. */
  private static final class Waiting {
    private final Map<String, Integer> due = new TreeMap<>();
    private final Map<String, Instant> since = new HashMap<>();
    private int putOff;
    private @Nullable Instant next;
    private @Nullable Instant oldest;
  }

  private Waiting waiting(Instant now) {
    Waiting waiting = new Waiting();
    for (FollowStore.ChunkRow row : open) {
      if (row.channel().equals(Deliveries.NO_CHANNEL)) {
        continue;
      }
      FollowStore.WaveRow wave = waves.get(row.wave());
      if (row.attempt() == 1 && wave != null) {
        waiting.oldest = earlier(waiting.oldest, wave.queuedAt());
      }
      if (row.dueAt().isAfter(now)) {
        waiting.putOff += row.size() - row.done();
        waiting.next = earlier(waiting.next, row.dueAt());
      } else {
        waiting.due.merge(row.channel(), row.size() - row.done(), Integer::sum);
        waiting.since.merge(row.channel(), row.dueAt(), Followed::earlier);
      }
    }
    return waiting;
  }

  private static Instant earlier(@Nullable Instant one, Instant other) {
    return one == null || other.isBefore(one) ? other : one;
  }

  /** Over less than the window when the first delivery was queued within it. */
  private double perSecond(Meter meter, int window, Instant now) {
    int within = meter.within(window, now);
    if (within == 0) {
      return 0;
    }
    double since =
        waves.values().stream()
            .mapToDouble(wave -> between(wave.queuedAt(), now))
            .max()
            .orElse(window);
    return within / Math.clamp(since, 1, window);
  }

  private static @Nullable Double stalled(Flow flow, @Nullable Instant due, Instant now) {
    if (due == null) {
      return null;
    }
    Instant last = flow.tried.last();
    Instant since = last == null || due.isAfter(last) ? due : last;
    return Duration.between(since, now).compareTo(STALL) < 0 ? null : seconds(since, now);
  }

  private static @Nullable Double seconds(@Nullable Instant since, Instant now) {
    return since == null ? null : Double.valueOf(between(since, now));
  }

  private static double between(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1_000.0;
  }

  /** How many answered so, by kind. */
  int[] answers(int kinds) {
    int[] counts = new int[kinds];
    for (byte flag : flags) {
      int kind = (flag >> ANSWER_SHIFT) - 1;
      if (kind >= 0) {
        counts[kind]++;
      }
    }
    return counts;
  }

  /** How many were told and have not answered. */
  int silent() {
    int silent = 0;
    for (byte flag : flags) {
      silent += (flag & TOLD) != 0 && flag >> ANSWER_SHIFT == 0 ? 1 : 0;
    }
    return silent;
  }

  /** Watchers above a number to whom nothing has got through, ascending. */
  long[] unreached(long after, int most) {
    return java.util.stream.IntStream.range(0, ids.length)
        .filter(i ->
            ids[i] > after && (flags[i] & TOLD) == 0 && (flags[i] & (FAILED | UNREACHABLE)) != 0)
        .limit(most)
        .mapToLong(i -> ids[i])
        .toArray();
  }

  /** Everybody's number, ascending. */
  long[] recipients() {
    return ids.clone();
  }

  /** Whether the recipients have to be put on the map anew. */
  boolean isUnmapped() {
    return spread == null;
  }

  /** Puts the recipients on the map, in the order of {@link #recipients}. */
  void map(Spread where) {
    spread = where;
    grid++;
  }

  /** How the map has filled in; empty before it was asked for. */
  @Nullable Filling filling() {
    Spread where = spread;
    if (where == null) {
      return null;
    }
    int[] told = new int[where.cells().size()];
    int[] answered = new int[where.cells().size()];
    for (int i = 0; i < flags.length; i++) {
      int cell = where.cellOf()[i];
      if (cell >= 0) {
        told[cell] += flags[i] & TOLD;
        answered[cell] += flags[i] >> ANSWER_SHIFT != 0 ? 1 : 0;
      }
    }
    return new Filling(grid, where.cells(), told, answered);
  }
}
