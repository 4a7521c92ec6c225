// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command.demo;

import java.io.Serial;

/** A stage of the demo did not do what it must; the message says which and why. */
final class DemoFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  DemoFailure(String message) {
    super(message);
  }

  DemoFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
