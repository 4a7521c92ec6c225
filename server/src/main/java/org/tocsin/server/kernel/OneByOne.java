// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Works things off that fell due, each in a transaction of its own: one that fails is rolled back
 * alone and holds up no other.
 */
public final class OneByOne {

  private OneByOne() {}

  /**
   * Works off all of them.
   *
   * @param work does one; false when it was not due any more or another node has it
   * @return how many were done
   * @throws RuntimeException the first failure, with the others in it, when all were tried
   */
  public static <T> int work(TransactionOperations transaction, List<T> due, Predicate<T> work) {
    int done = 0;
    @Nullable RuntimeException failure = null;
    for (T each : due) {
      try {
        done += Boolean.TRUE.equals(transaction.execute(_ -> work.test(each))) ? 1 : 0;
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
