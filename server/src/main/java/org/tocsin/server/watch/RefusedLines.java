// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.tocsin.audience.LineProblem;

/**
 * What is wrong with a file, within limits: the lines that are kept to be mended, and what is told
 * of them. What refused a line is told before what only raised a doubt, however late it came. Used
 * by one thread.
 */
final class RefusedLines {

  /** Most lines that are kept to be mended; whoever sent more has the file. */
  static final int MAX_KEPT = 100_000;

  /** Most bytes of all lines that are kept. */
  static final long MAX_KEPT_BYTES = 64L << 20;

  /** Most errors that are told, and most warnings. */
  static final int MAX_TOLD = 100;

  private final List<RefusedLine> kept = new ArrayList<>();
  private final List<LineProblem> errors = new ArrayList<>();
  private final List<LineProblem> warnings = new ArrayList<>();
  private long bytes;
  private int notKept;
  private long lastLine = 1;

  void keep(RefusedLine line) {
    if (kept.size() < MAX_KEPT && bytes + line.raw().length <= MAX_KEPT_BYTES) {
      kept.add(line);
      bytes += line.raw().length;
      lastLine = Math.max(lastLine, line.line());
    } else {
      notKept++;
    }
  }

  /** Counts a line whose bytes are not there any more. */
  void cannotKeep() {
    notKept++;
  }

  void tell(LineProblem problem) {
    List<LineProblem> told = problem.grade() == LineProblem.Grade.ERROR ? errors : warnings;
    if (told.size() < MAX_TOLD) {
      told.add(problem);
    }
  }

  /** The kept lines in the order of the file. */
  List<RefusedLine> kept() {
    kept.sort(Comparator.comparingLong(RefusedLine::line));
    return List.copyOf(kept);
  }

  /** What is wrong, the errors first. */
  List<LineProblem> told() {
    Stream<LineProblem> found = Stream.concat(errors.stream(), warnings.stream());
    return notKept == 0 ? found.toList() : Stream.concat(Stream.of(overLimit()), found).toList();
  }

  private LineProblem overLimit() {
    return new LineProblem(
        lastLine,
        "",
        "",
        "%,d lines that cannot be used are kept; %,d others are not"
            .formatted(kept.size(), notKept),
        "mend the file that was sent, not the kept lines alone",
        LineProblem.Grade.ERROR);
  }
}
