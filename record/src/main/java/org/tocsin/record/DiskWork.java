// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes that wait for a disk, several at once: the disk then forces many files by one flush, and
 * whoever writes goes on hashing meanwhile. Between {@link #begin} and {@link #await} there is no
 * order among them. Used by one thread at a time.
 *
 * <p>After a failure nothing more is begun, and whoever hears of the failure knows that nothing is
 * under way any more.
 */
final class DiskWork {

  /** A step that waits for the disk. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  /** Threads that mostly wait; they go when nothing was written for a while. */
  private static final int THREADS = 8;

  private static final long IDLE_SECONDS = 5;

  /** Files of at most 77 KB as a rule, so some megabytes at most wait in memory. */
  private static final int UNDERWAY_MAX = 64;

  private static final ThreadPoolExecutor POOL = pool();

  private final Executor executor;
  private final Semaphore room = new Semaphore(UNDERWAY_MAX);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private DiskWork(Executor executor) {
    this.executor = executor;
  }

  /** By the threads of all records of this process. */
  static DiskWork parallel() {
    return new DiskWork(POOL);
  }

  /** Each step at once in the thread that begins it, so in one known order. */
  static DiskWork oneByOne() {
    return new DiskWork(Runnable::run);
  }

  private static ThreadPoolExecutor pool() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            step -> {
              Thread thread = new Thread(step, "record-disk");
              thread.setDaemon(true); // what is not awaited is not acknowledged either
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /**
   * Begins a step, as soon as there is room.
   *
   * @throws IOException of an earlier step; this one is not begun then
   */
  void begin(Step step) throws IOException {
    if (failure.get() != null) {
      await();
    }
    room.acquireUninterruptibly();
    executor.execute(() -> {
      try {
        if (failure.get() == null) {
          step.run();
        }
      } catch (Throwable e) { // kept for await, which throws it
        failure.compareAndSet(null, e);
      } finally {
        room.release();
      }
    });
  }

  /**
   * Waits until all that was begun is done.
   *
   * @throws IOException if a step failed: the first that did
   */
  void await() throws IOException {
    room.acquireUninterruptibly(UNDERWAY_MAX);
    room.release(UNDERWAY_MAX);
    switch (failure.getAndSet(null)) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IOException(e);
    }
  }
}
