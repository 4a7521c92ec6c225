// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Works things off that fell due: one that fails holds up no other. */
public final class OneByOne {

  private OneByOne() {}

  /**
   * Works off all of them.
   *
   * @param work does one in a transaction of its own; false when it was not due any more or another
   *     node has it
   * @return how many were done
   * @throws RuntimeException the first failure, with the others in it, when all were tried
   */
  @SuppressWarnings("ReferenceEquality") // The very same cannot be put into itself.
  public static <T> int work(List<T> due, Predicate<T> work) {
    int done = 0;
    @Nullable RuntimeException failure = null;
    for (T each : due) {
      try {
        done += work.test(each) ? 1 : 0;
      } catch (RuntimeException failed) {
        if (failure == null) {
          failure = failed;
        } else if (failure != failed) {
          failure.addSuppressed(failed);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
    return done;
  }
}
