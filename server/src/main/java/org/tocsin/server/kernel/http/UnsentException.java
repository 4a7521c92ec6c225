// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.io.IOException;
import java.io.Serial;

/** A call was not wanted any more when its turn came: nothing of it was sent. */
public final class UnsentException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  UnsentException() {
    super("not wanted any more");
  }
}
