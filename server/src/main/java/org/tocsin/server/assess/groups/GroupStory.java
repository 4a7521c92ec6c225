// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.groups;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tocsin.reading.KnownGroup;
import org.tocsin.server.assess.GroupIncidents;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.web.ReportPanel;
import org.tocsin.server.read.Readings;
import org.tocsin.server.read.StoredReading;
import tools.jackson.databind.json.JsonMapper;

/** What reports and incidents say of a group over time. */
@Component
public class GroupStory {

  private static final int REPORTS_MAX = 200;
  private static final int PLACES_MAX = 60;

  private final Groups groups;
  private final Reports reports;
  private final Readings readings;
  private final ObjectProvider<ReportPanel> links;
  private final ObjectProvider<GroupIncidents> incidents;
  private final JsonMapper json;

  GroupStory(
      Groups groups,
      Reports reports,
      Readings readings,
      ObjectProvider<ReportPanel> links,
      ObjectProvider<GroupIncidents> incidents,
      JsonMapper json) {
    this.groups = groups;
    this.reports = reports;
    this.readings = readings;
    this.links = links;
    this.incidents = incidents;
    this.json = json;
  }

  /**
   * A line of the story.
   *
   * @param at when it was, as far as the finding says, or else when its report was received
   * @param kind the word of a finding's kind, or {@code incident}
   * @param role what the group is in it: {@code acts}, {@code says}, {@code is told}, {@code is
   *     aimed at}, or empty
   * @param words what is said
   * @param rests where it stands
   * @param href the page of that
   */
  public record Line(
      Instant at, String kind, String role, String words, String rests, String href) {}

  /**
   * The story of a group.
   *
   * @param lines newest first
   * @param reports the newest that name it, at most two hundred, newest first
   * @param cases the cases that these belong to
   * @param map the map as JSON, for {@code data-map}; empty when no place is known
   */
  public record Story(
      List<Line> lines, List<Report> reports, List<ReportPanel.Link> cases, String map) {
    /** Copies the lists. */
    public Story {
      lines = List.copyOf(lines);
      reports = List.copyOf(reports);
      cases = List.copyOf(cases);
    }
  }

  /** A point as the desk's script draws it. */
  record Point(double lat, double lon, double radiusMetres, String label, String kind) {}

  Story of(Group group) {
    Set<String> names = groups.everNamed(group);
    Set<String> keys = names.stream().map(KnownGroup::key).collect(Collectors.toSet());
    Predicate<String> isTheGroup = name -> keys.contains(KnownGroup.key(name));
    List<ReportId> ids = readings.naming(names, REPORTS_MAX);
    Map<ReportId, Report> received =
        reports.list(ids).stream().collect(Collectors.toMap(Report::id, Function.identity()));
    List<Report> naming = ids.stream().map(received::get).filter(each -> each != null).toList();
    List<Line> lines = new ArrayList<>();
    Map<String, Point> points = new LinkedHashMap<>();
    for (Report report : naming) {
      for (StoredReading.Found found :
          readings.of(report.id()).map(StoredReading::standing).orElse(List.of())) {
        role(found, isTheGroup)
            .ifPresent(role -> {
              lines.add(line(report, found, role));
              found
                  .place()
                  .filter(_ -> points.size() < PLACES_MAX)
                  .ifPresent(place ->
                      points.putIfAbsent(
                          place.name(),
                          new Point(
                              place.latitude(), place.longitude(), 0, place.name(), "finding")));
            });
      }
    }
    incidents.stream()
        .flatMap(each -> each.naming(isTheGroup).stream())
        .forEach(event -> {
          lines.add(
              new Line(
                  event.at(),
                  "incident",
                  "",
                  String.join(" ", event.accounts()),
                  event.title(),
                  event.href()));
          points.put(
              event.place().name(),
              new Point(
                  event.place().latitude(),
                  event.place().longitude(),
                  event.place().radiusMetres(),
                  event.title(),
                  "danger"));
        });
    lines.sort(Comparator.comparing(Line::at).reversed());
    return new Story(
        lines,
        naming,
        cases(ids),
        points.isEmpty()
            ? ""
            : json.writeValueAsString(Map.of("points", List.copyOf(points.values()))));
  }

  private List<ReportPanel.Link> cases(List<ReportId> ids) {
    Set<ReportPanel.Link> all = new LinkedHashSet<>();
    links.stream()
        .map(panel -> panel.cases(ids))
        .forEach(byReport -> ids.forEach(id -> all.addAll(byReport.getOrDefault(id, List.of()))));
    return List.copyOf(all);
  }

  private static Optional<String> role(StoredReading.Found found, Predicate<String> isTheGroup) {
    return Stream.of(
            Map.entry("says", found.assertedBy()),
            Map.entry("acts", found.actor()),
            Map.entry("is told", found.recipient()),
            Map.entry("is aimed at", found.target()))
        .filter(each -> each.getValue().filter(isTheGroup).isPresent())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Line line(Report report, StoredReading.Found found, String role) {
    return new Line(
        found.from().or(report::publishedAt).orElse(report.receivedAt()),
        found.type(),
        role,
        found.text() + " (" + found.attribution() + ")",
        report.title(),
        "/desk/reports/" + report.id() + "#finding-" + (found.number() + 1));
  }
}
