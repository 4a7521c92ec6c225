// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Function;

/**
 * Applies a function to what an iterator gives, some at a time on all cores and some ahead of the
 * reader, in the given order. So rows are still coming from the database while earlier ones are
 * opened. Used by one thread; the function by several.
 */
final class Ahead<A, B> implements Iterator<B> {
  private static final int BATCHES = 2 + Runtime.getRuntime().availableProcessors();

  private final Iterator<A> source;
  private final int batch;
  private final Function<A, B> function;
  private final Deque<ForkJoinTask<List<B>>> running = new ArrayDeque<>();
  private Iterator<B> done = List.<B>of().iterator();

  Ahead(Iterator<A> source, int batch, Function<A, B> function) {
    this.source = source;
    this.batch = batch;
    this.function = function;
  }

  @Override
  public boolean hasNext() {
    while (!done.hasNext()) {
      while (running.size() < BATCHES && source.hasNext()) {
        begin();
      }
      ForkJoinTask<List<B>> first = running.pollFirst();
      if (first == null) {
        return false;
      }
      done = first.join().iterator();
    }
    return true;
  }

  private void begin() {
    List<A> some = new ArrayList<>(batch);
    while (some.size() < batch && source.hasNext()) {
      some.add(source.next());
    }
    running.addLast(
        ForkJoinPool.commonPool()
            .submit(() -> {
              List<B> results = new ArrayList<>(some.size());
              for (A each : some) {
                results.add(function.apply(each));
              }
              return results;
            }));
  }

  @Override
  public B next() {
    if (!hasNext()) {
      throw new java.util.NoSuchElementException();
    }
    return done.next();
  }
}
