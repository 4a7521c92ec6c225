// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.pdf;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * One face of the text: each letter is drawn from the first outlines that have it. What none has
 * stands as its Unicode number in brackets, so that a name is never lost without a word.
 */
final class Face {

  private static final Pattern NUMBER = Pattern.compile("\\[U\\+([0-9A-F]{4,6})]");

  private final List<Outlines> outlines;

  Face(List<Outlines> outlines) {
    this.outlines = List.copyOf(outlines);
  }

  /** Letters that one font draws, one after the other. */
  record Run(PDType0Font font, String text) {}

  private Optional<Outlines> of(int letter) {
    return outlines.stream().filter(each -> each.has(letter)).findFirst();
  }

  /** The letters of this text that no outlines have. */
  Set<Integer> lacking(String text) {
    Set<Integer> lacking = new HashSet<>();
    Shaping.join(text)
        .codePoints()
        .filter(letter -> !isSpace(letter) && !isMark(letter) && of(letter).isEmpty())
        .forEach(lacking::add);
    return lacking;
  }

  private static boolean isSpace(int letter) {
    return Character.isWhitespace(letter) || Character.isISOControl(letter);
  }

  /** Marks of direction and joining have done their work. */
  private static boolean isMark(int letter) {
    return Character.getType(letter) == Character.FORMAT;
  }

  /**
   * The text with joined letters, and numbers for letters that it has not; one line. Where the text
   * itself has such a number, its bracket stands as a number, so that it is not taken for a letter.
   */
  String usable(String text) {
    StringBuilder plain = new StringBuilder();
    Shaping.join(text)
        .codePoints()
        .filter(letter -> !isMark(letter))
        .forEach(letter -> plain.appendCodePoint(isSpace(letter) ? ' ' : letter));
    StringBuilder usable = new StringBuilder();
    NUMBER
        .matcher(plain)
        .replaceAll(found -> number('[') + found.group().substring(1))
        .codePoints()
        .forEach(letter ->
            usable.append(of(letter).isEmpty() ? number(letter) : Character.toString(letter)));
    return usable.toString().strip();
  }

  /** What stands for a letter that cannot be drawn. */
  static String number(int letter) {
    return String.format(Locale.ROOT, "[U+%04X]", letter);
  }

  /** A drawn line as it was written, for copying and for reading aloud. */
  static String written(String line) {
    return NUMBER
        .matcher(Shaping.written(line))
        .replaceAll(found -> {
          int letter = Integer.parseInt(found.group(1), 16);
          return Character.isValidCodePoint(letter)
              ? java.util.regex.Matcher.quoteReplacement(Character.toString(letter))
              : java.util.regex.Matcher.quoteReplacement(found.group());
        });
  }

  /** Whether what is drawn and what was written differ. */
  boolean differs(String line) {
    return Shaping.turns(line)
        || NUMBER.matcher(line).find()
        || line.codePoints()
            .anyMatch(letter -> of(letter).filter(each -> !each.isOurs()).isPresent());
  }

  /** The line as runs of letters of one font each. */
  List<Run> runs(String line) {
    List<Run> runs = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    PDType0Font font = null;
    for (int letter : line.codePoints().toArray()) {
      PDType0Font wanted = of(letter).orElse(outlines.getFirst()).embedded;
      if (font == null) {
        font = wanted;
      } else if (!wanted.equals(font)) {
        runs.add(new Run(font, run.toString()));
        run.setLength(0);
        font = wanted;
      }
      run.appendCodePoint(letter);
    }
    if (font != null) {
      runs.add(new Run(font, run.toString()));
    }
    return runs;
  }

  private float width(String text, float size) throws IOException {
    float units = 0;
    for (int letter : text.codePoints().toArray()) {
      units += of(letter).orElse(outlines.getFirst()).width(letter);
    }
    return units * size / 1000;
  }

  /** The text in lines of at most this width; a word that is longer than a line is cut. */
  List<String> lines(String text, float size, float width) throws IOException {
    String usable = usable(text);
    List<String> lines = new ArrayList<>();
    BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
    breaks.setText(usable);
    StringBuilder line = new StringBuilder();
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
      String piece = usable.substring(from, to);
      if (width((line + piece).stripTrailing(), size) <= width) {
        line.append(piece);
        continue;
      }
      if (!line.isEmpty()) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
      }
      for (int letter : piece.codePoints().toArray()) {
        String more = line + Character.toString(letter);
        if (!line.isEmpty() && width(more.stripTrailing(), size) > width) {
          lines.add(line.toString().stripTrailing());
          line.setLength(0);
        }
        line.appendCodePoint(letter);
      }
    }
    if (!line.isEmpty()) {
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
