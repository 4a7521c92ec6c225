// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.fanout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Does so many things at the same time and waits for all of them. */
final class AllAtOnce {

  /** One of them, by its number from 0. */
  interface Part {
    void run(int number) throws IOException;
  }

  private AllAtOnce() {}

  static void run(int count, Part part) throws IOException, InterruptedException {
    AtomicReference<IOException> fault = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      threads.add(
          Thread.startVirtualThread(() -> {
            try {
              part.run(number);
            } catch (IOException e) {
              fault.set(e);
            }
          }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (fault.get() != null) {
      throw fault.get();
    }
  }
}
