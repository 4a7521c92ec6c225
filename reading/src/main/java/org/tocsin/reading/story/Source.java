// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.story;

/**
 * Somebody whom a text has its news from.
 *
 * @param name the name it is best known by: {@code Reuters}
 * @param kind how the text names it
 * @param start the first unit of the words that name it
 * @param end after their last
 */
public record Source(String name, Kind kind, int start, int end) {
  /** How a text names where it has its news from. */
  public enum Kind {
    /** In its head or foot: the text is that agency's own. */
    CREDIT,
    /** In running words: "Reuters reported", "according to TASS". */
    CITED
  }
}
