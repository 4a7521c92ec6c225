// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.read.FindingNotes;
import org.tocsin.server.read.Readings;
import org.tocsin.server.read.StoredReading;

/** What of a case can be evidence, and that nothing else is. */
@Component
public class EvidenceRules {

  private static final int REPORTS_SHOWN = 40;
  private static final int FINDINGS_SHOWN = 20;

  private final Reports reports;
  private final Readings readings;
  private final ObjectProvider<FindingNotes> notes;

  EvidenceRules(Reports reports, Readings readings, ObjectProvider<FindingNotes> notes) {
    this.notes = notes;
    this.reports = reports;
    this.readings = readings;
  }

  /** Refuses evidence that is not of the case, with every fault. */
  void require(CaseFile file, List<Evidence> evidence) {
    List<Fault> faults = new ArrayList<>();
    for (Evidence each : evidence) {
      String where = "evidence." + Problem.shorten(each.of());
      if (!file.reports().contains(each.report())) {
        faults.add(
            new Fault(where, each.word(), "is no report of the case", "join the report first"));
      } else if (each.finding().isPresent() && !known(each)) {
        faults.add(
            new Fault(
                where,
                each.word(),
                "the report has no such finding",
                "use a number that it shows"));
      }
    }
    if (!faults.isEmpty()) {
      throw new Problem(
          DecideProblem.BAD_DETERMINATION, faults.size() + " faults, see the list", faults);
    }
  }

  private boolean known(Evidence each) {
    return readings
        .of(each.report())
        .filter(reading -> each.finding().getAsInt() < reading.findings().size())
        .filter(reading -> reading.findings().get(each.finding().getAsInt()).standing())
        .isPresent();
  }

  /** What can be chosen, in the order of joining; of very large cases the newest. */
  List<Choice> choices(CaseFile file) {
    List<Choice> choices = new ArrayList<>();
    int first = Math.max(0, file.reports().size() - REPORTS_SHOWN);
    List<ReportId> shown = file.reports().subList(first, file.reports().size());
    Map<ReportId, StoredReading> read = readings.of(shown);
    for (Report report : reports.list(shown)) {
      Optional<StoredReading> reading = Optional.ofNullable(read.get(report.id()));
      Map<Integer, List<FindingNotes.Note>> said =
          reading.map(each -> FindingNotes.all(notes.stream().toList(), each)).orElse(Map.of());
      choices.add(
          new Choice(
              report.id().value(),
              "Report: "
                  + reading.flatMap(StoredReading::title).orElse(report.source())
                  + " ("
                  + report.source()
                  + ")"
                  + marked(said, FindingNotes.WHOLE),
              false));
      reading.map(StoredReading::standing).orElse(List.of()).stream()
          .filter(found -> !found.historic())
          .limit(FINDINGS_SHOWN)
          .forEach(found ->
              choices.add(
                  new Choice(
                      new Evidence("", report.id(), OptionalInt.of(found.number())).word(),
                      found.type()
                          + ": "
                          + Problem.shorten(found.text())
                          + marked(said, found.number()),
                      true)));
    }
    return choices;
  }

  /** What is said of a finding wherever it is used, for example that a party asserts it. */
  private static String marked(Map<Integer, List<FindingNotes.Note>> said, int number) {
    List<FindingNotes.Note> all = said.getOrDefault(number, List.of());
    return all.isEmpty()
        ? ""
        : " [" + all.stream().map(FindingNotes.Note::label).collect(Collectors.joining("; ")) + "]";
  }

  /**
   * Something that can be chosen as evidence.
   *
   * @param word what stands for it in forms
   * @param label what people read
   * @param inside whether it is a finding of the report before it
   */
  public record Choice(String word, String label, boolean inside) {}
}
