// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import java.net.URI;

/**
 * A message as a push service took it and its device opened it. Immutable.
 *
 * @param endpoint where it was left
 * @param text what the device reads, as UTF-8
 * @param seconds how long it is kept for a device that is off
 * @param urgency {@code very-low}, {@code low}, {@code normal}, {@code high}
 * @param topic a later message of this topic replaces one that was not fetched yet; may be empty
 * @param request as it came, with nothing opened
 */
public record ReceivedPush(
    URI endpoint,
    String text,
    long seconds,
    String urgency,
    String topic,
    ReceivedRequest request) {}
