// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/**
 * What a receiver answers. Immutable.
 *
 * @param status 200 to 599
 * @param headers names and values
 * @param text the body, sent as UTF-8; empty for none
 */
public record HttpReply(int status, Map<String, String> headers, String text) {
  /** Copies the headers and refuses statuses that are no final answer. */
  public HttpReply {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status is " + status + "; give 200 to 599");
    }
    headers = Map.copyOf(headers);
  }

  /** A status without a body; the header {@code Exercise-Reason} says why. */
  static HttpReply of(int status, String reason) {
    Map<String, String> headers =
        status == 503
            ? Map.of("Exercise-Reason", reason, "Retry-After", "1")
            : Map.of("Exercise-Reason", reason);
    return new HttpReply(status, headers, "");
  }

  /** A status with a text. */
  public static HttpReply text(int status, String text) {
    return new HttpReply(status, Map.of("Content-Type", "text/plain; charset=utf-8"), text);
  }

  /** A status with JSON. */
  public static HttpReply json(int status, String json) {
    return new HttpReply(status, Map.of("Content-Type", "application/json"), json);
  }

  byte[] body() {
    return text.getBytes(UTF_8);
  }
}
