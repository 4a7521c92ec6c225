// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.database;

import org.jspecify.annotations.Nullable;

/**
 * The database cannot be started or reached. The message is written for the operator: what was
 * tried, what came of it, and what to do; it can be shown without the stack trace.
 */
public final class DatabaseUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseUnavailableException(String message) {
    super(message);
  }

  DatabaseUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
