// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that costs much and is done once at a time: whoever asks while it is under way waits for it
 * and hears what it came to. Thread-safe.
 *
 * @param <T> what it comes to
 */
public final class Shared<T> {

  private final AtomicReference<@Nullable CompletableFuture<T>> running = new AtomicReference<>();

  /**
   * What this work comes to, or that which is under way already.
   *
   * @throws RuntimeException what the work threw, to everybody who waited for it
   */
  public T get(Supplier<T> work) {
    CompletableFuture<T> mine = new CompletableFuture<>();
    CompletableFuture<T> other = running.compareAndExchange(null, mine);
    if (other != null) {
      return heard(other);
    }
    try {
      T found = work.get();
      // Whoever comes from here on begins anew: what is found now was looked for before they came.
      running.set(null);
      mine.complete(found);
      return found;
    } catch (RuntimeException | Error e) {
      running.set(null);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private static <T> T heard(CompletableFuture<T> other) {
    try {
      return other.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failed) {
        throw failed;
      }
      throw e;
    }
  }
}
