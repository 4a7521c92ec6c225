// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fixed words of the answer page in one language; a language that is not here gets English.
 *
 * @param language BCP 47
 * @param buttons what each button says, by {@link AnswerKind#formWord()}
 * @param words everything else, by a key of the page
 */
public record AnswerWords(String language, Map<String, String> buttons, Map<String, String> words) {

  private static final List<String> KEYS =
      List.of(
          "exercise",
          "what",
          "todo",
          "where",
          "until",
          "contact",
          "question",
          "note",
          "thanks",
          "change",
          "updated",
          "cancelled",
          "over",
          "expired",
          "your",
          "proof",
          "proofWhat",
          "proofGet");

  private static final Map<String, AnswerWords> ALL =
      Map.of(
          "en",
          of(
              "en",
              List.of(
                  "I have read it",
                  "I am acting",
                  "I am safe",
                  "I need help",
                  "I dismiss it",
                  "It is wrong",
                  "I want to know more"),
              List.of(
                  "EXERCISE: this is not a real warning.",
                  "What is the danger",
                  "What to do",
                  "Where",
                  "Until",
                  "Contact",
                  "Your answer",
                  "What are you doing, or what should we know? (optional)",
                  "Thank you. Your answer has been recorded.",
                  "You may change it below.",
                  "This warning has been updated. What follows is the newest message.",
                  "This warning has been cancelled.",
                  "This warning is over.",
                  "This link is no longer valid",
                  "You answered",
                  "My proof",
                  "A small file that proves what we told you and when, and what you answered. Anybody can check it without us.",
                  "Download my proof")),
          "ru",
          of(
              "ru",
              List.of(
                  "Я прочитал(а)",
                  "Я принимаю меры",
                  "Я в безопасности",
                  "Мне нужна помощь",
                  "Не считаю нужным",
                  "Это неверно",
                  "Хочу знать больше"),
              List.of(
                  "УЧЕНИЯ (EXERCISE): это не настоящее предупреждение.",
                  "В чём опасность",
                  "Что делать",
                  "Где",
                  "До",
                  "Связь",
                  "Ваш ответ",
                  "Что вы делаете или что нам следует знать? (необязательно)",
                  "Спасибо. Ваш ответ записан.",
                  "Ниже его можно изменить.",
                  "Предупреждение обновлено. Ниже новейшее сообщение.",
                  "Предупреждение отменено.",
                  "Срок предупреждения истёк.",
                  "Эта ссылка больше не действует",
                  "Вы ответили",
                  "Моё доказательство",
                  "Небольшой файл, который доказывает, что и когда мы вам сообщили и что вы ответили. Проверить его может любой, без нас.",
                  "Скачать доказательство")),
          "uk",
          of(
              "uk",
              List.of(
                  "Прочитано",
                  "Я вживаю заходів",
                  "Я в безпеці",
                  "Мені потрібна допомога",
                  "Не вважаю за потрібне",
                  "Це неправильно",
                  "Хочу знати більше"),
              List.of(
                  "НАВЧАННЯ (EXERCISE): це не справжнє попередження.",
                  "У чому небезпека",
                  "Що робити",
                  "Де",
                  "До",
                  "Зв'язок",
                  "Ваша відповідь",
                  "Що ви робите або що нам слід знати? (необов'язково)",
                  "Дякуємо. Вашу відповідь записано.",
                  "Нижче її можна змінити.",
                  "Попередження оновлено. Нижче найновіше повідомлення.",
                  "Попередження скасовано.",
                  "Строк попередження минув.",
                  "Це посилання більше не діє",
                  "Ви відповіли",
                  "Мій доказ",
                  "Невеликий файл, який доводить, що і коли ми вам повідомили та що ви відповіли. Перевірити його може будь-хто, без нас.",
                  "Завантажити доказ")),
          "de",
          of(
              "de",
              List.of(
                  "Ich habe es gelesen",
                  "Ich handle",
                  "Ich bin in Sicherheit",
                  "Ich brauche Hilfe",
                  "Ich halte es für unbegründet",
                  "Es ist falsch",
                  "Ich möchte mehr wissen"),
              List.of(
                  "ÜBUNG (EXERCISE): dies ist keine echte Warnung.",
                  "Worin die Gefahr besteht",
                  "Was zu tun ist",
                  "Wo",
                  "Bis",
                  "Kontakt",
                  "Ihre Antwort",
                  "Was tun Sie, oder was sollten wir wissen? (freiwillig)",
                  "Danke. Ihre Antwort ist aufgenommen.",
                  "Sie können sie unten ändern.",
                  "Diese Warnung wurde aktualisiert. Es folgt die neueste Nachricht.",
                  "Diese Warnung wurde zurückgenommen.",
                  "Diese Warnung ist vorbei.",
                  "Dieser Link gilt nicht mehr",
                  "Sie haben geantwortet",
                  "Mein Beleg",
                  "Eine kleine Datei, die beweist, was wir Ihnen wann gesagt haben und was Sie geantwortet haben. Jeder kann sie ohne uns prüfen.",
                  "Meinen Beleg herunterladen")),
          "fr",
          of(
              "fr",
              List.of(
                  "J'ai lu",
                  "J'agis",
                  "Je suis en sécurité",
                  "J'ai besoin d'aide",
                  "Je n'en tiens pas compte",
                  "C'est faux",
                  "Je veux en savoir plus"),
              List.of(
                  "EXERCICE (EXERCISE) : ceci n'est pas une alerte réelle.",
                  "Quel est le danger",
                  "Que faire",
                  "Où",
                  "Jusqu'à",
                  "Contact",
                  "Votre réponse",
                  "Que faites-vous, ou que devons-nous savoir ? (facultatif)",
                  "Merci. Votre réponse est enregistrée.",
                  "Vous pouvez la changer ci-dessous.",
                  "Cette alerte a été mise à jour. Voici le message le plus récent.",
                  "Cette alerte a été annulée.",
                  "Cette alerte est terminée.",
                  "Ce lien n'est plus valable",
                  "Vous avez répondu",
                  "Ma preuve",
                  "Un petit fichier qui prouve ce que nous vous avons dit et quand, et ce que vous avez répondu. Chacun peut le vérifier sans nous.",
                  "Télécharger ma preuve")),
          "es",
          of(
              "es",
              List.of(
                  "Lo he leído",
                  "Estoy actuando",
                  "Estoy a salvo",
                  "Necesito ayuda",
                  "No lo considero necesario",
                  "Es incorrecto",
                  "Quiero saber más"),
              List.of(
                  "EJERCICIO (EXERCISE): esto no es una alerta real.",
                  "Cuál es el peligro",
                  "Qué hacer",
                  "Dónde",
                  "Hasta",
                  "Contacto",
                  "Su respuesta",
                  "¿Qué está haciendo, o qué debemos saber? (opcional)",
                  "Gracias. Su respuesta ha quedado registrada.",
                  "Puede cambiarla abajo.",
                  "Esta alerta se ha actualizado. A continuación, el mensaje más reciente.",
                  "Esta alerta se ha cancelado.",
                  "Esta alerta ha terminado.",
                  "Este enlace ya no es válido",
                  "Usted respondió",
                  "Mi prueba",
                  "Un archivo pequeño que prueba qué le dijimos y cuándo, y qué respondió usted. Cualquiera puede comprobarlo sin nosotros.",
                  "Descargar mi prueba")));

  /** Copies its maps. */
  public AnswerWords {
    buttons = Map.copyOf(buttons);
    words = Map.copyOf(words);
  }

  private static AnswerWords of(String language, List<String> buttons, List<String> words) {
    Map<String, String> byKind = new java.util.HashMap<>();
    int next = 0;
    for (AnswerKind kind : AnswerKind.values()) {
      byKind.put(kind.formWord(), buttons.get(next++));
    }
    Map<String, String> byKey = new java.util.HashMap<>();
    for (int i = 0; i < KEYS.size(); i++) {
      byKey.put(KEYS.get(i), words.get(i));
    }
    return new AnswerWords(language, byKind, byKey);
  }

  /** The languages that have words of their own. */
  static java.util.Set<String> languages() {
    return ALL.keySet();
  }

  static AnswerWords in(String language) {
    return known(language).orElseGet(() -> Objects.requireNonNull(ALL.get("en")));
  }

  /** The words of a language; empty where English ones are taken. */
  static Optional<AnswerWords> known(String language) {
    int dash = language.indexOf('-');
    String kin = (dash < 0 ? language : language.substring(0, dash)).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(ALL.get(kin));
  }

  /** All of them in a line, for whoever reviews them. */
  String all() {
    return Stream.concat(
            Stream.of(AnswerKind.values())
                .map(each -> Objects.requireNonNull(buttons.get(each.formWord()))),
            KEYS.stream().map(this::say))
        .collect(Collectors.joining(" · "));
  }

  /** What the page says for this key. */
  public String say(String key) {
    return java.util.Objects.requireNonNull(words.get(key), key);
  }

  /** What this button says. */
  public String button(AnswerKind kind) {
    return java.util.Objects.requireNonNull(buttons.get(kind.formWord()));
  }
}
