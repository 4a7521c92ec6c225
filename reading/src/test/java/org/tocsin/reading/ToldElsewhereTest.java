// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * FEATURE UNDER TEST: what is stated by whom, to whom and about what, in sentences in the manner of
 * embassies, agencies, ministries, papers and posts, and nothing where nothing is stated.
 */
class ToldElsewhereTest {
  private static final List<List<String>> ROWS = Lexicon.table("told-elsewhere.tsv", 2);

  /** What a row says is stated. */
  private record Stated(FindingType type, String actor, String recipient, String target) {
    static Stated of(String cell) {
      String[] parts = cell.strip().split("\\|", -1);
      return new Stated(
          FindingType.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1], parts[2], parts[3]);
    }

    boolean isIn(List<Finding> findings) {
      return findings.stream()
          .filter(f -> f.type() == type)
          .anyMatch(f ->
              agree(actor, f.actor())
                  && agree(recipient, f.recipient())
                  && agree(target, f.target()));
    }

    /** One has the words of the other; the table leaves articles and clauses out. */
    private static boolean agree(String wanted, Optional<Mention> found) {
      if (wanted.isEmpty() || found.isEmpty()) {
        return wanted.isEmpty() == found.isEmpty();
      }
      return Stream.of(found.get().value(), found.get().text())
          .anyMatch(words -> words.contains(wanted) || wanted.contains(words));
    }
  }

  private static List<Finding> read(String text) {
    return Reader.standard().read(Document.text(text)).findings();
  }

  @Test
  void everySentenceStatesWhatItsRowSays() {
    assertThat(ROWS.stream().filter(row -> !isRead(row)).map(List::getFirst)).isEmpty();
  }

  private static boolean isRead(List<String> row) {
    List<Finding> findings = read(row.getFirst());
    if (row.get(1).equals("none")) {
      return findings.isEmpty();
    }
    List<Stated> stated = Arrays.stream(row.get(1).split(";")).map(Stated::of).toList();
    return findings.size() == stated.size() && stated.stream().allMatch(s -> s.isIn(findings));
  }

  @Test
  void theTableHasAllTypesAndSentencesThatStateNothing() {
    assertThat(ROWS).hasSizeGreaterThan(60);
    for (FindingType type : FindingType.values()) {
      assertThat(ROWS)
          .as(type.name())
          .anyMatch(row -> row.get(1).contains(type.name().toLowerCase(Locale.ROOT) + "|"));
    }
    assertThat(ROWS).anyMatch(row -> row.get(1).equals("none"));
  }
}
