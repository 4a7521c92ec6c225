// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.synthetic;

import gg.jte.Content;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.web.Page;
import org.tocsin.server.kernel.web.WatchdogPanel;

/** The alerts to itself on the watchdog's page, and over HTTP. */
@Controller
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR, Role.ADMIN})
class SyntheticPages implements WatchdogPanel {

  private static final int ROWS = 5;
  private static final int MOST = 100;

  private final SyntheticAlerts alerts;
  private final SyntheticStore store;
  private final Page page;

  SyntheticPages(SyntheticAlerts alerts, SyntheticStore store, Page page) {
    this.alerts = alerts;
    this.store = store;
    this.page = page;
  }

  /** The latest alerts, newest first. */
  record RunsView(boolean on, List<RunView> items) {}

  /**
   * One of them; a leg that is not done is missing.
   *
   * @param behind how many deliveries that are meant stood before it when it was late; 0 when it
   *     was not
   */
  record RunView(
      String id,
      Instant begunAt,
      @Nullable Instant endedAt,
      @Nullable String stuck,
      long behind,
      Map<String, Double> seconds) {
    static RunView of(Run run) {
      Map<String, Double> seconds = new TreeMap<>();
      run.took().forEach((leg, time) -> seconds.put(leg.word(), time.toMillis() / 1_000.0));
      Leg stuck = run.stuck();
      return new RunView(
          run.id(),
          run.begunAt(),
          run.endedAt(),
          stuck == null ? null : stuck.word(),
          run.behind(),
          seconds);
    }
  }

  @GetMapping("/api/v1/synthetic")
  @ResponseBody
  RunsView view() {
    return new RunsView(alerts.isOn(), store.latest(MOST).stream().map(RunView::of).toList());
  }

  @Override
  public Optional<Content> show() {
    return Optional.of(
        page.content(
            "synthetic/panel.jte",
            Map.of(
                "on",
                alerts.isOn(),
                "runs",
                store.latest(ROWS).stream().map(RunShown::of).toList())));
  }
}
