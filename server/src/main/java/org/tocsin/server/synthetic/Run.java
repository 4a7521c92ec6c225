// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.synthetic;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.TimeWindow;
import org.tocsin.server.kernel.WarningId;

/**
 * One alert that the server sent to itself, as far as it has come.
 *
 * @param id of it
 * @param begunAt when it began
 * @param deadline when it must have come through
 * @param sent what was sent; null until it was rehearsed
 * @param done when each leg was done that is done
 * @param token of the answer link that has arrived and has not been used
 * @param entry the entry that its answer has in the record
 * @param behind how many deliveries that are meant stood before it when it was late; 0 when it was
 *     not
 * @param endedAt when it came through or was given up; null while it is under way
 * @param stuck the leg that was not done; null when it came through or is under way
 */
record Run(
    String id,
    Instant begunAt,
    Instant deadline,
    @Nullable Sent sent,
    Map<Leg, Instant> done,
    @Nullable String token,
    @Nullable Long entry,
    long behind,
    @Nullable Instant endedAt,
    @Nullable Leg stuck) {

  /**
   * What was sent.
   *
   * @param warning under which its deliveries and answers stand
   * @param caseId under which its acts stand in the record
   * @param watcher the built-in one
   * @param signedHash what was signed in the rehearsal
   * @param window when the danger would be
   */
  record Sent(
      WarningId warning, CaseId caseId, long watcher, String signedHash, TimeWindow window) {}

  Run {
    done = Map.copyOf(done);
  }

  boolean isWhole() {
    return endedAt != null && stuck == null;
  }

  /** Whether it is late because what is meant goes first. */
  boolean isBehind() {
    return behind > 0 && endedAt == null && !done.containsKey(Leg.ARRIVED);
  }

  /** The first leg that is not done; the last when all are. */
  Leg next() {
    return Stream.of(Leg.values())
        .filter(leg -> !done.containsKey(leg))
        .findFirst()
        .orElse(Leg.RECORDED);
  }

  Optional<Instant> done(Leg leg) {
    return Optional.ofNullable(done.get(leg));
  }

  /** How long each leg took that is done, from the end of what it waited for. */
  Map<Leg, Duration> took() {
    Map<Leg, Duration> took = new EnumMap<>(Leg.class);
    done.forEach((leg, at) -> {
      Duration time = Duration.between(before(leg), at);
      // The answer may be there before the receipt; and two nodes' clocks differ a little.
      took.put(leg, time.isNegative() ? Duration.ZERO : time);
    });
    return took;
  }

  private Instant before(Leg leg) {
    Stream<Leg> waitedFor =
        switch (leg) {
          case TAKEN_IN -> Stream.empty();
          case DECIDED -> Stream.of(Leg.TAKEN_IN);
          case ARRIVED -> Stream.of(Leg.DECIDED);
          case RECEIPT, ANSWERED -> Stream.of(Leg.ARRIVED);
          case RECORDED -> Stream.of(Leg.RECEIPT, Leg.ANSWERED);
        };
    return waitedFor
        .map(done::get)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(begunAt);
  }

  /** From the beginning to the checkpoint; of one that came through. */
  Duration whole() {
    return Duration.between(begunAt, Objects.requireNonNullElse(endedAt, begunAt));
  }
}
