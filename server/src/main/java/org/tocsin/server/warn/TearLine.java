// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.List;
import java.util.Optional;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Problem;

/** What stands between a text and those who must not read what it rests on. */
public interface TearLine {

  /** What a release says, for the composer. */
  record Words(
      String marking, String language, String headline, String description, String instruction) {}

  /**
   * The words of a release of this case.
   *
   * @throws Problem T5033 when there is none
   */
  Words words(CaseId caseId, String release);

  /**
   * The draft with the release that it names as the release is now.
   *
   * @throws Problem T5102 when its marking is none of this desk's, T5033 when there is no such
   *     release in the case
   */
  Draft pinned(CaseId caseId, Draft draft);

  /**
   * Lets pass what may leave at its marking. A message that takes a warning back or gives the
   * all-clear to those who were told needs no release, whatever was written after they were told.
   *
   * @param follows the warning that it updates or takes back, as it went out
   * @throws Problem when it is marked below what it rests on and comes from no agreed release
   *     (T5036, T5037), or when it gives away what stands above its marking (T5038)
   */
  void require(CaseId caseId, MessageType type, Draft draft, Optional<Draft> follows);

  /**
   * That nothing looks for what this draft gives away, where the case has no full text to look in;
   * empty when the check is made. It holds nobody up: an approver hears it and the record keeps it.
   */
  List<Remark> unchecked(CaseId caseId, Draft draft);
}
