// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Topics as addresses. Stricter than MQTT 5.0 §4.7: no wildcard, no topic of the broker's own
 * ({@code $SYS}), no empty level and no white space, which in a list of watchers is a slip.
 */
final class Topics {

  private static final int BYTES_MAX = 200;
  private static final String LEVEL = "[\\p{L}\\p{N}_.:@~=-]+";
  private static final Pattern TOPIC = Pattern.compile(LEVEL + "(/" + LEVEL + ")*");

  private Topics() {}

  /** What is wrong with an address, as the end of a sentence; empty when it can be tried. */
  static Optional<String> fault(String address, String prefix) {
    if (address.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
      return Optional.of("is a topic of more than %d bytes".formatted(BYTES_MAX));
    }
    if (!TOPIC.matcher(address).matches()) {
      return Optional.of(
          "is no topic; write it as %sname, its levels of letters, digits and _ . : @ ~ = -"
              .formatted(prefix));
    }
    return address.startsWith(prefix)
        ? Optional.empty()
        : Optional.of("is a topic that does not begin with %s".formatted(prefix));
  }
}
