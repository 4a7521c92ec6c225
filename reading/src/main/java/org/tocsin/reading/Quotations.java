// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;

/** Where quotations of more than one sentence open and close. */
final class Quotations {
  /** How far a quotation is followed to its end. */
  private static final int REACH_TOKENS = 120;

  /** A line longer than this is no line of a text that was broken to a width. */
  private static final int BROKEN_LINE_UNITS = 100;

  private final Tokens tokens;

  Quotations(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Whether a quotation is open behind a sentence, given whether one was before it. */
  boolean isOpenAfter(Tokens.Sentence sentence, boolean before) {
    boolean open = before;
    for (int i = sentence.from(); i < sentence.to(); i++) {
      open = isOpenAfter(i, open);
    }
    return open;
  }

  private boolean isOpenAfter(int i, boolean before) {
    String mark = tokens.get(i).text();
    return mark.equals("“") || (mark.equals("\"") ? !before : before && !mark.equals("”"));
  }

  /** Whether a sentence is the first of its paragraph. */
  boolean isNewParagraph(Tokens.Sentence sentence) {
    if (sentence.from() == 0) {
      return true;
    }
    int end = tokens.get(sentence.from() - 1).end();
    String between = tokens.text().substring(end, tokens.get(sentence.from()).start());
    int line = between.indexOf('\n');
    return line >= 0
        && (between.indexOf('\n', line + 1) >= 0
            || end - tokens.text().lastIndexOf('\n', end - 1) > BROKEN_LINE_UNITS);
  }

  /** Whether a sentence starts a quotation that goes on behind it. */
  boolean isLeftOpen(Tokens.Sentence sentence) {
    String first = tokens.get(sentence.from()).text();
    return (first.equals("“") || first.equals("\"")) && isOpenAfter(sentence, false);
  }

  /** The sentence that closes the quotation which {@code from} leaves open, in its paragraph. */
  Optional<Tokens.Sentence> closing(Tokens.Sentence from) {
    int end = Math.min(tokens.all().size(), from.to() + REACH_TOKENS);
    int at = from.to();
    boolean open = true;
    while (at < end && open) {
      open = isOpenAfter(at, true);
      at++;
    }
    int close = at - 1;
    return open
        ? Optional.empty()
        : tokens.sentenceAt(close).filter(s -> !isParted(from, s)).filter(s -> s.from() < close);
  }

  private boolean isParted(Tokens.Sentence from, Tokens.Sentence to) {
    String between =
        tokens.text().substring(tokens.get(from.from()).start(), tokens.get(to.from()).start());
    return between.contains("\n\n");
  }
}
