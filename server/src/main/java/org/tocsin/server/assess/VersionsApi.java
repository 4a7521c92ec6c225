// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.CaseId;

/** What differs between versions of an assessment, and who dissents from one, over HTTP. */
@RestController
@RequestMapping("/api/v1/cases/{id}")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class VersionsApi {

  private final Cases cases;

  VersionsApi(Cases cases) {
    this.cases = cases;
  }

  /** Two versions compared: who made each, when and why, and what differs. */
  record ChangesView(VersionView from, VersionView until, List<AssessmentChanges.Change> changes) {
    static ChangesView of(AssessmentChanges compared) {
      return new ChangesView(
          VersionView.of(compared.before()),
          VersionView.of(compared.after()),
          compared.changes());
    }
  }

  /** Who made a version, when and why. */
  record VersionView(int version, String by, Instant at, String change) {
    static VersionView of(ThreatAssessment made) {
      return new VersionView(
          made.version(), made.by().value(), made.at(), made.reasoning().change());
    }
  }

  /** A dissent as the API reads it. */
  record NewDissent(@Nullable Integer version, @Nullable String words) {}

  /** A dissent as the API shows it. */
  record DissentView(int number, int version, String by, Instant at, String words) {
    static DissentView of(Dissent dissent) {
      return new DissentView(
          dissent.number(), dissent.version(), dissent.by().value(), dissent.at(), dissent.words());
    }
  }

  /** All dissents of a case. */
  record Dissents(List<DissentView> items) {}

  @GetMapping("/assessments/changes")
  ChangesView changes(@PathVariable String id, @RequestParam int from, @RequestParam int until) {
    return ChangesView.of(cases.changes(new CaseId(id), from, until));
  }

  @GetMapping("/dissents")
  Dissents dissents(@PathVariable String id) {
    return new Dissents(
        cases.get(new CaseId(id)).dissents().stream().map(DissentView::of).toList());
  }

  @PostMapping("/dissents")
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<DissentView> dissent(@PathVariable String id, @RequestBody NewDissent body) {
    Integer version = body.version();
    String words = body.words();
    Dissent kept =
        cases.dissent(new CaseId(id), version == null ? 0 : version, words == null ? "" : words);
    return ResponseEntity.created(URI.create("/api/v1/cases/" + id + "/dissents"))
        .body(DissentView.of(kept));
  }
}
