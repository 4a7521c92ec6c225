// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Text;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.outcome.Drafts.FigureDraft;
import org.tocsin.server.outcome.Drafts.IncidentDraft;
import org.tocsin.server.outcome.Drafts.PlaceDraft;
import org.tocsin.server.outcome.exchange.Csv;

/**
 * Takes incidents from a file with the columns of the Global Terrorism Database. Each line is kept
 * whole or refused whole, with its reason; a refused line does not keep the others out.
 */
@Service
public class IncidentImport {

  static final int LINES_MAX = 1_000;
  static final int BYTES_MAX = 2_000_000;

  private static final Map<String, String> FIGURES =
      Map.of(
          "nkill", "killed",
          "nwound", "wounded",
          "nkillter", "attackersKilled",
          "nperps", "attackers",
          "nperpcap", "arrested",
          "nhostkid", "hostages");

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
    List<Csv.Line> lines = Csv.read(text(bytes));
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
        taken.add(transaction.execute(_ -> keep(file.id(), report, new Cells(columns, line))));
      } catch (Problem problem) {
        refused.add(new Refused(line.number(), reason(problem)));
      }
    }
    return new Taken(taken, refused);
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

  private String keep(CaseId caseId, String report, Cells cells) {
    IncidentDraft draft = draft(report, cells);
    boolean here =
        incidents.ofCase(caseId).stream()
            .anyMatch(each ->
                each.title().equals(draft.title())
                    && each.began().toString().equals(draft.began()));
    if (here) {
      throw OutcomeProblem.BAD_INCIDENT.because("the case has an incident of this name and time");
    }
    Incident made = incidents.open(caseId, draft);
    FIGURES.forEach((column, kind) -> {
      Long number = cells.count(column);
      if (number != null) {
        incidents.addFigure(
            made.id(),
            new FigureDraft(
                kind,
                number,
                null,
                null,
                cells.text("dbsource"),
                clock.instant().toString(),
                report));
      }
    });
    return made.id().value();
  }

  private static IncidentDraft draft(String report, Cells cells) {
    String attack = cells.joined("attacktype1_txt", "attacktype2_txt", "attacktype3_txt");
    String target = cells.joined("targtype1_txt", "targtype2_txt", "targtype3_txt");
    String place = cells.text("city") == null ? cells.text("location") : cells.text("city");
    String named = cells.text("summary");
    String title =
        named == null
            ? "%s, %s".formatted(attack.isEmpty() ? "Incident" : attack, place)
            : Text.clip(named, Faults.LINE);
    return new IncidentDraft(
        title,
        cells.began(),
        cells.precision(),
        new PlaceDraft(place, cells.degrees("latitude"), cells.degrees("longitude"), null),
        attack.isEmpty() ? "unknown" : attack,
        target.isEmpty() ? "unknown" : target,
        cells.all("weaptype1_txt", "weaptype2_txt", "weaptype3_txt", "weaptype4_txt"),
        cells.all("gname", "gname2", "gname3"),
        cells.all("propcomment"),
        List.of(report));
  }

  /** The cells of a line by their column. */
  private static final class Cells {
    private final Map<String, String> byColumn = new HashMap<>();

    Cells(List<String> columns, Csv.Line line) {
      for (int i = 0; i < Math.min(columns.size(), line.cells().size()); i++) {
        byColumn.put(columns.get(i), line.cells().get(i));
      }
    }

    @Nullable String text(String column) {
      String value = byColumn.getOrDefault(column, "");
      return value.isEmpty() ? null : value;
    }

    List<String> all(String... columns) {
      return Stream.of(columns)
          .map(column -> byColumn.getOrDefault(column, ""))
          .filter(value -> !value.isEmpty() && !value.equalsIgnoreCase("Unknown"))
          .distinct()
          .toList();
    }

    String joined(String... columns) {
      return String.join(", ", all(columns));
    }

    @Nullable Double degrees(String column) {
      String value = text(column);
      try {
        return value == null ? null : Double.valueOf(value);
      } catch (NumberFormatException e) {
        throw OutcomeProblem.BAD_INCIDENT.because(
            "%s: '%s' is no number".formatted(column, Problem.shorten(value)));
      }
    }

    /** A count; the database writes -99 and -9 for unknown. */
    @Nullable Long count(String column) {
      String value = text(column);
      if (value == null || value.startsWith("-9")) {
        return null;
      }
      try {
        return Math.round(Double.parseDouble(value));
      } catch (NumberFormatException e) {
        throw OutcomeProblem.BAD_INCIDENT.because(
            "%s: '%s' is no number".formatted(column, Problem.shorten(value)));
      }
    }

    private int part(String column) {
      Long value = count(column);
      return value == null ? 0 : (int) Math.clamp(value, 0L, 9_999L);
    }

    /** Our own exact time where the file has it, else the day; a part written 0 is unknown. */
    String began() {
      String exact = text("tocsin_began");
      if (exact != null) {
        return exact;
      }
      try {
        return LocalDate.of(part("iyear"), Math.max(1, part("imonth")), Math.max(1, part("iday")))
            .atStartOfDay(DeskTime.zone())
            .toInstant()
            .toString();
      } catch (DateTimeException e) {
        throw OutcomeProblem.BAD_INCIDENT.because(
            "iyear, imonth and iday are no day: %s-%s-%s"
                .formatted(part("iyear"), part("imonth"), part("iday")));
      }
    }

    @Nullable String precision() {
      if (text("tocsin_began") != null) {
        return text("approxdate");
      }
      String said = text("approxdate");
      String known =
          part("imonth") == 0
              ? "only the year is known"
              : part("iday") == 0 ? "only the month is known" : "only the day is known";
      return said == null ? known : known + "; " + Problem.shorten(said);
    }
  }
}
