// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tocsin.server.collect.Report;

/**
 * Competing accounts of who did it: who asserts what of whom, when, how, how credible, and what
 * each rests on. It compares and does not choose.
 *
 * @param rows every account in the order in which it was said
 * @param sides by whom the accounts are about
 */
public record Accounts(List<Row> rows, List<Side> sides) {

  /** Copies the lists. */
  public Accounts {
    rows = List.copyOf(rows);
    sides = List.copyOf(sides);
  }

  /**
   * One account.
   *
   * @param says the kind of it, for people
   * @param credibility the grade of the report, code and words: how far its source and what it says
   *     were trusted
   * @param interested why whoever speaks is not disinterested; empty when nothing tells so
   * @param source whose report it is known by
   * @param reportTitle the report's title
   */
  public record Row(
      String id,
      String by,
      String kind,
      String says,
      String about,
      Instant at,
      String channel,
      String certainty,
      String words,
      String credibility,
      String interested,
      String report,
      String source,
      String reportTitle) {}

  /**
   * What is said of one party.
   *
   * @param asserting how many say that they did it or may have
   * @param denying how many say that they did not
   * @param sources how many different sources the accounts are known by
   * @param words it in a sentence
   */
  public record Side(String about, int asserting, int denying, int sources, String words) {}

  static Accounts of(List<Statement> statements, List<Report> reports) {
    Map<String, Report> byId =
        reports.stream().collect(Collectors.toMap(each -> each.id().value(), each -> each));
    Set<String> accused =
        statements.stream().map(each -> plain(each.about())).collect(Collectors.toSet());
    List<Row> rows = new ArrayList<>();
    Map<String, List<Statement>> byAbout = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Statement each : statements) {
      Report report = byId.get(each.report().value());
      rows.add(
          new Row(
              each.id().value(),
              each.by(),
              each.kind().word(),
              each.kind().label(),
              each.about(),
              each.saidAt(),
              each.channel(),
              each.certainty().label(),
              each.words(),
              report == null
                  ? "not graded"
                  : "%s (%s)".formatted(report.grade().code(), report.grade().words()),
              interest(each, accused),
              each.report().value(),
              report == null ? "" : report.source(),
              report == null ? "" : report.title()));
      byAbout.computeIfAbsent(each.about(), _ -> new ArrayList<>()).add(each);
    }
    return new Accounts(
        rows,
        byAbout.entrySet().stream()
            .map(side -> side(side.getKey(), side.getValue(), byId))
            .toList());
  }

  private static String interest(Statement each, Set<String> accused) {
    if (plain(each.by()).equals(plain(each.about()))) {
      return "speaks of itself";
    }
    return accused.contains(plain(each.by())) ? "is itself named by others" : "";
  }

  private static Side side(String about, List<Statement> all, Map<String, Report> reports) {
    int denying = (int) all.stream().filter(each -> each.kind() == StatementKind.DENIAL).count();
    int asserting = all.size() - denying;
    Set<String> sources = new HashSet<>();
    for (Statement each : all) {
      Report report = reports.get(each.report().value());
      sources.add(report == null ? each.report().value() : report.source());
    }
    String rests =
        sources.size() == 1
            ? "all known by one source"
            : "known by %d sources".formatted(sources.size());
    return new Side(
        about,
        asserting,
        denying,
        sources.size(),
        "%s, %s; %s%s"
            .formatted(
                asserting == 1 ? "1 account names them" : asserting + " accounts name them",
                denying == 1 ? "1 denies it" : denying + " deny it",
                rests,
                asserting > 0 && denying > 0 ? "; contested" : ""));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("\\(.*?\\)", "").strip();
  }
}
