// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.tocsin.server.kernel.Problem;

/** What follows a warning that went out, as a draft to be approved like any other. */
final class NextDraft {

  private NextDraft() {}

  /**
   * A draft that follows a warning, as an exercise if that one was.
   *
   * @throws Problem T5102 when an exercise is to follow what was meant: whoever was warned in
   *     earnest would never hear of it
   */
  static Draft like(Optional<Draft> before, Draft draft) {
    if (before.isEmpty()) {
      return draft;
    }
    boolean wasMeant = before.get().meansIt();
    if (wasMeant && !draft.meansIt()) {
      DraftRules.refuse(
          List.of(
              new Problem.Fault(
                  "exercise",
                  "true",
                  "it follows a warning that was meant",
                  "leave it out, or begin an exercise of its own")));
    }
    return draft.exercising(!wasMeant);
  }

  /** The same until a later end; T5110 without one. */
  static Draft renewed(Draft draft, Optional<Instant> until, Instant now) {
    Instant end =
        until.orElseThrow(
            () -> WarnProblem.BAD_LAPSE.because("'until' is missing: renew until when?"));
    return draft.with(new Draft.Window(now, end), draft.responseTypes());
  }

  /** The all-clear, shown for a day unless another end is given. */
  static Draft allClear(Draft draft, Optional<Instant> until, Instant now) {
    Instant end = until.orElse(now.plus(24, ChronoUnit.HOURS));
    return draft.with(new Draft.Window(now, end), List.of("AllClear"));
  }

  /**
   * The message that takes a warning back.
   *
   * @param texts what they read; empty: the earlier texts, whose instruction is the reason
   */
  static Draft cancelled(Draft draft, String reason, List<Draft.Text> texts, Instant now) {
    String event = draft.texts().getFirst().event();
    List<Draft.Text> told =
        texts.isEmpty()
            ? draft.texts().stream().map(each -> each.withInstruction(reason)).toList()
            : texts.stream().map(each -> each.orEvent(event)).toList();
    Instant until = draft.window().until();
    Instant end = until.isAfter(now) ? until : now.plus(24, ChronoUnit.HOURS);
    return draft.with(new Draft.Window(now, end), List.of("AllClear")).with(told);
  }
}
