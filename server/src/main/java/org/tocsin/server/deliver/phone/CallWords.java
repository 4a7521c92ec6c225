// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.phone;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The fixed words of a call in one language; a language that is not here gets English. {@code {0}}
 * stands for what a call fills in.
 */
record CallWords(
    String hello,
    String exercise,
    String test,
    String before,
    String about,
    String what,
    String where,
    String until,
    String todo,
    String readBack,
    String close,
    String contact,
    String machine) {

  private static final Map<String, CallWords> ALL =
      Map.of(
          "en",
          of(
              List.of(
                  "Good day, this is {0}.",
                  "EXERCISE, EXERCISE. This is an exercise and not a real warning.",
                  "TEST. This is a test and not a warning.",
                  "We may have left you this message before.",
                  "I am calling to warn you. Please listen, it takes about a minute.",
                  "What is the danger:",
                  "Where:",
                  "Until:",
                  "What to do:",
                  "Please tell me in your own words what you will do.",
                  "Thank you. We call again if anything changes.",
                  "If you have a question:",
                  "This is a warning from {0}. Please look at your messages, or call us back.")),
          "ru",
          of(
              List.of(
                  "Здравствуйте, это {0}.",
                  "УЧЕНИЯ, УЧЕНИЯ (EXERCISE). Это учения, а не настоящее предупреждение.",
                  "ПРОВЕРКА (TEST). Это проверка, а не предупреждение.",
                  "Возможно, мы уже оставляли вам это сообщение.",
                  "Я звоню, чтобы предупредить вас. Пожалуйста, выслушайте, это займёт около минуты.",
                  "В чём опасность:",
                  "Где:",
                  "До:",
                  "Что делать:",
                  "Пожалуйста, скажите своими словами, что вы будете делать.",
                  "Спасибо. Мы позвоним снова, если что-то изменится.",
                  "Если есть вопросы:",
                  "Это предупреждение, говорит {0}. Посмотрите свои сообщения или перезвоните нам.")),
          "uk",
          of(
              List.of(
                  "Добрий день, це {0}.",
                  "НАВЧАННЯ, НАВЧАННЯ (EXERCISE). Це навчання, а не справжнє попередження.",
                  "ПЕРЕВІРКА (TEST). Це перевірка, а не попередження.",
                  "Можливо, ми вже залишали вам це повідомлення.",
                  "Я телефоную, щоб попередити вас. Будь ласка, вислухайте, це займе близько хвилини.",
                  "У чому небезпека:",
                  "Де:",
                  "До:",
                  "Що робити:",
                  "Будь ласка, скажіть своїми словами, що ви будете робити.",
                  "Дякую. Ми зателефонуємо знову, якщо щось зміниться.",
                  "Якщо є запитання:",
                  "Це попередження, говорить {0}. Перегляньте свої повідомлення або передзвоніть нам.")),
          "de",
          of(
              List.of(
                  "Guten Tag, hier ist {0}.",
                  "ÜBUNG, ÜBUNG (EXERCISE). Dies ist eine Übung und keine echte Warnung.",
                  "TEST. Dies ist ein Test und keine Warnung.",
                  "Wir haben Ihnen das vielleicht schon auf Band gesprochen.",
                  "Ich rufe an, um Sie zu warnen. Bitte hören Sie zu, es dauert etwa eine Minute.",
                  "Was die Gefahr ist:",
                  "Wo:",
                  "Bis:",
                  "Was zu tun ist:",
                  "Bitte sagen Sie mir mit eigenen Worten, was Sie tun werden.",
                  "Danke. Wir rufen wieder an, wenn sich etwas ändert.",
                  "Wenn Sie Fragen haben:",
                  "Dies ist eine Warnung von {0}. Bitte sehen Sie in Ihre Nachrichten oder rufen Sie zurück.")),
          "fr",
          of(
              List.of(
                  "Bonjour, ici {0}.",
                  "EXERCICE, EXERCICE (EXERCISE). Ceci est un exercice et non une alerte réelle.",
                  "ESSAI (TEST). Ceci est un essai et non une alerte.",
                  "Nous vous avons peut-être déjà laissé ce message.",
                  "Je vous appelle pour vous avertir. Écoutez, s'il vous plaît, cela dure environ une minute.",
                  "Quel est le danger :",
                  "Où :",
                  "Jusqu'à :",
                  "Que faire :",
                  "Dites-moi, s'il vous plaît, avec vos propres mots ce que vous allez faire.",
                  "Merci. Nous rappellerons si quelque chose change.",
                  "Si vous avez une question :",
                  "Ceci est un avertissement de {0}. Regardez vos messages ou rappelez-nous.")),
          "es",
          of(
              List.of(
                  "Buenos días, le habla {0}.",
                  "EJERCICIO, EJERCICIO (EXERCISE). Esto es un ejercicio y no una alerta real.",
                  "PRUEBA (TEST). Esto es una prueba y no una alerta.",
                  "Es posible que ya le hayamos dejado este mensaje.",
                  "Le llamo para avisarle de un peligro. Escuche, por favor, dura un minuto.",
                  "Cuál es el peligro:",
                  "Dónde:",
                  "Hasta:",
                  "Qué hacer:",
                  "Por favor, dígame con sus propias palabras qué va a hacer.",
                  "Gracias. Volveremos a llamar si algo cambia.",
                  "Si tiene alguna pregunta:",
                  "Esto es un aviso de {0}. Mire sus mensajes o devuélvanos la llamada.")));

  private static CallWords of(List<String> words) {
    return new CallWords(
        words.get(0),
        words.get(1),
        words.get(2),
        words.get(3),
        words.get(4),
        words.get(5),
        words.get(6),
        words.get(7),
        words.get(8),
        words.get(9),
        words.get(10),
        words.get(11),
        words.get(12));
  }

  static CallWords in(String language) {
    return known(language).orElseGet(() -> Objects.requireNonNull(ALL.get("en")));
  }

  /** The words of a language; empty where a call has the English ones. */
  static Optional<CallWords> known(String language) {
    int dash = language.indexOf('-');
    String kin = (dash < 0 ? language : language.substring(0, dash)).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(ALL.get(kin));
  }

  /** All of them in a line, for whoever reviews them. */
  String all() {
    return String.join(
        " · ", hello, exercise, test, before, about, what, where, until, todo, readBack, close,
        contact, machine);
  }
}
