// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.pdf;

import java.text.Bidi;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts text into the forms and the order in which it is drawn. Arabic letters get their joined
 * forms from Unicode's presentation blocks, whose order within a letter is isolated, final,
 * initial, medial; what runs from right to left is turned round.
 */
final class Shaping {

  private static final char LAM = 'ل';
  private static final char TATWEEL = 'ـ';
  private static final int ISOLATED = 0;
  private static final int FINAL = 1;
  private static final int INITIAL = 2;
  private static final int MEDIAL = 3;
  private static final Map<Character, List<Character>> FORMS = forms();
  private static final Map<Character, Character> LAM_ALEF =
      Map.of('آ', 'ﻵ', 'أ', 'ﻷ', 'إ', 'ﻹ', 'ا', 'ﻻ');

  private Shaping() {}

  private static Map<Character, List<Character>> forms() {
    Map<Character, List<Character>> all = new HashMap<>();
    gather(all, 'ﭐ', 'ﯿ');
    gather(all, 'ﺀ', 'ﻴ');
    return all;
  }

  private static void gather(Map<Character, List<Character>> all, char from, char until) {
    Character before = null;
    List<Character> ofLetter = new ArrayList<>();
    for (char form = from; form <= until; form++) {
      String letter = Normalizer.normalize(String.valueOf(form), Normalizer.Form.NFKC);
      if (letter.length() != 1 || letter.charAt(0) == form) {
        before = null;
        continue;
      }
      char plain = letter.charAt(0);
      if (before == null || before != plain) {
        ofLetter = new ArrayList<>();
        all.put(plain, ofLetter);
      }
      before = plain;
      ofLetter.add(form);
    }
  }

  /** The text with joined letters, in the order in which it is read. */
  static String join(String text) {
    if (text.chars().noneMatch(letter -> letter >= 0x600 && letter <= 0x6ff)) {
      return text;
    }
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      List<Character> forms = FORMS.get(letter);
      if (forms == null) {
        joined.append(letter);
        continue;
      }
      boolean after = joinsForward(neighbour(text, i, -1));
      Character alef = letter == LAM && i + 1 < text.length() ? text.charAt(i + 1) : null;
      Character ligature = alef == null ? null : LAM_ALEF.get(alef);
      if (ligature != null) {
        joined.append((char) (ligature + (after ? FINAL : ISOLATED)));
        i++;
        continue;
      }
      boolean before = forms.size() == 4 && joinsBack(neighbour(text, i, 1));
      int form = after ? (before ? MEDIAL : FINAL) : before ? INITIAL : ISOLATED;
      joined.append(forms.get(Math.min(form, forms.size() - 1)));
    }
    return joined.toString();
  }

  /** The next letter in this direction; marks above and below letters do not count. */
  private static @Nullable Character neighbour(String text, int from, int step) {
    for (int i = from + step; i >= 0 && i < text.length(); i += step) {
      if (Character.getType(text.charAt(i)) != Character.NON_SPACING_MARK) {
        return text.charAt(i);
      }
    }
    return null;
  }

  private static boolean joinsForward(@Nullable Character letter) {
    if (letter == null) {
      return false;
    }
    List<Character> forms = FORMS.get(letter);
    return letter == TATWEEL || (forms != null && forms.size() == 4);
  }

  private static boolean joinsBack(@Nullable Character letter) {
    if (letter == null) {
      return false;
    }
    List<Character> forms = FORMS.get(letter);
    return letter == TATWEEL || (forms != null && forms.size() >= 2);
  }

  /** Whether a line has something that runs from right to left. */
  static boolean turns(String line) {
    return Bidi.requiresBidi(line.toCharArray(), 0, line.length());
  }

  /** A line in the order in which it is drawn, from left to right. */
  static String visual(String line) {
    if (!turns(line)) {
      return line;
    }
    Bidi bidi = new Bidi(line, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
    int count = bidi.getRunCount();
    byte[] levels = new byte[count];
    Integer[] runs = new Integer[count];
    for (int i = 0; i < count; i++) {
      levels[i] = (byte) bidi.getRunLevel(i);
      runs[i] = i;
    }
    Bidi.reorderVisually(levels, 0, runs, 0, count);
    StringBuilder drawn = new StringBuilder();
    for (int run : runs) {
      String piece = line.substring(bidi.getRunStart(run), bidi.getRunLimit(run));
      drawn.append((bidi.getRunLevel(run) & 1) == 1 ? turned(piece) : piece);
    }
    return drawn.toString();
  }

  /** Back to front, with marks after their letters and brackets the other way round. */
  private static String turned(String piece) {
    List<String> letters = new ArrayList<>();
    piece
        .codePoints()
        .forEach(letter -> {
          if (Character.getType(letter) == Character.NON_SPACING_MARK && !letters.isEmpty()) {
            letters.set(letters.size() - 1, letters.getLast() + Character.toString(letter));
          } else {
            letters.add(mirrored(letter));
          }
        });
    return String.join("", letters.reversed());
  }

  private static String mirrored(int letter) {
    String brackets = "()[]{}<>«»‹›";
    int at = brackets.indexOf(letter);
    return at < 0 ? Character.toString(letter) : brackets.substring(at ^ 1, (at ^ 1) + 1);
  }

  /** A joined line as it was written, for copying and for reading aloud. */
  static String written(String line) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char letter = line.charAt(i);
      boolean form = (letter >= 'ﭐ' && letter <= '﷽') || (letter >= 'ﹰ' && letter <= 'ﻼ');
      plain.append(
          form ? Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFKC) : letter);
    }
    return plain.toString();
  }
}
