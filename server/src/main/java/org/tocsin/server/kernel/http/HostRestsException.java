// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.io.Serial;
import java.net.ConnectException;
import java.time.Duration;

/**
 * A host has not answered several times in a row and is left alone for a while, so that whoever
 * else is to be reached need not wait behind it. Nothing was sent.
 */
public final class HostRestsException extends ConnectException {
  @Serial private static final long serialVersionUID = 1L;

  private final Duration rest;

  HostRestsException(String host, Duration rest) {
    super(
        "%s has not answered several times in a row; it is asked again in %d s"
            .formatted(host, Math.max(1, rest.toSeconds())));
    this.rest = rest;
  }

  /** How long to wait at least. */
  public Duration rest() {
    return rest;
  }
}
