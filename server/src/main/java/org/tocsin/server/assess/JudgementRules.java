// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.TimeWindow;

/** What a judgement must say before it is kept. */
final class JudgementRules {

  /** The longest text of a field. */
  static final int TEXT_LENGTH = 2_000;

  private JudgementRules() {}

  /** Stands in the place of a window that could not be read. */
  static final TimeWindow SOME_WINDOW =
      new TimeWindow(Instant.EPOCH, Instant.EPOCH.plus(Duration.ofHours(1)));

  /** Refuses with every fault at once: T3003. */
  static void require(Cases.Judgement judgement) {
    refuse(AssessProblem.BAD_ASSESSMENT, faults(judgement));
  }

  /** Refuses with these faults, if there are any. */
  static void refuse(AssessProblem problem, List<Fault> faults) {
    if (!faults.isEmpty()) {
      throw new Problem(
          problem, faults.getFirst().where() + " " + faults.getFirst().message(), faults);
    }
  }

  /** Every fault of a judgement but those of what its statements rest on. */
  static List<Fault> faults(Cases.Judgement judgement) {
    List<Fault> faults = new ArrayList<>();
    requireText(faults, "actor", judgement.actor());
    requireText(faults, "target", judgement.target());
    requireText(faults, "method", judgement.method());
    if (Likelihood.find(judgement.likelihood()).isEmpty()) {
      faults.add(
          new Fault(
              "likelihood",
              Problem.shorten(judgement.likelihood()),
              "is none of ICD 203's words",
              "use almost no chance, very unlikely, unlikely, roughly even chance, likely, very likely or almost certain"));
    }
    if (Confidence.find(judgement.confidence()).isEmpty()) {
      faults.add(
          new Fault(
              "confidence",
              Problem.shorten(judgement.confidence()),
              "is no confidence",
              "use low, moderate or high"));
    }
    if (judgement.statements().isEmpty()) {
      faults.add(new Fault("statements", "", "there is none", "state at least one sentence"));
    }
    if (judgement.reasoning().change().length() > TEXT_LENGTH) {
      faults.add(
          new Fault(
              "reasoning.change",
              Problem.shorten(judgement.reasoning().change()),
              "has %d characters".formatted(judgement.reasoning().change().length()),
              "keep to %d".formatted(TEXT_LENGTH)));
    }
    return faults;
  }

  /** The kind of target of this word; empty is unknown, another word is refused with T3003. */
  static TargetKind targetKind(String word) {
    return word.isBlank()
        ? TargetKind.UNKNOWN
        : TargetKind.find(word)
            .orElseThrow(() ->
                AssessProblem.BAD_ASSESSMENT.because(
                    "targetKind: '%s' is none of %s"
                        .formatted(
                            Problem.shorten(word),
                            Stream.of(TargetKind.values())
                                .map(TargetKind::word)
                                .collect(Collectors.joining(", ")))));
  }

  /** The slack of a window; T3003 when it is negative or longer than thirty days. */
  static Duration slack(long minutes) {
    if (minutes < 0 || minutes > Reasoning.SLACK_MAX.toMinutes()) {
      throw AssessProblem.BAD_ASSESSMENT.because(
          "windowSlackMinutes: %d is not 0 to %d"
              .formatted(minutes, Reasoning.SLACK_MAX.toMinutes()));
    }
    return Duration.ofMinutes(minutes);
  }

  static void requireText(List<Fault> faults, String field, String text) {
    if (text.isBlank() || text.length() > TEXT_LENGTH) {
      faults.add(
          new Fault(
              field,
              Problem.shorten(text),
              text.isBlank() ? "is empty" : "has %d characters".formatted(text.length()),
              "write 1 to %d; 'unknown' is an answer".formatted(TEXT_LENGTH)));
    }
  }
}
