// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.io.IOException;
import java.io.Serial;

/** A request that the rules for the world do not allow; trying again will not help. */
public final class OutboundRefusedException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  OutboundRefusedException(String message) {
    super(message);
  }
}
