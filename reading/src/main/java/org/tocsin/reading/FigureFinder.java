// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds numbers of people killed, wounded, arrested, missing, kidnapped or evacuated, with the
 * words that hedge them, homes, and amounts of money. A number belongs to the word right before it
 * ("killing 143 people") or else to the next such word after it in its clause ("143 people were
 * killed"); those harmed without a number are {@link VictimFinder}'s.
 */
final class FigureFinder {
  private static final int REACH_TOKENS = 9;
  private static final int FAR_TOKENS = 16;

  private final Map<String, Figure.Kind> kinds;
  private final FigureWords words;
  private final NumberWords numbers;
  private final VictimFinder victims;
  private final AmountFinder amounts;

  FigureFinder(String language) {
    words = FigureWords.of(language);
    kinds = words.kinds();
    numbers = NumberWords.of(language);
    victims = new VictimFinder(words, numbers);
    amounts = new AmountFinder(words, numbers);
  }

  private record Hedge(int from, Figure.Qualifier qualifier) {}

  /** A number of anything: from token, to token, bounds. */
  private record Count(int from, int to, long min, long max, Figure.Qualifier qualifier) {}

  /** A figure, and the token of the word that told its kind. */
  private record Read(Figure figure, int kindAt, int to) {}

  /** The figures of a text, in its order. */
  List<Figure> find(Tokens tokens) {
    List<Figure> figures = new ArrayList<>();
    Set<Integer> told = new HashSet<>();
    for (Tokens.Sentence sentence : tokens.sentences()) {
      Optional<Figure> whole = Optional.empty();
      int i = sentence.from();
      while (i < sentence.to()) {
        Optional<Count> count = count(tokens, i, sentence).map(c -> together(tokens, c, sentence));
        Optional<Figure> part = whole.flatMap(w -> count.flatMap(c -> part(tokens, c, w)));
        Optional<Read> read =
            part.isPresent() ? Optional.empty() : count.flatMap(c -> figure(tokens, c, sentence));
        if (part.isPresent()) {
          figures.add(part.get());
        } else if (read.isPresent()) {
          told.add(read.get().kindAt());
          whole = read.map(Read::figure);
          figures.add(revised(tokens, read.get().figure(), count.get(), sentence));
        } else {
          amounts.at(tokens, i, sentence).ifPresent(figures::add);
        }
        i = count.map(Count::to).orElse(i + 1);
      }
    }
    figures.addAll(victims.find(tokens, told));
    figures.sort(Comparator.comparingInt((Figure f) -> f.span().start()));
    return figures;
  }

  private Optional<Count> count(Tokens tokens, int i, Tokens.Sentence sentence) {
    Optional<Count> vague = vague(tokens, i);
    if (vague.isPresent()) {
      return vague;
    }
    Optional<NumberWords.Numeral> number =
        Numbers.at(tokens, i, numbers).filter(n -> n.to() <= sentence.to());
    if (number.isEmpty()) {
      return one(tokens, i, sentence);
    }
    long value = number.get().value();
    int to = number.get().to();
    if (tokens.at(to).is("-") || tokens.at(to).is("–") || words.is(tokens, to, "to")) {
      Optional<NumberWords.Numeral> upper = Numbers.at(tokens, to + 1, numbers);
      if (upper.isPresent() && upper.get().value() > value && !isRise(tokens, i)) {
        return Optional.of(
            new Count(i, upper.get().to(), value, upper.get().value(), Figure.Qualifier.BETWEEN));
      }
    }
    if (words.is(tokens, i - 1, "between") && words.is(tokens, to, "and")) {
      Optional<NumberWords.Numeral> upper = Numbers.at(tokens, to + 1, numbers);
      if (upper.isPresent() && upper.get().value() >= value) {
        return Optional.of(
            new Count(
                i - 1, upper.get().to(), value, upper.get().value(), Figure.Qualifier.BETWEEN));
      }
    }
    return Optional.of(new Count(i, to, value, value, Figure.Qualifier.EXACTLY));
  }

  /** "Three officers and a civilian": both counts, where the second counts people too. */
  private Count together(Tokens tokens, Count first, Tokens.Sentence sentence) {
    int and = afterPeople(tokens, first);
    if (and < 0
        || !words.is(tokens, and, "and")
        || words
            .before(tokens, first.from(), Math.max(0, first.from() - 4), "including")
            .isPresent()
        || !isCounted(first)) {
      return first;
    }
    Optional<Count> second = count(tokens, and + 1, sentence).filter(FigureFinder::isCounted);
    int to = second.map(c -> afterPeople(tokens, c)).orElse(-1);
    return to < 0 || kinds.containsKey(tokens.at(to - 1).lower())
        ? first
        : new Count(
            first.from(),
            to,
            first.min() + second.get().min(),
            first.max() + second.get().max(),
            first.qualifier());
  }

  private static boolean isCounted(Count count) {
    return count.qualifier() == Figure.Qualifier.EXACTLY && count.min() > 0;
  }

  /** The token behind the word for people that a count is of; -1 where there is none near. */
  private int afterPeople(Tokens tokens, Count count) {
    if (words.is(tokens, count.to() - 1, "person")) {
      return count.to();
    }
    for (int k = count.to(); k < count.to() + 4; k++) {
      boolean more = words.is(tokens, k + 1, "people") || words.is(tokens, k + 1, "person");
      if ((words.is(tokens, k, "people") || words.is(tokens, k, "person")) && !more) {
        return k + 1;
      }
      if (!tokens.at(k).isWord() || words.is(tokens, k, "and") || words.is(tokens, k, "stop")) {
        return -1;
      }
    }
    return -1;
  }

  /** "rose from 93 to 115" tells a change, not a range. */
  private boolean isRise(Tokens tokens, int i) {
    return words.is(tokens, i - 1, "was");
  }

  private Optional<Count> vague(Tokens tokens, int i) {
    return words
        .at(tokens, i, "vague")
        .map(word -> {
          int dots = word.value().indexOf("..");
          String most = word.value().substring(dots + 2);
          return new Count(
              i,
              i + word.phrase().size(),
              Long.parseLong(word.value().substring(0, dots)),
              most.isEmpty() ? Long.MAX_VALUE : Long.parseLong(most),
              Figure.Qualifier.VAGUE);
        });
  }

  /** "a policeman", "no one". */
  private Optional<Count> one(Tokens tokens, int i, Tokens.Sentence sentence) {
    Optional<FigureWords.Word> none = words.at(tokens, i, "nobody");
    if (none.isPresent()) {
      return Optional.of(
          new Count(i, i + none.get().phrase().size(), 0, 0, Figure.Qualifier.EXACTLY));
    }
    if (words.is(tokens, i, "no") && words.is(tokens, i + 1, "people")) {
      return Optional.of(new Count(i, i + 2, 0, 0, Figure.Qualifier.EXACTLY));
    }
    if (!words.is(tokens, i, "a")) {
      return Optional.empty();
    }
    for (int k = i + 1; k < Math.min(sentence.to(), i + 4); k++) {
      if (words.is(tokens, k, "person") && !words.is(tokens, k + 1, "uncounted")) {
        return Optional.of(new Count(i, k + 1, 1, 1, Figure.Qualifier.EXACTLY));
      }
      if (!tokens.get(k).isWord()) {
        break;
      }
    }
    return Optional.empty();
  }

  /** "40 people, including three children": a part of the figure before it. */
  private Optional<Figure> part(Tokens tokens, Count count, Figure whole) {
    boolean including =
        words.before(tokens, count.from(), Math.max(0, count.from() - 4), "including").isPresent();
    boolean people =
        count.qualifier() != Figure.Qualifier.VAGUE || words.is(tokens, count.to(), "people");
    if (!including || !people || words.is(tokens, count.to(), "things")) {
      return Optional.empty();
    }
    int to = words.is(tokens, count.to(), "people") ? count.to() + 1 : count.to();
    return Optional.of(
        Figure.of(
                tokens.span(count.from(), to),
                whole.kind(),
                OptionalLong.of(count.min()),
                most(count.max()),
                count.qualifier(),
                "figure.part")
            .asPart());
  }

  /** "rose to 139 from 133", "from 93 to 115": what the number was before. */
  private Figure revised(Tokens tokens, Figure figure, Count count, Tokens.Sentence sentence) {
    Optional<FigureWords.Word> after = words.at(tokens, count.to(), "was");
    if (after.isPresent()) {
      Optional<NumberWords.Numeral> earlier =
          Numbers.at(tokens, count.to() + after.get().phrase().size(), numbers);
      if (earlier.isPresent() && earlier.get().to() <= sentence.to()) {
        return figure.revisedFrom(earlier.get().value());
      }
    }
    int back = count.from() - 1;
    boolean rose = words.is(tokens, back, "to") && tokens.at(back - 1).isNumber();
    return rose && words.is(tokens, back - 2, "was")
        ? Numbers.at(tokens, back - 1, numbers)
            .map(n -> figure.revisedFrom(n.value()))
            .orElse(figure)
        : figure;
  }

  private Optional<Read> figure(Tokens tokens, Count count, Tokens.Sentence sentence) {
    if ((count.max() > 5_000_000 && count.qualifier() == Figure.Qualifier.EXACTLY)
        || tokens.at(count.to()).is("-")
        || words.is(tokens, count.to(), "things")
        || words.is(tokens, count.to(), "home")
        || words.is(tokens, count.from() - 1, "currency")
        || isYearOrDay(tokens, count)
        || isAge(tokens, count)) {
      return Optional.empty();
    }
    Hedge hedge = hedge(tokens, count, sentence);
    Optional<Integer> before = kindBefore(tokens, hedge.from(), sentence);
    if (before.isPresent()) {
      int end = words.is(tokens, count.to(), "people") ? count.to() + 1 : count.to();
      return Optional.of(
          read(tokens, count, hedge, before.get(), before.get(), end, "figure.before"));
    }
    return kindAfter(tokens, count.to(), sentence)
        .map(at -> read(tokens, count, hedge, at, hedge.from(), at + 1, "figure.after"));
  }

  private Read read(
      Tokens tokens, Count count, Hedge hedge, int kindAt, int from, int to, String rule) {
    Figure.Qualifier qualifier =
        hedge.qualifier() == Figure.Qualifier.EXACTLY ? count.qualifier() : hedge.qualifier();
    OptionalLong min = OptionalLong.of(count.min());
    OptionalLong max = most(count.max());
    switch (qualifier) {
      case AT_LEAST -> max = OptionalLong.empty();
      case MORE_THAN -> {
        min = OptionalLong.of(count.min() + 1);
        max = OptionalLong.empty();
      }
      case UP_TO -> min = OptionalLong.empty();
      case LESS_THAN -> {
        min = OptionalLong.empty();
        max = OptionalLong.of(Math.max(0, count.max() - 1));
      }
      case EXACTLY, ABOUT, BETWEEN, VAGUE -> {} // the bounds stand as counted
    }
    return new Read(
        Figure.of(tokens.span(from, to), kind(tokens, kindAt), min, max, qualifier, rule),
        kindAt,
        to);
  }

  private static OptionalLong most(long max) {
    return max == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(max);
  }

  private boolean isYearOrDay(Tokens tokens, Count count) {
    Token token = tokens.get(count.from());
    boolean year =
        token.isNumber()
            && token.text().length() == 4
            && count.min() >= 1900
            && count.min() <= 2100;
    boolean month = words.is(tokens, count.from() - 1, "month");
    boolean dated = words.is(tokens, count.from() - 1, "dated") || month;
    return (year && dated)
        || words.is(tokens, count.to(), "month")
        || (token.isNumber() && month && count.min() <= 31);
  }

  /** "Jones, 39, was killed". */
  private static boolean isAge(Tokens tokens, Count count) {
    return count.to() == count.from() + 1
        && tokens.at(count.from() - 1).is(",")
        && tokens.at(count.to()).is(",")
        && tokens.get(count.from()).isNumber()
        && count.max() < 120;
  }

  private Hedge hedge(Tokens tokens, Count count, Tokens.Sentence sentence) {
    return words
        .before(tokens, count.from(), sentence.from(), "hedge")
        .map(word ->
            new Hedge(count.from() - word.phrase().size(), Figure.Qualifier.valueOf(word.value())))
        .orElse(new Hedge(count.from(), Figure.Qualifier.EXACTLY));
  }

  /** The word right before a number that tells its kind: "killing 143", "toll rose to 93". */
  private Optional<Integer> kindBefore(Tokens tokens, int from, Tokens.Sentence sentence) {
    int i = from - 1;
    if (i < sentence.from()) {
      return Optional.empty();
    }
    if (words.is(tokens, i, "another")) {
      i--;
    }
    Token token = tokens.at(i);
    if (kinds.containsKey(token.lower()) && isActive(tokens, i)) {
      return Optional.of(i);
    }
    Optional<Integer> counted = countedBefore(tokens, i, sentence);
    if (counted.isPresent()) {
      return counted;
    }
    if (words.is(tokens, i, "toToll")) {
      for (int k = i - 1; k >= Math.max(sentence.from(), i - REACH_TOKENS); k--) {
        if (words.is(tokens, k, "toll")
            || (words.is(tokens, k, "lives") && words.is(tokens, i, "of"))) {
          return Optional.of(k);
        }
        if (words.is(tokens, k, "break")) {
          break;
        }
      }
    }
    return Optional.empty();
  }

  /** "Put the dead at 50", "the number of people killed rose to 139", "the dead numbered 95". */
  private Optional<Integer> countedBefore(Tokens tokens, int i, Tokens.Sentence sentence) {
    String counts =
        words.is(tokens, i, "at") ? "puts" : words.is(tokens, i, "to") ? "rises" : "numbered";
    if (counts.equals("numbered") && !words.is(tokens, i, "numbered")) {
      return Optional.empty();
    }
    Optional<Integer> kind = Optional.empty();
    boolean counted = false;
    for (int k = i; k >= Math.max(sentence.from(), i - FAR_TOKENS); k--) {
      counted |= words.is(tokens, k, counts);
      if (kind.isEmpty() && kinds.containsKey(tokens.get(k).lower())) {
        kind = Optional.of(k);
      }
      if (kind.isPresent() && counted) {
        return kind;
      }
    }
    return Optional.empty();
  }

  private boolean isActive(Tokens tokens, int i) {
    return isGerund(tokens, i)
        || (words.is(tokens, i, "active") && !words.is(tokens, i - 1, "notActive"));
  }

  /** The next word after a number, in its clause, that tells its kind. */
  private Optional<Integer> kindAfter(Tokens tokens, int from, Tokens.Sentence sentence) {
    boolean people = false;
    for (int i = from; i < Math.min(sentence.to(), from + REACH_TOKENS); i++) {
      Token token = tokens.get(i);
      boolean tells = kinds.containsKey(token.lower());
      boolean gerund = tells && isGerund(tokens, i);
      if (tells && !gerund) {
        return Optional.of(i);
      }
      if (words.is(tokens, i, "break")
          || gerund
          || (i > from && !people && Numbers.at(tokens, i, numbers).isPresent())) {
        return Optional.empty();
      }
      people |= words.is(tokens, i, "people");
      boolean on = words.is(tokens, i, "and") && isTwiceHarmed(tokens, i);
      if ((token.is(",") || words.is(tokens, i, "and"))
          && !on
          && !words.is(tokens, i + 1, "more")) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** "Two were stabbed and injured": the word of harm is the second of two. */
  private boolean isTwiceHarmed(Tokens tokens, int and) {
    return Verbs.isPast(tokens.at(and - 1).lower())
        && (kinds.containsKey(tokens.at(and + 1).lower())
            || (tokens.at(and + 1).lower().endsWith("ly")
                && kinds.containsKey(tokens.at(and + 2).lower())));
  }

  private boolean isGerund(Tokens tokens, int i) {
    return words.is(tokens, i, "gerund");
  }

  private Figure.Kind kind(Tokens tokens, int at) {
    return kinds.getOrDefault(tokens.get(at).lower(), Figure.Kind.KILLED);
  }
}
