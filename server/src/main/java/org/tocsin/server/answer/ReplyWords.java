// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a reply in free words says, in the languages of the answer page: 1 is safe, 2 needs help;
 * the words of a button mean that button; a word for help anywhere means that help is needed, and
 * so does a denied safety ("not safe"). In doubt somebody looks: better one call too many. Anything
 * else says that they have read it, with their words as the note.
 */
final class ReplyWords {

  private static final Set<String> SAFE =
      Set.of(
          "1",
          "safe",
          "ok",
          "okay",
          "fine",
          "ок",
          "безопасности",
          "безопасно",
          "безпеці",
          "sicher",
          "sicherheit",
          "sécurité",
          "securite",
          "salvo",
          "bien");

  private static final Set<String> HELP =
      Set.of(
          "2",
          "help",
          "sos",
          "помощь",
          "помощи",
          "помогите",
          "допомога",
          "допомоги",
          "допоможіть",
          "hilfe",
          "aide",
          "secours",
          "ayuda",
          "auxilio",
          "socorro");

  private static final Set<String> DENIALS =
      Set.of(
          "not", "no", "isn", "isnt", "aren", "arent", "never", "не", "нет", "ні", "nicht", "kein",
          "nein", "pas", "non", "nunca", "unsafe");

  private static final Map<String, AnswerKind> BUTTONS = buttons();

  private ReplyWords() {}

  static AnswerKind kind(String text) {
    String plain = plain(text);
    AnswerKind button = BUTTONS.get(plain);
    if (button != null) {
      return button;
    }
    List<String> words = Arrays.asList(plain.split(" ", -1));
    boolean denied = words.stream().anyMatch(DENIALS::contains);
    boolean safe = words.stream().anyMatch(SAFE::contains);
    if (words.stream().anyMatch(HELP::contains) || words.contains("unsafe") || (safe && denied)) {
      return AnswerKind.NEED_HELP;
    }
    return safe ? AnswerKind.SAFE : AnswerKind.ACKNOWLEDGED;
  }

  /** Small letters and digits with single spaces between words. */
  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ")
        .strip();
  }

  private static Map<String, AnswerKind> buttons() {
    Map<String, AnswerKind> found = new HashMap<>();
    for (String language : AnswerWords.languages()) {
      for (AnswerKind kind : AnswerKind.values()) {
        found.put(plain(AnswerWords.in(language).button(kind)), kind);
      }
    }
    return Map.copyOf(found);
  }
}
