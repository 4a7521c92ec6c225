// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import java.time.Instant;

/**
 * A webhook as the receiver took it, its signature checked.
 *
 * @param path of the endpoint, such as {@code /hook/venue-00017}
 * @param webhookId the idempotency key
 * @param contentType as sent; empty when not given
 * @param body as sent, read as UTF-8
 * @param receivedAt when it came
 * @param repeat whether the same webhook-id came before to the same endpoint
 */
public record ReceivedHook(
    String path,
    String webhookId,
    String contentType,
    String body,
    Instant receivedAt,
    boolean repeat) {

  /** The last part of the path: a watcher's id. */
  public String watcherId() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
