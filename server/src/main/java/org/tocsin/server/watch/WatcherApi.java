// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
      int watchers, int places, int unreachable, int rejected, List<ProblemView> problems) {}

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
      consumes = {"text/csv", "application/x-ndjson", "application/ndjson"})
  @Requires({Role.OFFICER, Role.ADMIN})
  ImportView importFile(HttpServletRequest request) throws IOException {
    MediaType type = MediaType.parseMediaType(request.getContentType());
    WatcherFiles.Format format =
        type.getSubtype().equals("csv") ? WatcherFiles.Format.CSV : WatcherFiles.Format.NDJSON;
    ImportResult result = watchers.importFile(request.getInputStream(), format, current.get().id());
    if (result.watchers() == 0) {
      throw new Problem(
          WatchProblem.NOTHING_TAKEN,
          "%d lines were refused and none was taken; they are kept".formatted(result.rejected()),
          Watchers.faults(result.problems()));
    }
    return new ImportView(
        result.watchers(),
        result.places(),
        result.unreachable(),
        result.rejected(),
        result.problems().stream().map(ProblemView::of).toList());
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
    FileIntake intake = new FileIntake();
    intake.read(new ByteArrayInputStream(lines.toByteArray()), WatcherFiles.Format.NDJSON);
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
