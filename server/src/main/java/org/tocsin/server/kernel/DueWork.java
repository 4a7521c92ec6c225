// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.time.Instant;

/**
 * Work that falls due by the clock: retries, escalations, lapses, polls, retention, sequencing.
 *
 * <p>Called about once a second, and at once when an exercise's clock is moved. An implementation
 * finds what is due in its own tables, so that nothing is forgotten over a restart, and must be
 * safe to run twice and on several nodes at a time.
 */
public interface DueWork {

  /** A short name for metrics and logs, for example {@code warn.lapse}. */
  String name();

  /** Runs what is due at {@code now}; returns how many things it did. */
  int runDue(Instant now);
}
