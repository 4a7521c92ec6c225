// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.taxii;

import java.util.HashMap;
import java.util.Map;
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
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.Page;

/** The page of TAXII collections: add, ask now, remove, and how each does. */
@Controller
@RequestMapping("/desk/taxii")
@Requires({Role.COLLECTOR, Role.OFFICER, Role.ADMIN})
class TaxiiPages {

  private final TaxiiCollections collections;
  private final Page page;

  TaxiiPages(TaxiiCollections collections, Page page) {
    this.collections = collections;
    this.page = page;
  }

  @GetMapping
  @Requires({Role.COLLECTOR, Role.OFFICER, Role.APPROVER, Role.ADMIN, Role.AUDITOR})
  ResponseEntity<String> list() {
    return shown(200, TaxiiDraft.BLANK, null);
  }

  private ResponseEntity<String> shown(int status, TaxiiDraft form, @Nullable Problem refused) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("collections", collections.list());
    parameters.put("form", form);
    if (refused != null) {
      parameters.put("refused", refused);
    }
    return page.of(status, "collect/taxii.jte", "TAXII", "inbox", parameters);
  }

  @PostMapping
  ResponseEntity<String> add(
      @RequestParam(defaultValue = "") String url,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String user,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "15") String minutes,
      @RequestParam(defaultValue = "TLP:AMBER") String marking) {
    TaxiiDraft draft = new TaxiiDraft(url, name, user, password, minutes, marking);
    try {
      collections.add(draft);
      return see();
    } catch (Problem refused) {
      return shown(refused.type().status(), draft, refused);
    }
  }

  @PostMapping("/{id}/poll")
  ResponseEntity<String> poll(@PathVariable String id) {
    collections.poll(new TaxiiId(id));
    return see();
  }

  @PostMapping("/{id}/remove")
  ResponseEntity<String> remove(@PathVariable String id) {
    collections.remove(new TaxiiId(id));
    return see();
  }

  private static ResponseEntity<String> see() {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, "/desk/taxii")
        .body("");
  }
}
