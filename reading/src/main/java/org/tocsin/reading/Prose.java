// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.ZonedDateTime;
import java.util.Optional;

/** The words of a document, freed from their markup. */
record Prose(
    Optional<String> title, Optional<ZonedDateTime> published, String text, boolean extracted) {

  static final int MAX_UNITS = 20_000_000;

  /** Takes the words out of a document by its media type. */
  static Prose of(Document document) {
    if (document.content().length() > MAX_UNITS) {
      throw new UnreadableDocumentException(
          "document has %d UTF-16 units, at most %d are read; split it"
              .formatted(document.content().length(), MAX_UNITS));
    }
    String type = document.mediaType().toLowerCase(java.util.Locale.ROOT);
    if (type.contains("html")) {
      return HtmlProse.of(document.content());
    }
    if (type.contains("xml")) {
      return CapProse.of(document.content());
    }
    return PlainProse.of(document.content());
  }
}
