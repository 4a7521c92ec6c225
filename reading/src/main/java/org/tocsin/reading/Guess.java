// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

/**
 * Something taken to be so, and why.
 *
 * @param value what is taken to be so
 * @param cause what speaks for it, in a few words: {@code given}, {@code mail header Date}
 */
public record Guess<T>(T value, String cause) {
  static final String GIVEN = "given";

  static <T> Guess<T> given(T value) {
    return new Guess<>(value, GIVEN);
  }
}
