// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.drill;

import java.util.List;
import org.tocsin.server.deliver.ApprovedWarning;

/** The fixed words of a drill, in the languages of the answer page. */
final class DrillWords {

  private DrillWords() {}

  static final List<ApprovedWarning.Text> TEXTS =
      List.of(
          text(
              "en",
              "Please confirm that this reaches you",
              "There is no danger. We check whether our warnings arrive.",
              "Answer once, any answer will do."),
          text(
              "ru",
              "Пожалуйста, подтвердите, что это сообщение дошло до вас",
              "Опасности нет. Мы проверяем, доходят ли наши предупреждения.",
              "Ответьте один раз, подойдёт любой ответ."),
          text(
              "uk",
              "Будь ласка, підтвердьте, що це повідомлення дійшло до вас",
              "Небезпеки немає. Ми перевіряємо, чи доходять наші попередження.",
              "Дайте відповідь один раз, підійде будь-яка."),
          text(
              "de",
              "Bitte bestätigen Sie, dass Sie das erreicht",
              "Es besteht keine Gefahr. Wir prüfen, ob unsere Warnungen ankommen.",
              "Antworten Sie einmal, jede Antwort genügt."),
          text(
              "fr",
              "Veuillez confirmer que ceci vous parvient",
              "Il n'y a aucun danger. Nous vérifions que nos alertes arrivent.",
              "Répondez une fois, toute réponse convient."),
          text(
              "es",
              "Por favor, confirme que esto le llega",
              "No hay peligro. Comprobamos si nuestros avisos llegan.",
              "Responda una vez, cualquier respuesta sirve."));

  private static ApprovedWarning.Text text(
      String language, String headline, String description, String instruction) {
    return new ApprovedWarning.Text(language, headline, description, instruction, "", "", "");
  }
}
