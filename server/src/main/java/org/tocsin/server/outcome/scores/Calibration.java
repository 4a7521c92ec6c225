// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.scores;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tocsin.server.outcome.scores.CaseResult.Ending;
import org.tocsin.server.outcome.scores.CaseResult.Forecast;

/**
 * Whether what was called likely came as often as the word says. A word counts as the middle of its
 * range; cases that were foiled, or of which nobody can tell, are left out, because nobody knows
 * what would have come.
 *
 * @param cases how many count
 * @param foiled how many were left out because they were foiled
 * @param brier the mean square of what was said less what came, from 0 (always right) to 1; empty
 *     without a case
 * @param alwaysTheSame the Brier score of whoever says each time how often it comes over all cases
 * @param words by likelihood, the least likely first
 */
public record Calibration(
    int cases,
    int foiled,
    Optional<Double> brier,
    Optional<Double> alwaysTheSame,
    List<WordScore> words) {

  /** Copies the words. */
  public Calibration {
    words = List.copyOf(words);
  }

  /**
   * One likelihood word.
   *
   * @param cases of which it was said
   * @param came how many of them happened
   */
  public record WordScore(Forecast forecast, int cases, int came) {

    /** The share that happened, from 0 to 1; for drawing. */
    public double observed() {
      return cases == 0 ? 0 : (double) came / cases;
    }

    /** The middle of what the word says, from 0 to 1; for drawing. */
    public double said() {
      return forecast.probability();
    }

    /** What is to be made of it. */
    public String verdict() {
      if (cases < Tally.FEW) {
        return Tally.few(cases, "%d came".formatted(came));
      }
      double percent = observed() * 100;
      String came = String.format(Locale.ROOT, "%.0f %% came: ", percent);
      if (percent < forecast.percentMin()) {
        return came + "less often than said";
      }
      return came + (percent > forecast.percentMax() ? "more often than said" : "as said");
    }
  }

  static Calibration of(List<Forecast> scale, List<CaseResult> all) {
    List<CaseResult> judged = all.stream().filter(each -> each.forecast().isPresent()).toList();
    List<CaseResult> known =
        judged.stream()
            .filter(each -> each.ending() == Ending.HAPPENED || each.ending() == Ending.NOTHING)
            .toList();
    int foiled = (int) judged.stream().filter(each -> each.ending() == Ending.FOILED).count();
    List<WordScore> words = new ArrayList<>();
    for (Forecast word : scale) {
      List<CaseResult> ofWord =
          known.stream().filter(each -> each.forecast().orElseThrow().equals(word)).toList();
      words.add(new WordScore(word, ofWord.size(), came(ofWord)));
    }
    if (known.isEmpty()) {
      return new Calibration(0, foiled, Optional.empty(), Optional.empty(), words);
    }
    double squares = 0;
    for (CaseResult each : known) {
      double miss =
          each.forecast().orElseThrow().probability() - (each.ending() == Ending.HAPPENED ? 1 : 0);
      squares += miss * miss;
    }
    double base = (double) came(known) / known.size();
    return new Calibration(
        known.size(),
        foiled,
        Optional.of(Tally.round(squares / known.size())),
        Optional.of(Tally.round(base * (1 - base))),
        words);
  }

  private static int came(List<CaseResult> cases) {
    return (int) cases.stream().filter(each -> each.ending() == Ending.HAPPENED).count();
  }

  /** The Brier score and what to make of it. */
  public String verdict() {
    if (brier.isEmpty()) {
      return "No closed case was judged before its event.";
    }
    String score = String.format(Locale.ROOT, "Brier score %.3f", brier.get());
    if (cases < Tally.FEW) {
      return Tally.few(cases, score) + ".";
    }
    double same = alwaysTheSame.orElse(0.0);
    return "%s over %d cases: %s than saying the same each time (%s)."
        .formatted(
            score,
            cases,
            brier.get() < same ? "better" : "no better",
            String.format(Locale.ROOT, "%.3f", same));
  }
}
