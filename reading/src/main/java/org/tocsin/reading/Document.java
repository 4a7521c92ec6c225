// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A document to be read.
 *
 * @param content its characters as received
 * @param mediaType {@code text/plain}, {@code text/html} or {@code application/cap+xml}; parameters
 *     are allowed and ignored; {@code application/xml} and {@code text/xml} are read as CAP
 * @param date when it was written or received: what "yesterday" counts from
 * @param homeCountry ISO 3166-1 alpha-2 code of the country it most likely speaks of
 * @param demonyms whether words such as "Turkish" are given among the places, marked as such
 */
public record Document(
    String content,
    String mediaType,
    Optional<ZonedDateTime> date,
    Optional<String> homeCountry,
    boolean demonyms) {

  /** A plain text. */
  public static Document text(String content) {
    return new Document(content, "text/plain", Optional.empty(), Optional.empty(), true);
  }

  /** An HTML page. */
  public static Document html(String content) {
    return new Document(content, "text/html", Optional.empty(), Optional.empty(), true);
  }

  /** A CAP alert, 1.0 to 1.2. */
  public static Document cap(String xml) {
    return new Document(xml, "application/cap+xml", Optional.empty(), Optional.empty(), true);
  }

  /**
   * Bytes as received. The character set is the one a byte-order mark, the media type's {@code
   * charset} or the XML or HTML head names; else UTF-8; bytes that are not UTF-8 are read as
   * windows-1252.
   */
  public static Document of(byte[] content, String mediaType) {
    return new Document(
        Decoding.decode(content, mediaType), mediaType, Optional.empty(), Optional.empty(), true);
  }

  /** This document with the date that relative times count from. */
  public Document withDate(ZonedDateTime newDate) {
    return new Document(content, mediaType, Optional.of(newDate), homeCountry, demonyms);
  }

  /** This document with the country it most likely speaks of. */
  public Document withHomeCountry(String iso) {
    return new Document(content, mediaType, date, Optional.of(iso), demonyms);
  }

  /** This document, with no words such as "Turkish" among its places. */
  public Document withoutDemonyms() {
    return new Document(content, mediaType, date, homeCountry, false);
  }
}
