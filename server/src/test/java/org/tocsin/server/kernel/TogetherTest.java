// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: what many bring at the same time is written in one commit. */
class TogetherTest {

  private final List<List<Integer>> commits = new CopyOnWriteArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  private List<String> write(List<Integer> some) {
    begun.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    commits.add(some);
    return some.stream().map(String::valueOf).toList();
  }

  @Test
  void whoeverComesWhileOneIsUnderWayJoinsTheNextAndHearsTheirOwn() throws InterruptedException {
    List<Integer> after = new CopyOnWriteArrayList<>();
    Executor threads = Thread::startVirtualThread;
    Together<Integer, String> together = new Together<>(3, 10, this::write, after::addAll);
    List<CompletableFuture<String>> heard = new ArrayList<>();
    heard.add(CompletableFuture.supplyAsync(() -> together.write(0).orElse("full"), threads));
    begun.await();
    for (int i = 1; i <= 3; i++) {
      int mine = i;
      heard.add(CompletableFuture.supplyAsync(() -> together.write(mine).orElse("full"), threads));
    }
    goOn.countDown();
    for (int i = 0; i <= 3; i++) {
      assertThat(heard.get(i).join()).isEqualTo(String.valueOf(i));
    }
    assertThat(commits.getFirst()).containsExactly(0);
    assertThat(commits.stream().flatMap(List::stream)).containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  @Test
  void whatBreaksWithAnErrorIsHeardAndKeepsNobodyWaiting() {
    Together<Integer, String> together =
        new Together<>(
            3,
            10,
            _ -> {
              throw new StackOverflowError("too deep");
            },
            _ -> {});
    assertThatThrownBy(() -> together.write(1))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseInstanceOf(StackOverflowError.class);
    assertThatThrownBy(() -> together.write(2)).isInstanceOf(IllegalStateException.class);
  }
}
