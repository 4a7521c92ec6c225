// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a channel stands on this node.
 *
 * @param channel its word
 * @param missing what is still to be set; null when something can be sent
 * @param providers its providers; empty when it has none of its own
 */
public record WayShown(String channel, @Nullable String missing, List<Provided> providers) {

  /** Copies the list. */
  public WayShown {
    providers = List.copyOf(providers);
  }

  /**
   * How one of its providers stands.
   *
   * @param provider its word
   * @param set the weight that is set
   * @param share the share of the channel's work that it gets now, in percent
   * @param health how far it is trusted now, in percent
   * @param missing what is still to be set; null when it can be used
   * @param wrong what was wrong at the last check; null when nothing was
   * @param isChecked whether it was checked since this node started
   */
  public record Provided(
      String provider,
      int set,
      int share,
      int health,
      @Nullable String missing,
      @Nullable String wrong,
      boolean isChecked) {}

  static WayShown of(Channel channel) {
    return new WayShown(
        channel.kind(),
        channel.missing().orElse(null),
        channel.switchboard().map(WayShown::providers).orElse(List.of()));
  }

  private static List<Provided> providers(Switchboard board) {
    long now = board.now();
    double all =
        board.seats().stream()
            .filter(seat -> seat.provider().missing().isEmpty())
            .mapToDouble(seat -> seat.weight().weight(now))
            .sum();
    return board.seats().stream()
        .map(seat -> {
          boolean isSet = seat.provider().missing().isEmpty();
          double share = isSet && all > 0 ? seat.weight().weight(now) / all : 0;
          return new Provided(
              seat.provider().name(),
              seat.provider().weight(),
              (int) Math.round(100 * share),
              (int) Math.round(100 * seat.weight().health(now)),
              seat.provider().missing().orElse(null),
              seat.check().result().wrong(),
              seat.check().result().isChecked());
        })
        .toList();
  }
}
