// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;

/**
 * Lets this server itself do what only people may do, so that it finds out whether it could be
 * done: in a transaction that is taken back whatever happens, by officers whom nobody is.
 *
 * <p>Nothing of a rehearsal is ever in force, sent, or to be seen by anybody: that is what makes it
 * safe to have no people in it. Two people still decide and sign; they are two of those whom nobody
 * is. Outside a rehearsal nobody can act as one of them. Thread-safe.
 */
@Component
public class Rehearsals {

  /** Bound for the length of a rehearsal, on its thread alone. */
  private static final ScopedValue<Boolean> ON = ScopedValue.newInstance();

  private static final ScopedValue<Officer> ACTING = ScopedValue.newInstance();

  private final TransactionTemplate transaction;
  private final IdMaker ids;

  Rehearsals(PlatformTransactionManager transactions, IdMaker ids) {
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRED);
    this.ids = ids;
  }

  /**
   * Rehearses, and gives what came of it when everything has been taken back.
   *
   * @throws IllegalStateException in a transaction: what was done in it would be taken back, too
   */
  public <T> T rehearse(Supplier<T> acts) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("a rehearsal needs a transaction of its own to take back");
    }
    T result =
        transaction.execute(status -> {
          // Before anything is done, so that no way out of it leads to a commit.
          status.setRollbackOnly();
          return ScopedValue.where(ON, true).call(acts::get);
        });
    return Objects.requireNonNull(result, "a rehearsal came to nothing");
  }

  /** An officer whom nobody is, in every role. */
  public Officer nobody() {
    return new Officer(OfficerId.next(ids), "Rehearsal", "", EnumSet.allOf(Role.class));
  }

  /**
   * Does something as this officer.
   *
   * @throws IllegalStateException outside a rehearsal
   */
  public static <T> T as(Officer officer, Supplier<T> act) {
    if (!isOn()) {
      throw new IllegalStateException("nobody acts as somebody else outside a rehearsal");
    }
    return ScopedValue.where(ACTING, officer).call(act::get);
  }

  /** Whether this thread is in a rehearsal. */
  public static boolean isOn() {
    return ON.isBound() && TransactionSynchronizationManager.isActualTransactionActive();
  }

  /** Who acts in the rehearsal, if this is one. */
  static Optional<Officer> acting() {
    return isOn() && ACTING.isBound() ? Optional.of(ACTING.get()) : Optional.empty();
  }
}
