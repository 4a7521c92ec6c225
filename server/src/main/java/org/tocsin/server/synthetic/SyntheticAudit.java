// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.synthetic;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.Audit;
import org.tocsin.server.kernel.web.DeskTime;

/** Whether the last alert that the server sent to itself came through whole, and in time. */
@Component
class SyntheticAudit implements Audit {

  private static final String ABOUT = "the synthetic alert";

  private final SyntheticAlerts alerts;
  private final SyntheticStore store;
  private final SyntheticSettings settings;

  SyntheticAudit(SyntheticAlerts alerts, SyntheticStore store, SyntheticSettings settings) {
    this.alerts = alerts;
    this.store = store;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "synthetic.alert";
  }

  @Override
  public List<Finding> audit(Instant now) {
    if (!alerts.isOn()) {
      return List.of();
    }
    Optional<Run> ended = store.newestEnded();
    Leg leg = ended.map(Run::stuck).orElse(null);
    if (ended.isPresent() && leg != null) {
      return List.of(
          Audit.wrong(
              ABOUT,
              "the alert that this server sent to itself at %s was not %s; %s. A real one may be stuck there, too"
                  .formatted(DeskTime.words(ended.get().begunAt()), leg.done(), leg.advice())));
    }
    if (store.open().filter(Run::isBehind).isPresent()) {
      return List.of(); // what is meant goes first, and goes; the page says so
    }
    // Two of the allowed times: one for the run that is under way, one for beats that come late.
    Duration most = settings.every().plus(settings.within()).plus(settings.within());
    return store
        .newestWhole()
        .map(Run::begunAt)
        .or(store::first)
        .filter(since -> since.plus(most).isBefore(now))
        .map(since ->
            List.of(
                Audit.wrong(
                    ABOUT,
                    "no alert of this server to itself has come through since %s; see the log for synthetic.alert"
                        .formatted(DeskTime.words(since)))))
        .orElse(List.of());
  }
}
