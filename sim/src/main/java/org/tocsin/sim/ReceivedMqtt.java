// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import java.time.Instant;
import java.util.Map;

/**
 * A message as a broker took it. Immutable.
 *
 * @param topic where it was published
 * @param text its payload, read as UTF-8
 * @param qos 0 or 1
 * @param retained whether the broker is to keep it for later subscribers
 * @param secondsKept when the broker may forget it; -1 for never
 * @param contentType what it says of itself; empty for nothing
 * @param properties the sender's own, by name; of several values the last
 * @param user who signed in; empty for nobody
 * @param receivedAt when it came
 */
public record ReceivedMqtt(
    String topic,
    String text,
    int qos,
    boolean retained,
    long secondsKept,
    String contentType,
    Map<String, String> properties,
    String user,
    Instant receivedAt) {
  /** Copies the properties. */
  public ReceivedMqtt {
    properties = Map.copyOf(properties);
  }
}
