// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.alertmanager;

import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.StandingParcels;
import org.tocsin.server.kernel.DueWork;

/**
 * Sends what still stands once more, because an Alertmanager forgets its alerts when it is started
 * anew and relies on whoever sent them. The same labels make it the same alert, so nothing comes of
 * it where it is known, nor where two nodes do so; it makes no receipt. When it was done last is
 * kept in memory: after a start it is done at once.
 */
@Component
class StandingAlerts implements DueWork {

  private static final Logger log = LoggerFactory.getLogger(StandingAlerts.class);

  private static final int ROUND = 100;

  private final StandingParcels standing;
  private final Channel channel;
  private final AlertmanagerSettings settings;
  private Instant next = Instant.MIN;

  StandingAlerts(StandingParcels standing, List<Channel> channels, AlertmanagerSettings settings) {
    this.standing = standing;
    // By its word, as everything else has it: behind the guard of exercises.
    this.channel =
        channels.stream()
            .filter(each -> each.kind().equals(AlertmanagerChannel.KIND))
            .findFirst()
            .orElseThrow();
    this.settings = settings;
  }

  @Override
  public String name() {
    return "deliver.alertmanager.standing";
  }

  @Override
  public synchronized int runDue(Instant now) {
    if (now.isBefore(next)) {
      return 0;
    }
    next = now.plus(settings.sendAgain());
    List<Parcel> parcels = standing.of(channel.kind());
    long lost = 0;
    for (int from = 0; from < parcels.size(); from += ROUND) {
      try (Channel.Line line = channel.open()) {
        lost +=
            line.send(parcels.subList(from, Math.min(parcels.size(), from + ROUND))).stream()
                .filter(outcome -> !(outcome instanceof Outcome.Told))
                .count();
      }
    }
    if (lost > 0) {
      log.info("alerts that stand were not taken once more: lost={} of={}", lost, parcels.size());
    }
    return parcels.size();
  }
}
