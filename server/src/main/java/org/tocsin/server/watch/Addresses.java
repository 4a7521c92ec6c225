// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells addresses that can reach somebody from those that cannot. */
final class Addresses {

  private static final int MAX_LENGTH = 2_000;

  // Enough to keep out what breaks an envelope; whether the mailbox exists only its server knows.
  private static final Pattern EMAIL =
      Pattern.compile(
          "[^\\s@<>()\\[\\],;:\\\\\"\\p{Cntrl}]{1,64}@[^\\s@<>(),;:\\\\\"\\p{Cntrl}]{1,255}");

  private Addresses() {}

  /** What is wrong with the address for this kind of channel; empty when it can be used. */
  static Optional<String> fault(String kind, String address) {
    if (address.length() > MAX_LENGTH) {
      return Optional.of("an address has at most %d characters".formatted(MAX_LENGTH));
    }
    return switch (kind) {
      case "email" ->
          EMAIL.matcher(address).matches() ? Optional.empty() : Optional.of("is no e-mail address");
      case "webhook" -> webhook(address);
      default ->
          Optional.of("no channel '%s' is known here; email and webhook are".formatted(kind));
    };
  }

  private static Optional<String> webhook(String address) {
    try {
      URI uri = new URI(address);
      boolean usable =
          ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
              && uri.getHost() != null
              && uri.getUserInfo() == null;
      return usable
          ? Optional.empty()
          : Optional.of("is no http or https address with a host and without a password");
    } catch (URISyntaxException e) {
      return Optional.of("is no address: " + e.getReason());
    }
  }
}
