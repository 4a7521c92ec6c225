// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The fixed words of a letter in one language; a language that is not here gets English.
 *
 * @param exercise the mark
 * @param exerciseOnly what the mark means
 * @param whatToDo heading of the instruction
 * @param where heading of the area
 * @param until heading of the end
 * @param contact heading of the contact
 * @param answerHere in front of the answer link
 * @param answer on a button that opens it
 * @param repeat where an earlier attempt may have arrived
 */
record Phrases(
    String exercise,
    String exerciseOnly,
    String whatToDo,
    String where,
    String until,
    String contact,
    String answerHere,
    String answer,
    String repeat) {

  private static final Phrases ENGLISH =
      new Phrases(
          "EXERCISE",
          "this is not a real warning.",
          "What to do:",
          "Where:",
          "Until:",
          "Contact:",
          "Please answer here, one tap is enough:",
          "Answer",
          "This may have reached you before.");

  private static final Map<String, Phrases> BY_LANGUAGE =
      Map.of(
          "en",
          ENGLISH,
          "ru",
          new Phrases(
              "УЧЕНИЯ / EXERCISE",
              "это не настоящее предупреждение.",
              "Что делать:",
              "Где:",
              "До:",
              "Связь:",
              "Пожалуйста, ответьте здесь, достаточно одного нажатия:",
              "Ответить",
              "Возможно, вы это уже получили."),
          "uk",
          new Phrases(
              "НАВЧАННЯ / EXERCISE",
              "це не справжнє попередження.",
              "Що робити:",
              "Де:",
              "До:",
              "Зв'язок:",
              "Будь ласка, дайте відповідь тут, достатньо одного натискання:",
              "Відповісти",
              "Можливо, ви це вже отримали."),
          "de",
          new Phrases(
              "ÜBUNG / EXERCISE",
              "dies ist keine echte Warnung.",
              "Was zu tun ist:",
              "Wo:",
              "Bis:",
              "Kontakt:",
              "Bitte antworten Sie hier, ein Antippen genügt:",
              "Antworten",
              "Das haben Sie vielleicht schon erhalten."),
          "fr",
          new Phrases(
              "EXERCICE / EXERCISE",
              "ceci n'est pas une alerte réelle.",
              "Que faire :",
              "Où :",
              "Jusqu'à :",
              "Contact :",
              "Répondez ici, un seul appui suffit :",
              "Répondre",
              "Vous avez peut-être déjà reçu ceci."),
          "es",
          new Phrases(
              "EJERCICIO / EXERCISE",
              "esto no es una alerta real.",
              "Qué hacer:",
              "Dónde:",
              "Hasta:",
              "Contacto:",
              "Responda aquí, basta con un toque:",
              "Responder",
              "Es posible que ya haya recibido esto."));

  static Phrases in(String language) {
    return known(language).orElse(ENGLISH);
  }

  /** The words of a language; empty where a letter has the English ones. */
  static Optional<Phrases> known(String language) {
    int dash = language.indexOf('-');
    String kin = (dash < 0 ? language : language.substring(0, dash)).toLowerCase(Locale.ROOT);
    Phrases known = BY_LANGUAGE.get(kin);
    return Optional.ofNullable(known != null ? known : FROM_FILE.get(kin));
  }

  /** All of them in a line, for whoever reviews them. */
  String all() {
    return String.join(
        " · ", exercise, exerciseOnly, whatToDo, where, until, contact, answerHere, answer, repeat);
  }

  /** Further languages, from a file: those of the library of phrases. */
  private static final Map<String, Phrases> FROM_FILE = fromFile();

  private static Map<String, Phrases> fromFile() {
    String path = "/deliver/letter-words.tsv";
    try (InputStream in = Objects.requireNonNull(Phrases.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .collect(
              Collectors.toMap(
                  word -> word[0],
                  word ->
                      new Phrases(
                          word[1], word[2], word[3], word[4], word[5], word[6], word[7], word[8],
                          word[9])));
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read", e);
    }
  }
}
