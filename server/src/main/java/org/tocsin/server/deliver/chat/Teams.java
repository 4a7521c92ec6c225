// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.chat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.server.deliver.Note;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.Posts;
import org.tocsin.server.kernel.http.Outbound;
import tools.jackson.databind.json.JsonMapper;

/**
 * Microsoft Teams by the webhook of a workflow (or of a connector, which comes before it), as an
 * Adaptive Card. All words are runs of a RichTextBlock, where no Markdown is read; a card without
 * {@code entities} mentions nobody.
 */
final class Teams implements ChatService {

  static final HookForm FORM =
      HookForm.of(
          "https://([a-z0-9-]+\\.)+(logic\\.azure\\.(com|us|cn)"
              + "|powerplatform\\.(com|us|cn|microsoft\\.us))(:443)?"
              + "/[!-~]*workflows/[!-~]+/paths/invoke\\?[!-~]+"
              + "|https://[a-z0-9-]+\\.webhook\\.office\\.com/webhookb2/[!-~]+",
          "is no webhook of a Teams workflow"
              + " (https://….logic.azure.com/workflows/…/paths/invoke?… or"
              + " https://….powerplatform.com/…/workflows/…/paths/invoke?…)");

  /** Teams takes 28 KB; somewhat less, because what the workflow adds counts too. */
  static final int BYTES_MAX = 27_000;

  private static final int TITLE_MAX = 300;

  // A connector answers 200 and says in words what really happened.
  private static final Pattern INNER =
      Pattern.compile("Microsoft Teams endpoint returned HTTP error (\\d{3})");

  private final JsonMapper json;
  private final HookForm form;

  Teams(JsonMapper json, HookForm form) {
    this.json = json;
    this.form = form;
  }

  @Override
  public String kind() {
    return "teams";
  }

  @Override
  public Optional<String> fault(String address) {
    return form.fault(address);
  }

  @Override
  public Outcome hand(Parcel parcel, Outbound outbound) throws IOException {
    return outcome(outbound.send(Posts.post(parcel, body(json, Note.of(parcel)))));
  }

  static Outcome outcome(Outbound.Answer answer) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      String words = new String(answer.body(), StandardCharsets.UTF_8);
      Matcher inner = INNER.matcher(words);
      if (inner.find()) {
        return refused("Teams said " + status + " with", Integer.parseInt(inner.group(1)), answer);
      }
      return words.contains("delivery failed")
          ? Posts.deferred("Teams said %d with a failed delivery".formatted(status), answer)
          : new Outcome.Told();
    }
    return refused("Teams said", status, answer);
  }

  private static Outcome refused(String who, int status, Outbound.Answer answer) {
    return Posts.forGood(status)
        ? new Outcome.Failed(who + " " + status)
        : Posts.deferred(who + " " + status, answer);
  }

  static byte[] body(JsonMapper json, Note whole) {
    Note fitted =
        whole
            .titled(TITLE_MAX, String::length)
            .fitted(BYTES_MAX, note -> json.writeValueAsBytes(message(note)).length);
    return json.writeValueAsBytes(message(fitted));
  }

  private static Map<String, Object> message(Note note) {
    String title = quiet(note.title());
    List<Map<String, Object>> body = new ArrayList<>();
    body.add(block(title, "Large", "Bolder"));
    for (Note.Part part : note.parts()) {
      if (!part.heading().isEmpty()) {
        body.add(block(part.heading(), "Default", "Bolder"));
      }
      quiet(part.text())
          .lines()
          .filter(line -> !line.isBlank())
          .forEach(line -> body.add(block(line, "Default", "Default")));
    }
    body.add(block(note.answerHere(), "Default", "Bolder"));
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard");
    card.put("version", "1.4");
    card.put("msteams", Map.of("width", "Full"));
    card.put("fallbackText", title + " " + note.link());
    card.put("body", body);
    card.put(
        "actions",
        List.of(
            Map.of(
                "type", "Action.OpenUrl", "title", note.answer(), "url", note.link().toString())));
    return Map.of(
        "type",
        "message",
        "attachments",
        List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
  }

  private static Map<String, Object> block(String text, String size, String weight) {
    return Map.of(
        "type",
        "RichTextBlock",
        "inlines",
        List.of(Map.of("type", "TextRun", "text", text, "size", size, "weight", weight)));
  }

  /** Without mentions, without {@code <at>}, and without the functions that cards compute. */
  private static String quiet(String text) {
    return Words.quiet(text)
        .replaceAll("(?i)<(?=/?at\\b)", "<" + Words.JOINER)
        .replaceAll("\\{(?=\\{)", "{" + Words.JOINER);
  }
}
