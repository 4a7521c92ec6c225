// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds numbers of homes harmed ("200 houses were destroyed") and amounts of money that were paid,
 * lost, taken or promised ("a ransom of $5 million").
 */
final class AmountFinder {
  private static final int REACH_TOKENS = 8;
  private static final int MAX_DECIMALS = 3;

  private final FigureWords words;
  private final NumberWords numbers;

  AmountFinder(FigureWords words, NumberWords numbers) {
    this.words = words;
    this.numbers = numbers;
  }

  Optional<Figure> at(Tokens tokens, int i, Tokens.Sentence sentence) {
    if (!tokens.at(i).isNumber() && !tokens.at(i).isWord()) {
      return Optional.empty();
    }
    return money(tokens, i, sentence).or(() -> homes(tokens, i, sentence));
  }

  private Optional<Figure> homes(Tokens tokens, int i, Tokens.Sentence sentence) {
    Optional<NumberWords.Numeral> number = Numbers.at(tokens, i, numbers);
    if (number.isEmpty() || !words.is(tokens, number.get().to(), "home")) {
      return Optional.empty();
    }
    int home = number.get().to();
    return near(tokens, "harmed", i - REACH_TOKENS, home + REACH_TOKENS, sentence)
        ? Optional.of(
            figure(tokens, i, home + 1, Figure.Kind.HOMES, number.get().value(), sentence))
        : Optional.empty();
  }

  /** "$5 million", "5 million dollars", "2.5 million euros". */
  private Optional<Figure> money(Tokens tokens, int i, Tokens.Sentence sentence) {
    Optional<FigureWords.Word> before = words.at(tokens, i - 1, "currency");
    Optional<NumberWords.Numeral> number =
        Numbers.at(tokens, i, numbers).or(() -> decimal(tokens, i));
    if (number.isEmpty()) {
      return Optional.empty();
    }
    Optional<FigureWords.Word> after = words.at(tokens, number.get().to(), "currency");
    int from = before.isPresent() ? i - 1 : i;
    int to = before.isEmpty() && after.isPresent() ? number.get().to() + 1 : number.get().to();
    return before
        .or(() -> after)
        .filter(c -> near(tokens, "paid", from - REACH_TOKENS, to + REACH_TOKENS, sentence))
        .map(c -> {
          Figure plain =
              figure(tokens, from, to, Figure.Kind.MONEY, number.get().value(), sentence);
          return new Figure(
              plain.span(),
              plain.kind(),
              plain.min(),
              plain.max(),
              plain.qualifier(),
              false,
              OptionalLong.empty(),
              Optional.of(c.value()),
              plain.rule());
        });
  }

  /** A decimal number before "million" or the like: 2.5 million. */
  private Optional<NumberWords.Numeral> decimal(Tokens tokens, int i) {
    String text = tokens.at(i).text();
    char mark = numbers.thousands() == ',' ? '.' : ',';
    int at = text.indexOf(mark);
    long scale = numbers.scale(tokens.at(i + 1).lower());
    if (!tokens.at(i).isNumber()
        || scale < 1000
        || at < 1
        || at > 6
        || text.length() - at - 1 > MAX_DECIMALS) {
      return Optional.empty();
    }
    long value = 0;
    for (int k = 0; k < text.length(); k++) {
      char c = text.charAt(k);
      if (k != at) {
        if (c < '0' || c > '9') {
          return Optional.empty();
        }
        value = value * 10 + c - '0';
      }
    }
    long parts = 1;
    for (int k = at + 1; k < text.length(); k++) {
      parts *= 10;
    }
    return Optional.of(new NumberWords.Numeral(value * scale / parts, i + 2));
  }

  private boolean near(
      Tokens tokens, String wordClass, int from, int to, Tokens.Sentence sentence) {
    for (int k = Math.max(sentence.from(), from); k < Math.min(sentence.to(), to); k++) {
      if (words.is(tokens, k, wordClass)) {
        return true;
      }
    }
    return false;
  }

  private Figure figure(
      Tokens tokens, int from, int to, Figure.Kind kind, long value, Tokens.Sentence sentence) {
    Optional<FigureWords.Word> hedge = words.before(tokens, from, sentence.from(), "hedge");
    Figure.Qualifier qualifier =
        hedge.map(w -> Figure.Qualifier.valueOf(w.value())).orElse(Figure.Qualifier.EXACTLY);
    int start = from - hedge.map(w -> w.phrase().size()).orElse(0);
    boolean open =
        qualifier == Figure.Qualifier.AT_LEAST || qualifier == Figure.Qualifier.MORE_THAN;
    boolean below = qualifier == Figure.Qualifier.UP_TO || qualifier == Figure.Qualifier.LESS_THAN;
    return Figure.of(
        tokens.span(start, to),
        kind,
        below ? OptionalLong.empty() : OptionalLong.of(value),
        open ? OptionalLong.empty() : OptionalLong.of(value),
        qualifier,
        kind == Figure.Kind.HOMES ? "figure.homes" : "figure.money");
  }
}
