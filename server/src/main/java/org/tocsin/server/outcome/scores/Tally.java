// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.scores;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tocsin.server.outcome.scores.CaseResult.Ending;
import org.tocsin.server.outcome.scores.CaseResult.Warned;

/**
 * Hits and misses of a source, a policy or the desk.
 *
 * @param name of what
 * @param cases how many
 * @param hits the danger was real and people were warned; where it happened, a warning held then
 * @param lapsed it happened, a warning had been given, and it had lapsed or been ended before
 * @param misses the danger was real and nobody had been warned
 * @param falseAlarms people were warned and nothing came
 * @param quiet nobody was warned and nothing came
 * @param unknown cases of which nobody can tell how they ended, or, the hour being unknown, whether
 *     a warning held; they are in no rate
 * @param hitRate of the real dangers, how many were hits
 * @param falseAlarmRate of the warnings, how many were of nothing
 */
public record Tally(
    String name,
    int cases,
    int hits,
    int lapsed,
    int misses,
    int falseAlarms,
    int quiet,
    int unknown,
    Rate hitRate,
    Rate falseAlarmRate) {

  /** Below this many cases no rate is given. */
  public static final int FEW = 10;

  /**
   * A share of cases with how far it can be trusted.
   *
   * @param part of which
   * @param whole of how many
   * @param share from 0 to 1; empty when they are too few
   * @param from the lower end of the 95 per cent interval (Wilson); empty when they are too few
   * @param until its upper end
   */
  public record Rate(
      int part, int whole, Optional<Double> share, Optional<Double> from, Optional<Double> until) {

    static Rate of(int part, int whole) {
      if (whole < FEW) {
        return new Rate(part, whole, Optional.empty(), Optional.empty(), Optional.empty());
      }
      double share = (double) part / whole;
      double z = 1.96;
      double middle = (share + z * z / (2 * whole)) / (1 + z * z / whole);
      double half =
          z
              / (1 + z * z / whole)
              * Math.sqrt(share * (1 - share) / whole + z * z / (4.0 * whole * whole));
      return new Rate(
          part,
          whole,
          Optional.of(round(share)),
          Optional.of(round(Math.max(0, middle - half))),
          Optional.of(round(Math.min(1, middle + half))));
    }

    /** For people: {@code 70 % (7 of 10; 40 to 89 %)}, or that they are too few. */
    public String words() {
      if (share.isEmpty()) {
        return few(whole, "%d of %d".formatted(part, whole));
      }
      return String.format(
          Locale.ROOT,
          "%.0f %% (%d of %d; likely between %.0f and %.0f %%)",
          share.get() * 100,
          part,
          whole,
          from.orElse(0.0) * 100,
          until.orElse(1.0) * 100);
    }
  }

  static Tally of(String name, List<CaseResult> cases) {
    int hits = 0;
    int lapsed = 0;
    int misses = 0;
    int falseAlarms = 0;
    int quiet = 0;
    int unknown = 0;
    for (CaseResult each : cases) {
      boolean warned = each.warned() != Warned.NO;
      if (each.ending() == Ending.UNKNOWN) {
        unknown++;
      } else if (each.real()) {
        switch (each.warned()) {
          case YES -> hits++;
          case LAPSED -> lapsed++;
          case NO -> misses++;
          case UNKNOWN -> unknown++;
        }
      } else {
        falseAlarms += warned ? 1 : 0;
        quiet += warned ? 0 : 1;
      }
    }
    return new Tally(
        name,
        cases.size(),
        hits,
        lapsed,
        misses,
        falseAlarms,
        quiet,
        unknown,
        Rate.of(hits, hits + lapsed + misses),
        Rate.of(falseAlarms, hits + lapsed + falseAlarms));
  }

  /** {@code 3 cases: too few to judge}, with what there is. */
  static String few(int cases, String what) {
    return switch (cases) {
      case 0 -> "no case";
      case 1 -> "%s; 1 case: too few to judge".formatted(what);
      default -> "%s; %d cases: too few to judge".formatted(what, cases);
    };
  }

  static double round(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
