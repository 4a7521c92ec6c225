// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.io.IOException;
import java.io.Serial;

/** A host answered more often than it was asked: what seemed the answer may be another's. */
public final class OutOfStepException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  OutOfStepException() {
    super("the host answered more often than it was asked");
  }
}
