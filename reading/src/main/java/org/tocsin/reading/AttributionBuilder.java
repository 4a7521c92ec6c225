// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes an attribution of who says it and the words that tell so: with what is said. */
record AttributionBuilder(Tokens tokens, Tokens.Sentence sentence) {
  /**
   * @param source who says it, null where the text does not tell
   * @param cueFrom first token of the cue
   * @param cueTo after its last
   */
  Attribution build(Phrases.@Nullable Phrase source, int cueFrom, int cueTo) {
    Span cue = tokens.span(cueFrom, cueTo);
    Optional<Span> who =
        Optional.ofNullable(source)
            .map(phrase -> tokens.span(phrase.from(), phrase.to()))
            .map(AttributionBuilder::withoutContraction);
    Optional<Span> named =
        Optional.ofNullable(source)
            .flatMap(new SourcePhrases(tokens, sentence)::antecedent)
            .map(phrase -> tokens.span(phrase.from(), phrase.to()));
    return new Attribution(who, named, cue, content(source, cueFrom, cueTo));
  }

  /** "They" of "they've". */
  private static Span withoutContraction(Span span) {
    String word = span.text().replace('’', '\'');
    int mark = word.indexOf('\'');
    boolean one = mark > 0 && word.indexOf(' ') < 0 && word.length() - mark <= 3;
    return one && SourcePhrases.PRONOUNS.contains(word.substring(0, mark).toLowerCase(Locale.ROOT))
        ? new Span(span.start(), span.start() + mark, span.text().substring(0, mark))
        : span;
  }

  /** What is said: after the cue to the end of the sentence, else what stands before it. */
  private List<Span> content(Phrases.@Nullable Phrase source, int cueFrom, int cueTo) {
    int after = source == null ? cueTo : Math.max(cueTo, source.to());
    int from = after;
    while (from < sentence.to() && Set.of(",", ":").contains(word(from))) {
      from++;
    }
    int to = sentence.to();
    while (to > from && !tokens.get(to - 1).isWord() && !isClosing(to - 1)) {
      to--;
    }
    int before = source == null ? cueFrom : Math.min(cueFrom, source.from());
    boolean told = before > sentence.from() && isEndOfContent(before - 1);
    List<Span> spans = new ArrayList<>();
    if (told) {
      spans.add(tokens.span(sentence.from(), before));
    }
    if (to > from && !(told && to - from < 12 && !hasQuote(from, to))) {
      spans.add(tokens.span(from, to));
    }
    spans.sort(Comparator.comparingInt(Span::start));
    return spans;
  }

  private boolean isEndOfContent(int i) {
    String mark = word(i);
    return mark.equals("\"") || mark.equals("”") || mark.equals(",");
  }

  private boolean isClosing(int i) {
    return word(i).equals("\"") || word(i).equals("”");
  }

  private boolean hasQuote(int from, int to) {
    for (int i = from; i < to; i++) {
      if (word(i).equals("\"") || word(i).equals("“")) {
        return true;
      }
    }
    return false;
  }

  private String word(int i) {
    return tokens.at(i).lower();
  }
}
