// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.collect.attach.Attachments;
import org.tocsin.server.kernel.mail.ImapMailbox.Fate;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: a mail is given up only for what is its own fault. */
class MailIntakeTest {

  @Test
  void aMailThatCannotBeKeptIsTriedThreeTimesAndThenInQuarantine() {
    ServerWorld world = ServerWorld.running();
    Clock broken =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            throw new IllegalStateException("no time");
          }
        };
    MailIntake intake =
        new MailIntake(
            new MailboxSettings(
                "", 993, "", "", true, "INBOX", Duration.ofSeconds(30), false, "TLP:AMBER", ""),
            world.bean(Reports.class),
            world.bean(Attachments.class),
            world.bean(Ledger.class),
            world.bean(TransactionTemplate.class),
            world.bean(JdbcClient.class),
            broken);
    byte[] mail =
        "From: third@example.org\r\nSubject: Third\r\n\r\nA lorry is loaded.\r\n"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(intake.take(mail, 0)).isEqualTo(Fate.FAILED);
    assertThat(intake.take(mail, 1)).isEqualTo(Fate.FAILED);
    assertThat(intake.take(mail, 2)).isEqualTo(Fate.TAKEN);
    assertThat(world.ana().get("/api/v1/quarantine?limit=200").body())
        .contains("3 tries to keep it failed: IllegalStateException");
  }

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
