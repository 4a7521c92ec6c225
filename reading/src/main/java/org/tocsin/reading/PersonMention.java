// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;

/**
 * A person, an office or a body that acts or speaks: "FSB director Alexander Bortnikov", "the
 * Russian president", "the U.S. embassy in Moscow", and later "Bortnikov", "he" or "the embassy".
 * At least one of name, office and body is present.
 *
 * @param name the person's name, in full where the text gives it in full anywhere before
 * @param office the office in its plainest form ("president", "spokesperson")
 * @param body the body that is meant or that the office is one of ("Federal Security Service",
 *     "embassy")
 * @param country ISO 3166-1 alpha-2 code of the country that the office or body is of
 * @param seat name of the place where it sits or is sent to, where the text tells it
 * @param confidence between 0 and 1: 0.9 for what stands in the words themselves, less for what a
 *     surname, "the president" or "he" leads back to
 * @param rule id of the rule that found it
 */
public record PersonMention(
    Span span,
    Optional<String> name,
    Optional<String> office,
    Optional<String> body,
    Optional<String> country,
    Optional<String> seat,
    double confidence,
    String rule)
    implements Cited {

  /** The same one, where other words lead back to it. */
  PersonMention again(Span words, double sure, String by) {
    return new PersonMention(words, name, office, body, country, seat, sure, by);
  }
}
