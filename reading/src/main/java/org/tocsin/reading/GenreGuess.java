// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Guesses what sort of text a document is: by how its title begins and by phrases ({@code
 * genres.tsv}), and an editorial also by its manner: it asks and ought where a report says who
 * said.
 */
final class GenreGuess {
  private static final int TOP_UNITS = 400;
  private static final int TEXT_UNITS = 20_000;
  private static final int MIN_SENTENCES = 8;
  private static final int MAX_SENTENCES = 400;
  private static final int MIN_SIGNS = 3;
  private static final int MANY_SIGNS = 4;

  private static final Set<String> OUGHT =
      Set.of("should", "ought", "must", "surely", "perhaps", "let", "cannot");
  private static final Set<String> SAID =
      Set.of(
          "said",
          "says",
          "told",
          "reported",
          "according",
          "confirmed",
          "announced",
          "added",
          "statement",
          "spokesman",
          "spokeswoman");

  private record Sign(Genre genre, String where, List<String> phrases) {}

  private static final List<Sign> SIGNS =
      Lexicon.table("genres.tsv", 3).stream()
          .map(row -> new Sign(Genre.valueOf(row.get(0)), row.get(1), phrases(row.get(2))))
          .toList();

  /** As in the table, with the blank that parts a word of a title from what follows. */
  private static List<String> phrases(String cell) {
    return List.of(cell.split("\\|"));
  }

  private GenreGuess() {}

  static Guess<Genre> of(Optional<String> title, Tokens tokens) {
    String text = tokens.text();
    String lower = text.substring(0, Math.min(text.length(), TEXT_UNITS)).toLowerCase(Locale.ROOT);
    String top = lower.substring(0, Math.min(lower.length(), TOP_UNITS));
    String head = title.orElse("").toLowerCase(Locale.ROOT).strip();
    Manner manner = Manner.of(tokens);
    for (Sign sign : SIGNS) {
      List<String> found = new ArrayList<>();
      for (String phrase : sign.phrases) {
        boolean there =
            switch (sign.where) {
              case "title" -> head.startsWith(phrase) || top.stripLeading().startsWith(phrase);
              case "top" -> top.contains(phrase);
              default -> lower.contains(phrase);
            };
        if (there) {
          found.add(phrase.strip());
        }
      }
      if (isEnough(sign, found, manner)) {
        return new Guess<>(
            sign.genre, "its %s has \"%s\"".formatted(sign.where, String.join("\", \"", found)));
      }
    }
    if (manner.isEditorial()) {
      return new Guess<>(
          Genre.EDITORIAL,
          "it asks %d times and says %d times what ought to be, and seldom who said so"
              .formatted(manner.questions, manner.oughts));
    }
    return new Guess<>(Genre.REPORT, "nothing speaks for another");
  }

  /** One sign at the head is enough; in running words two, and few that report. */
  private static boolean isEnough(Sign sign, List<String> found, Manner manner) {
    return switch (sign.where) {
      case "title" -> !found.isEmpty();
      case "top" -> !found.isEmpty() && !manner.reports();
      default -> found.size() >= MANY_SIGNS || (found.size() >= 2 && !manner.reports());
    };
  }

  /** How a text speaks: whether it reports or argues. */
  private record Manner(int sentences, int questions, int oughts, int said) {
    static Manner of(Tokens tokens) {
      int sentences = 0;
      int questions = 0;
      int oughts = 0;
      int said = 0;
      boolean quoted = false;
      for (Tokens.Sentence sentence :
          tokens.sentences().subList(0, Math.min(tokens.sentences().size(), MAX_SENTENCES))) {
        sentences++;
        for (int i = sentence.from(); i < sentence.to(); i++) {
          Token token = tokens.get(i);
          quoted = token.is("“") || (token.is("\"") ? !quoted : quoted && !token.is("”"));
          if (!quoted) {
            questions += token.is("?") ? 1 : 0;
            oughts += OUGHT.contains(token.lower()) ? 1 : 0;
          }
          said += SAID.contains(token.lower()) ? 1 : 0;
        }
      }
      return new Manner(sentences, questions, oughts, said);
    }

    boolean reports() {
      return said * 4 > sentences;
    }

    boolean isEditorial() {
      return sentences >= MIN_SENTENCES
          && questions >= MIN_SIGNS
          && oughts >= MIN_SIGNS
          && questions * 10 >= sentences
          && said * 5 <= sentences;
    }
  }
}
