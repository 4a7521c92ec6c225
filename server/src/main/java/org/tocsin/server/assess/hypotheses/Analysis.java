// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.hypotheses;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a matrix comes to, by the rules of R. Heuer's analysis of competing hypotheses: evidence
 * that fits a hypothesis may fit all of them, so that one leads against which least speaks. A
 * finding that stands alike to all of them tells nothing, however well it fits.
 *
 * @param standings the hypotheses, least inconsistent first
 * @param telling how much each finding tells the hypotheses apart, by {@link Row#key}, from 0; only
 *     of those that were weighed
 * @param turns what would change the order if it were wrong or meant to deceive
 */
public record Analysis(List<Standing> standings, Map<String, Double> telling, List<Turn> turns) {

  /** Scores nearer than this are one: they are sums of square roots. */
  private static final double SAME = 1e-9;

  /**
   * How a hypothesis stands.
   *
   * @param against the weighted sum of what speaks against it
   * @param findings how many findings speak against it
   * @param rank 1 for the least inconsistent; those that are even share a rank; 0 for one that is
   *     not yet weighed
   */
  public record Standing(Hypothesis hypothesis, double against, int findings, int rank) {
    /** Whether it has its place: it was weighed against every finding that others were. */
    public boolean ranked() {
      return rank > 0;
    }

    /** The score with two digits. */
    public String score() {
      return String.format(java.util.Locale.ROOT, "%.2f", against);
    }
  }

  /**
   * Findings on which the order rests.
   *
   * @param refs the finding, or all findings of a report
   * @param ifWrong who would lead if they were nothing; empty when the order would stay
   * @param ifDeceptive who would lead if they meant the opposite; empty when the order would stay
   * @param leads whether another would lead in either case, and not only the order behind change
   */
  public record Turn(
      List<String> refs,
      Optional<List<String>> ifWrong,
      Optional<List<String>> ifDeceptive,
      boolean leads) {
    /** Copies the refs. */
    public Turn {
      refs = List.copyOf(refs);
    }
  }

  /** Copies the collections. */
  public Analysis {
    standings = List.copyOf(standings);
    telling = Map.copyOf(telling);
    turns = List.copyOf(turns);
  }

  /** What these findings come to for these hypotheses. */
  static Analysis of(List<Hypothesis> hypotheses, List<Row> rows) {
    List<Row> weighed = rows.stream().filter(row -> !row.fresh()).toList();
    Map<String, Double> telling = new LinkedHashMap<>();
    weighed.forEach(row -> telling.put(row.key(), apart(hypotheses, row)));
    List<Hypothesis> ranked = ranked(hypotheses, weighed);
    List<Row> counted =
        weighed.stream()
            .filter(row -> ranked.stream().allMatch(each -> row.cells().containsKey(each.key())))
            .toList();
    List<Standing> standings = new ArrayList<>(standings(ranked, counted));
    hypotheses.stream()
        .filter(each -> !ranked.contains(each))
        .forEach(each -> standings.add(new Standing(each, 0, 0, 0)));
    return new Analysis(standings, telling, turns(ranked, counted));
  }

  /**
   * Those without a missing cell: nothing speaks against what nobody has weighed, and that must not
   * make it lead.
   */
  private static List<Hypothesis> ranked(List<Hypothesis> hypotheses, List<Row> weighed) {
    Map<String, Long> cells = new TreeMap<>();
    hypotheses.forEach(each ->
        cells.put(
            each.key(),
            weighed.stream().filter(row -> row.cells().containsKey(each.key())).count()));
    long most = cells.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return hypotheses.stream().filter(each -> cells.getOrDefault(each.key(), 0L) == most).toList();
  }

  /** The keys of the hypotheses that lead; empty while nothing speaks for an order. */
  public List<String> leading() {
    boolean even = standings.stream().filter(Standing::ranked).allMatch(each -> each.rank() == 1);
    return even ? List.of() : leading(standings);
  }

  private static List<String> leading(List<Standing> standings) {
    return standings.stream()
        .filter(each -> each.rank() == 1)
        .map(each -> each.hypothesis().key())
        .toList();
  }

  private static List<Standing> standings(List<Hypothesis> hypotheses, List<Row> rows) {
    List<Standing> scored = new ArrayList<>();
    for (Hypothesis hypothesis : hypotheses) {
      double against = 0;
      int findings = 0;
      for (Row row : rows) {
        Consistency cell = row.cells().getOrDefault(hypothesis.key(), Consistency.NA);
        against += row.weight() * cell.against();
        findings += cell.against() > 0 ? 1 : 0;
      }
      scored.add(new Standing(hypothesis, against, findings, 0));
    }
    scored.sort(Comparator.comparingDouble(Standing::against));
    List<Standing> ranked = new ArrayList<>();
    for (Standing each : scored) {
      boolean even = !ranked.isEmpty() && each.against() - ranked.getLast().against() < SAME;
      int rank = even ? ranked.getLast().rank() : ranked.size() + 1;
      ranked.add(new Standing(each.hypothesis(), each.against(), each.findings(), rank));
    }
    return ranked;
  }

  /** The mean difference of its values over all pairs of hypotheses, times its weight. */
  private static double apart(List<Hypothesis> hypotheses, Row row) {
    List<Integer> values = new ArrayList<>();
    for (Hypothesis hypothesis : hypotheses) {
      Consistency cell = row.cells().get(hypothesis.key());
      if (cell != null && cell != Consistency.NA) {
        values.add(cell.value());
      }
    }
    int pairs = values.size() * (values.size() - 1) / 2;
    int sum = 0;
    for (int i = 0; i < values.size(); i++) {
      for (int j = i + 1; j < values.size(); j++) {
        sum += Math.abs(values.get(i) - values.get(j));
      }
    }
    return pairs == 0 ? 0 : row.weight() * sum / pairs;
  }

  /** Tries each finding, and all findings of a report together: one source may be wrong in all. */
  private static List<Turn> turns(List<Hypothesis> hypotheses, List<Row> rows) {
    List<Turn> turns = new ArrayList<>();
    Map<String, Integer> order = ranks(standings(hypotheses, rows));
    Set<Set<Row>> tried = new LinkedHashSet<>();
    rows.forEach(row -> tried.add(Set.of(row)));
    Map<String, Set<Row>> byReport = new TreeMap<>();
    rows.forEach(row ->
        byReport.computeIfAbsent(row.cite().report().value(), _ -> new LinkedHashSet<>()).add(row));
    tried.addAll(byReport.values());
    for (Set<Row> some : tried) {
      List<Row> rest = rows.stream().filter(row -> !some.contains(row)).toList();
      List<Row> turned = new ArrayList<>(rest);
      some.forEach(row -> turned.add(row.turned()));
      List<Standing> without = standings(hypotheses, rest);
      List<Standing> against = standings(hypotheses, turned);
      boolean wrong = !ranks(without).equals(order);
      boolean deceptive = !ranks(against).equals(order);
      if (wrong || deceptive) {
        turns.add(
            new Turn(
                rows.stream().filter(some::contains).map(Row::ref).toList(),
                wrong ? Optional.of(leading(without)) : Optional.empty(),
                deceptive ? Optional.of(leading(against)) : Optional.empty(),
                !first(ranks(without)).equals(first(order))
                    || !first(ranks(against)).equals(first(order))));
      }
    }
    return turns;
  }

  private static Map<String, Integer> ranks(List<Standing> standings) {
    Map<String, Integer> ranks = new TreeMap<>();
    standings.forEach(each -> ranks.put(each.hypothesis().key(), each.rank()));
    return ranks;
  }

  private static List<String> first(Map<String, Integer> ranks) {
    return ranks.entrySet().stream()
        .filter(each -> each.getValue() == 1)
        .map(Map.Entry::getKey)
        .toList();
  }
}
