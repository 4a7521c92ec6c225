// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.read.Kin;
import org.tocsin.server.read.Named;

/**
 * The independent origins of a set of reports. Reports are of one origin when one is a copy of the
 * other, both quote the same words, both have it from the same agency or from the same sender, or
 * when a person says so; a chain of such links makes one origin, however long. Where it is doubtful
 * they count as one: a danger that looks corroborated and is not costs more than one that waits for
 * a second source.
 *
 * @param all in the order of their first report
 */
public record Origins(List<Origin> all) {

  private static final int LONG_PASSAGE = 25;

  /** Copies the list. */
  public Origins {
    all = List.copyOf(all);
  }

  /**
   * Reports that count as one.
   *
   * @param name whom they have it from, as far as that is known; else the first report's source
   * @param reports in the order of the case
   * @param links why they are one: each report but the first is linked at least once
   */
  public record Origin(String name, List<ReportId> reports, List<Link> links) {
    /** Copies the lists. */
    public Origin {
      reports = List.copyOf(reports);
      links = List.copyOf(links);
    }

    /** For example {@code 40 reports, one origin}. */
    public String words() {
      return reports.size() == 1 ? "1 report" : reports.size() + " reports, one origin";
    }
  }

  /** Why two reports are of one origin. */
  public enum Code {
    /** They came from the same sender. */
    SAME_SENDER("same sender"),
    /** Much of one stands in the other. */
    SAME_PASSAGE("same words"),
    /** They quote the same words. */
    SAME_QUOTATION("same quotation"),
    /** Both name the same agency, or one is from the agency that the other names. */
    SAME_SOURCE_CHAIN("same source"),
    /** A person says so. */
    BY_HAND("said by a person");

    private final String label;

    Code(String label) {
      this.label = label;
    }

    /** What pages call it. */
    public String label() {
      return label;
    }
  }

  /**
   * One link of a chain.
   *
   * @param says it in a sentence
   * @param start where it stands in the text of {@code report}; null where it is not of the text
   * @param otherStart where it stands in the text of {@code other}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Link(
      Code code,
      String report,
      String other,
      String says,
      @Nullable Integer start,
      @Nullable Integer end,
      @Nullable Integer otherStart,
      @Nullable Integer otherEnd) {}

  /** A report with whom it came from. */
  public record Sent(ReportId report, String source) {}

  /** What a person says of two reports. */
  record Word(ReportId report, ReportId other, boolean one, String reason) {
    boolean of(ReportId a, ReportId b) {
      return (report.equals(a) && other.equals(b)) || (report.equals(b) && other.equals(a));
    }
  }

  /**
   * Groups reports by their origin.
   *
   * @param words the newest of each pair
   */
  static Origins of(
      List<Sent> reports, List<Kin> shared, List<Named> named, Collection<Word> words) {
    Grouping grouping = new Grouping(reports, words);
    for (Word word : words) {
      if (word.one()) {
        grouping.link(Code.BY_HAND, word.report(), word.other(), "By hand: " + word.reason(), null);
      }
    }
    // Each two of a sender are linked, so that a word that parts two leaves the others together.
    Map<String, List<ReportId>> bySender = new HashMap<>();
    for (Sent each : reports) {
      List<ReportId> before =
          bySender.computeIfAbsent(plain(each.source()), _ -> new ArrayList<>());
      for (ReportId other : before) {
        grouping.link(
            Code.SAME_SENDER, each.report(), other, "Both came from " + each.source(), null);
      }
      before.add(each.report());
    }
    for (Kin kin : shared) {
      switch (kin.code()) {
        case SAME_PASSAGE -> {
          if (kin.copy() || kin.words() >= LONG_PASSAGE) {
            grouping.link(
                Code.SAME_PASSAGE,
                kin.report(),
                kin.other(),
                "%d words in a row stand in both; %d %% of the shorter text does"
                    .formatted(kin.words(), kin.percent()),
                kin);
          }
        }
        case SAME_QUOTATION ->
            grouping.link(
                Code.SAME_QUOTATION, kin.report(), kin.other(), "Both quote the same words", kin);
        case SAME_SOURCE_CHAIN -> {
          // What reports name is linked below, whether or not they share words.
        }
      }
    }
    chains(reports, named, grouping);
    return grouping.origins(named);
  }

  private static void chains(List<Sent> reports, List<Named> named, Grouping grouping) {
    Map<String, List<Named>> byName = new HashMap<>();
    for (Named each : named) {
      List<Named> before = byName.computeIfAbsent(plain(each.name()), _ -> new ArrayList<>());
      for (Named other : before) {
        grouping.add(
            new Link(
                Code.SAME_SOURCE_CHAIN,
                each.report().value(),
                other.report().value(),
                "Both have it from " + each.name(),
                each.start(),
                each.end(),
                other.start(),
                other.end()));
      }
      before.add(each);
    }
    for (Sent sent : reports) {
      for (Named quoting : byName.getOrDefault(plain(sent.source()), List.of())) {
        grouping.add(
            new Link(
                Code.SAME_SOURCE_CHAIN,
                quoting.report().value(),
                sent.report().value(),
                "It has it from %s, which sent the other".formatted(quoting.name()),
                quoting.start(),
                quoting.end(),
                null,
                null));
      }
    }
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /** How many there are. */
  public int count() {
    return all.size();
  }

  /** How many independent origins these reports have; reports that are not among all are none. */
  public int countOf(Collection<ReportId> reports) {
    return (int)
        all.stream().filter(each -> each.reports().stream().anyMatch(reports::contains)).count();
  }

  /** The other reports of the same origin, and the report itself. */
  public Set<ReportId> withOriginOf(ReportId report) {
    return all.stream()
        .filter(each -> each.reports().contains(report))
        .flatMap(each -> each.reports().stream())
        .collect(Collectors.toSet());
  }

  /** Union by links; reports keep their order. */
  private static final class Grouping {
    private final Map<String, Sent> reports = new LinkedHashMap<>();
    private final Map<String, Integer> order = new HashMap<>();
    private final Map<String, String> parent = new HashMap<>();
    private final List<Link> links = new ArrayList<>();
    private final Collection<Word> words;

    Grouping(List<Sent> sent, Collection<Word> words) {
      this.words = words;
      for (Sent each : sent) {
        order.put(each.report().value(), order.size());
        reports.put(each.report().value(), each);
        parent.put(each.report().value(), each.report().value());
      }
    }

    void link(Code code, ReportId report, ReportId other, String says, @Nullable Kin kin) {
      add(
          new Link(
              code,
              report.value(),
              other.value(),
              says,
              kin == null ? null : kin.start(),
              kin == null ? null : kin.end(),
              kin == null ? null : kin.otherStart(),
              kin == null ? null : kin.otherEnd()));
    }

    /** Adds a link if it joins what was apart; a person's word keeps two reports from linking. */
    void add(Link link) {
      if (!reports.containsKey(link.report()) || !reports.containsKey(link.other())) {
        return;
      }
      String root = root(link.report());
      String otherRoot = root(link.other());
      if (!root.equals(otherRoot) && !apart(link)) {
        parent.put(root, otherRoot);
        links.add(link);
      }
    }

    private boolean apart(Link link) {
      ReportId one = new ReportId(link.report());
      ReportId other = new ReportId(link.other());
      return link.code() != Code.BY_HAND
          && words.stream().anyMatch(word -> !word.one() && word.of(one, other));
    }

    private String root(String id) {
      String at = id;
      while (!parent.getOrDefault(at, at).equals(at)) {
        at = parent.getOrDefault(at, at);
      }
      return at;
    }

    Origins origins(List<Named> named) {
      Map<String, Set<ReportId>> members = new LinkedHashMap<>();
      reports
          .keySet()
          .forEach(id ->
              members.computeIfAbsent(root(id), _ -> new LinkedHashSet<>()).add(new ReportId(id)));
      List<Origin> all = new ArrayList<>();
      members.forEach((root, ids) ->
          all.add(
              new Origin(
                  name(ids, named),
                  List.copyOf(ids),
                  links.stream().filter(link -> root(link.report()).equals(root)).toList())));
      return new Origins(all);
    }

    /** The name that most of them give as their source; else who sent the first. */
    private String name(Set<ReportId> ids, List<Named> named) {
      Map<String, Long> count =
          named.stream()
              .filter(each -> ids.contains(each.report()))
              .collect(Collectors.groupingBy(Named::name, TreeMap::new, Collectors.counting()));
      return count.entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .filter(most -> ids.size() == 1 || most.getValue() > 1)
          .map(Map.Entry::getKey)
          .orElseGet(
              () -> Objects.requireNonNull(reports.get(ids.iterator().next().value())).source());
    }
  }
}
