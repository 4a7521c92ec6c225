// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.phrases;

import java.util.List;
import java.util.Map;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.Problem;

/** The templates that come with the program, from files. Immutable. */
@Component
public final class MessageTemplates {

  private final List<MessageTemplate> all;

  /** Reads the files; one with a fault stops the start. */
  public MessageTemplates(PhraseBook book) {
    this.all =
        PhraseFiles.files("templates/*.yaml").stream().map(MessageTemplates::template).toList();
    for (MessageTemplate each : all) {
      each.phrases().forEach(book::phrase);
      each.languages().forEach(book::require);
    }
  }

  private static MessageTemplate template(Resource file) {
    Map<String, Object> read = PhraseFiles.map(file);
    String where = file.getFilename() + "";
    List<List<String>> steps =
        read.get("channels") instanceof List<?> list
            ? list.stream()
                .map(step ->
                    step instanceof List<?> names
                        ? names.stream().map(String::valueOf).toList()
                        : List.of(String.valueOf(step)))
                .toList()
            : List.of();
    return new MessageTemplate(
        PhraseFiles.word(where, read, "id"),
        PhraseFiles.word(where, read, "title"),
        PhraseFiles.word(where, read, "audience"),
        PhraseFiles.words(read, "policies"),
        PhraseFiles.word(where, read, "kind"),
        PhraseFiles.word(where, read, "victims"),
        PhraseFiles.word(where, read, "marking"),
        PhraseFiles.word(where, read, "category"),
        PhraseFiles.word(where, read, "severity"),
        PhraseFiles.word(where, read, "urgency"),
        PhraseFiles.word(where, read, "certainty"),
        Integer.parseInt(PhraseFiles.word(where, read, "hours")),
        PhraseFiles.words(read, "meantFor"),
        steps,
        Integer.parseInt(PhraseFiles.word(where, read, "waitMinutes")),
        PhraseFiles.words(read, "phrases"),
        PhraseFiles.words(read, "languages"),
        PhraseFiles.word(where, read, "advice"));
  }

  /** Every template, by its id. */
  public List<MessageTemplate> all() {
    return all;
  }

  /** The template with this id; T5014 when there is none. */
  public MessageTemplate require(String id) {
    return all.stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            PhraseProblem.NO_TEMPLATE.because(
                "'%s' is none of %s"
                    .formatted(
                        Problem.shorten(id), all.stream().map(MessageTemplate::id).toList())));
  }
}
