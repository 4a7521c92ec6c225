// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as a receiver took it. Immutable.
 *
 * @param method {@code POST}, {@code PUT} …
 * @param target path and query, as sent
 * @param headers names in lower case; several values of a name are joined by a comma
 * @param body as sent, read as UTF-8; byte for byte (ISO 8859-1) where a {@code Content-Encoding}
 *     says that it is no text
 * @param bytes how many bytes the body has, at most one more than a receiver takes
 * @param receivedAt when it came
 */
public record ReceivedRequest(
    String method,
    URI target,
    Map<String, String> headers,
    String body,
    int bytes,
    Instant receivedAt) {
  /** Copies the headers. */
  public ReceivedRequest {
    headers = Map.copyOf(headers);
  }

  ReceivedRequest(
      String method, URI target, Map<String, String> headers, byte[] body, Instant receivedAt) {
    this(
        method,
        target,
        headers,
        new String(body, headers.containsKey("content-encoding") ? ISO_8859_1 : UTF_8),
        body.length,
        receivedAt);
  }

  /** The path with its percent signs, as sent. */
  public String path() {
    return target.getRawPath();
  }

  /** A header's value, whatever the case of its name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }
}
