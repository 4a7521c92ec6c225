// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.Text;
import org.tocsin.server.read.Readings;
import org.tocsin.server.read.StoredReading;

/** Puts suggestions and origins into words for pages and programs: with titles and quotations. */
@Component
class JoinWords {

  private static final int QUOTE = 160;

  private final Reports reports;
  private final Readings readings;
  private final Cases cases;

  JoinWords(Reports reports, Readings readings, Cases cases) {
    this.reports = reports;
    this.readings = readings;
    this.cases = cases;
  }

  /** The titles of reports, by their ids. */
  Map<String, String> titles(Stream<ReportId> ids) {
    return reports.list(ids.distinct().toList()).stream()
        .collect(Collectors.toMap(each -> each.id().value(), Report::title));
  }

  /** Suggestions with their titles and quotations. */
  List<SuggestionShown> shown(List<Suggestion> all) {
    Map<ReportId, StoredReading> read =
        readings.of(all.stream().map(Suggestion::report).distinct().toList());
    Map<String, String> titles =
        titles(
            Stream.concat(
                all.stream().map(Suggestion::report),
                all.stream()
                    .flatMap(each -> each.reasons().stream())
                    .flatMap(reason -> Stream.ofNullable(reason.other()))
                    .map(ReportId::new)));
    Map<CaseId, String> cased =
        cases.all(all.stream().map(Suggestion::caseId).distinct().toList()).stream()
            .collect(Collectors.toMap(CaseFile::id, CaseFile::title));
    return all.stream()
        .map(each ->
            new SuggestionShown(
                each,
                titles.getOrDefault(each.report().value(), ""),
                cased.getOrDefault(each.caseId(), ""),
                each.reasons().stream()
                    .map(reason -> shown(each.report(), reason, titles, read))
                    .toList()))
        .toList();
  }

  /** Reports that may speak of the same, with their titles and quotations. */
  List<LikeShown> shown(ReportId report, List<Suggestions.Like> all) {
    Map<ReportId, StoredReading> read = readings.of(List.of(report));
    Map<String, String> titles = titles(all.stream().map(Suggestions.Like::report));
    return all.stream()
        .map(each ->
            new LikeShown(
                each.report().value(),
                titles.getOrDefault(each.report().value(), ""),
                each.score(),
                each.reasons().stream()
                    .map(reason -> shown(report, reason, titles, read))
                    .toList()))
        .toList();
  }

  private ReasonShown shown(
      ReportId report,
      JoinReason reason,
      Map<String, String> titles,
      Map<ReportId, StoredReading> read) {
    Optional<StoredReading> reading = Optional.ofNullable(read.get(report));
    String quote = quote(reading, reason.start(), reason.end());
    Integer finding = reason.finding();
    if (quote.isEmpty() && finding != null) {
      quote =
          reading
              .filter(each -> finding < each.findings().size())
              .map(each -> cut(each.findings().get(finding).text()))
              .orElse("");
    }
    String other = reason.other();
    return new ReasonShown(reason, quote, other == null ? "" : titles.getOrDefault(other, ""));
  }

  private static String quote(
      Optional<StoredReading> reading, @Nullable Integer start, @Nullable Integer end) {
    if (reading.isEmpty() || start == null || end == null) {
      return "";
    }
    String text = reading.get().text();
    return start >= 0 && start < end && end <= text.length() ? cut(text.substring(start, end)) : "";
  }

  private static String cut(String words) {
    return Text.clip(words.strip(), QUOTE);
  }

  /** Origins with the numbers of the case and the words that link them. */
  List<OriginShown> shown(CaseFile file, Origins origins) {
    Map<ReportId, StoredReading> read =
        readings.of(
            origins.all().stream()
                .flatMap(origin -> origin.links().stream())
                .map(link -> new ReportId(link.report()))
                .distinct()
                .toList());
    Map<String, String> titles = titles(file.reports().stream());
    return origins.all().stream()
        .map(origin ->
            new OriginShown(
                origin.name(),
                origin.words(),
                origin.reports().stream()
                    .map(each ->
                        new MemberShown(
                            each.value(),
                            "R" + file.number(each),
                            titles.getOrDefault(each.value(), "")))
                    .toList(),
                origin.links().stream()
                    .map(link ->
                        new LinkShown(
                            link,
                            "R" + file.number(new ReportId(link.report())),
                            "R" + file.number(new ReportId(link.other())),
                            quote(
                                Optional.ofNullable(read.get(new ReportId(link.report()))),
                                link.start(),
                                link.end())))
                    .toList()))
        .toList();
  }
}
