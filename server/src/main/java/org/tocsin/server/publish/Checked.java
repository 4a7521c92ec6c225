// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tocsin.cap.Alert;
import org.tocsin.cap.Area;
import org.tocsin.cap.CheckResult;
import org.tocsin.cap.Info;
import org.tocsin.cap.Problem;

/**
 * What came of checking a document: its messages, every problem, and the lines that the problems
 * stand in.
 *
 * @param messages one of each message in it, and a last one for the feed around them if something
 *     is to be said of it
 * @param messageCount how many of them are messages; none in a feed of links
 * @param problems all of them, in the order of the document
 * @param lines the lines of the document that have problems, with the line before and after
 * @param lineCount how many lines it has
 * @param areas of every message, for the map
 */
public record Checked(
    List<Message> messages,
    int messageCount,
    List<Problem> problems,
    List<Line> lines,
    int lineCount,
    List<Area> areas) {

  /** Of a line that is longer, the part around its first problem is shown. */
  private static final int LINE_LENGTH = 240;

  /** In place of a headline. */
  private static final String FEED = "The feed itself";

  /** More lines than this help nobody. */
  private static final int LINES_MAX = 400;

  /**
   * One message.
   *
   * @param valid whether it breaks no rule whose breach is an error
   * @param version the version of CAP, if it names one
   * @param headline of the first info, its event, or its identifier; empty when it cannot be read
   */
  public record Message(boolean valid, String version, String headline) {}

  /**
   * A line of the document.
   *
   * @param number from 1
   * @param text of it, perhaps cut
   * @param problems what is wrong in it
   * @param follows whether the line before it is shown, too
   */
  public record Line(int number, String text, List<Problem> problems, boolean follows) {}

  /** Copies. */
  public Checked {
    messages = List.copyOf(messages);
    problems = List.copyOf(problems);
    lines = List.copyOf(lines);
    areas = List.copyOf(areas);
  }

  /** What is shown of a document. */
  static Checked of(String text, List<CheckResult> results, List<Optional<Alert>> alerts) {
    List<Message> messages = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      CheckResult result = results.get(i);
      problems.addAll(result.problems());
      messages.add(
          new Message(
              result.valid(),
              result.version().map(version -> "CAP " + version.word()).orElse(""),
              result.subject() == CheckResult.Subject.FEED
                  ? FEED
                  : alerts.get(i).map(Checked::headline).orElse("")));
    }
    List<Area> areas =
        alerts.stream()
            .flatMap(Optional::stream)
            .flatMap(alert -> alert.infos().stream().limit(1))
            .flatMap(info -> info.areas().stream())
            .toList();
    String[] lines = text.split("\r\n|\r|\n", -1);
    int messageCount =
        (int)
            results.stream()
                .filter(result -> result.subject() == CheckResult.Subject.MESSAGE)
                .count();
    return new Checked(
        messages, messageCount, problems, lines(lines, problems), lines.length, areas);
  }

  private static String headline(Alert alert) {
    Optional<Info> first = alert.infos().stream().findFirst();
    return first
        .flatMap(Info::headline)
        .or(() -> first.map(Info::event))
        .orElse(alert.identifier());
  }

  private static List<Line> lines(String[] lines, List<Problem> problems) {
    Map<Integer, List<Problem>> shown = new TreeMap<>();
    for (Problem problem : problems) {
      int number = problem.line();
      if (number >= 1 && number <= lines.length) {
        shown.computeIfAbsent(number, _ -> new ArrayList<>()).add(problem);
        shown.computeIfAbsent(Math.max(1, number - 1), _ -> new ArrayList<>());
        shown.computeIfAbsent(Math.min(lines.length, number + 1), _ -> new ArrayList<>());
      }
    }
    List<Line> found = new ArrayList<>();
    int before = 0;
    for (Map.Entry<Integer, List<Problem>> each : shown.entrySet()) {
      int number = each.getKey();
      if (found.size() < LINES_MAX) {
        found.add(
            new Line(
                number,
                cut(lines[number - 1], each.getValue()),
                List.copyOf(each.getValue()),
                number == before + 1));
        before = number;
      }
    }
    return found;
  }

  private static String cut(String line, List<Problem> problems) {
    if (line.length() <= LINE_LENGTH) {
      return line;
    }
    int column = problems.isEmpty() ? 1 : Math.max(1, problems.getFirst().column());
    int from = Math.clamp(column - LINE_LENGTH / 3, 0, line.length() - LINE_LENGTH);
    int to = from + LINE_LENGTH;
    return (from > 0 ? "…" : "") + line.substring(from, to) + (to < line.length() ? "…" : "");
  }

  /** How many problems are errors. */
  public long errors() {
    return problems.stream().filter(Problem::isError).count();
  }

  /** Whether every message in it is valid. */
  public boolean valid() {
    return messages.stream().allMatch(Message::valid);
  }

  /** Problems that stand in no line. */
  public List<Problem> elsewhere() {
    return problems.stream()
        .filter(problem -> lines.stream().noneMatch(line -> line.problems().contains(problem)))
        .toList();
  }
}
