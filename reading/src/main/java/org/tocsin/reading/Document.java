// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;

/**
 * A document to be read.
 *
 * @param content its characters as received
 * @param mediaType {@code text/plain}, {@code text/html}, {@code message/rfc822} or {@code
 *     application/cap+xml}; parameters are allowed and ignored; {@code application/xml} and {@code
 *     text/xml} are read as CAP
 * @param date when it was written or received: what "yesterday" counts from
 * @param homeCountry ISO 3166-1 alpha-2 code of the country it most likely speaks of
 * @param demonyms whether words such as "Turkish" are given among the places, marked as such
 * @param address where it was published (RFC 3986): its day, host and section may tell what the
 *     document does not; nothing is fetched
 */
public record Document(
    String content,
    String mediaType,
    Optional<ZonedDateTime> date,
    Optional<String> homeCountry,
    boolean demonyms,
    Optional<String> address) {

  /** A plain text. */
  public static Document text(String content) {
    return of(content, "text/plain");
  }

  /** An HTML page. */
  public static Document html(String content) {
    return of(content, "text/html");
  }

  /** A CAP alert, 1.0 to 1.2. */
  public static Document cap(String xml) {
    return of(xml, "application/cap+xml");
  }

  /**
   * A mail as it was sent (RFC 5322, MIME): a unit a byte where it was taken from bytes. {@link
   * #of(byte[], String)} does that.
   */
  public static Document mail(String message) {
    return of(message, "message/rfc822");
  }

  private static Document of(String content, String mediaType) {
    return new Document(
        content, mediaType, Optional.empty(), Optional.empty(), true, Optional.empty());
  }

  /**
   * Bytes as received. The character set is the one a byte-order mark, the media type's {@code
   * charset} or the XML or HTML head names; else UTF-8; bytes that are not UTF-8 are read as
   * windows-1252. The parts of a mail name theirs, so its bytes are kept as they are.
   */
  public static Document of(byte[] content, String mediaType) {
    boolean mail = mediaType.toLowerCase(Locale.ROOT).contains("rfc822");
    return of(
        mail
            ? new String(content, StandardCharsets.ISO_8859_1)
            : Decoding.decode(content, mediaType),
        mediaType);
  }

  /** This document with the date that relative times count from. */
  public Document withDate(ZonedDateTime newDate) {
    return new Document(content, mediaType, Optional.of(newDate), homeCountry, demonyms, address);
  }

  /** This document with the country it most likely speaks of. */
  public Document withHomeCountry(String iso) {
    return new Document(content, mediaType, date, Optional.of(iso), demonyms, address);
  }

  /** This document, with no words such as "Turkish" among its places. */
  public Document withoutDemonyms() {
    return new Document(content, mediaType, date, homeCountry, false, address);
  }

  /** This document, published at an address. */
  public Document withAddress(String uri) {
    return new Document(content, mediaType, date, homeCountry, demonyms, Optional.of(uri));
  }
}
