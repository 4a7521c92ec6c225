// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.HashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.web.Page;

/** What the page of a warning's deliveries asks for while it is open. */
@Controller
@RequestMapping("/desk/warnings/{id}/deliveries")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class FollowPages {

  private final Follower follower;
  private final Holds holds;
  private final Page page;

  FollowPages(Follower follower, Holds holds, Page page) {
    this.follower = follower;
    this.holds = holds;
    this.page = page;
  }

  /** The live part: progress, pace, answers, and how many of each cell are told. */
  @GetMapping("/seen")
  ResponseEntity<String> seen(@PathVariable String id) {
    WarningId warning = new WarningId(id);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("look", follower.lookAtMap(warning));
    parameters.put("hold", holds.current(warning).orElse(null));
    return page.part("deliver/seen.jte", parameters);
  }

  /** The cells of the map, which change only when somebody joins. */
  @GetMapping("/cells")
  ResponseEntity<String> cells(@PathVariable String id) {
    Filling filling = follower.lookAtMap(new WarningId(id)).filling();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(
            filling == null
                ? "{\"grid\":0,\"cells\":[]}"
                : "{\"grid\":%d,\"cells\":%s}".formatted(filling.grid(), filling.cellsJson()));
  }
}
