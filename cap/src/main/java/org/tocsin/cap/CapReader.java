// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.List;

/**
 * Reads CAP 1.0, 1.1 and 1.2 from XML into one model. Safe for several threads.
 *
 * <p>Tolerant reading returns the alert together with everything that is wrong with it; strict
 * reading refuses. Neither resolves entities or follows links, and both stay within their limits.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class CapReader {
  private CapReader() {}

  /** Reads an alert tolerantly within the usual limits. */
  public static Reading read(byte[] input) {
    return read(input, ReadLimits.alert());
  }

  /** Reads an alert tolerantly. Never throws for bad input: the problems tell. */
  public static Reading read(byte[] input, ReadLimits limits) {
    throw new UnsupportedOperationException("being built");
  }

  /** Reads every alert in an input tolerantly: one alert, or those in an envelope or feed. */
  public static List<Reading> readAll(byte[] input, ReadLimits limits) {
    throw new UnsupportedOperationException("being built");
  }

  /** Reads a valid alert within the usual limits. */
  public static Alert readStrict(byte[] input) {
    return readStrict(input, ReadLimits.alert());
  }

  /**
   * Reads a valid alert.
   *
   * @throws CapException when the input breaks a rule whose breach is an error
   */
  public static Alert readStrict(byte[] input, ReadLimits limits) {
    throw new UnsupportedOperationException("being built");
  }
}
