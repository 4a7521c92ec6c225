// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.chat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tocsin.server.deliver.Note;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.Posts;
import org.tocsin.server.kernel.http.Outbound;
import tools.jackson.databind.json.JsonMapper;

/**
 * Slack by incoming webhook, as blocks. What the warning says goes into text objects of type {@code
 * plain_text}, where Slack formats nothing; headings and the link are ours and {@code mrkdwn}. The
 * three control characters are entities in both.
 */
final class Slack implements ChatService {

  static final HookForm FORM =
      HookForm.of(
          "https://hooks\\.slack(-gov)?\\.com/services/\\w{1,40}/\\w{1,40}/\\w{1,80}",
          "is no incoming webhook of Slack (https://hooks.slack.com/services/…/…/…)");

  static final int SECTION_MAX = 3_000;
  static final int HEADER_MAX = 150;
  private static final int WORDS_MAX = 12_000;

  /** What Slack says when the same message will never be taken; whatever the status. */
  private static final Set<String> FOR_GOOD =
      Set.of(
          "action_prohibited",
          "channel_is_archived",
          "channel_not_found",
          "invalid_blocks",
          "invalid_blocks_format",
          "invalid_payload",
          "invalid_token",
          "missing_text_or_fallback_or_attachments",
          "no_active_hooks",
          "no_service",
          "no_service_id",
          "no_team",
          "no_text",
          "posting_to_general_channel_denied",
          "team_disabled",
          "too_many_attachments",
          "user_not_found");

  private static final Set<String> FOR_NOW =
      Set.of("rate_limited", "ratelimited", "rollup_error", "internal_error", "fatal_error");

  private final JsonMapper json;
  private final HookForm form;

  Slack(JsonMapper json, HookForm form) {
    this.json = json;
    this.form = form;
  }

  @Override
  public String kind() {
    return "slack";
  }

  @Override
  public Optional<String> fault(String address) {
    return form.fault(address);
  }

  @Override
  public Outcome hand(Parcel parcel, Outbound outbound) throws IOException {
    return outcome(
        outbound.send(Posts.post(parcel, json.writeValueAsBytes(body(Note.of(parcel))))));
  }

  /** The word in the body decides; the status only where there is no word that we know. */
  static Outcome outcome(Outbound.Answer answer) {
    int status = answer.status();
    String word = new String(answer.body(), StandardCharsets.UTF_8).strip();
    if (FOR_GOOD.contains(word)) {
      return new Outcome.Failed("Slack said %d: %s".formatted(status, word));
    }
    if (FOR_NOW.contains(word)) {
      return Posts.deferred("Slack said %d: %s".formatted(status, word), answer);
    }
    if (status >= 200 && status < 300) {
      return word.equals("ok")
          ? new Outcome.Told()
          : Outcome.later("Slack said %d, but not ok".formatted(status), true);
    }
    return Posts.forGood(status)
        ? new Outcome.Failed("Slack said " + status)
        : Posts.deferred("Slack said " + status, answer);
  }

  static Map<String, Object> body(Note whole) {
    Note note =
        whole
            .titled(HEADER_MAX, title -> escaped(title).length())
            .fitted(WORDS_MAX, each -> escaped(each.plain()).length());
    List<Map<String, Object>> blocks = new ArrayList<>();
    String title = escaped(note.title());
    blocks.add(Map.of("type", "header", "text", plain(title)));
    for (Note.Part part : note.parts()) {
      if (!part.heading().isEmpty()) {
        blocks.add(section(markdown("*" + escaped(part.heading()) + "*")));
      }
      pieces(part.text()).forEach(piece -> blocks.add(section(plain(piece))));
    }
    String link = "<" + Words.entities(note.link().toString()) + ">";
    blocks.add(section(markdown("*" + escaped(note.answerHere()) + "*\n" + link)));
    Map<String, Object> body = new LinkedHashMap<>();
    // What notifications and readers for the blind show instead of the blocks.
    body.put("text", title + "\n" + link);
    body.put("blocks", blocks);
    // Nobody shall open a person's answer link to show a picture of it.
    body.put("unfurl_links", false);
    body.put("unfurl_media", false);
    body.put("link_names", false);
    return body;
  }

  private static Map<String, Object> section(Map<String, Object> text) {
    return Map.of("type", "section", "text", text);
  }

  private static Map<String, Object> plain(String escaped) {
    return Map.of("type", "plain_text", "text", escaped, "emoji", false);
  }

  /** Verbatim: what looks like a mention or a channel is not made one. */
  private static Map<String, Object> markdown(String escaped) {
    return Map.of("type", "mrkdwn", "text", escaped, "verbatim", true);
  }

  private static String escaped(String text) {
    return Words.entities(Words.quiet(text));
  }

  /** A text, escaped, in as many sections as it needs; never parted within a character. */
  static List<String> pieces(String text) {
    String quiet = Words.quiet(text);
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(quiet);
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    int begin = characters.first();
    for (int end = characters.next(); end != BreakIterator.DONE; end = characters.next()) {
      String character = Words.entities(quiet.substring(begin, end));
      if (piece.length() + character.length() > SECTION_MAX) {
        pieces.add(piece.toString());
        piece.setLength(0);
      }
      piece.append(character);
      begin = end;
    }
    if (!piece.isEmpty()) {
      pieces.add(piece.toString());
    }
    return pieces;
  }
}
