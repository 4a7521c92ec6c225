// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.scores;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.tocsin.server.outcome.scores.CaseResult.Ending;
import org.tocsin.server.outcome.scores.CaseResult.Forecast;
import org.tocsin.server.outcome.scores.CaseResult.Warned;

/**
 * How the desk, its sources and its policies have done.
 *
 * @param cases how many closed cases were counted
 * @param desk all of them
 * @param sources by whom the reports came from, most cases first; at most {@link #GROUPS}
 * @param policies by the duty test that was put
 * @param leadTime from the first warning to the event, where it happened and somebody was warned
 * @param toDecide from the report to the first proposal to warn
 * @param overdue how many decisions came after they were due
 * @param told of the watchers in the way, how many had been told before the event
 * @param silence what silence cost, a case a line
 */
public record Scores(
    int cases,
    Tally desk,
    List<Tally> sources,
    List<Tally> policies,
    Calibration calibration,
    Spread leadTime,
    Spread toDecide,
    int overdue,
    Told told,
    List<Silence> silence) {

  /** How many sources are listed. */
  public static final int GROUPS = 50;

  /** Copies the lists. */
  public Scores {
    sources = List.copyOf(sources);
    policies = List.copyOf(policies);
    silence = List.copyOf(silence);
  }

  /**
   * Who had been told when it happened.
   *
   * @param cases in which it happened and a warning had been given
   * @param told watchers whom a warning had got to
   * @param affected watchers for whom it was: those in the way, as far as the desk's list knows
   *     them
   */
  public record Told(int cases, long told, long affected) {

    /** For people. */
    public String words() {
      if (affected == 0) {
        return "no case in which it happened and watchers in the way are known";
      }
      String share =
          String.format(
              Locale.ROOT, "%,d of %,d (%.0f %%)", told, affected, 100.0 * told / affected);
      return cases < Tally.FEW ? Tally.few(cases, share) : share;
    }
  }

  /**
   * What silence cost in one case.
   *
   * @param kind {@code neverTold}, {@code toldTooLate}, {@code lapsedBefore} or {@code
   *     neverAnswered}
   */
  public record Silence(String caseId, String title, String kind, String words) {}

  /** The scores of these cases; {@code scale} is every likelihood, the least likely first. */
  public static Scores of(List<Forecast> scale, List<CaseResult> cases) {
    List<CaseResult> happened =
        cases.stream().filter(each -> each.ending() == Ending.HAPPENED).toList();
    List<CaseResult> counted =
        happened.stream().filter(each -> each.affected().orElse(0) > 0).toList();
    return new Scores(
        cases.size(),
        Tally.of("The desk", cases),
        grouped(cases, CaseResult::sources),
        grouped(cases, CaseResult::policies),
        Calibration.of(scale, cases),
        Spread.of(happened.stream().flatMap(each -> each.lead().stream()).toList()),
        Spread.of(cases.stream().flatMap(each -> each.toDecide().stream()).toList()),
        (int) cases.stream().filter(CaseResult::overdue).count(),
        new Told(
            counted.size(),
            counted.stream().mapToLong(each -> each.told().orElse(0)).sum(),
            counted.stream().mapToLong(each -> each.affected().orElse(0)).sum()),
        cases.stream().flatMap(each -> silences(each).stream()).toList());
  }

  private static List<Tally> grouped(
      List<CaseResult> cases, Function<CaseResult, Set<String>> names) {
    Map<String, List<CaseResult>> byName = new TreeMap<>();
    for (CaseResult each : cases) {
      names
          .apply(each)
          .forEach(name -> byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(each));
    }
    return byName.entrySet().stream()
        .map(group -> Tally.of(group.getKey(), group.getValue()))
        .sorted(Comparator.comparingInt(Tally::cases).reversed())
        .limit(GROUPS)
        .toList();
  }

  private static List<Silence> silences(CaseResult each) {
    List<Silence> found = new ArrayList<>();
    if (each.ending() == Ending.HAPPENED && each.warned() == Warned.NO && each.lead().isEmpty()) {
      found.add(silence(each, "neverTold", "It happened, and nobody was ever warned."));
    }
    if (each.ending() == Ending.HAPPENED
        && !each.lead().map(lead -> lead.isPositive()).orElse(true)) {
      found.add(
          silence(
              each,
              "toldTooLate",
              "The first warning came %s minutes after it had begun."
                  .formatted(each.lead().orElseThrow().abs().toMinutes())));
    }
    if (each.warned() == Warned.LAPSED) {
      found.add(
          silence(
              each,
              "lapsedBefore",
              "A warning had been given; it had lapsed or been ended before it happened."));
    }
    if (each.silent() > 0) {
      found.add(
          silence(
              each,
              "neverAnswered",
              each.silent() == 1
                  ? "1 watcher who was told of a warning never answered it."
                  : String.format(
                      Locale.ROOT,
                      "%,d watchers who were told of the same warning never answered it.",
                      each.silent())));
    }
    return found;
  }

  private static Silence silence(CaseResult each, String kind, String words) {
    return new Silence(each.caseId(), each.title(), kind, words);
  }
}
