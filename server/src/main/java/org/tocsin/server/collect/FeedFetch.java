// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.http.Outbound;

/** Fetches feeds and alerts: conditional, bounded, a few redirects followed. Thread-safe. */
@Component
class FeedFetch {

  private static final int BYTES_MAX = 10_000_000;
  private static final int REDIRECTS_MAX = 3;
  private static final String ACCEPT =
      "application/atom+xml, application/rss+xml, application/cap+xml, application/xml;q=0.9, text/xml;q=0.8";

  private final Outbound outbound;

  FeedFetch(Outbound outbound) {
    this.outbound = outbound;
  }

  /**
   * Asks for a document; 304 when it has not changed since (RFC 9110 §15.4.5).
   *
   * @throws IOException when nothing that can be used came back, with the reason for people
   */
  Outbound.Answer get(URI url, FeedStore.Validators validators) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", ACCEPT);
    headers.put("User-Agent", "Tocsin");
    validators.etag().ifPresent(tag -> headers.put("If-None-Match", tag));
    validators.lastModified().ifPresent(time -> headers.put("If-Modified-Since", time));
    URI address = url;
    for (int hops = 0; hops <= REDIRECTS_MAX; hops++) {
      Outbound.Answer answer = outbound.send(Outbound.Call.get(address, headers, BYTES_MAX));
      switch (answer.status()) {
        case 200, 304 -> {
          return answer;
        }
        case 301, 302, 303, 307, 308 -> address = target(address, answer);
        default -> throw new RefusedFetch(answer);
      }
    }
    throw new IOException("it redirects more than %d times".formatted(REDIRECTS_MAX));
  }

  private static URI target(URI from, Outbound.Answer answer) throws IOException {
    String location = answer.header("location").orElse("");
    try {
      return from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new IOException("it redirects to '%s', which is no address".formatted(location), e);
    }
  }

  /** A status that brings nothing; a server that is busy may say when to come back. */
  static final class RefusedFetch extends IOException {
    private static final long serialVersionUID = 1L;
    private final String retryAfter;

    RefusedFetch(Outbound.Answer answer) {
      super("it answered with status %d".formatted(answer.status()));
      this.retryAfter = answer.header("retry-after").orElse("").strip();
    }

    /**
     * How long it asks to be left alone: seconds or a date (RFC 9110 §10.2.3); none when unsaid.
     */
    Duration retryAfter(Instant now) {
      if (retryAfter.matches("\\d{1,6}")) {
        return Duration.ofSeconds(Long.parseLong(retryAfter));
      }
      try {
        Duration wait =
            Duration.between(
                now, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter)));
        return wait.isNegative() ? Duration.ZERO : wait;
      } catch (DateTimeException neither) {
        return Duration.ZERO; // Then our own back-off is all there is to go by.
      }
    }
  }
}
