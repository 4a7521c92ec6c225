// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds people harmed whom no number counts: "the mayor was killed" is one, "soldiers were wounded"
 * two or more, "the murder of Hector Oqueli" one, "the murder of six priests" six. Looks at a dozen
 * tokens around each word of harm.
 */
final class VictimFinder {
  private static final int REACH_TOKENS = 8;
  private static final int MANY_LETTERS = 2_000;

  private final FigureWords words;
  private final NumberWords numbers;

  VictimFinder(FigureWords words, NumberWords numbers) {
    this.words = words;
    this.numbers = numbers;
  }

  /** How many: {@code many} without a number is two or more. */
  private record Victims(int to, long min, boolean many, Figure.Qualifier qualifier) {}

  /**
   * The victims of a text.
   *
   * @param counted tokens of harm that a number was found for
   */
  List<Figure> find(Tokens tokens, Set<Integer> counted) {
    boolean capitals = isAllCapitals(tokens.text());
    List<Figure> figures = new ArrayList<>();
    for (Tokens.Sentence sentence : tokens.sentences()) {
      for (int i = sentence.from(); i < sentence.to(); i++) {
        if (!counted.contains(i)) {
          at(tokens, i, sentence, capitals, counted).ifPresent(figures::add);
        }
      }
    }
    return figures;
  }

  /** Whether a text, by its first letters, is written in capitals, so that they show no names. */
  private static boolean isAllCapitals(String text) {
    int small = 0;
    int large = 0;
    for (int i = 0; i < Math.min(text.length(), MANY_LETTERS); i++) {
      small += Character.isLowerCase(text.charAt(i)) ? 1 : 0;
      large += Character.isUpperCase(text.charAt(i)) ? 1 : 0;
    }
    return large > 9 * small;
  }

  private Optional<Figure> at(
      Tokens tokens, int i, Tokens.Sentence sentence, boolean capitals, Set<Integer> counted) {
    Optional<FigureWords.Word> done = words.at(tokens, i, "done");
    if (done.isPresent()) {
      for (int k = 1; k < done.get().phrase().size(); k++) {
        if (counted.contains(i + k)) {
          return Optional.empty();
        }
      }
      Figure.Kind kind = FigureWords.kind(done.get());
      int aux = auxiliary(tokens, i, sentence);
      return aux >= 0
          ? passive(tokens, aux, i, sentence, kind)
          : object(tokens, i + 1, sentence, capitals)
              .map(v -> figure(tokens, i, v, kind, "figure.object"));
    }
    Optional<FigureWords.Word> act = words.at(tokens, i, "act");
    if (act.isPresent() && tokens.at(i + 1).is("of")) {
      return object(tokens, i + 2, sentence, capitals)
          .map(v -> figure(tokens, i, v, FigureWords.kind(act.get()), "figure.act"));
    }
    Optional<FigureWords.Word> doing = words.at(tokens, i, "doing");
    return doing.isPresent() && tokens.at(i - 1).is(",")
        ? object(tokens, i + 1, sentence, capitals)
            .map(v -> figure(tokens, i, v, FigureWords.kind(doing.get()), "figure.object"))
        : Optional.empty();
  }

  /** Where "was", "were" or the like stands before a participle; -1 where it does not. */
  private int auxiliary(Tokens tokens, int i, Tokens.Sentence sentence) {
    int at = i - 1;
    while (at > sentence.from() && i - at < 4 && words.is(tokens, at, "been")) {
      at--;
    }
    boolean has = tokens.at(at).is("has") || tokens.at(at).is("have") || tokens.at(at).is("had");
    boolean passive = !has || tokens.at(at + 1).is("been");
    boolean aux =
        words.is(tokens, at, "one") || words.is(tokens, at, "many") || tokens.at(at).is("had");
    return at > sentence.from() && passive && aux ? at : -1;
  }

  private Optional<Figure> passive(
      Tokens tokens, int aux, int i, Tokens.Sentence sentence, Figure.Kind kind) {
    int subject = aux - 1;
    while (subject > sentence.from() && !tokens.at(subject).isWord()) {
      subject--;
    }
    if (words.is(tokens, subject, "uncounted") || words.is(tokens, subject, "denied")) {
      return Optional.empty();
    }
    boolean many =
        words.is(tokens, aux, "many")
            || (tokens.at(aux).is("had") && words.is(tokens, subject, "people"));
    if (many && isPair(tokens, subject, sentence)) {
      Victims two = new Victims(i + 1, 2, false, Figure.Qualifier.EXACTLY);
      return Optional.of(figure(tokens, subject, two, kind, "figure.subject"));
    }
    if (many && !words.is(tokens, subject, "people") && !tokens.at(subject).is("who")) {
      return Optional.empty();
    }
    Victims victims = new Victims(i + 1, many ? 2 : 1, many, Figure.Qualifier.EXACTLY);
    return Optional.of(figure(tokens, subject, victims, kind, "figure.subject"));
  }

  /** "A man and his son were": two persons. */
  private boolean isPair(Tokens tokens, int last, Tokens.Sentence sentence) {
    if (!words.is(tokens, last, "person")) {
      return false;
    }
    for (int and = last - 1; and > Math.max(sentence.from(), last - 4); and--) {
      if (words.is(tokens, and, "and")) {
        return words.is(tokens, and - 1, "person") && !words.is(tokens, and - 2, "and");
      }
    }
    return false;
  }

  /** Who stands after a verb, or after "murder of". */
  private Optional<Victims> object(
      Tokens tokens, int from, Tokens.Sentence sentence, boolean capitals) {
    int named = -1;
    for (int k = from; k < Math.min(sentence.to(), from + REACH_TOKENS); k++) {
      Token token = tokens.get(k);
      Optional<NumberWords.Numeral> number =
          k == from || k == from + 1 ? number(tokens, k) : Optional.empty();
      if (number.isPresent()) {
        boolean people =
            words.is(tokens, number.get().to(), "people")
                || words.is(tokens, number.get().to() + 1, "people");
        return people
            ? Optional.of(
                new Victims(
                    number.get().to(), number.get().value(), false, Figure.Qualifier.EXACTLY))
            : Optional.empty();
      }
      if (words.is(tokens, k, "people") && !(named >= 0 && words.is(tokens, k - 1, "person"))) {
        return Optional.of(new Victims(k + 1, 2, true, Figure.Qualifier.EXACTLY));
      }
      if (!token.isWord() || words.is(tokens, k, "stop")) {
        break;
      }
      boolean names = capitals ? !words.is(tokens, k, "article") : token.isCapitalised();
      if (words.is(tokens, k, "person") || names) {
        named = k;
      }
    }
    return named < 0
        ? Optional.empty()
        : Optional.of(new Victims(named + 1, 1, false, Figure.Qualifier.EXACTLY));
  }

  private Optional<NumberWords.Numeral> number(Tokens tokens, int i) {
    return Numbers.at(tokens, i, numbers).filter(n -> n.value() > 0 && n.value() < 100_000);
  }

  private static Figure figure(
      Tokens tokens, int from, Victims victims, Figure.Kind kind, String rule) {
    return Figure.of(
        tokens.span(from, victims.to()),
        kind,
        OptionalLong.of(victims.min()),
        victims.many() ? OptionalLong.empty() : OptionalLong.of(victims.min()),
        victims.many() ? Figure.Qualifier.VAGUE : victims.qualifier(),
        rule);
  }
}
