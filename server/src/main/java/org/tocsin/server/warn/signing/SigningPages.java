// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.signing;

import java.util.HashMap;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.web.Page;

/** The desk's page of its signing keys: which one signs, which files are wrong, what to do. */
@Controller
@Requires({Role.OFFICER, Role.APPROVER, Role.ADMIN, Role.AUDITOR})
class SigningPages {

  private final SigningKeys keys;
  private final Page page;

  SigningPages(SigningKeys keys, Page page) {
    this.keys = keys;
    this.page = page;
  }

  @GetMapping("/desk/signing")
  ResponseEntity<String> show() {
    Map<String, Object> parameters = new HashMap<>();
    keys.signingSha256().ifPresent(sha256 -> parameters.put("signing", sha256));
    parameters.put("complaints", keys.complaints());
    parameters.put("certificates", keys.certificates());
    return page.of("warn/signing.jte", "Signing", "administration", parameters);
  }
}
