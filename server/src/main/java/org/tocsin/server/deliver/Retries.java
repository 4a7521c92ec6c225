// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/**
 * Tries those again whom a round did not reach, after waits that double, until their warning ends.
 */
@Component
class Retries {

  /** How the reasons begin of those for whom the warning ends before their next attempt. */
  static final String GIVEN_UP = "given up, the warning ends before the next attempt: ";

  private static final int MAX_DOUBLINGS = 20;

  private final WaveStore waves;
  private final DeliverySettings settings;
  private final SecureRandom secrets = new SecureRandom();
  private final RandomGenerator jitter;

  Retries(WaveStore waves, DeliverySettings settings, Optional<RandomGenerator> jitter) {
    this.waves = waves;
    this.settings = settings;
    this.jitter =
        jitter.orElse(
            new RandomGenerator() {
              @Override
              public long nextLong() {
                return ThreadLocalRandom.current().nextLong();
              }
            });
  }

  /** Where the spread of all waits comes from. */
  RandomGenerator jitter() {
    return jitter;
  }

  /**
   * Queues what is to be tried again, or gives it up when the warning ends before that.
   *
   * @return the receipts of the round, with what was given up told as failed
   */
  List<Receipt> queue(Chunk chunk, Round round, Instant now) {
    List<WaveStore.NewChunk> chunks = new ArrayList<>(2);
    Set<Long> givenUp = new HashSet<>();
    round
        .again()
        .forEach((later, members) -> {
          if (later.waits()) {
            members.forEach(
                each -> add(chunks, chunk, List.of(each), later.marked(), chunk.until()));
            return;
          }
          Instant due = now.plus(backOff(chunk.attempt(), later.notBefore()));
          Instant soonest = now.plus(later.notBefore());
          if (!due.isBefore(chunk.until()) && soonest.isBefore(chunk.until())) {
            // Spreading retries out costs nobody their last chance.
            due = soonest;
          }
          if (due.isBefore(chunk.until())) {
            add(chunks, chunk, members, later.marked(), due);
          } else {
            givenUp.addAll(members);
          }
        });
    if (!chunks.isEmpty()) {
      // Stopped while this round was under way: nothing of it is waited for, it is given up now.
      waves.addChunks(
          waves.stopped(chunk.warning()).isEmpty()
              ? chunks
              : chunks.stream().map(each -> each.dueAt(now)).toList());
    }
    return givenUp.isEmpty()
        ? round.receipts()
        : round.receipts().stream()
            .map(each -> givenUp.contains(each.watcher()) ? givenUp(each) : each)
            .toList();
  }

  private static Receipt givenUp(Receipt each) {
    return new Receipt(
        each.position(),
        each.watcher(),
        ReceiptKind.FAILED,
        each.repeat(),
        each.at(),
        Round.cut(GIVEN_UP + each.reason()));
  }

  private void add(
      List<WaveStore.NewChunk> chunks,
      Chunk chunk,
      List<Long> members,
      boolean repeats,
      Instant due) {
    byte[] secret = new byte[chunk.secret().length];
    secrets.nextBytes(secret);
    chunks.add(
        new WaveStore.NewChunk(
            chunk.waveId(),
            chunk.warning(),
            chunk.step(),
            chunk.channel(),
            chunk.lane(),
            chunk.attempt() + 1,
            repeats,
            members.stream().mapToLong(Long::longValue).toArray(),
            due,
            secret));
  }

  /** Full jitter: anything between nothing and twice the last limit, so that retries spread out. */
  private Duration backOff(int attempt, Duration notBefore) {
    long most = settings.retryMost().toMillis();
    long limit =
        Math.min(most, settings.retryFirst().toMillis() << Math.min(attempt - 1, MAX_DOUBLINGS));
    return notBefore.plusMillis(jitter.nextLong(Math.max(1, limit)) + 1);
  }
}
