// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

/**
 * A part of a message that a provider has taken, with the id by which it will speak of it.
 *
 * @param parcel which message, in which attempt
 * @param address where to, in the form in which replies name it; personal
 * @param provider which of the channel's providers, as {@link Provider#name()}
 * @param providerId what the provider calls this part
 * @param part which part, from 1
 * @param parts of how many
 */
public record HandedOver(
    Parcel parcel, String address, String provider, String providerId, int part, int parts) {
  /** A part that was taken by a channel's only provider. */
  public HandedOver(Parcel parcel, String address, String providerId, int part, int parts) {
    this(parcel, address, Provider.MAIN, providerId, part, parts);
  }

  @Override
  public String toString() {
    return "HandedOver[%s, %d of %d]".formatted(parcel, part, parts);
  }
}
