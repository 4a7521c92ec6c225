// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One worker's lines to the providers of a {@link Switchboard}. */
final class SwitchLine implements Channel.Line {

  private static final Logger log = LoggerFactory.getLogger(SwitchLine.class);

  /** After so long in a round, what is left waits for the next one. */
  private static final long ROUND_NANOS = Duration.ofSeconds(15).toNanos();

  private final Switchboard board;
  private final Map<Integer, Channel.Line> lines = new HashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  SwitchLine(Switchboard board) {
    this.board = board;
  }

  @Override
  public List<Outcome> send(List<Parcel> parcels) {
    Round round = new Round(parcels);
    long end = board.now() + ROUND_NANOS;
    Map<Integer, List<Integer>> groups = round.groups();
    while (!groups.isEmpty()) {
      hand(round, groups);
      groups = board.now() - end < 0 ? round.groups() : Map.of();
    }
    round.teach();
    return round.outcomes();
  }

  /** Hands each provider its parcels, all at the same time. */
  private void hand(Round round, Map<Integer, List<Integer>> groups) {
    Map<Integer, Future<List<Outcome>>> running = new TreeMap<>();
    groups.forEach((seat, members) -> {
      Channel.Line line = lines.computeIfAbsent(seat, i -> board.seats().get(i).provider().open());
      List<Parcel> theirs = members.stream().map(round.parcels::get).toList();
      running.put(seat, threads.submit(() -> line.send(theirs)));
    });
    running.forEach((seat, outcomes) -> {
      List<Integer> members = groups.getOrDefault(seat, List.of());
      round.said(seat, members, result(seat, members.size(), outcomes));
    });
  }

  /** A line that breaks off is that provider's trouble: what others took stays taken. */
  private List<Outcome> result(int seat, int count, Future<List<Outcome>> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      log.warn(
          "a provider's line broke off: channel={} provider={}",
          board.kind(),
          board.seats().get(seat).provider().name(),
          e.getCause());
      Optional.ofNullable(lines.remove(seat)).ifPresent(Channel.Line::close);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Collections.nCopies(count, Outcome.later("the provider's line broke off", true));
  }

  /** What the providers have said of the parcels of one round so far. */
  private final class Round {
    private final List<Parcel> parcels;
    private final @Nullable Outcome[] best;

    /** Of each parcel a bit for each provider that was asked. */
    private final int[] asked;

    /** Of each parcel a bit for each provider that refused it for good. */
    private final int[] refused;

    private final int[] all = new int[board.seats().size()];
    private final int[] wrong = new int[board.seats().size()];
    private final int[] untried = new int[board.seats().size()];

    Round(List<Parcel> parcels) {
      this.parcels = parcels;
      this.best = new Outcome[parcels.size()];
      this.asked = new int[parcels.size()];
      this.refused = new int[parcels.size()];
    }

    /** Which provider gets which parcels next; empty when nothing more can be done now. */
    Map<Integer, List<Integer>> groups() {
      Map<Integer, List<Integer>> groups = new TreeMap<>();
      for (int i = 0; i < best.length; i++) {
        if (mayGoToAnother(best[i])) {
          int seat = board.draw(asked[i]);
          if (seat >= 0) {
            groups.computeIfAbsent(seat, _ -> new ArrayList<>()).add(i);
          }
        }
      }
      return groups;
    }

    /** Only what has certainly not arrived. */
    private static boolean mayGoToAnother(@Nullable Outcome outcome) {
      return switch (outcome) {
        case null -> true;
        case Outcome.Told _, Outcome.Answered _, Outcome.Waiting _ -> false;
        case Outcome.Deferred later -> !later.mayHaveArrived();
        case Outcome.Failed _ -> true;
        case Outcome.Untried _ -> true;
      };
    }

    void said(int seat, List<Integer> members, List<Outcome> outcomes) {
      for (int n = 0; n < members.size(); n++) {
        int i = members.get(n);
        Outcome outcome = outcomes.get(n);
        asked[i] |= 1 << seat;
        switch (outcome) {
          case Outcome.Told _, Outcome.Answered _, Outcome.Waiting _ -> all[seat]++;
          case Outcome.Deferred _ -> {
            all[seat]++;
            wrong[seat]++;
          }
          case Outcome.Failed _ -> refused[i] |= 1 << seat;
          case Outcome.Untried _ -> untried[seat]++;
        }
        best[i] = better(best[i], outcome);
      }
    }

    /**
     * What is to be said of a parcel of which two providers said this: whoever has it decides; then
     * whoever may take it later; only when all refuse for good it has failed.
     */
    private static Outcome better(@Nullable Outcome before, Outcome now) {
      return before == null || rank(now) >= rank(before) ? now : before;
    }

    private static int rank(Outcome outcome) {
      return switch (outcome) {
        case Outcome.Failed _ -> 0;
        case Outcome.Untried _ -> 1;
        case Outcome.Deferred later -> later.mayHaveArrived() ? 3 : 2;
        case Outcome.Waiting _ -> 4;
        case Outcome.Answered _ -> 5;
        case Outcome.Told _ -> 6;
      };
    }

    /**
     * Lets the weights know. A number that all refuse is no provider's fault; one that another took
     * is the fault of whoever refused it.
     */
    void teach() {
      for (int i = 0; i < best.length; i++) {
        for (int seat = 0; seat < all.length; seat++) {
          if ((refused[i] >> seat & 1) != 0 && best[i] instanceof Outcome.Told) {
            all[seat]++;
            wrong[seat]++;
          }
        }
      }
      for (int seat = 0; seat < all.length; seat++) {
        // One that came to nothing at all in its time hangs.
        boolean hangs = all[seat] == 0 && untried[seat] > 0;
        board.learn(seat, hangs ? 1 : wrong[seat], hangs ? 1 : all[seat]);
      }
    }

    /** Only the end of a round may be untried: what lies before something tried waits instead. */
    List<Outcome> outcomes() {
      List<Outcome> outcomes = new ArrayList<>(best.length);
      boolean isEnd = true;
      for (int i = best.length - 1; i >= 0; i--) {
        Outcome outcome = best[i];
        if (outcome == null) {
          outcome = Outcome.later(board.missing().orElse("no provider can be used now"), false);
        }
        isEnd &= outcome instanceof Outcome.Untried;
        outcomes.add(
            outcome instanceof Outcome.Untried && !isEnd
                ? Outcome.later("not tried yet", false)
                : outcome);
      }
      return outcomes.reversed();
    }
  }

  @Override
  public void close() {
    threads.close();
    lines.values().forEach(Channel.Line::close);
  }
}
