// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import gg.jte.Content;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.tocsin.server.access.OfficerNames;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.kernel.web.Page;
import org.tocsin.server.kernel.web.ReportPanel;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.read.StoredReading.Found;
import tools.jackson.databind.json.JsonMapper;

/** The page of a report, with the form that is open on it and the refusal that it shows. */
@Component
class ReportSheet {

  private static final Logger log = LoggerFactory.getLogger(ReportSheet.class);

  private final Reports reports;
  private final Readings readings;
  private final Adviser adviser;
  private final Ledger ledger;
  private final ObjectProvider<ReportPanel> panels;
  private final ObjectProvider<FindingNotes> notes;
  private final OfficerNames names;
  private final JsonMapper json;
  private final Page page;

  ReportSheet(
      Reports reports,
      Readings readings,
      Adviser adviser,
      Ledger ledger,
      ObjectProvider<ReportPanel> panels,
      ObjectProvider<FindingNotes> notes,
      OfficerNames names,
      JsonMapper json,
      Page page) {
    this.reports = reports;
    this.readings = readings;
    this.adviser = adviser;
    this.ledger = ledger;
    this.panels = panels;
    this.notes = notes;
    this.names = names;
    this.json = json;
    this.page = page;
  }

  /**
   * What is open on the page.
   *
   * @param number the finding that is worked on, from 0; {@link #ADD} for a new one
   * @param act {@code mend}, {@code reject}, {@code place} or {@code add}
   * @param form what the form holds
   * @param refused why it was sent back
   */
  record Open(int number, String act, MendForm form, @Nullable Problem refused) {
    static final int ADD = -1;
    static final Open NOTHING = new Open(-2, "", MendForm.empty(), null);
  }

  ResponseEntity<String> show(int status, ReportId id, Open open) {
    Report report = reports.get(id);
    List<ReportId> one = List.of(report.id());
    Map<ReportId, List<Alike>> alike = readings.alike(one);
    Map<ReportId, String> titles = titles(alike);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("report", report);
    reports.source(report.source()).ifPresent(known -> parameters.put("source", known));
    parameters.put("grades", reports.grades(report.id()));
    parameters.put("name", (Function<String, String>) names::of);
    parameters.put("cases", cases(one).getOrDefault(report.id(), List.of()));
    parameters.put("links", links(one).getOrDefault(report.id(), List.of()));
    parameters.put(
        "parts", panels.stream().flatMap(panel -> part(panel, report.id()).stream()).toList());
    parameters.put("zone", DeskTime.zoneName());
    parameters.put("number", open.number());
    parameters.put("act", open.act());
    parameters.put("form", open.form());
    if (open.refused() != null) {
      parameters.put("refused", open.refused());
    }
    parameters.put(
        "twins",
        alike.getOrDefault(report.id(), List.of()).stream()
            .map(each -> new InboxRow.Twin(each, titles.getOrDefault(each.other(), "")))
            .toList());
    adviser.of(report.id()).ifPresent(advice -> parameters.put("advice", advice));
    readings
        .of(report.id())
        .ifPresent(reading -> {
          parameters.put("reading", reading);
          parameters.put("pieces", Highlights.of(reading));
          parameters.put("maps", (Function<Found, String>) this::map);
          parameters.put("history", history(report.id()));
          parameters.put("notes", notesOf(reading));
          parameters.put(
              "types",
              reading.standing().stream()
                  .map(Found::type)
                  .collect(Collectors.toCollection(TreeSet::new)));
          parameters.put(
              "voices",
              reading.standing().stream()
                  .map(Found::voice)
                  .collect(Collectors.toCollection(TreeSet::new)));
        });
    return page.of(status, "read/report.jte", report.title(), "inbox", parameters);
  }

  private List<org.tocsin.server.ledger.TimelineLine> history(ReportId report) {
    return ledger.about(report.value()).stream()
        .filter(line -> line.type().startsWith("Finding") || line.type().equals("ReportReadAgain"))
        .toList();
  }

  /** The places that a finding's words may mean, as the desk's map draws them. */
  private String map(Found found) {
    return found
        .place()
        .map(place ->
            json.writeValueAsString(
                Map.of(
                    "points",
                    java.util.stream.Stream.concat(
                            java.util.stream.Stream.of(place.asChoice()),
                            place.alternatives().stream())
                        .map(choice ->
                            Map.of(
                                "lat",
                                choice.latitude(),
                                "lon",
                                choice.longitude(),
                                "label",
                                choice.name() + " (" + choice.whereabouts() + ")",
                                "kind",
                                "finding"))
                        .toList())))
        .orElse("");
  }

  /** The titles of the reports that these say the same as. */
  Map<ReportId, String> titles(Map<ReportId, List<Alike>> alike) {
    List<ReportId> others =
        alike.values().stream().flatMap(List::stream).map(Alike::other).distinct().toList();
    return others.isEmpty()
        ? Map.of()
        : reports.list(others).stream().collect(Collectors.toMap(Report::id, Report::title));
  }

  private static Optional<Content> part(ReportPanel panel, ReportId report) {
    try {
      return panel.show(report);
    } catch (RuntimeException e) {
      // A fault of a later stage must not hide the report.
      log.error("a part of the report's page failed: report={}", report, e);
      return Optional.of(
          output -> output.writeContent("This part cannot be shown now; the log says why."));
    }
  }

  /** The cases that these reports belong to. */
  Map<ReportId, List<ReportPanel.Link>> cases(List<ReportId> ids) {
    return gathered(panel -> panel.cases(ids));
  }

  /** What else there is of these reports. */
  Map<ReportId, List<ReportPanel.Link>> links(List<ReportId> ids) {
    return gathered(panel -> panel.links(ids));
  }

  /** Where these reports may belong. */
  Map<ReportId, List<ReportPanel.Link>> suggested(List<ReportId> ids) {
    return gathered(panel -> panel.suggested(ids));
  }

  private Map<ReportId, List<ReportPanel.Link>> gathered(
      Function<ReportPanel, Map<ReportId, List<ReportPanel.Link>>> given) {
    Map<ReportId, List<ReportPanel.Link>> all = new HashMap<>();
    panels.forEach(panel ->
        given
            .apply(panel)
            .forEach((id, links) ->
                all.computeIfAbsent(id, key -> new java.util.ArrayList<>()).addAll(links)));
    return all;
  }

  /** What later stages say of these findings, by their numbers. */
  Map<Integer, List<FindingNotes.Note>> notesOf(StoredReading reading) {
    return FindingNotes.all(notes.stream().toList(), reading);
  }

  /** The finding with this number, if the report was read and has it. */
  Optional<Found> finding(ReportId report, int number) {
    return readings
        .of(report)
        .map(StoredReading::findings)
        .filter(all -> number >= 0 && number < all.size())
        .map(all -> all.get(number));
  }

  /** The suggestion of a model with this number, counted from 0, if there is one. */
  Optional<Advice.Suggestion> suggestion(ReportId report, int number) {
    return adviser
        .of(report)
        .map(Advice::suggestions)
        .filter(all -> number >= 0 && number < all.size())
        .map(all -> all.get(number));
  }
}
