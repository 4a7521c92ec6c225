// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

/** The command line is wrong; the message says what and what would be right. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
