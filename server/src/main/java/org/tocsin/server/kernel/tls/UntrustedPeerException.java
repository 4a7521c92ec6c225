// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.tls;

import java.io.IOException;
import java.io.Serial;

/**
 * Whoever answered has not proved to be the one we asked for, so nothing was sent. The message may
 * be shown: it says what to do and names nobody.
 */
public final class UntrustedPeerException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  UntrustedPeerException(String words, Throwable cause) {
    super(words, cause);
  }
}
