// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.List;

/**
 * Where channels put what their peers say later: receipts of delivery, and replies. Thread-safe.
 *
 * <p>Nothing is lost between a restart and the next: what was handed over is kept before the
 * receipts of the round, and a report may come before it, after it, twice, or on another node.
 *
 * <p>What the record holds: the hand-over, proven by the receipts of the round. Delivery reports
 * are not entries of the record; they are the word of a provider, shown as that.
 */
public interface DeliveryReports {

  /** Keeps which parts a provider has taken; returns when it is durable. */
  void handedOver(String channel, List<HandedOver> parts);

  /**
   * Keeps what a provider says of a part; returns when it is durable, so that it may be confirmed.
   *
   * @param provider which of the channel's providers, as {@link Provider#name()}
   * @param providerId what the provider calls the part; an id that nothing is known of is kept too
   */
  void reported(String channel, String provider, String providerId, ReportedState state);

  /** The same of a channel's only provider. */
  default void reported(String channel, String providerId, ReportedState state) {
    reported(channel, Provider.MAIN, providerId, state);
  }

  /**
   * Passes on what somebody wrote back, to whoever was told last at this address; returns when what
   * comes of it is durable.
   *
   * @param address in the form of {@link HandedOver#address()}
   * @return false when nobody was told anything at this address
   */
  boolean replied(String channel, String address, String text);
}
