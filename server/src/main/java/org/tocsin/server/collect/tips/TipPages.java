// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.tips;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.web.Page;

/** The desk's side of tips: what was said, and asking back. */
@Controller
@RequestMapping("/desk/tips")
@Requires({Role.COLLECTOR, Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class TipPages {

  /** Sorts after every id. */
  static final String NEWEST = "tip_~";

  private static final int ROWS = 50;

  private final Tips tips;
  private final TipStore store;
  private final Reports reports;
  private final Page page;

  TipPages(Tips tips, TipStore store, Reports reports, Page page) {
    this.tips = tips;
    this.store = store;
    this.reports = reports;
    this.page = page;
  }

  @GetMapping
  ResponseEntity<String> list(@RequestParam(defaultValue = "") String before) {
    List<TipRow> rows = store.list(before.isEmpty() ? NEWEST : new TipId(before).value(), ROWS);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("rows", rows);
    parameters.put("titles", titles(rows.stream().map(TipRow::first).toList()));
    parameters.put("on", tips.on());
    if (rows.size() == ROWS) {
      parameters.put("next", "/desk/tips?before=" + rows.getLast().id());
    }
    return page.of("collect/tips.jte", "Tips", "inbox", parameters);
  }

  private Map<ReportId, String> titles(List<ReportId> ids) {
    return reports.list(ids).stream().collect(Collectors.toMap(Report::id, Report::title));
  }

  @GetMapping("/{id}")
  ResponseEntity<String> one(@PathVariable String id) {
    return one(200, new TipId(id), "", null);
  }

  private ResponseEntity<String> one(
      int status, TipId id, String question, @Nullable Problem refused) {
    List<TipLine> lines = tips.get(id);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("id", id);
    parameters.put("lines", lines);
    parameters.put("question", question);
    parameters.put(
        "titles", titles(lines.stream().flatMap(line -> line.report().stream()).toList()));
    if (refused != null) {
      parameters.put("refused", refused);
    }
    return page.of(status, "collect/tip.jte", "Tip", "inbox", parameters);
  }

  @PostMapping("/{id}/questions")
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<String> ask(
      @PathVariable String id, @RequestParam(defaultValue = "") String question) {
    TipId tip = new TipId(id);
    try {
      tips.ask(tip, question);
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .header(HttpHeaders.LOCATION, "/desk/tips/" + tip)
          .body("");
    } catch (Problem refused) {
      return one(refused.type().status(), tip, question, refused);
    }
  }
}
