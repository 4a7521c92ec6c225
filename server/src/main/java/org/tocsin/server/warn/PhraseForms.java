// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.warn.phrases.Composed;
import org.tocsin.server.warn.phrases.Phrase;
import org.tocsin.server.warn.phrases.PhraseBook;
import org.tocsin.server.warn.phrases.PhraseLanguage;
import org.tocsin.server.warn.phrases.PhraseValues;

/**
 * Phrases in the composer's form: {@code phrase.ID} is a chosen phrase, {@code write.LANGUAGE} a
 * language that is to be written, {@code source} and {@code number} what some phrases name.
 */
@Component
class PhraseForms {

  private final PhraseBook book;
  private final String sender;

  PhraseForms(PhraseBook book, @Value("${tocsin.sender.name:Tocsin desk}") String sender) {
    this.book = book;
    this.sender = sender;
  }

  /** The library, for the page. */
  PhraseBook book() {
    return book;
  }

  /** The form with the phrases marked that its texts hold, where nothing was chosen yet. */
  DraftForm marked(DraftForm form) {
    if (form.value("source").isEmpty()) {
      form.put("source", sender);
    }
    if (!form.chosen("phrase.").isEmpty() || !form.chosen("write.").isEmpty()) {
      return form;
    }
    for (int number : form.all("text")) {
      String at = "text." + number + ".";
      book.find(form.value(at + "language"))
          .ifPresent(language -> {
            form.put("write." + language.code(), "on");
            String all =
                String.join(
                    "\n",
                    form.value(at + "event"),
                    form.value(at + "description"),
                    form.value(at + "instruction"));
            all.lines()
                .flatMap(line -> book.line(language, line).stream())
                .forEach(phrase -> form.put("phrase." + phrase.id(), "on"));
          });
    }
    return form;
  }

  /**
   * Writes the chosen phrases in the chosen languages: phrases that stood there are replaced, free
   * lines stay below them. A language that is not there yet is added.
   *
   * @throws org.tocsin.server.kernel.Problem T5010 to T5012, or T5102 when no language is chosen or
   *     a time cannot be read
   */
  DraftForm written(DraftForm form) {
    List<String> languages = form.chosen("write.");
    if (languages.isEmpty()) {
      throw WarnProblem.BAD_DRAFT.because("no language is chosen to write the phrases in");
    }
    List<String> chosen = inOrder(form.chosen("phrase."));
    PhraseValues values = values(form);
    DraftForm written = form;
    languages.forEach(book::require);
    for (PhraseLanguage language : book.languages()) {
      if (!languages.contains(language.code())) {
        continue;
      }
      String at = at(written, language);
      Composed composed = Composed.of(book, language, chosen, values);
      written.put(at + "language", orElse(written.value(at + "language"), language.code()));
      title(written, at, language, composed);
      for (String field : List.of("description", "instruction")) {
        String lines =
            field.equals("description") ? composed.description() : composed.instruction();
        written.put(at + field, Composed.beside(book, language, lines, written.value(at + field)));
      }
    }
    for (String id : chosen) {
      Phrase phrase = book.phrase(id);
      if (phrase.kind() == Phrase.Kind.ACTION) {
        written.put("response." + phrase.cap(), "on");
      }
    }
    return written;
  }

  /** Event and headline, unless somebody wrote their own. */
  private void title(DraftForm form, String at, PhraseLanguage language, Composed composed) {
    if (composed.event().isEmpty()) {
      return;
    }
    String event = form.value(at + "event");
    String headline = form.value(at + "headline");
    boolean ownEvent = !event.isBlank() && book.line(language, event).isEmpty();
    boolean ownHeadline = !headline.isBlank() && (event.isBlank() || !headline.startsWith(event));
    if (!ownHeadline) {
      form.put(at + "headline", composed.headline());
    }
    if (!ownEvent) {
      form.put(at + "event", composed.event());
    }
  }

  /** Where this language's text stands in the form, or is to stand. */
  private String at(DraftForm form, PhraseLanguage language) {
    int next = 0;
    for (int number : form.all("text")) {
      String at = "text." + number + ".";
      String tag = form.value(at + "language");
      boolean empty =
          tag.isBlank()
              && form.value(at + "headline").isBlank()
              && form.value(at + "description").isBlank();
      if (empty || book.find(tag).filter(language::equals).isPresent()) {
        return at;
      }
      next = number + 1;
    }
    return "text." + next + ".";
  }

  /** The chosen phrases in the order of the library. */
  private List<String> inOrder(List<String> chosen) {
    List<String> ordered = new ArrayList<>();
    for (String id : chosen) {
      book.phrase(id);
    }
    for (Phrase phrase : book.phrases()) {
      if (chosen.contains(phrase.id())) {
        ordered.add(phrase.id());
      }
    }
    return ordered;
  }

  private PhraseValues values(DraftForm form) {
    String place =
        String.join(
            "; ",
            form.all("area").stream()
                .map(number -> form.value("area." + number + ".areaDesc").strip())
                .filter(each -> !each.isEmpty())
                .toList());
    return new PhraseValues(
        place,
        FormReading.time(form, "from"),
        FormReading.time(form, "until"),
        orElse(form.value("source"), sender),
        form.value("number"),
        DeskTime.zone());
  }

  private static String orElse(String given, String otherwise) {
    return Optional.of(given)
        .filter(each -> !each.isBlank())
        .orElse(Objects.requireNonNull(otherwise));
  }
}
