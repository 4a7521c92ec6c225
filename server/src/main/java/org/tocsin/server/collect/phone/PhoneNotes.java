// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Officer;
import org.tocsin.server.collect.CollectProblem;
import org.tocsin.server.collect.Grade;
import org.tocsin.server.collect.Intake;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.collect.attach.Attachments;
import org.tocsin.server.collect.attach.Contacts;
import org.tocsin.server.collect.attach.Upload;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.Text;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/** Makes reports of calls. */
@Service
public class PhoneNotes {

  static final String VIA = "phone";
  private static final int TITLE_LENGTH = 100;

  private final Reports reports;
  private final Attachments attachments;
  private final Contacts contacts;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final JdbcClient jdbc;
  private final Clock clock;

  PhoneNotes(
      Reports reports,
      Attachments attachments,
      Contacts contacts,
      Ledger ledger,
      CurrentOfficer officer,
      JdbcClient jdbc,
      Clock clock) {
    this.reports = reports;
    this.attachments = attachments;
    this.contacts = contacts;
    this.ledger = ledger;
    this.officer = officer;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * What is known of a call beside the words.
   *
   * @param takenBy the officer's id
   */
  public record Call(Instant calledAt, boolean readBack, String takenBy) {}

  /**
   * Keeps a call as a report; sent twice it is one, with the contact that came first.
   *
   * @throws Problem T1019 with every fault, T1017 for a file that is not taken
   */
  @Transactional
  public Report take(PhoneNote note, Grade grade, Marking marking, List<Upload> files) {
    List<Upload.Checked> checked = note.check(clock.instant(), files, List.of());
    Officer person = officer.get();
    Report report =
        reports
            .receive(
                new Intake(
                    text(note).getBytes(UTF_8),
                    "text/plain;charset=utf-8",
                    Optional.of(title(note.said())),
                    note.source().strip(),
                    grade,
                    marking,
                    VIA,
                    Optional.of(note.calledAt())))
            .getFirst();
    attachments.keep(report.id(), checked);
    if (insert(report.id(), note, person)) {
      if (!note.contact().isBlank()) {
        contacts.keep(report.id(), note.contact().strip());
      }
      ledger.append(
          Act.of("PhoneNoteTaken")
              .by(person.id())
              .about(report.id())
              .fact("calledAt", note.calledAt().toString())
              .fact("readBack", note.readBack())
              .fact("contactKept", !note.contact().isBlank())
              .says(
                  note.readBack()
                      ? "Phone note taken and read back to the caller"
                      : "Phone note taken, not read back"));
    } else if (!note.contact().isBlank()) {
      contactLater(report.id(), note.contact().strip(), person);
    }
    return report;
  }

  /** A note that came before, now with how the caller can be reached. */
  private void contactLater(ReportId report, String contact, Officer person) {
    if (!contacts.has(report)) {
      contacts.keep(report, contact);
      ledger.append(
          Act.of("PhoneContactKept")
              .by(person.id())
              .about(report)
              .says("How the caller of a phone note can be reached was kept"));
    } else if (!contacts.isKept(report, contact)) {
      Fault fault =
          new Fault(
              "contact",
              "",
              "another is kept with this call",
              "say in the words what tells this call from the other, or erase the other contact");
      throw new Problem(CollectProblem.BAD_NOTE, "contact " + fault.message(), List.of(fault));
    }
  }

  /**
   * The report's text. Its first line tells two calls with the same words apart: the second caller
   * is news.
   */
  private static String text(PhoneNote note) {
    return "Note of a telephone conversation, %s. %s\n\n%s\n"
        .formatted(
            DeskTime.words(note.calledAt()),
            note.readBack() ? "Read back to the caller." : "Not read back.",
            note.said().strip());
  }

  private static String title(String said) {
    return "Call: " + Text.line(said, TITLE_LENGTH);
  }

  private boolean insert(ReportId report, PhoneNote note, Officer person) {
    return jdbc.sql(
                "insert into collect.phone_note (report_id, called_at, read_back, taken_by)"
                    + " values (?, ?, ?, ?) on conflict do nothing")
            .params(
                report.value(),
                Timestamp.from(note.calledAt()),
                note.readBack(),
                person.id().value())
            .update()
        == 1;
  }

  /** What is known of the call that became this report; empty when it was none. */
  public Optional<Call> of(ReportId report) {
    return jdbc.sql(
            "select called_at, read_back, taken_by from collect.phone_note where report_id = ?")
        .param(report.value())
        .query((row, i) ->
            new Call(row.getTimestamp(1).toInstant(), row.getBoolean(2), row.getString(3)))
        .optional();
  }
}
