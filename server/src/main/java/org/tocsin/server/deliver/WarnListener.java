// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.stream.LongStream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tocsin.server.warn.AudienceGrew;
import org.tocsin.server.warn.AudiencePart;
import org.tocsin.server.warn.MessageType;
import org.tocsin.server.warn.Warning;
import org.tocsin.server.warn.WarningApproved;
import org.tocsin.server.warn.WarningEnded;
import org.tocsin.server.warn.Warnings;

/**
 * Queues what is approved, in the transaction of the approval: either both are there or neither.
 *
 * <p>An update goes to everybody it was approved for. A cancel takes back what was said, so it goes
 * to exactly those who were told, may have been told, or are being told now, by the warning or by
 * what that one had followed.
 */
@Component
class WarnListener {

  private final Warnings warnings;
  private final ApprovedWarnings approved;
  private final Deliveries deliveries;
  private final WaveStore waves;

  WarnListener(
      Warnings warnings, ApprovedWarnings approved, Deliveries deliveries, WaveStore waves) {
    this.warnings = warnings;
    this.approved = approved;
    this.deliveries = deliveries;
    this.waves = waves;
  }

  @EventListener
  void approved(WarningApproved event) {
    Warning warning = warnings.get(event.id());
    boolean cancels = warning.messageType() == MessageType.CANCEL;
    LongStream numbers = cancels ? toldBefore(warning) : warnings.audience(event.id()).stream();
    Deliveries.Cause cause =
        warning.follows().isPresent() ? Deliveries.Cause.CORRECTION : Deliveries.Cause.APPROVED;
    deliveries.queue(approved.get(event.id()), 0, numbers.toArray(), cause);
  }

  private LongStream toldBefore(Warning warning) {
    return approved.before(warning.id()).stream().flatMapToLong(waves::perhapsTold);
  }

  @EventListener
  void grew(AudienceGrew event) {
    warnings.audienceParts(event.id()).stream()
        .filter(part -> part.part() == event.part())
        .map(AudiencePart::audience)
        .forEach(joined -> deliveries.queueGrown(event.id(), joined.stream()));
  }

  @EventListener
  void ended(WarningEnded event) {
    deliveries.stop(event.id(), "the warning is " + event.how().word());
  }
}
