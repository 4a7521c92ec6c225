// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;

/** FEATURE UNDER TEST: a mail is given up only for what is its own fault. */
class MailIntakeTest {

  @Test
  void whatTheDatabaseCannotDoNowIsNoFaultOfTheMail() {
    assertThat(MailIntake.isOfTheDatabase(new CannotAcquireLockException("x"))).isTrue();
    assertThat(MailIntake.isOfTheDatabase(new CannotCreateTransactionException("x"))).isTrue();
    assertThat(
            MailIntake.isOfTheDatabase(
                new IllegalStateException(new DataAccessResourceFailureException("x"))))
        .isTrue();
    assertThat(MailIntake.isOfTheDatabase(new DataIntegrityViolationException("x"))).isFalse();
    assertThat(MailIntake.isOfTheDatabase(new IllegalArgumentException("x"))).isFalse();
  }
}
