// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.convert;

import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * By what a client asks whether a feed has changed (RFC 9110 §8.8, §13).
 *
 * @param etag a strong entity tag with its quotes, made of the content alone: the same bytes have
 *     the same tag on every server
 * @param lastModified when the content last changed, in whole seconds
 */
public record Validators(String etag, Instant lastModified) {
  /** RFC 9110 §5.6.7. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final int HEADER_MAX = 4_096;

  public Validators {
    requireNonNull(etag, "etag");
    lastModified = lastModified.truncatedTo(ChronoUnit.SECONDS);
  }

  /** The validators of a content that last changed at a time. */
  public static Validators of(byte[] content, Instant lastModified) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      String tag = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
      return new Validators('"' + tag + '"', lastModified);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /** The value of the header Last-Modified. */
  public String lastModifiedHeader() {
    return HTTP_DATE.format(lastModified);
  }

  /**
   * Whether a client has the content already, so that 304 without a body is the answer to its GET
   * (RFC 9110 §13.1.2, §13.1.3, §13.2.2). If-None-Match counts alone where it is present. Headers
   * that cannot be read have no effect.
   */
  public boolean isCurrent(Optional<String> ifNoneMatch, Optional<String> ifModifiedSince) {
    if (ifNoneMatch.isPresent()) {
      return matches(ifNoneMatch.get());
    }
    return ifModifiedSince
        .flatMap(Validators::date)
        .filter(since -> !lastModified.isAfter(since))
        .isPresent();
  }

  /** Weak comparison (RFC 9110 §8.8.3.2); tags of ours hold no comma. */
  private boolean matches(String header) {
    if (header.length() > HEADER_MAX) {
      return false;
    }
    if (header.strip().equals("*")) {
      return true;
    }
    for (String tag : header.split(",", -1)) {
      String opaque = tag.strip();
      if (etag.equals(opaque.startsWith("W/") ? opaque.substring(2) : opaque)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Instant> date(String header) {
    try {
      return Optional.of(Instant.from(HTTP_DATE.parse(header.strip())));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }
}
