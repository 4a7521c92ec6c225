// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.chat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tocsin.server.deliver.Note;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.Posts;
import org.tocsin.server.deliver.WebAddress;
import org.tocsin.server.kernel.http.Outbound;
import tools.jackson.databind.json.JsonMapper;

/** Mattermost by incoming webhook, as Markdown in which the words of the warning are escaped. */
final class Mattermost implements ChatService {

  static final HookForm FORM =
      HookForm.of(
          "https?://[^/?#]+(/[A-Za-z0-9._~-]+)*/hooks/[a-z0-9]{26}",
          "is no incoming webhook of Mattermost (https://…/hooks/ and 26 letters and digits)");

  static final int MESSAGE_MAX = 16_383;
  private static final int TITLE_MAX = 1_000;
  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]()#+.!|~-]");

  // These are looked for after escapes have been undone, so they need a joiner behind them.
  private static final Pattern SIGN = Pattern.compile("([#~])(?=\\S)");
  private static final Pattern EMOJI =
      Pattern.compile(":(?=[A-Za-z0-9_+-]+:)|(?<![A-Za-z0-9]):(?=\\S)");

  private final JsonMapper json;

  Mattermost(JsonMapper json) {
    this.json = json;
  }

  @Override
  public String kind() {
    return "mattermost";
  }

  @Override
  public Optional<String> fault(String address) {
    return FORM.fault(address);
  }

  @Override
  public Outcome hand(Parcel parcel, Outbound outbound) throws IOException {
    return outcome(
        outbound.send(
            Posts.post(parcel, json.writeValueAsBytes(Map.of("text", text(Note.of(parcel)))))));
  }

  static Outcome outcome(Outbound.Answer answer) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      // What is no Mattermost, such as a page that asks for a sign-in, says 200 too.
      return new String(answer.body(), StandardCharsets.UTF_8).strip().equals("ok")
          ? new Outcome.Told()
          : Outcome.later("Mattermost said %d, but not ok".formatted(status), true);
    }
    return Posts.forGood(status)
        ? new Outcome.Failed("Mattermost said " + status)
        : Posts.deferred("Mattermost said " + status, answer);
  }

  static String text(Note whole) {
    return markdown(
        whole
            .titled(TITLE_MAX, String::length)
            .fitted(MESSAGE_MAX, note -> markdown(note).length()));
  }

  private static String markdown(Note note) {
    StringBuilder out = new StringBuilder(2_000);
    out.append("#### ").append(escaped(note.title()));
    for (Note.Part part : note.parts()) {
      out.append("\n\n");
      if (!part.heading().isEmpty()) {
        out.append("**").append(escaped(part.heading())).append("** ");
      }
      boolean link = part.kind() == Note.Kind.WEB && WebAddress.fault(part.text()).isEmpty();
      out.append(link ? "<" + part.text() + ">" : escaped(part.text()));
    }
    out.append("\n\n**").append(escaped(note.answerHere())).append("**\n").append(note.link());
    return out.toString();
  }

  /** A text that is shown as it is; lines begin at the margin, because four spaces mean code. */
  static String escaped(String text) {
    String quiet = SIGN.matcher(Words.quiet(text)).replaceAll("$1" + Words.JOINER);
    quiet = EMOJI.matcher(quiet).replaceAll(":" + Words.JOINER);
    String escaped = MARKUP.matcher(Words.entities(quiet)).replaceAll("\\\\$0");
    return escaped.lines().map(String::strip).collect(Collectors.joining("\n"));
  }
}
