// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

/** The exit codes of every command. */
final class Exit {
  /** All is well. */
  static final int WELL = 0;

  /** The answer is no: invalid, incomplete, does not verify, cannot start here. */
  static final int NO = 1;

  /** Wrong usage. */
  static final int USAGE = 2;

  /** Tocsin itself is broken. */
  static final int BROKEN = 3;

  private Exit() {}
}
