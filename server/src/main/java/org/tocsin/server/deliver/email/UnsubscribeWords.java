// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The words of the page on which mails are refused; a language that is not here gets English.
 *
 * @param language BCP 47
 * @param question the heading
 * @param meaning what follows from it
 * @param button what is pressed
 * @param done what is said afterwards
 */
public record UnsubscribeWords(
    String language, String question, String meaning, String button, String done) {

  private static final UnsubscribeWords ENGLISH =
      new UnsubscribeWords(
          "en",
          "No more warnings by e-mail?",
          "Nothing more will be sent to this address, not even when there is danger to life. Other ways to reach you stay as they are.",
          "No more e-mail to me",
          "No more warnings will be sent to this address.");

  private static final Map<String, UnsubscribeWords> ALL =
      Map.of(
          "en",
          ENGLISH,
          "ru",
          new UnsubscribeWords(
              "ru",
              "Больше не присылать предупреждения по электронной почте?",
              "На этот адрес больше ничего не придёт, даже при угрозе жизни. Другие способы связи с вами остаются.",
              "Больше не писать мне",
              "На этот адрес больше не будут приходить предупреждения."),
          "uk",
          new UnsubscribeWords(
              "uk",
              "Більше не надсилати попередження електронною поштою?",
              "На цю адресу більше нічого не надійде, навіть у разі загрози життю. Інші способи зв’язку з вами залишаються.",
              "Більше не писати мені",
              "На цю адресу більше не надходитимуть попередження."),
          "de",
          new UnsubscribeWords(
              "de",
              "Keine Warnungen mehr per E-Mail?",
              "An diese Adresse wird nichts mehr gesendet, auch nicht bei Lebensgefahr. Andere Wege zu Ihnen bleiben bestehen.",
              "Keine E-Mail mehr an mich",
              "An diese Adresse werden keine Warnungen mehr gesendet."),
          "fr",
          new UnsubscribeWords(
              "fr",
              "Ne plus recevoir d’alertes par courriel ?",
              "Plus rien ne sera envoyé à cette adresse, même en cas de danger de mort. Les autres moyens de vous joindre restent.",
              "Ne plus m’écrire",
              "Plus aucune alerte ne sera envoyée à cette adresse."),
          "es",
          new UnsubscribeWords(
              "es",
              "¿No recibir más avisos por correo electrónico?",
              "No se enviará nada más a esta dirección, ni siquiera si hay peligro de muerte. Las demás formas de contacto siguen igual.",
              "No escribirme más",
              "No se enviarán más avisos a esta dirección."));

  /** Those of the first of these languages that is known. */
  static UnsubscribeWords in(List<String> languages) {
    return languages.stream()
        .map(each -> ALL.get(Locale.forLanguageTag(each).getLanguage()))
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(ENGLISH);
  }
}
