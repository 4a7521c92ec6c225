// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

/**
 * Writes CAP 1.2: elements in the order of the schema, times with a numeric zone ({@code -00:00}
 * for UTC), no empty elements, UTF-8. The same alert always gives the same bytes. Safe for several
 * threads.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class CapWriter {
  private CapWriter() {}

  /**
   * Writes an alert as indented UTF-8.
   *
   * @throws CapException when the alert breaks a rule whose breach is an error
   */
  public static byte[] write(Alert alert) {
    throw new UnsupportedOperationException("being built");
  }

  /**
   * Writes an alert as indented text whose XML declaration says UTF-8.
   *
   * @throws CapException when the alert breaks a rule whose breach is an error
   */
  public static String writeString(Alert alert) {
    throw new UnsupportedOperationException("being built");
  }
}
