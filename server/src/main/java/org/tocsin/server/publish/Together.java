// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something for each of several at once, each on its own virtual thread. */
final class Together {

  private static final Logger log = LoggerFactory.getLogger(Together.class);

  private Together() {}

  /** Returns when all are done; what fails for one is logged and keeps none of the others. */
  static <T> void run(List<T> all, Consumer<T> work) {
    if (all.isEmpty()) {
      return;
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      all.forEach(each ->
          threads.execute(() -> {
            try {
              work.accept(each);
            } catch (RuntimeException e) {
              log.warn("failed and will be tried again", e);
            }
          }));
    }
  }
}
