// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Short forms of divisions: "Kan." and "W.Va." as news agencies write them, "KS" as the post does.
 * All but those with inner stops count only where a place stands before them.
 */
final class Abbreviations {
  private final Map<String, Gazetteer.Entry> agency = new HashMap<>();
  private final Map<String, Gazetteer.Entry> postal = new HashMap<>();

  /** A short form of {@code words} words, marks counted, and what it stands for. */
  record Form(int words, Gazetteer.Entry division) {}

  Abbreviations(Gazetteer gazetteer) {
    for (List<String> row : Lexicon.table("abbreviations.tsv", 3)) {
      gazetteer
          .division(row.get(0))
          .ifPresent(division -> {
            Lexicon.list(row.get(1)).forEach(form -> agency.put(squeeze(form), division));
            Lexicon.list(row.get(2)).forEach(form -> postal.put(form, division));
          });
    }
  }

  /** The short form at {@code i}, if what stands before it lets it be one. */
  Optional<Form> at(PlaceWords words, int i) {
    PlaceWords.Word word = words.at(i);
    if (!word.capital() || word.text().length() > 6) {
      return Optional.empty();
    }
    boolean comma = words.beside(i - 1, i).is(",") && words.beside(i - 2, i).capital();
    boolean party =
        word.glued() && (words.at(i - 1).text().equals("D") || words.at(i - 1).text().equals("R"));
    StringBuilder form = new StringBuilder();
    for (int n = 1; n <= 4 && words.at(i + n - 1).sentence() == word.sentence(); n++) {
      PlaceWords.Word part = words.at(i + n - 1);
      if (!part.is(".") && !(part.capital() && part.text().length() <= 5)) {
        break;
      }
      form.append(part.text());
      Gazetteer.Entry division = agency.get(form.toString());
      boolean dotted = form.chars().filter(c -> c == '.').count() > 1;
      if (division != null && (comma || party || dotted)) {
        return Optional.of(new Form(n, division));
      }
    }
    Gazetteer.Entry division = postal.get(word.text());
    boolean alone = word.text().equals("BC") && !Character.isDigit(last(words.at(i - 1).text()));
    return division != null && (comma || party || alone || zip(words, i))
        ? Optional.of(new Form(1, division))
        : Optional.empty();
  }

  /** "Boston MA 02134" */
  private static boolean zip(PlaceWords words, int i) {
    String next = words.beside(i + 1, i).text();
    return words.beside(i - 1, i).capital()
        && next.length() == 5
        && next.chars().allMatch(Character::isDigit);
  }

  private static char last(String text) {
    return text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
  }

  private static String squeeze(String form) {
    return form.replace(" ", "");
  }
}
