// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

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
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.web.Page;

/** The page of open suggestions, and what the forms on cases and reports post. */
@Controller
@RequestMapping("/desk")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class JoinPages {

  private static final int ROWS = 30;

  private final Suggestions suggestions;
  private final Joining joining;
  private final JoinWords words;
  private final Cases cases;
  private final Page page;

  JoinPages(Suggestions suggestions, Joining joining, JoinWords words, Cases cases, Page page) {
    this.suggestions = suggestions;
    this.joining = joining;
    this.words = words;
    this.cases = cases;
    this.page = page;
  }

  @GetMapping("/suggestions")
  ResponseEntity<String> list(@RequestParam(required = false) @Nullable String before) {
    List<Suggestion> rows =
        suggestions.open(Optional.ofNullable(before).map(SuggestionId::new), ROWS);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("rows", words.shown(rows));
    if (rows.size() == ROWS) {
      parameters.put("next", "/desk/suggestions?before=" + rows.getLast().id());
    }
    return page.of("assess/suggestions.jte", "Suggestions", "cases", parameters);
  }

  @PostMapping("/suggestions/{id}/acceptance")
  @Requires(Role.OFFICER)
  ResponseEntity<String> accept(@PathVariable String id) {
    return see("/desk/cases/" + suggestions.accept(new SuggestionId(id)).caseId() + "#origins");
  }

  @PostMapping("/suggestions/{id}/refusal")
  @Requires(Role.OFFICER)
  ResponseEntity<String> decline(
      @PathVariable String id, @RequestParam(defaultValue = "") String reason) {
    return see(
        "/desk/reports/"
            + suggestions.decline(new SuggestionId(id), reason).report()
            + "#same-danger");
  }

  @PostMapping("/cases/{id}/reports/{report}/removal")
  @Requires(Role.OFFICER)
  ResponseEntity<String> takeOut(
      @PathVariable String id,
      @PathVariable String report,
      @RequestParam(defaultValue = "") String reason) {
    CaseId caseId = new CaseId(id);
    cases.takeOut(caseId, new ReportId(report), reason);
    return see("/desk/cases/" + caseId + "#origins");
  }

  @PostMapping("/cases/{id}/origins")
  @Requires(Role.OFFICER)
  ResponseEntity<String> say(
      @PathVariable String id,
      @RequestParam String report,
      @RequestParam String other,
      @RequestParam String word,
      @RequestParam(defaultValue = "") String reason) {
    CaseId caseId = new CaseId(id);
    joining.say(caseId, new ReportId(report), new ReportId(other), word, reason);
    return see("/desk/cases/" + caseId + "#origins");
  }

  @PostMapping("/cases/{id}/continuation")
  @Requires(Role.OFFICER)
  ResponseEntity<String> proceed(
      @PathVariable String id,
      @RequestParam String into,
      @RequestParam(defaultValue = "") String reason) {
    CaseId caseId = new CaseId(id);
    joining.proceed(caseId, new CaseId(into), reason);
    return see("/desk/cases/" + caseId + "#origins");
  }

  @PostMapping("/cases/{id}/continuation/undoing")
  @Requires(Role.OFFICER)
  ResponseEntity<String> undo(
      @PathVariable String id, @RequestParam(defaultValue = "") String reason) {
    CaseId caseId = new CaseId(id);
    joining.undo(caseId, reason);
    return see("/desk/cases/" + caseId + "#origins");
  }

  private static ResponseEntity<String> see(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, path)
        .contentType(MediaType.TEXT_PLAIN)
        .body("");
  }
}
