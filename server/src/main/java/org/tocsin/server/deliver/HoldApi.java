// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.WarningId;

/** Deliveries under way held up, let go on, stopped and sent again, over HTTP. */
@RestController
@RequestMapping("/api/v1/warnings/{id}/deliveries")
@Requires({Role.OFFICER, Role.APPROVER})
class HoldApi {

  private final Holds holds;

  HoldApi(Holds holds) {
    this.holds = holds;
  }

  /** Why something is done. */
  record ReasonBody(@Nullable String why) {
    String text() {
      return Objects.requireNonNullElse(why, "");
    }
  }

  /** Whether deliveries are held up, and by whom. */
  record HoldView(@Nullable Hold hold) {}

  /** How many are told anew. */
  record AgainView(int watchers) {}

  @GetMapping("/hold")
  @Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
  HoldView hold(@PathVariable String id) {
    return new HoldView(holds.current(new WarningId(id)).orElse(null));
  }

  @PostMapping("/pause")
  HoldView pause(@PathVariable String id, @RequestBody ReasonBody body) {
    holds.pause(new WarningId(id), body.text());
    return hold(id);
  }

  @PostMapping("/resume")
  HoldView resume(@PathVariable String id) {
    holds.resume(new WarningId(id));
    return hold(id);
  }

  @PostMapping("/stop")
  HoldView stop(@PathVariable String id, @RequestBody ReasonBody body) {
    holds.stop(new WarningId(id), body.text());
    return hold(id);
  }

  @PostMapping("/again")
  AgainView again(@PathVariable String id) {
    return new AgainView(holds.again(new WarningId(id)));
  }
}
