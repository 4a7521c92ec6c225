// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.mailbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.collect.CollectProblem;
import org.tocsin.server.collect.Grade;
import org.tocsin.server.collect.Intake;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.collect.attach.Attachments;
import org.tocsin.server.collect.attach.Upload;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.mail.ImapMailbox.Fate;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/** Makes reports of mails, each once. Thread-safe. */
@Component
class MailIntake {

  private static final Logger log = LoggerFactory.getLogger(MailIntake.class);

  static final String VIA = "mailbox";

  /** What the reading library reads at most of one document. */
  static final int OCTETS_MAX = 20_000_000;

  /** After as many failures that are the mail's own it goes to quarantine. */
  private static final int TRIES = 3;

  private static final String RFC822 = "message/rfc822";

  private final MailReader reader;
  private final Marking marking;
  private final Reports reports;
  private final Attachments attachments;
  private final Ledger ledger;
  private final TransactionTemplate transaction;
  private final JdbcClient jdbc;
  private final Clock clock;

  MailIntake(
      MailboxSettings settings,
      Reports reports,
      Attachments attachments,
      Ledger ledger,
      TransactionTemplate transaction,
      JdbcClient jdbc,
      Clock clock) {
    this.reader = new MailReader(settings.authserv());
    this.marking = Marking.parse(settings.marking());
    this.reports = reports;
    this.attachments = attachments;
    this.ledger = ledger;
    this.transaction = transaction;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Deals with a mail. Never throws for what is in it.
   *
   * @param failures how often that failed before
   */
  Fate take(byte[] octets, int failures) {
    try {
      return taken(octets);
    } catch (Problem kept) {
      log.info("a mail is in quarantine: {}", kept.type().number());
      return octets.length > OCTETS_MAX ? Fate.LEFT : Fate.TAKEN;
    } catch (RuntimeException e) {
      return failed(octets, failures, e);
    }
  }

  /** When the newest mail was taken, by any node; empty before the first. */
  Optional<Instant> lastTaken() {
    return jdbc.sql("select max(taken_at) from collect.mail")
        .query((row, i) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
        .single();
  }

  private Fate failed(byte[] octets, int failures, RuntimeException why) {
    if (isOfTheDatabase(why)) {
      log.warn("a mail cannot be kept now and will be read again", why);
      return Fate.AGAIN;
    }
    if (failures + 1 < TRIES) {
      log.warn("a mail cannot be kept and will be tried again after all others", why);
      return Fate.FAILED;
    }
    try {
      Problem kept =
          quarantine(
              octets,
              "unknown sender",
              "%d tries to keep it failed: %s".formatted(TRIES, why.getClass().getSimpleName()));
      log.error("a mail is in quarantine, {}", kept.detail(), why);
      return octets.length > OCTETS_MAX ? Fate.LEFT : Fate.TAKEN;
    } catch (RuntimeException e) {
      log.error("a mail can be kept neither as a report nor in quarantine", e);
      return Fate.FAILED;
    }
  }

  /** Whether the same mail may well be kept later. */
  static boolean isOfTheDatabase(@Nullable Throwable why) {
    return why != null
        && (why instanceof TransientDataAccessException
            || why instanceof NonTransientDataAccessResourceException
            || why instanceof RecoverableDataAccessException
            || why instanceof TransactionException
            || isOfTheDatabase(why.getCause()));
  }

  private Fate taken(byte[] octets) {
    MailReader.Mail mail;
    try {
      mail = reader.read(octets);
    } catch (MessagingException | IOException | RuntimeException e) {
      // The library's words may quote the mail.
      throw quarantine(octets, "unknown sender", "it is broken: " + e.getClass().getSimpleName());
    }
    if (mail.automatic()) {
      log.info("a mail that a machine answered by itself is passed over");
      return Fate.LEFT;
    }
    if (octets.length > OCTETS_MAX) {
      throw quarantine(octets, source(mail), "it has more than %d octets".formatted(OCTETS_MAX));
    }
    List<Upload.Checked> files = new ArrayList<>();
    List<Problem> refused = new ArrayList<>();
    List<Upload> bad = new ArrayList<>();
    for (Upload upload : mail.files()) {
      try {
        files.addAll(Upload.check(List.of(upload)));
      } catch (Problem problem) {
        refused.add(problem);
        bad.add(upload);
      }
    }
    boolean anew;
    try {
      anew = Boolean.TRUE.equals(transaction.execute(status -> keep(octets, mail, files)));
    } catch (Problem undone) {
      // What the transaction put into quarantine went with it.
      throw quarantine(octets, source(mail), undone.detail());
    }
    for (int i = 0; anew && i < bad.size(); i++) {
      reports.quarantine(
          intake(bad.get(i).bytes(), "application/octet-stream", mail),
          MediaType.APPLICATION_OCTET_STREAM,
          refused.get(i));
    }
    return Fate.TAKEN;
  }

  private Problem quarantine(byte[] octets, String source, String why) {
    return reports.quarantine(
        new Intake(
            octets,
            RFC822,
            Optional.empty(),
            source,
            Grade.UNJUDGED,
            marking,
            VIA,
            Optional.empty()),
        MediaType.parseMediaType(RFC822),
        CollectProblem.BAD_MAIL.because(why));
  }

  /** Whom nobody trusted has proven is another source: anybody can write any sender. */
  private static String source(MailReader.Mail mail) {
    String from = mail.from().isEmpty() ? "unknown sender" : mail.from();
    return mail.dkim() == MailReader.Dkim.PASS ? from : from + " (unproven)";
  }

  private Intake intake(byte[] bytes, String type, MailReader.Mail mail) {
    return new Intake(
        bytes,
        type,
        Optional.of(mail.subject()).filter(subject -> !subject.isEmpty()),
        source(mail),
        Grade.UNJUDGED,
        marking,
        VIA,
        mail.sentAt());
  }

  private boolean keep(byte[] octets, MailReader.Mail mail, List<Upload.Checked> files) {
    byte[] key = key(octets, mail);
    boolean anew =
        jdbc.sql(
                    "insert into collect.mail (mail_key, dkim, taken_at) values (?, ?, ?)"
                        + " on conflict do nothing")
                .params(key, mail.dkim().word(), Timestamp.from(clock.instant()))
                .update()
            == 1;
    if (!anew) {
      return false;
    }
    Report report = reports.receive(intake(octets, RFC822, mail)).getFirst();
    attachments.keep(report.id(), files);
    jdbc.sql("update collect.mail set report_id = ? where mail_key = ?")
        .params(report.id().value(), key)
        .update();
    ledger.append(
        Act.of("MailTaken")
            .about(report.id())
            .fact("dkim", mail.dkim().word())
            .fact("files", files.size())
            .fact("filesRefused", mail.files().size() - files.size())
            .says("Mail taken as a report, DKIM " + mail.dkim().word()));
    return true;
  }

  /**
   * Tells the same mail in the mailbox twice, whose way here differs; a forged one with the id of
   * another has other words, and is taken.
   */
  private static byte[] key(byte[] octets, MailReader.Mail mail) {
    String text = new String(octets, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    byte[] body = Arrays.copyOfRange(octets, Math.max(0, end), octets.length);
    String named =
        String.join(
            "\n",
            mail.messageId(),
            mail.from(),
            mail.subject(),
            HexFormat.of().formatHex(Reports.sha256(body)));
    return Reports.sha256(named.getBytes(UTF_8));
  }
}
