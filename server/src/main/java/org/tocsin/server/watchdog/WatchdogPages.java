// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watchdog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.web.DeskTile;
import org.tocsin.server.kernel.web.Page;
import org.tocsin.server.kernel.web.WatchdogPanel;

/** What the watchdog has found: a page, the same as JSON, and the figure on the first page. */
@Controller
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR, Role.ADMIN})
class WatchdogPages implements DeskTile.Source {

  private static final int PAST = 100;

  private final Watchdog watchdog;
  private final FindingStore store;
  private final List<WatchdogPanel> panels;
  private final Page page;

  WatchdogPages(Watchdog watchdog, FindingStore store, List<WatchdogPanel> panels, Page page) {
    this.panels = List.copyOf(panels);
    this.watchdog = watchdog;
    this.store = store;
    this.page = page;
  }

  @GetMapping("/api/v1/watchdog")
  @ResponseBody
  WatchdogShown view() {
    return new WatchdogShown(watchdog.age(), heartbeat(), store.open(), store.past(PAST));
  }

  private String heartbeat() {
    if (!watchdog.hasHeartbeat()) {
      return "none";
    }
    return watchdog.isHeard() ? "heard" : "not heard";
  }

  @GetMapping("/desk/watchdog")
  ResponseEntity<String> page() {
    return page.of(
        200,
        "watchdog/watchdog.jte",
        "Watchdog",
        "administration",
        Map.of(
            "view",
            view(),
            "panels",
            panels.stream().map(WatchdogPanel::show).flatMap(Optional::stream).toList()));
  }

  @Override
  public int order() {
    return 950;
  }

  @Override
  public DeskTile tile() {
    return new DeskTile("Faults of this server", store.countOpen(), "/desk/watchdog", true);
  }
}
