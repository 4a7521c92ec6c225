// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.audience.FileWatcher;
import org.tocsin.audience.LineProblem;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WatcherId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Watchers over HTTP. */
@RestController
@RequestMapping("/api/v1/watchers")
@Requires({Role.OFFICER, Role.APPROVER, Role.ADMIN, Role.AUDITOR})
class WatcherApi {

  private static final int MOST = 500;

  private final Watchers watchers;
  private final CurrentOfficer current;
  private final JsonMapper json;

  WatcherApi(Watchers watchers, CurrentOfficer current, JsonMapper json) {
    this.watchers = watchers;
    this.current = current;
    this.json = json;
  }

  /** A page of the list: {@code next} is the {@code after} of the page that follows. */
  record WatchersView(List<WatcherLine> items, @Nullable String next) {}

  /** What was found wrong with a line. */
  record ProblemView(
      long line, String column, String value, String message, String remedy, String grade) {
    static ProblemView of(LineProblem problem) {
      return new ProblemView(
          problem.line(),
          problem.column(),
          Problem.shorten(problem.value()),
          problem.message(),
          problem.remedy(),
          problem.grade() == LineProblem.Grade.ERROR ? "error" : "warning");
    }
  }

  /** What came of a file. */
  record ImportView(
      long id,
      int watchers,
      int places,
      int unreachable,
      int rejected,
      int kept,
      @Nullable String rejects,
      List<ProblemView> problems) {}

  /** Past imports, the newest first. */
  record ImportsView(List<PastImport> items) {}

  /** All watchers in figures. */
  record SummaryView(
      int watchers,
      Map<String, Integer> byKind,
      Map<String, Integer> byChannel,
      Map<String, Integer> byLanguage,
      int unreachable) {}

  /** One watcher that was written. */
  record PutView(long id, List<ProblemView> warnings) {}

  @PostMapping(
      value = "/import",
      consumes = {
        "text/csv",
        "application/x-ndjson",
        "application/ndjson",
        "application/geo+json",
        "application/geo+json-seq"
      })
  @Requires({Role.OFFICER, Role.ADMIN})
  ImportView importFile(HttpServletRequest request) throws IOException {
    MediaType type = MediaType.parseMediaType(request.getContentType());
    WatcherFiles.Format format =
        switch (type.getSubtype()) {
          case "csv" -> WatcherFiles.Format.CSV;
          case "geo+json", "geo+json-seq" -> WatcherFiles.Format.GEOJSON;
          default -> WatcherFiles.Format.NDJSON;
        };
    ImportResult result = watchers.importFile(request.getInputStream(), format, current.get().id());
    if (result.watchers() == 0) {
      throw new Problem(
          WatchProblem.NOTHING_TAKEN,
          "%d lines were refused and none was taken%s"
              .formatted(
                  result.rejected(),
                  result.kept() == 0 ? "" : "; they are kept at " + rejectsOf(result.id())),
          Watchers.faults(result.problems()));
    }
    return new ImportView(
        result.id(),
        result.watchers(),
        result.places(),
        result.unreachable(),
        result.rejected(),
        result.kept(),
        result.kept() == 0 ? null : rejectsOf(result.id()),
        result.problems().stream().map(ProblemView::of).toList());
  }

  private static String rejectsOf(long importId) {
    return "/api/v1/watchers/imports/" + importId + "/rejects";
  }

  @GetMapping("/imports")
  @Requires({Role.OFFICER, Role.ADMIN})
  ImportsView imports(@RequestParam(defaultValue = "100") int limit) {
    return new ImportsView(watchers.imports(Math.clamp(limit, 1, MOST)));
  }

  /** The refused lines of an import with their reasons, as a file to be mended. */
  @GetMapping("/imports/{id}/rejects")
  @Requires({Role.OFFICER, Role.ADMIN})
  void rejects(@PathVariable long id, HttpServletResponse response) throws IOException {
    send(watchers.keptLines(id, current.get().id()), response);
  }

  @DeleteMapping("/imports/{id}/rejects")
  @Requires({Role.OFFICER, Role.ADMIN})
  ResponseEntity<Void> forgetRejects(@PathVariable long id) {
    watchers.forgetKeptLines(id, current.get().id());
    return ResponseEntity.noContent().build();
  }

  /**
   * Answers with the file. With its length, and the connection ends with it: so whoever fetches it
   * knows at once that it broke off, or that lines were destroyed meanwhile.
   */
  static void send(KeptLines lines, HttpServletResponse response) throws IOException {
    response.setContentType(lines.mediaType());
    response.setContentLengthLong(lines.length());
    response.setHeader(HttpHeaders.CONNECTION, "close");
    response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(lines.fileName()).build().toString());
    lines.writeTo(response.getOutputStream());
  }

  /** One object with the fields of a line, or an array of them with one id: further places. */
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Requires({Role.OFFICER, Role.ADMIN})
  ResponseEntity<PutView> put(@RequestBody JsonNode body) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (JsonNode each : body.isArray() ? body : List.of(body)) {
      lines.writeBytes(json.writeValueAsBytes(each));
      lines.write('\n');
    }
    FileIntake intake = watchers.intake(WatcherFiles.Format.NDJSON);
    intake.read(new ByteArrayInputStream(lines.toByteArray()));
    List<FileWatcher> found = intake.watchers();
    if (found.size() != 1 || intake.rejectedLines() > 0) {
      throw Watchers.refusal(intake.told());
    }
    WatcherId id = watchers.put(found.getFirst(), current.get().id());
    return ResponseEntity.created(URI.create("/api/v1/watchers/" + id))
        .body(new PutView(id.number(), intake.told().stream().map(ProblemView::of).toList()));
  }

  @GetMapping
  WatchersView list(
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "false") boolean unreachable) {
    int most = Math.clamp(limit, 1, MOST);
    List<WatcherLine> items = watchers.list(after, most, id, kind, unreachable);
    return new WatchersView(
        items, items.size() == most ? Long.toString(items.getLast().id()) : null);
  }

  @GetMapping("/summary")
  SummaryView summary() {
    AudienceSummary all = watchers.summary();
    return new SummaryView(
        all.count(), all.byKind(), all.byChannel(), all.byLanguage(), all.unreachable());
  }

  @GetMapping("/{id}")
  WatcherLine get(@PathVariable long id) {
    return watchers.card(new WatcherId(id)).map(WatcherApi::line).orElseThrow(() -> missing(id));
  }

  @DeleteMapping("/{id}")
  @Requires({Role.ADMIN, Role.OFFICER})
  ResponseEntity<Void> erase(@PathVariable long id) {
    watchers.erase(new WatcherId(id), current.get().id());
    return ResponseEntity.noContent().build();
  }

  private static WatcherLine line(WatcherCard card) {
    return new WatcherLine(
        card.id().number(),
        card.externalId(),
        card.kind().word(),
        card.channels(),
        card.languages(),
        card.places().size(),
        card.changedAt());
  }

  static Problem missing(long id) {
    return WatchProblem.NO_WATCHER.because("no watcher has the number %d".formatted(id));
  }
}
