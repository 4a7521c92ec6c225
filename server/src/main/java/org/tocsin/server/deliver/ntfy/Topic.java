// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.ntfy;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tocsin.server.deliver.WebAddress;

/**
 * A topic of a server. Whoever knows its name can read it, so it is as secret as a password.
 *
 * @param server the server's root, where JSON is published
 * @param name letters, digits, dashes and underscores, at most 64
 */
record Topic(URI server, String name) {

  private static final Pattern NAME = Pattern.compile("[-_A-Za-z0-9]{1,64}");

  /** What is wrong with an address; empty when it names a topic. */
  static Optional<String> fault(String address) {
    Optional<String> fault = WebAddress.fault(address);
    if (fault.isPresent()) {
      return fault;
    }
    URI uri = URI.create(address);
    boolean topic =
        uri.getRawQuery() == null
            && uri.getRawFragment() == null
            && uri.getRawPath().startsWith("/")
            && NAME.matcher(uri.getRawPath().substring(1)).matches();
    return topic
        ? Optional.empty()
        : Optional.of(
            "is no topic of ntfy; write it as https://ntfy.sh/topic, the topic of at most 64"
                + " letters, digits, dashes and underscores");
  }

  /** Reads an address without fault. */
  static Topic of(String address) {
    URI uri = URI.create(address);
    try {
      URI server = new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), "/", null, null);
      return new Topic(server, uri.getRawPath().substring(1));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the address is no topic", e);
    }
  }

  @Override
  public String toString() {
    return "Topic";
  }
}
