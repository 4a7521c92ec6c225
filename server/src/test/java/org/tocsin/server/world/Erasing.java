// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.world;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.watch.Watchers;

/** Something that happens in the very moment in which somebody is erased. */
public final class Erasing {

  private static final OfficerId OFFICER = new OfficerId("officer_01HRS4000000000000000000AB");

  private Erasing() {}

  /** Erases, and lets the other thing begin before the erasure has committed. */
  public static <T> T meanwhile(ServerWorld world, WatcherId watcher, Supplier<T> other) {
    CompletableFuture<T> done =
        world
            .bean(TransactionTemplate.class)
            .execute(_ -> {
              world.bean(Watchers.class).erase(watcher, OFFICER);
              CompletableFuture<T> begun = CompletableFuture.supplyAsync(other);
              while (!begun.isDone() && !somebodyWaits(world)) {
                Thread.onSpinWait();
              }
              return begun;
            });
    return done.join();
  }

  private static boolean somebodyWaits(ServerWorld world) {
    return world
            .bean(JdbcClient.class)
            .sql("select count(*) from pg_locks where not granted")
            .query(Long.class)
            .single()
        > 0;
  }
}
