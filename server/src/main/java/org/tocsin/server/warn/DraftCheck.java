// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Instant;
import java.util.List;

/** Rules about what a message says; a part of this stage gives them as a bean. */
public interface DraftCheck {

  /**
   * What is to be said of a draft.
   *
   * @param now when it would be sent
   */
  List<Remark> remarks(Draft draft, MessageType type, Instant now);
}
