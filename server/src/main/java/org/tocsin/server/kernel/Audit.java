// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.time.Instant;
import java.util.List;

/**
 * Compares deeds with what was planned. A stage gives a bean of this for what it promises; once a
 * minute the watchdog asks all of them, and cries out when one finds something. An audit mends what
 * can be mended safely, and says so. Safe to run twice and on several nodes at a time.
 */
public interface Audit {

  /** Its word in tables, metrics and pages, for example {@code deliver.waves}. */
  String name();

  /** Whether it looks at this node only; otherwise all nodes see the same. */
  default boolean isOfThisNode() {
    return false;
  }

  /** What is wrong at {@code now}; empty when all is well. */
  List<Finding> audit(Instant now);

  /**
   * Something that is not as it should be.
   *
   * @param about what it is about, the same at each audit as long as it lasts: an id, a channel
   * @param words what is wrong and what to do, for whoever is on duty; no personal data
   * @param isMended whether the audit has mended it: it is told once and keeps nobody from calling
   *     all well
   */
  record Finding(String about, String words, boolean isMended) {}

  /** Something that somebody must look at. */
  static Finding wrong(String about, String words) {
    return new Finding(about, words, false);
  }

  /** Something that was wrong and is not any more. */
  static Finding mended(String about, String words) {
    return new Finding(about, words, true);
  }
}
