// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: what costs much is done once at a time, whoever asks for it. */
class SharedTest {
  private final Shared<Integer> shared = new Shared<>();
  private final AtomicInteger done = new AtomicInteger();

  /** Work during which two others ask; it goes on once both of them wait. */
  private Supplier<Integer> whileTwoAsk(CompletableFuture<Integer>[] asked, Supplier<Integer> end) {
    return () -> {
      Thread[] threads = new Thread[2];
      for (int i = 0; i < threads.length; i++) {
        CompletableFuture<Integer> heard = asked[i];
        threads[i] =
            Thread.ofPlatform()
                .start(() -> {
                  try {
                    heard.complete(shared.get(done::incrementAndGet));
                  } catch (RuntimeException e) {
                    heard.completeExceptionally(e);
                  }
                });
      }
      for (Thread each : threads) {
        while (each.getState() != Thread.State.WAITING && each.isAlive()) {
          Thread.onSpinWait();
        }
      }
      return end.get();
    };
  }

  @SuppressWarnings("unchecked")
  private static CompletableFuture<Integer>[] two() {
    return new CompletableFuture[] {new CompletableFuture<>(), new CompletableFuture<>()};
  }

  @Test
  void whoeverAsksMeanwhileHearsWhatIsUnderWayAndWhoeverComesLaterBeginsAnew() {
    CompletableFuture<Integer>[] asked = two();
    assertThat(shared.get(whileTwoAsk(asked, () -> 41))).isEqualTo(41);
    assertThat(asked[0].join()).isEqualTo(41);
    assertThat(asked[1].join()).isEqualTo(41);
    assertThat(done).hasValue(0);
    assertThat(shared.get(done::incrementAndGet)).isEqualTo(1);
  }

  @Test
  void aFailureIsHeardByAllAndHoldsUpNobodyAfterwards() {
    CompletableFuture<Integer>[] asked = two();
    IllegalStateException torn = new IllegalStateException("torn");
    assertThatThrownBy(() ->
            shared.get(
                whileTwoAsk(
                    asked,
                    () -> {
                      throw torn;
                    })))
        .isSameAs(torn);
    for (CompletableFuture<Integer> each : asked) {
      assertThatThrownBy(each::join).isInstanceOf(CompletionException.class).hasCause(torn);
    }
    assertThat(shared.get(done::incrementAndGet)).isEqualTo(1);
  }
}
