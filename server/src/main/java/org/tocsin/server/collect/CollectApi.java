// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.Times;

/** Reports and quarantine over HTTP. */
@RestController
@RequestMapping("/api/v1")
@Requires({Role.COLLECTOR, Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class CollectApi {

  private static final int MOST = 200;

  private final Reports reports;

  CollectApi(Reports reports) {
    this.reports = reports;
  }

  /** A report as the API shows it. */
  record ReportView(
      String id,
      String title,
      String mediaType,
      String sha256,
      long size,
      String source,
      String grade,
      String gradeWords,
      boolean standingGrade,
      String marking,
      String via,
      Instant receivedAt,
      @Nullable Instant publishedAt) {
    static ReportView of(Report report) {
      return new ReportView(
          report.id().value(),
          report.title(),
          report.mediaType(),
          report.sha256(),
          report.size(),
          report.source(),
          report.grade().code(),
          report.grade().words(),
          report.standing(),
          report.marking().label(),
          report.via(),
          report.receivedAt(),
          report.publishedAt().orElse(null));
    }
  }

  /** What an entry of a feed, or a whole feed, became. */
  record ReportsView(List<ReportView> reports) {}

  /** A page of a list: {@code next} is the {@code after} of the page that follows. */
  record PageOf<T>(List<T> items, @Nullable String next) {}

  /** A report sent as JSON, for senders that cannot post bytes. */
  record JsonReport(
      @Nullable String content,
      @Nullable String mediaType,
      @Nullable String source,
      @Nullable String title,
      @Nullable String reliability,
      @Nullable String credibility,
      @Nullable String marking,
      @Nullable String publishedAt) {}

  @PostMapping(
      path = "/reports",
      consumes = {
        "text/plain",
        "text/html",
        "message/rfc822",
        "application/cap+xml",
        "application/rss+xml",
        "application/atom+xml"
      })
  @Requires({Role.COLLECTOR, Role.OFFICER})
  ResponseEntity<?> receive(
      @RequestBody(required = false) byte @Nullable [] body,
      @RequestHeader(HttpHeaders.CONTENT_TYPE) String contentType,
      @RequestParam String source,
      @RequestParam(defaultValue = "F") String reliability,
      @RequestParam(defaultValue = "6") String credibility,
      @RequestParam(defaultValue = "TLP:AMBER") String marking,
      @RequestParam(required = false) @Nullable String publishedAt,
      @RequestParam(required = false) @Nullable String title) {
    Intake intake =
        new Intake(
            body == null ? new byte[0] : body,
            contentType,
            Optional.ofNullable(title),
            source,
            Grade.parse(reliability, credibility),
            Marking.parse(marking),
            "api",
            Optional.ofNullable(publishedAt).map(time -> Times.parse("publishedAt", time)));
    List<Report> kept = reports.receive(intake);
    return Content.isFeed(Content.type(contentType))
        ? ResponseEntity.status(201)
            .body(new ReportsView(kept.stream().map(ReportView::of).toList()))
        : created(kept.getFirst());
  }

  @PostMapping(path = "/reports", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Requires({Role.COLLECTOR, Role.OFFICER})
  ResponseEntity<ReportView> receiveJson(@RequestBody JsonReport body) {
    Intake intake =
        new Intake(
            Optional.ofNullable(body.content()).orElse("").getBytes(StandardCharsets.UTF_8),
            Optional.ofNullable(body.mediaType()).orElse("text/plain") + ";charset=utf-8",
            Optional.ofNullable(body.title()),
            Optional.ofNullable(body.source()).orElse(""),
            Grade.parse(
                Optional.ofNullable(body.reliability()).orElse("F"),
                Optional.ofNullable(body.credibility()).orElse("6")),
            Marking.parse(Optional.ofNullable(body.marking()).orElse("TLP:AMBER")),
            "api",
            Optional.ofNullable(body.publishedAt()).map(time -> Times.parse("publishedAt", time)));
    return created(reports.receive(intake).getFirst());
  }

  private static ResponseEntity<ReportView> created(Report report) {
    return ResponseEntity.created(URI.create("/api/v1/reports/" + report.id()))
        .body(ReportView.of(report));
  }

  @GetMapping("/reports")
  PageOf<ReportView> list(
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit) {
    int most = Math.clamp(limit, 1, MOST);
    List<Report> found = reports.after(Optional.ofNullable(after).map(ReportId::new), most);
    return new PageOf<>(
        found.stream().map(ReportView::of).toList(),
        found.size() < most ? null : found.getLast().id().value());
  }

  @GetMapping("/reports/{id}")
  ReportView get(@PathVariable String id) {
    return ReportView.of(reports.get(new ReportId(id)));
  }

  /** The bytes as received, always as a download: they may be anything. */
  @GetMapping("/reports/{id}/original")
  ResponseEntity<byte[]> original(@PathVariable String id) {
    return Downloads.of(reports.original(new ReportId(id)), id);
  }

  /** A grade given later. */
  record NewGrade(
      @Nullable String reliability, @Nullable String credibility, @Nullable String reason) {}

  @PostMapping("/reports/{id}/grades")
  @Requires({Role.OFFICER, Role.APPROVER})
  ReportView grade(@PathVariable String id, @RequestBody NewGrade body) {
    Grade grade =
        Grade.parse(
            Optional.ofNullable(body.reliability()).orElse(""),
            Optional.ofNullable(body.credibility()).orElse(""));
    String reason = Optional.ofNullable(body.reason()).orElse("");
    return ReportView.of(reports.grade(new ReportId(id), grade, reason));
  }

  /** A grade as it was given. */
  record GradeView(String grade, String gradeWords, Instant at, String by, String reason) {}

  @GetMapping("/reports/{id}/grades")
  List<GradeView> grades(@PathVariable String id) {
    ReportId report = reports.get(new ReportId(id)).id();
    return reports.grades(report).stream()
        .map(each ->
            new GradeView(
                each.grade().code(), each.grade().words(), each.at(), each.by(), each.reason()))
        .toList();
  }

  /** Something in quarantine as the API shows it. */
  record QuarantinedView(
      String id,
      Instant receivedAt,
      String via,
      String source,
      String mediaType,
      String problem,
      String reason,
      String sha256,
      long size) {
    static QuarantinedView of(Quarantined kept) {
      return new QuarantinedView(
          kept.id().value(),
          kept.receivedAt(),
          kept.via(),
          kept.source(),
          kept.mediaType(),
          kept.problem(),
          kept.reason(),
          kept.sha256(),
          kept.size());
    }
  }

  @GetMapping("/quarantine")
  PageOf<QuarantinedView> quarantine(
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit) {
    int most = Math.clamp(limit, 1, MOST);
    List<Quarantined> found =
        reports.quarantine(Optional.ofNullable(after).map(QuarantineId::new), most);
    return new PageOf<>(
        found.stream().map(QuarantinedView::of).toList(),
        found.size() < most ? null : found.getLast().id().value());
  }

  @GetMapping("/quarantine/{id}/original")
  ResponseEntity<byte[]> quarantined(@PathVariable String id) {
    return Downloads.of(reports.quarantined(new QuarantineId(id)), id);
  }
}
