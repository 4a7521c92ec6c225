// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.ReportId;

/**
 * The short way to cite on the case page: {@code R2} is the case's second report, {@code R2.1} the
 * first finding read from it. Reports are numbered in the order of joining, which never changes,
 * even when a report is taken out.
 */
final class Refs {

  private static final Pattern REF = Pattern.compile("[Rr](\\d{1,4})(?:\\.(\\d{1,5}))?");

  private Refs() {}

  /** Reads refs between blanks or commas; T3004 for one that names nothing. */
  static List<Citation> parse(CaseFile file, String text) {
    return words(text).stream().map(word -> one(file, word)).toList();
  }

  /** What stands between blanks or commas. */
  static List<String> words(String text) {
    return Stream.of(text.strip().split("[\\s,;]+", -1)).filter(word -> !word.isEmpty()).toList();
  }

  private static Citation one(CaseFile file, String word) {
    Matcher ref = REF.matcher(word);
    int number = ref.matches() ? Integer.parseInt(ref.group(1)) : 0;
    if (number < 1 || number > file.members().size()) {
      throw AssessProblem.NOT_CITED.because(
          "'%s' is none of R1 to R%d, the reports of this case; a finding is written R1.2"
              .formatted(Problem.shorten(word), file.members().size()));
    }
    ReportId report = file.members().get(number - 1).report();
    return new Citation(
        report,
        ref.group(2) == null
            ? OptionalInt.empty()
            : OptionalInt.of(Integer.parseInt(ref.group(2)) - 1));
  }

  /** Writes a citation the same way. */
  static String of(CaseFile file, Citation cite) {
    String report = "R" + file.number(cite.report());
    return cite.finding().isPresent() ? report + "." + (cite.finding().getAsInt() + 1) : report;
  }

  static String of(CaseFile file, List<Citation> cites) {
    return cites.stream().map(cite -> of(file, cite)).collect(Collectors.joining(" "));
  }
}
