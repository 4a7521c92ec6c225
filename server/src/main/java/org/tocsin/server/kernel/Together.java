// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Writes what many bring at the same time in one commit: whoever comes while one is under way joins
 * the next. What cannot be written together is refused to all of them. Thread-safe.
 *
 * @param <I> what is brought
 * @param <O> what whoever brought it hears
 */
public final class Together<I, O> {

  private record Waiting<I, O>(I brought, CompletableFuture<O> written) {}

  private final int most;
  private final Function<List<I>, List<O>> writing;
  private final Consumer<List<I>> afterwards;
  private final BlockingQueue<Waiting<I, O>> queue;
  private final ReentrantLock turn = new ReentrantLock();

  /**
   * One writer.
   *
   * @param waiting how many may wait at the most
   * @param most how many are written at once at the most
   * @param writing writes some in one transaction of its own and gives what each hears, in order
   * @param afterwards what else is done with them when they are written and everybody has heard;
   *     nobody waits for it but one of those who brought them
   */
  public Together(
      int waiting, int most, Function<List<I>, List<O>> writing, Consumer<List<I>> afterwards) {
    this.most = most;
    this.writing = writing;
    this.afterwards = afterwards;
    this.queue = new ArrayBlockingQueue<>(waiting);
  }

  /**
   * Brings one and waits for the commit.
   *
   * @return empty when too many wait already
   * @throws IllegalStateException when it could not be written; the cause says why
   */
  public Optional<O> write(I brought) {
    Waiting<I, O> mine = new Waiting<>(brought, new CompletableFuture<>());
    if (!queue.offer(mine)) {
      return Optional.empty();
    }
    while (!mine.written().isDone()) {
      List<I> written = List.of();
      turn.lock();
      try {
        if (!mine.written().isDone()) {
          written = writeSome();
        }
      } finally {
        turn.unlock();
      }
      if (!written.isEmpty()) {
        afterwards.accept(written);
      }
    }
    try {
      return Optional.of(mine.written().join());
    } catch (CompletionException e) {
      throw new IllegalStateException("it could not be written", e.getCause());
    }
  }

  /** Gives what was written. */
  private List<I> writeSome() {
    List<Waiting<I, O>> some = new ArrayList<>();
    queue.drainTo(some, most);
    if (some.isEmpty()) {
      return List.of();
    }
    List<I> brought = some.stream().map(Waiting::brought).toList();
    try {
      List<O> heard = writing.apply(brought);
      for (int i = 0; i < some.size(); i++) {
        some.get(i).written().complete(heard.get(i));
      }
      return brought;
    } catch (RuntimeException | Error e) {
      // Whoever was taken from the queue and heard nothing would wait for ever.
      some.forEach(each -> each.written().completeExceptionally(e));
      return List.of();
    }
  }
}
