// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.kernel.web.Page;

/** The pages of stage 1: paste or upload a report, grade it anew, look into the quarantine. */
@Controller
@RequestMapping("/desk")
@Requires({Role.COLLECTOR, Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class CollectPages {

  private static final int ROWS = 50;

  private final Reports reports;
  private final Page page;

  CollectPages(Reports reports, Page page) {
    this.reports = reports;
    this.page = page;
  }

  @GetMapping("/reports/new")
  @Requires({Role.COLLECTOR, Role.OFFICER})
  ResponseEntity<String> blank() {
    return form(200, ReportForm.BLANK, null);
  }

  private ResponseEntity<String> form(int status, ReportForm form, @Nullable Problem refused) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("form", form);
    parameters.put("zone", DeskTime.zoneName());
    if (refused != null) {
      parameters.put("refused", refused);
    }
    return page.of(status, "collect/new.jte", "New report", "inbox", parameters);
  }

  @PostMapping("/reports")
  @Requires({Role.COLLECTOR, Role.OFFICER})
  ResponseEntity<String> receive(
      @RequestParam(defaultValue = "") String text,
      @RequestParam(required = false) @Nullable MultipartFile file,
      @RequestParam(defaultValue = "") String source,
      @RequestParam(defaultValue = "") String title,
      @RequestParam(defaultValue = "F") String reliability,
      @RequestParam(defaultValue = "6") String credibility,
      @RequestParam(defaultValue = "TLP:AMBER") String marking,
      @RequestParam(defaultValue = "") String publishedAt)
      throws IOException {
    byte[] bytes =
        file == null || file.isEmpty() ? text.getBytes(StandardCharsets.UTF_8) : file.getBytes();
    List<Reports.Unread> unread = new ArrayList<>();
    if (bytes.length == 0) {
      unread.add(
          new Reports.Unread(
              CollectProblem.EMPTY,
              new Fault("text", "", "is empty", "paste what arrived, or choose a file")));
    }
    Optional<Instant> published = published(publishedAt, unread);
    try {
      Intake intake =
          new Intake(
              bytes,
              Content.guess(bytes),
              Optional.of(title).filter(given -> !given.isBlank()),
              source,
              Grade.parse(reliability, credibility),
              Marking.parse(marking),
              "paste",
              published);
      Reports.check(intake, unread);
      List<Report> kept = reports.receive(intake);
      return see(kept.size() == 1 ? "/desk/reports/" + kept.getFirst().id() : "/desk/inbox");
    } catch (Problem refused) {
      ReportForm filled =
          new ReportForm(text, source, title, reliability, credibility, marking, publishedAt);
      return form(refused.type().status(), filled, refused);
    }
  }

  /**
   * A time with a zone, or one without, as a browser's own field gives it: then the desk's zone.
   * What is neither is none, and a fault more.
   */
  private static Optional<Instant> published(String text, List<Reports.Unread> unread) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(DeskTime.parse("publishedAt", text));
    } catch (Problem noTime) {
      unread.add(
          new Reports.Unread(
              noTime.type(),
              new Fault(
                  "publishedAt",
                  Problem.shorten(text),
                  "is no time",
                  "choose day and time, or leave it empty")));
      return Optional.empty();
    }
  }

  @PostMapping("/reports/{id}/grades")
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<String> grade(
      @PathVariable String id,
      @RequestParam String reliability,
      @RequestParam String credibility,
      @RequestParam(defaultValue = "") String reason) {
    ReportId report = new ReportId(id);
    reports.grade(report, Grade.parse(reliability, credibility), reason);
    return see("/desk/reports/" + report + "#grades");
  }

  @GetMapping("/reports/{id}/original")
  ResponseEntity<byte[]> original(@PathVariable String id) {
    return Downloads.of(reports.original(new ReportId(id)), id);
  }

  @GetMapping("/quarantine")
  ResponseEntity<String> quarantine(@RequestParam(required = false) @Nullable String before) {
    List<Quarantined> kept =
        reports.quarantine(Optional.ofNullable(before).map(QuarantineId::new), ROWS);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("lines", kept.stream().map(QuarantineLine::of).toList());
    if (kept.size() == ROWS) {
      parameters.put("next", "/desk/quarantine?before=" + kept.getLast().id().value());
    }
    return page.of("collect/quarantine.jte", "Quarantine", "inbox", parameters);
  }

  @GetMapping("/quarantine/{id}/original")
  ResponseEntity<byte[]> quarantined(@PathVariable String id) {
    return Downloads.of(reports.quarantined(new QuarantineId(id)), id);
  }

  /** Leads the browser on after a form (303). */
  static ResponseEntity<String> see(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, URI.create(path).toString())
        .contentType(MediaType.TEXT_PLAIN)
        .body("");
  }
}
