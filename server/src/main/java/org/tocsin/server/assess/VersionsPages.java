// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.tocsin.server.kernel.web.Page;

/** The page of an assessment's versions: two of them compared, and who dissents. */
@Controller
@RequestMapping("/desk/cases/{id}")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class VersionsPages {

  private final Cases cases;
  private final OfficerNames names;
  private final Page page;

  VersionsPages(Cases cases, OfficerNames names, Page page) {
    this.cases = cases;
    this.names = names;
    this.page = page;
  }

  @GetMapping("/assessments")
  ResponseEntity<String> compare(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") int from,
      @RequestParam(defaultValue = "0") int until) {
    return shown(200, new CaseId(id), from, until, "", null);
  }

  private ResponseEntity<String> shown(
      int status, CaseId id, int from, int until, String words, @Nullable Problem refused) {
    CaseFile file = cases.get(id);
    List<ThreatAssessment> versions = cases.assessments(id);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("file", file);
    parameters.put("versions", versions);
    parameters.put("names", (java.util.function.Function<String, String>) names::of);
    parameters.put("words", words);
    parameters.put("refused", refused);
    if (versions.size() > 1) {
      int newest = versions.getFirst().version();
      int later = until == 0 ? newest : until;
      int earlier = from == 0 ? Math.max(1, later - 1) : from;
      parameters.put("compared", cases.changes(id, earlier, later));
    }
    return page.of(
        status, "assess/versions.jte", "Assessment of " + file.title(), "cases", parameters);
  }

  @PostMapping("/dissents")
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<String> dissent(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(defaultValue = "") String words) {
    CaseId caseId = new CaseId(id);
    try {
      cases.dissent(caseId, version, words);
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .location(URI.create("/desk/cases/" + caseId + "/assessments#dissents"))
          .build();
    } catch (Problem refused) {
      return shown(refused.type().status(), caseId, 0, 0, words, refused);
    }
  }
}
