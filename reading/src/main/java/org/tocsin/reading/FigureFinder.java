// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds numbers of people killed, wounded, arrested, missing, kidnapped or evacuated, with the
 * words that hedge them. A number belongs to the word right before it ("killing 143 people") or
 * else to the next such word after it in its clause ("143 people were killed").
 */
final class FigureFinder {
  private static final int REACH_TOKENS = 9;
  private static final Map<String, Figure.Kind> KINDS = kinds();
  private static final Set<String> PEOPLE =
      Set.of(
          "people",
          "persons",
          "civilians",
          "men",
          "women",
          "children",
          "soldiers",
          "policemen",
          "officers",
          "others",
          "worshippers",
          "victims",
          "passengers",
          "students",
          "residents",
          "bystanders",
          "bodies",
          "concert-goers",
          "concertgoers",
          "suspects",
          "hostages");
  private static final Set<String> ONE =
      Set.of(
          "man",
          "woman",
          "child",
          "boy",
          "girl",
          "person",
          "civilian",
          "soldier",
          "policeman",
          "policewoman",
          "guard",
          "officer",
          "student",
          "journalist",
          "passenger",
          "teenager",
          "bystander",
          "pedestrian",
          "suspect",
          "worshipper",
          "worker",
          "diplomat",
          "mayor",
          "senator");
  private static final Set<String> NOT_PEOPLE =
      Set.of(
          "km",
          "kilometres",
          "kilometers",
          "miles",
          "metres",
          "meters",
          "percent",
          "%",
          "hours",
          "days",
          "years",
          "year-old",
          "minutes",
          "weeks",
          "months",
          "dollars",
          "euros",
          "kg",
          "rounds",
          "times",
          "o'clock",
          "a.m.",
          "p.m.",
          "am",
          "pm",
          "gunmen",
          "attackers",
          "assailants",
          "countries",
          "cities",
          "vehicles",
          "cars",
          "buildings");
  private static final Set<String> BREAKS =
      Set.of(
          ";", ":", "(", ")", "\"", "“", "”", "but", "while", "after", "before", "when", "because",
          "as", "since");

  private record Hedge(int from, Figure.Qualifier qualifier) {}

  List<Figure> find(Tokens tokens) {
    List<Figure> figures = new ArrayList<>();
    for (Tokens.Sentence sentence : tokens.sentences()) {
      int i = sentence.from();
      while (i < sentence.to()) {
        Optional<Count> count = count(tokens, i, sentence);
        Optional<Figure> figure = count.flatMap(c -> figure(tokens, c, sentence));
        figure.ifPresent(figures::add);
        i = count.map(Count::to).orElse(i + 1);
      }
    }
    return figures;
  }

  /** A number of anything: from token, to token, bounds. */
  private record Count(int from, int to, long min, long max, Figure.Qualifier qualifier) {}

  private Optional<Count> count(Tokens tokens, int i, Tokens.Sentence sentence) {
    Optional<Count> vague = vague(tokens, i);
    if (vague.isPresent()) {
      return vague;
    }
    Optional<Numbers.Numeral> number = Numbers.at(tokens, i).filter(n -> n.to() <= sentence.to());
    if (number.isEmpty()) {
      return one(tokens, i, sentence);
    }
    long value = number.get().value();
    int to = number.get().to();
    if (tokens.at(to).is("-") || tokens.at(to).is("–") || tokens.at(to).is("to")) {
      Optional<Numbers.Numeral> upper = Numbers.at(tokens, to + 1);
      if (upper.isPresent() && upper.get().value() > value && !isRise(tokens, i)) {
        return Optional.of(
            new Count(i, upper.get().to(), value, upper.get().value(), Figure.Qualifier.BETWEEN));
      }
    }
    if (tokens.at(i - 1).is("between") && tokens.at(to).is("and")) {
      Optional<Numbers.Numeral> upper = Numbers.at(tokens, to + 1);
      if (upper.isPresent() && upper.get().value() >= value) {
        return Optional.of(
            new Count(
                i - 1, upper.get().to(), value, upper.get().value(), Figure.Qualifier.BETWEEN));
      }
    }
    return Optional.of(new Count(i, to, value, value, Figure.Qualifier.EXACTLY));
  }

  /** "rose from 93 to 115" tells a change, not a range. */
  private static boolean isRise(Tokens tokens, int i) {
    return tokens.at(i - 1).is("from");
  }

  private static Optional<Count> vague(Tokens tokens, int i) {
    Token token = tokens.at(i);
    Figure.Qualifier vague = Figure.Qualifier.VAGUE;
    return switch (token.lower()) {
      case "dozens" -> Optional.of(new Count(i, i + 1, 24, 99, vague));
      case "scores" -> Optional.of(new Count(i, i + 1, 40, 199, vague));
      case "hundreds" -> Optional.of(new Count(i, i + 1, 200, 999, vague));
      case "thousands" -> Optional.of(new Count(i, i + 1, 2000, 9999, vague));
      case "several" -> Optional.of(new Count(i, i + 1, 3, 9, vague));
      case "many" -> Optional.of(new Count(i, i + 1, 3, Long.MAX_VALUE, vague));
      default -> Optional.empty();
    };
  }

  /** "a policeman", "no one". */
  private static Optional<Count> one(Tokens tokens, int i, Tokens.Sentence sentence) {
    Token token = tokens.at(i);
    if (token.is("nobody")
        || (token.is("no")
            && (tokens.at(i + 1).is("one") || PEOPLE.contains(tokens.at(i + 1).lower())))) {
      return Optional.of(
          new Count(i, token.is("nobody") ? i + 1 : i + 2, 0, 0, Figure.Qualifier.EXACTLY));
    }
    if (!token.is("a") && !token.is("an")) {
      return Optional.empty();
    }
    for (int k = i + 1; k < Math.min(sentence.to(), i + 4); k++) {
      if (ONE.contains(tokens.get(k).lower())) {
        return Optional.of(new Count(i, k + 1, 1, 1, Figure.Qualifier.EXACTLY));
      }
      if (!tokens.get(k).isWord()) {
        break;
      }
    }
    return Optional.empty();
  }

  private Optional<Figure> figure(Tokens tokens, Count count, Tokens.Sentence sentence) {
    if ((count.max() > 5_000_000 && count.qualifier() == Figure.Qualifier.EXACTLY)
        || tokens.at(count.to()).is("-")
        || NOT_PEOPLE.contains(tokens.at(count.to()).lower())
        || isYearOrDay(tokens, count)) {
      return Optional.empty();
    }
    Hedge hedge = hedge(tokens, count, sentence);
    Optional<Integer> before = kindBefore(tokens, hedge.from(), sentence);
    if (before.isPresent()) {
      int end = PEOPLE.contains(tokens.at(count.to()).lower()) ? count.to() + 1 : count.to();
      return Optional.of(
          figure(
              tokens,
              count,
              hedge,
              kind(tokens, before.get()),
              before.get(),
              end,
              "figure.before"));
    }
    return kindAfter(tokens, count.to(), sentence)
        .map(at ->
            figure(tokens, count, hedge, kind(tokens, at), hedge.from(), at + 1, "figure.after"));
  }

  private static Figure figure(
      Tokens tokens, Count count, Hedge hedge, Figure.Kind kind, int from, int to, String rule) {
    Figure.Qualifier qualifier =
        hedge.qualifier() == Figure.Qualifier.EXACTLY ? count.qualifier() : hedge.qualifier();
    OptionalLong min = OptionalLong.of(count.min());
    OptionalLong max =
        count.max() == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(count.max());
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
    return new Figure(tokens.span(from, to), kind, min, max, qualifier, rule);
  }

  private static boolean isYearOrDay(Tokens tokens, Count count) {
    Token token = tokens.get(count.from());
    boolean year =
        token.isNumber()
            && token.text().length() == 4
            && count.min() >= 1900
            && count.min() <= 2100;
    Token before = tokens.at(count.from() - 1);
    boolean dated =
        before.is("in")
            || before.is("since")
            || before.is("of")
            || Months.of(before.lower()).isPresent();
    return (year && dated)
        || Months.of(tokens.at(count.to()).lower()).isPresent()
        || (token.isNumber() && Months.of(before.lower()).isPresent() && count.min() <= 31);
  }

  private static Hedge hedge(Tokens tokens, Count count, Tokens.Sentence sentence) {
    int i = count.from();
    String one = i > sentence.from() ? tokens.get(i - 1).lower() : "";
    String two = i > sentence.from() + 1 ? tokens.get(i - 2).lower() + " " + one : "";
    Figure.Qualifier pair =
        switch (two) {
          case "at least", "no fewer", "not less" -> Figure.Qualifier.AT_LEAST;
          case "more than", "upwards of" -> Figure.Qualifier.MORE_THAN;
          case "fewer than", "less than" -> Figure.Qualifier.LESS_THAN;
          case "up to", "as many", "at most" -> Figure.Qualifier.UP_TO;
          default -> Figure.Qualifier.EXACTLY;
        };
    if (pair != Figure.Qualifier.EXACTLY) {
      return new Hedge(i - 2, pair);
    }
    if (two.equals("many as") && i > sentence.from() + 2) {
      return new Hedge(i - 3, Figure.Qualifier.UP_TO);
    }
    return switch (one) {
      case "over" -> new Hedge(i - 1, Figure.Qualifier.MORE_THAN);
      case "about", "around", "some", "nearly", "almost", "roughly", "approximately" ->
          new Hedge(i - 1, Figure.Qualifier.ABOUT);
      default -> new Hedge(i, Figure.Qualifier.EXACTLY);
    };
  }

  /** The word right before a number that tells its kind: "killing 143", "toll rose to 93". */
  private static Optional<Integer> kindBefore(Tokens tokens, int from, Tokens.Sentence sentence) {
    int i = from - 1;
    if (i < sentence.from()) {
      return Optional.empty();
    }
    if (tokens.get(i).is("another")) {
      i--;
    }
    Token token = tokens.at(i);
    if (KINDS.containsKey(token.lower()) && isActive(tokens, i)) {
      return Optional.of(i);
    }
    Optional<Integer> counted = countedBefore(tokens, i, sentence);
    if (counted.isPresent()) {
      return counted;
    }
    if (token.is("to")
        || token.is("at")
        || token.is("of")
        || token.is("was")
        || token.is("is")
        || token.is("reached")) {
      for (int k = i - 1; k >= Math.max(sentence.from(), i - REACH_TOKENS); k--) {
        String word = tokens.get(k).lower();
        if (word.equals("toll") || (word.equals("lives") && token.is("of"))) {
          return Optional.of(k);
        }
        if (BREAKS.contains(word)) {
          break;
        }
      }
    }
    return Optional.empty();
  }

  /** "Put the dead at 50", "the number of people killed rose to 139", "the dead numbered 95". */
  private static Optional<Integer> countedBefore(Tokens tokens, int i, Tokens.Sentence sentence) {
    Token token = tokens.at(i);
    if (!token.is("at") && !token.is("to") && !token.is("numbered")) {
      return Optional.empty();
    }
    Set<String> counts = token.is("at") ? PUTS : token.is("to") ? RISES : Set.of("numbered");
    Optional<Integer> kind = Optional.empty();
    boolean counted = false;
    for (int k = i; k >= Math.max(sentence.from(), i - FAR_TOKENS); k--) {
      String word = tokens.get(k).lower();
      counted |= counts.contains(word);
      if (kind.isEmpty() && KINDS.containsKey(word)) {
        kind = Optional.of(k);
      }
      if (kind.isPresent() && counted) {
        return kind;
      }
    }
    return Optional.empty();
  }

  private static final int FAR_TOKENS = 16;
  private static final Set<String> PUTS =
      Set.of("put", "puts", "putting", "stood", "stands", "estimated", "remained");
  private static final Set<String> RISES =
      Set.of(
          "rose",
          "risen",
          "rises",
          "rising",
          "climbed",
          "climbs",
          "lowered",
          "increased",
          "revised",
          "fell",
          "grown",
          "grew",
          "raised",
          "corrected");

  private static boolean isActive(Tokens tokens, int i) {
    Token word = tokens.get(i);
    if (word.lower().endsWith("ing")) {
      return true;
    }
    String before = tokens.at(i - 1).lower();
    return !Set.of("was", "were", "been", "are", "is", "be", "dead", "people").contains(before)
        && Set.of(
                "killed",
                "wounded",
                "injured",
                "hurt",
                "kidnapped",
                "arrested",
                "detained",
                "evacuated",
                "kill",
                "murdered",
                "massacred",
                "abducted")
            .contains(word.lower());
  }

  /** The next word after a number, in its clause, that tells its kind. */
  private static Optional<Integer> kindAfter(Tokens tokens, int from, Tokens.Sentence sentence) {
    boolean people = false;
    for (int i = from; i < Math.min(sentence.to(), from + REACH_TOKENS); i++) {
      Token token = tokens.get(i);
      if (KINDS.containsKey(token.lower()) && !isGerund(token)) {
        return Optional.of(i);
      }
      boolean verb = isGerund(token) && KINDS.containsKey(token.lower());
      if (BREAKS.contains(token.lower())
          || verb
          || (i > from && Numbers.at(tokens, i).isPresent() && !people)) {
        return Optional.empty();
      }
      people |= PEOPLE.contains(token.lower());
      if ((token.is(",") || token.is("and")) && !nextIsMore(tokens, i)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean isGerund(Token token) {
    return token.lower().endsWith("ing") && !token.is("missing");
  }

  /** "40 people, including three children, were killed". */
  private static boolean nextIsMore(Tokens tokens, int i) {
    String next = tokens.at(i + 1).lower();
    return next.equals("including")
        || next.equals("among")
        || next.equals("were")
        || next.equals("mostly");
  }

  static Figure.Kind kind(Tokens tokens, int at) {
    Figure.Kind kind = KINDS.get(tokens.get(at).lower());
    return kind == null ? Figure.Kind.KILLED : kind;
  }

  private static Map<String, Figure.Kind> kinds() {
    Map<String, Figure.Kind> kinds = new java.util.HashMap<>();
    for (List<String> row : Lexicon.table("figure-words.tsv", 2)) {
      Figure.Kind kind = Figure.Kind.valueOf(row.get(0).toUpperCase(java.util.Locale.ROOT));
      Lexicon.list(row.get(1)).forEach(word -> kinds.put(word, kind));
    }
    return Map.copyOf(kinds);
  }
}
