// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.util.Optional;

/**
 * What a record needs of a database or an object store: a table of two columns in PostgreSQL, or a
 * bucket that knows conditional writes.
 *
 * <p>Keys are of the letters {@code a-z}, digits, {@code /} and {@code .}, at most 100 characters.
 * Each call takes effect whole or not at all, is durable when it returns, and is seen by every call
 * that begins afterwards, by whomever. After an exception it may have taken effect or not. Safe for
 * any number of threads.
 */
public interface KeyValue {

  /** The value of a key, if there is one. */
  Optional<byte[]> get(String key) throws IOException;

  /**
   * Sets a key that has no value.
   *
   * @return false, with nothing changed, if it has one
   */
  boolean putIfAbsent(String key, byte[] value) throws IOException;

  /** Sets a key, whether or not it has a value. */
  void put(String key, byte[] value) throws IOException;
}
