// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

/**
 * An identifier: a short prefix that names its kind, an underscore, and 26 characters of
 * Crockford's base 32 that sort by the time of making (a ULID), for example {@code case_01HRS4...}.
 *
 * <p>Each kind is a record of its own, so that a case can never be passed where a warning is meant.
 */
public interface Id extends Comparable<Id> {

  /** The printable form: what stands in tables, addresses and the record. */
  String value();

  /** Sorts by kind, then by time of making. */
  @Override
  default int compareTo(Id other) {
    return value().compareTo(other.value());
  }

  /**
   * Checks the form of an id that comes from outside.
   *
   * @throws Problem T0004 when the value has another prefix or another form
   */
  static String require(String prefix, String value) {
    int start = prefix.length() + 1;
    boolean shaped =
        value.length() == start + IdMaker.BODY
            && value.startsWith(prefix)
            && value.charAt(prefix.length()) == '_'
            && value.substring(start).chars().allMatch(c -> IdMaker.ALPHABET.indexOf(c) >= 0);
    if (!shaped) {
      throw KernelProblem.BAD_ID.because(
          "'%s' is not an id of the form %s_ and 26 letters and digits"
              .formatted(Problem.shorten(value), prefix));
    }
    return value;
  }
}
