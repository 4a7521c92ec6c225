// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Duration;
import java.time.Instant;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DeterminationId;
import org.tocsin.server.kernel.OfficerId;

/**
 * How an approver is mailed that somebody decided alone. This stage cannot send; the one that
 * delivers does it.
 */
public interface GlassMail {

  /**
   * What one approver is to hear.
   *
   * @param victims for whom it was decided to warn
   * @param brokenAt when somebody decided alone
   * @param reviewBy when another must have reviewed it
   * @param repeat whether an earlier attempt may have arrived
   */
  record Notice(
      DeterminationId determination,
      CaseId caseId,
      OfficerId approver,
      VictimClass victims,
      Instant brokenAt,
      Instant reviewBy,
      boolean repeat) {}

  /** What came of an attempt. */
  sealed interface Came {

    /** A mail server took it. */
    record Sent() implements Came {}

    /**
     * It cannot be sent, ever.
     *
     * @param why without personal data
     */
    record Failed(String why) implements Came {}

    /**
     * It may be tried again.
     *
     * @param why without personal data
     * @param mayHaveArrived whether it may have arrived none the less
     * @param notBefore how long to wait at least
     */
    record Later(String why, boolean mayHaveArrived, Duration notBefore) implements Came {}
  }

  /** Hands it over, within about half a minute; called while nothing is open. */
  Came send(Notice notice);
}
