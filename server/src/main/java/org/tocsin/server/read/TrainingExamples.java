// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Officer;
import org.tocsin.server.access.Role;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives out what people made of findings, as lines of JSON. An example holds the text of its
 * report: so what is marked narrower than TLP:GREEN is given to approvers only, who answer for
 * releases, and TLP:RED, which is for named recipients, to nobody.
 */
@Service
public class TrainingExamples {

  private static final int LOOK = 200;
  private static final int MOST = 500;
  private static final long CHARACTERS_MOST = 20_000_000;

  private final MendStore store;
  private final ReadingStore readings;
  private final Reports reports;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final JsonMapper json;

  TrainingExamples(
      MendStore store,
      ReadingStore readings,
      Reports reports,
      Ledger ledger,
      CurrentOfficer officer,
      JsonMapper json) {
    this.store = store;
    this.readings = readings;
    this.reports = reports;
    this.ledger = ledger;
    this.officer = officer;
    this.json = json;
  }

  /**
   * A part of the examples.
   *
   * @param lines an example a line
   * @param next what to ask for next; empty when these were the last
   */
  public record Part(List<String> lines, Optional<ReportId> next) {
    /** Copies the lines. */
    public Part {
      lines = List.copyOf(lines);
    }
  }

  /**
   * The next examples by the id of their report.
   *
   * @param narrowest the narrowest marking to give out
   * @param after the report that the part before ended with
   * @throws org.tocsin.server.kernel.Problem T2008 when they may not be given to whoever asks
   */
  @Transactional
  public Part export(Marking narrowest, Optional<ReportId> after) {
    Officer person = officer.get();
    boolean restricted = !narrowest.allows(Marking.GREEN);
    if (narrowest == Marking.RED || (restricted && !person.may(Role.APPROVER))) {
      throw ReadProblem.NOT_EXPORTED.because(
          narrowest == Marking.RED
              ? "TLP:RED is for named recipients"
              : narrowest.label() + " needs an approver");
    }
    List<String> lines = new ArrayList<>();
    long characters = 0;
    String from = after.map(ReportId::value).orElse("");
    boolean more = true;
    while (more && lines.size() < MOST && characters < CHARACTERS_MOST) {
      List<ReportId> round = store.reports(from, LOOK);
      more = round.size() == LOOK;
      for (ReportId id : round) {
        if (lines.size() >= MOST || characters >= CHARACTERS_MOST) {
          more = true;
          break;
        }
        from = id.value();
        Report report = reports.get(id);
        if (report.marking().allows(narrowest)) {
          String line = line(report);
          characters += line.length();
          lines.add(line);
        }
      }
    }
    ledger.append(
        Act.of("TrainingExamplesExported")
            .by(person.id())
            .fact("examples", lines.size())
            .fact("narrowestMarking", narrowest.label())
            .says("%d training examples given out".formatted(lines.size())));
    return new Part(lines, more ? Optional.of(new ReportId(from)) : Optional.empty());
  }

  private String line(Report report) {
    StoredReading reading = readings.find(report.id()).orElseThrow();
    return json.writeValueAsString(TrainingExample.of(report, reading, store.of(report.id())));
  }
}
