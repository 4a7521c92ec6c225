// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.CaseId;

/** Reckonings that are handed over: API, and what the page of the reckoning sends. */
@Controller
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class HandingOverPages {

  private final HandingOver handing;

  HandingOverPages(HandingOver handing) {
    this.handing = handing;
  }

  /** A reckoning that was handed over. */
  record HandedOverView(
      String id, String caseId, String sha256, int bytes, int acts, Instant at, String by) {
    static HandedOverView of(HandedOver made) {
      return new HandedOverView(
          made.id().value(),
          made.caseId().value(),
          made.sha256(),
          made.bytes(),
          made.acts(),
          made.at(),
          made.by().value());
    }
  }

  @PostMapping("/api/v1/cases/{id}/reckonings")
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<HandedOverView> handOver(@PathVariable String id) {
    HandedOver made = handing.now(new CaseId(id));
    return ResponseEntity.created(URI.create("/api/v1/reckonings/" + made.id() + ".pdf"))
        .body(HandedOverView.of(made));
  }

  @GetMapping("/api/v1/cases/{id}/reckonings")
  @ResponseBody
  List<HandedOverView> list(@PathVariable String id) {
    return handing.ofCase(new CaseId(id)).stream().map(HandedOverView::of).toList();
  }

  @GetMapping({"/api/v1/reckonings/{id}.pdf", "/desk/reckonings/{id}.pdf"})
  ResponseEntity<byte[]> pdf(@PathVariable String id) {
    ReckoningId wanted = new ReckoningId(id);
    return OutcomeApi.pdf(wanted.value(), handing.pdf(wanted));
  }

  @PostMapping("/desk/cases/{id}/reckonings")
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<String> submit(@PathVariable String id) {
    HandedOver made = handing.now(new CaseId(id));
    return ResponseEntity.status(303)
        .location(URI.create("/desk/cases/" + made.caseId() + "/reckoning#handed-over"))
        .build();
  }
}
