// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Csv;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.outcome.Drafts.FigureDraft;
import org.tocsin.server.outcome.Drafts.IncidentDraft;

/**
 * Takes incidents from a file with the columns of the Global Terrorism Database. Each line is kept
 * whole or refused whole, with its reason; a refused line does not keep the others out.
 */
@Service
public class IncidentImport {

  static final int LINES_MAX = 1_000;
  static final int BYTES_MAX = 2_000_000;

  private static final Logger log = LoggerFactory.getLogger(IncidentImport.class);

  private final Incidents incidents;
  private final Cases cases;
  private final TransactionTemplate transaction;
  private final Clock clock;

  IncidentImport(Incidents incidents, Cases cases, TransactionTemplate transaction, Clock clock) {
    this.incidents = incidents;
    this.cases = cases;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * What came of a file.
   *
   * @param incidents the ids of what was taken
   */
  public record Taken(List<String> incidents, List<Refused> refused) {}

  /** A line that was not taken, and why. */
  public record Refused(int line, String reason) {}

  /**
   * Takes what it can.
   *
   * @param report the report of the case that every line rests on
   * @throws Problem T8008 when it is no such file or too large
   */
  Taken take(CaseId caseId, String report, byte[] bytes) {
    CaseFile file = cases.get(caseId);
    List<Csv.Line> lines = lines(text(bytes));
    if (lines.size() < 2) {
      throw OutcomeProblem.BAD_FILE.because("the file has no line below its column names");
    }
    if (lines.size() - 1 > LINES_MAX) {
      throw OutcomeProblem.BAD_FILE.because(
          "the file has %d lines; at most %d are taken at once"
              .formatted(lines.size() - 1, LINES_MAX));
    }
    List<String> columns =
        lines.getFirst().cells().stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
    for (String needed : List.of("iyear", "imonth", "iday", "latitude", "longitude")) {
      if (!columns.contains(needed)) {
        throw OutcomeProblem.BAD_FILE.because("the file has no column '%s'".formatted(needed));
      }
    }
    List<String> taken = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    for (Csv.Line line : lines.subList(1, lines.size())) {
      try {
        IncidentLine cells = new IncidentLine(columns, line);
        taken.add(transaction.execute(_ -> keep(file.id(), report, cells)));
      } catch (Problem problem) {
        refused.add(new Refused(line.number(), reason(problem)));
      } catch (DataAccessResourceFailureException e) {
        throw e; // The database is away: no other line would be kept either.
      } catch (DataAccessException e) {
        log.warn("a line of a file of incidents was not kept: line={}", line.number(), e);
        refused.add(new Refused(line.number(), "the database did not take it"));
      }
    }
    return new Taken(taken, refused);
  }

  private static List<Csv.Line> lines(String text) {
    try {
      return Csv.read(text);
    } catch (Csv.OpenQuote e) {
      throw OutcomeProblem.BAD_FILE.because(
          "the quote that opens on line %d is never closed".formatted(e.line()));
    }
  }

  private static String text(byte[] bytes) {
    if (bytes.length > BYTES_MAX) {
      throw OutcomeProblem.BAD_FILE.because(
          "the file has %d bytes; at most %d are taken".formatted(bytes.length, BYTES_MAX));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw OutcomeProblem.BAD_FILE.because("the file is not in UTF-8");
    }
  }

  private static String reason(Problem problem) {
    return problem.faults().isEmpty()
        ? problem.detail()
        : String.join(
            "; ",
            problem.faults().stream()
                .map(each -> "%s %s".formatted(each.where(), each.message()).strip())
                .toList());
  }

  private String keep(CaseId caseId, String report, IncidentLine line) {
    IncidentDraft draft = line.draft(report);
    Instant began = line.began();
    String title = draft.title();
    if (title != null
        && Faults.isPast(began, clock.instant())
        && incidents.isHere(caseId, title.strip(), began)) {
      throw OutcomeProblem.BAD_INCIDENT.because("the case has an incident of this name and time");
    }
    Incident made = incidents.open(caseId, draft);
    line.figures()
        .forEach((kind, count) ->
            incidents.addFigure(
                made.id(),
                new FigureDraft(
                    kind.word(),
                    count.min(),
                    count.max().isPresent() ? count.max().getAsLong() : null,
                    count.qualifier().word(),
                    line.text("dbsource"),
                    clock.instant().toString(),
                    report)));
    return made.id().value();
  }
}
