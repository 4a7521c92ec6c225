// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;

/** What the rules say of a draft, and what follows from it at the approval. */
@Component
class Quality {

  private static final int REASON_LENGTH = 4_000;

  private final List<DraftCheck> checks;
  private final Clock clock;

  Quality(List<DraftCheck> checks, Clock clock) {
    this.checks = checks;
    this.clock = clock;
  }

  /** Everything that is to be said of a draft, the gravest first. */
  List<Remark> of(Draft draft, MessageType type) {
    return checks.stream()
        .flatMap(check -> check.remarks(draft, type, clock.instant()).stream())
        .sorted(java.util.Comparator.comparing(Remark::weight))
        .toList();
  }

  /**
   * Refuses what may not go out as it is.
   *
   * @param beside what is to be said of it beside its texts
   * @param despite why it is signed though remarks need a reason; blank for none
   * @return the codes of what it goes out with
   * @throws Problem T5015 when it can never be approved, T5016 when a reason is missing for its
   *     texts, T5017 when one is missing for what stands beside them
   */
  List<String> require(Warning draft, List<Remark> beside, String despite) {
    List<Remark> remarks = of(draft.draft(), draft.messageType());
    refuse(remarks, Remark.Weight.REFUSES, WarnProblem.NOT_SENDABLE);
    if (despite.isBlank()) {
      refuse(remarks, Remark.Weight.NEEDS_REASON, WarnProblem.UNSOUND_TEXT);
      refuse(beside, Remark.Weight.NEEDS_REASON, WarnProblem.HELD_BACK);
    }
    if (despite.length() > REASON_LENGTH) {
      throw WarnProblem.UNSOUND_TEXT.because("the reason is longer than " + REASON_LENGTH);
    }
    return Stream.concat(remarks.stream(), beside.stream()).map(Remark::code).distinct().toList();
  }

  private static void refuse(List<Remark> remarks, Remark.Weight weight, WarnProblem problem) {
    List<Fault> faults =
        remarks.stream()
            .filter(each -> each.weight() == weight)
            .map(each -> new Fault(each.where(), each.code(), each.message(), each.remedy()))
            .toList();
    if (!faults.isEmpty()) {
      throw new Problem(problem, faults.size() + " remarks, see the list", faults);
    }
  }
}
