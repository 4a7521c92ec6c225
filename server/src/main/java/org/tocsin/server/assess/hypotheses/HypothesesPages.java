// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.hypotheses;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.access.OfficerNames;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.FormFields;
import org.tocsin.server.kernel.web.Page;

/** The page on which hypotheses are weighed: plain fields, so that it works by keyboard alone. */
@Controller
@RequestMapping("/desk/cases/{id}/hypotheses")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class HypothesesPages {

  /** What a form can carry: seven hypotheses and a relevance each, below a thousand fields. */
  private static final int ROWS_SHOWN = 100;

  private static final int SPARE = 2;

  private final Hypotheses hypotheses;
  private final OfficerNames names;
  private final Page page;

  HypothesesPages(Hypotheses hypotheses, OfficerNames names, Page page) {
    this.hypotheses = hypotheses;
    this.names = names;
    this.page = page;
  }

  @GetMapping
  ResponseEntity<String> show(
      @PathVariable String id, @RequestParam(defaultValue = "") String report) {
    return shown(200, new CaseId(id), report, Map.of(), null);
  }

  private ResponseEntity<String> shown(
      int status, CaseId id, String report, Map<String, String> fields, @Nullable Problem refused) {
    Matrix matrix = hypotheses.of(id);
    List<Row> rows =
        matrix.rows().stream()
            .filter(row -> report.isEmpty() || row.cite().report().value().equals(report))
            .toList();
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("matrix", matrix);
    parameters.put("rows", rows.stream().limit(ROWS_SHOWN).toList());
    parameters.put("left", Math.max(0, rows.size() - ROWS_SHOWN));
    parameters.put("report", report);
    parameters.put(
        "spare",
        Math.clamp(
            (long) Hypotheses.HYPOTHESES_MAX - matrix.hypotheses().size(),
            0,
            matrix.hypotheses().isEmpty() ? 3 : SPARE));
    parameters.put("fields", fields);
    parameters.put("versions", hypotheses.versions(id));
    parameters.put("names", (Function<String, String>) names::of);
    parameters.put("labels", labels(matrix, fields));
    parameters.put("refused", refused);
    return page.of(
        status,
        "assess/hypotheses/matrix.jte",
        "Hypotheses of " + matrix.file().title(),
        "cases",
        parameters);
  }

  /**
   * What the page calls the fields: hypotheses in the order in which {@link #change} reads them.
   */
  private static FormFields labels(Matrix matrix, Map<String, String> fields) {
    FormFields labels =
        new FormFields()
            .with("hypotheses", "Hypotheses", "f-hypotheses")
            .with("findings", "The matrix", "h-matrix")
            .with("why", "What you changed, and why", "f-why");
    int next = 0;
    for (Hypothesis each : matrix.hypotheses()) {
      if (!fields.containsKey("drop." + each.key())) {
        labels.with("hypotheses[" + next++ + "]", each.key(), "t-" + each.key());
      }
    }
    for (int i = 0; i < Hypotheses.HYPOTHESES_MAX; i++) {
      if (!fields.getOrDefault("new." + i, "").isBlank()) {
        labels.with("hypotheses[" + next++ + "]", "Another hypothesis", "n-" + i);
      }
    }
    return labels;
  }

  @PostMapping
  @Requires(Role.OFFICER)
  ResponseEntity<String> weigh(@PathVariable String id, @RequestParam Map<String, String> fields) {
    CaseId caseId = new CaseId(id);
    String report = fields.getOrDefault("report", "");
    try {
      hypotheses.weigh(caseId, change(hypotheses.of(caseId), fields));
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .location(
              URI.create(
                  "/desk/cases/"
                      + caseId
                      + "/hypotheses"
                      + (report.matches("report_\\w{26}") ? "?report=" + report : "")))
          .build();
    } catch (Problem refused) {
      return shown(refused.type().status(), caseId, report, fields, refused);
    }
  }

  private static Hypotheses.Change change(Matrix matrix, Map<String, String> fields) {
    List<Hypothesis> stated = new ArrayList<>();
    for (Hypothesis each : matrix.hypotheses()) {
      if (!fields.containsKey("drop." + each.key())) {
        stated.add(
            new Hypothesis(each.key(), fields.getOrDefault("text." + each.key(), each.text())));
      }
    }
    for (int i = 0; i < Hypotheses.HYPOTHESES_MAX; i++) {
      String text = fields.getOrDefault("new." + i, "");
      if (!text.isBlank()) {
        stated.add(new Hypothesis("", text));
      }
    }
    List<Weighing> weighings = new ArrayList<>();
    for (Row row : matrix.rows()) {
      Optional.ofNullable(fields.get("relevance." + row.key()))
          .ifPresent(relevance -> weighings.add(weighing(row, relevance, stated, fields)));
    }
    return new Hypotheses.Change(
        base(fields.getOrDefault("base", "0")), fields.getOrDefault("why", ""), stated, weighings);
  }

  private static Weighing weighing(
      Row row, String relevance, List<Hypothesis> stated, Map<String, String> fields) {
    Map<String, Consistency> cells = new HashMap<>();
    for (Hypothesis each : stated) {
      String letters = fields.getOrDefault("cell." + row.key() + "." + each.key(), "");
      if (!each.key().isEmpty() && !letters.isEmpty()) {
        cells.put(each.key(), HypothesesApi.consistency(row.ref(), letters));
      }
    }
    return new Weighing(
        row.cite().report(),
        row.cite().finding().orElseThrow(),
        HypothesesApi.level(relevance),
        cells);
  }

  private static int base(String text) {
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
  }
}
