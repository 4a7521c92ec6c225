// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.tocsin.server.kernel.http.OwnDoor;

/** Addresses that are URLs, for the channels that post to them. */
public final class WebAddress {

  private static final int MAX_PORT = 65_535;

  private WebAddress() {}

  /** What is wrong with an address that is to be posted to; empty when it can be tried. */
  public static Optional<String> fault(String address) {
    try {
      URI uri = new URI(address);
      boolean usable =
          ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
              && uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getPort() <= MAX_PORT
              && uri.getPort() != 0;
      if (OwnDoor.isNamed(uri)) {
        return Optional.of("names this server itself");
      }
      return usable
          ? Optional.empty()
          : Optional.of("is no http or https address with a host and without a password");
    } catch (URISyntaxException e) {
      return Optional.of("is no address: " + e.getReason());
    }
  }
}
