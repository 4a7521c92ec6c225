// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Instant;
import java.util.List;
import org.tocsin.server.kernel.WarningId;

/**
 * What the stage after this one has heard from watchers, so that the page of deliveries can show it
 * beside what was handed over without knowing that stage.
 */
public interface AnswersHeard {

  /** Takes one answer. */
  interface Sink {
    /**
     * Somebody answered; a later answer of the same watcher replaces it.
     *
     * @param kind an index of {@link #kinds()}
     */
    void answered(long watcher, int kind, Instant at);
  }

  /** The kinds of answers by the word that the API uses, at most thirty, always the same. */
  List<String> kinds();

  /** Gives every answer to a warning at or after a time, each watcher's in the order given. */
  void since(WarningId warning, Instant from, Sink sink);
}
