// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words of {@code cues.tsv} that tell that somebody says or thinks something. */
final class CueWords {
  enum Sort {
    SAY,
    SPEAK,
    THINK,
    HIDDEN,
    HOMOGRAPH,
    LOOSE,
    BEFORE
  }

  enum Form {
    BASE,
    THIRD,
    PAST,
    PARTICIPLE
  }

  /**
   * One form of a verb.
   *
   * @param particles what must follow a verb of {@link Sort#SPEAK}
   */
  record Cue(Sort sort, Form form, Set<String> particles) {}

  private static final Map<String, Cue> VERBS = verbs();
  private static final Set<String> HIDDEN = plain(Sort.HIDDEN);

  private static final Set<String> HOMOGRAPHS = plain(Sort.HOMOGRAPH);

  private static final Set<String> LOOSE = plain(Sort.LOOSE);

  private static final Set<String> BEFORE = plain(Sort.BEFORE);

  private CueWords() {}

  static Optional<Cue> verb(String word) {
    return Optional.ofNullable(VERBS.get(word));
  }

  /** Whether a form is more often a noun than a verb. */
  static boolean isHomograph(String word) {
    return HOMOGRAPHS.contains(word);
  }

  /** Whether a form is a cue only with a clause after it. */
  static boolean isLoose(String word) {
    return LOOSE.contains(word);
  }

  /**
   * Whether a form often stands before who says it, with nothing but a comma before: ", said Ann".
   */
  static boolean standsBefore(String word) {
    return BEFORE.contains(word);
  }

  static boolean isHidden(String word) {
    return HIDDEN.contains(word);
  }

  private static Map<String, Cue> verbs() {
    Map<String, Cue> verbs = new HashMap<>();
    for (List<String> row : Lexicon.table("cues.tsv", 2)) {
      Sort sort = sort(row.getFirst());
      if (sort != Sort.SAY && sort != Sort.SPEAK && sort != Sort.THINK) {
        continue;
      }
      for (String verb : Lexicon.list(row.get(1))) {
        List<String> forms = Lexicon.split(verb, ',');
        Set<String> particles =
            sort == Sort.SPEAK ? Set.copyOf(forms.subList(4, forms.size())) : Set.of();
        for (int i = 0; i < Math.min(4, forms.size()); i++) {
          Form form = forms.size() == 1 ? Form.PAST : Form.values()[i];
          verbs.merge(forms.get(i), new Cue(sort, form, particles), (first, second) -> first);
        }
      }
    }
    return Map.copyOf(verbs);
  }

  private static Set<String> plain(Sort sort) {
    return Set.copyOf(
        Lexicon.table("cues.tsv", 2).stream()
            .filter(row -> sort(row.getFirst()) == sort)
            .flatMap(row -> Lexicon.list(row.get(1)).stream())
            .distinct()
            .toList());
  }

  private static Sort sort(String name) {
    return Sort.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
