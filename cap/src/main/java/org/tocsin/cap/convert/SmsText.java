// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.convert;

import static java.util.Objects.requireNonNull;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A text as short messages (3GPP TS 23.038, 23.040): which alphabet it needs and how it is cut. A
 * text of GSM 7-bit letters has 160 of them in one message or 153 in each of several; any other has
 * 70 or 67 UTF-16 units. Never cuts inside what people see as one letter.
 *
 * @param text the text, with typographic marks made plain where that alone makes it 7-bit
 * @param alphabet the alphabet of all its messages
 * @param segments the text of each message; empty for an empty text
 */
public record SmsText(String text, Alphabet alphabet, List<String> segments) {
  /** 3GPP TS 23.038 §6.2.1. */
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  /** 3GPP TS 23.038 §6.2.1.1: letters that take two places. */
  private static final String EXTENDED = "\f^{}\\[~]|€";

  /** Typographic marks that say nothing their plain form does not. */
  private static final Map<Integer, String> PLAIN =
      Map.ofEntries(
          Map.entry(0x2018, "'"),
          Map.entry(0x2019, "'"),
          Map.entry(0x201C, "\""),
          Map.entry(0x201D, "\""),
          Map.entry(0x201E, "\""),
          Map.entry(0x00AB, "\""),
          Map.entry(0x00BB, "\""),
          Map.entry(0x2010, "-"),
          Map.entry(0x2011, "-"),
          Map.entry(0x2013, "-"),
          Map.entry(0x2014, "-"),
          Map.entry(0x2026, "..."),
          Map.entry(0x00A0, " "),
          Map.entry(0x202F, " "),
          Map.entry(0x2009, " "),
          Map.entry(0x0009, " "));

  public SmsText {
    requireNonNull(text, "text");
    requireNonNull(alphabet, "alphabet");
    segments = List.copyOf(segments);
  }

  /** The alphabet of a message. */
  public enum Alphabet {
    /** The default alphabet of GSM with its extension. */
    GSM_7BIT(160, 153),
    /** UTF-16 units. */
    UCS2(70, 67);

    private final int aloneMax;
    private final int joinedMax;

    Alphabet(int aloneMax, int joinedMax) {
      this.aloneMax = aloneMax;
      this.joinedMax = joinedMax;
    }

    /** Places in a message that stands alone. */
    public int aloneMax() {
      return aloneMax;
    }

    /** Places in each of several messages that belong together. */
    public int joinedMax() {
      return joinedMax;
    }
  }

  /** Lays a text out as short messages. */
  public static SmsText of(String text) {
    String plain = plain(text);
    if (isGsm(plain)) {
      return new SmsText(plain, Alphabet.GSM_7BIT, cut(plain, Alphabet.GSM_7BIT));
    }
    return new SmsText(text, Alphabet.UCS2, cut(text, Alphabet.UCS2));
  }

  /** The beginning of a text that takes at most so many places; ends between letters. */
  static String beginning(String text, int places, Alphabet alphabet) {
    int used = 0;
    int end = 0;
    for (String letter : letters(text)) {
      used += places(letter, alphabet);
      if (used > places) {
        break;
      }
      end += letter.length();
    }
    return text.substring(0, end);
  }

  /** What people see as letters: an accent or a skin tone is not cut off what it belongs to. */
  private static List<String> letters(String text) {
    BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
    breaks.setText(text);
    List<String> letters = new ArrayList<>();
    int from = 0;
    for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
      letters.add(text.substring(from, to));
      from = to;
    }
    return letters;
  }

  private static List<String> cut(String text, Alphabet alphabet) {
    if (text.isEmpty()) {
      return List.of();
    }
    if (places(text, alphabet) <= alphabet.aloneMax()) {
      return List.of(text);
    }
    List<String> segments = new ArrayList<>();
    StringBuilder segment = new StringBuilder();
    int used = 0;
    for (String letter : pieces(text, alphabet)) {
      int places = places(letter, alphabet);
      if (used + places > alphabet.joinedMax()) {
        segments.add(segment.toString());
        segment.setLength(0);
        used = 0;
      }
      segment.append(letter);
      used += places;
    }
    segments.add(segment.toString());
    return segments;
  }

  /** Letters; one that is longer than a message falls into its code points. */
  private static List<String> pieces(String text, Alphabet alphabet) {
    List<String> pieces = new ArrayList<>();
    for (String letter : letters(text)) {
      if (places(letter, alphabet) <= alphabet.joinedMax()) {
        pieces.add(letter);
      } else {
        letter.codePoints().mapToObj(Character::toString).forEach(pieces::add);
      }
    }
    return pieces;
  }

  private static int places(String text, Alphabet alphabet) {
    return switch (alphabet) {
      case UCS2 -> text.length();
      case GSM_7BIT ->
          text.length() + (int) text.chars().filter(c -> EXTENDED.indexOf(c) >= 0).count();
    };
  }

  private static boolean isGsm(String text) {
    return text.chars().allMatch(c -> BASIC.indexOf(c) >= 0 || EXTENDED.indexOf(c) >= 0);
  }

  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(each -> {
          String other = PLAIN.get(each);
          if (other == null) {
            plain.appendCodePoint(each);
          } else {
            plain.append(other);
          }
        });
    return plain.toString();
  }
}
