// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.warn.ChannelPreview;

/**
 * Drafts as this stage would write them: the mail, the short message, the notification, the call,
 * the message in a chat; with an answer link that leads nowhere. Sends nothing.
 */
@Component
class LetterPreviews implements ChannelPreview {

  static final String LETTER = "mail";
  static final String NOTE = "chat and ntfy";

  /** Of the length of a real one: {@link AnswerTokens}. */
  private static final String TOKEN = "x".repeat(60);

  private static final WatcherId NOBODY = new WatcherId(1);

  private final DeliverySettings settings;
  private final List<ParcelPreview> channels;
  private final Clock clock;

  LetterPreviews(DeliverySettings settings, List<ParcelPreview> channels, Clock clock) {
    this.settings = settings;
    this.channels = channels;
    this.clock = clock;
  }

  @Override
  public int order() {
    return 10;
  }

  @Override
  public List<Shown> of(Subject subject) {
    ApprovedWarning warning =
        ApprovedFromWarn.of(
            subject.id(),
            subject.caseId(),
            subject.type().cap().word(),
            subject.draft(),
            subject.alert().status(),
            "not approved");
    Letters letters = new Letters(warning, settings.zone());
    List<Shown> all = new ArrayList<>();
    for (ApprovedWarning.Text text : warning.texts()) {
      Letter letter = letters.in(List.of(text.language()));
      Parcel parcel = new Parcel("preview", NOBODY, "", letter, link(), false, clock.instant());
      all.add(
          new Shown(
              LETTER,
              text.language(),
              letter.subject(),
              letter.plainHead() + link().replace(TOKEN, "…") + letter.plainTail(),
              ""));
      channels.forEach(channel -> all.add(shortLink(channel.shown(parcel))));
      Note note = Note.of(parcel);
      all.add(
          new Shown(
              NOTE,
              text.language(),
              note.title(),
              note.parts().stream().map(Note.Part::plain).collect(Collectors.joining("\n")),
              ""));
    }
    return all;
  }

  /** As long as a real one, so that what has a length is cut where it would be. */
  private String link() {
    return settings.answerLink(TOKEN);
  }

  private static Shown shortLink(Shown shown) {
    return new Shown(
        shown.channel(),
        shown.language(),
        shown.title(),
        shown.text().replace(TOKEN, "…"),
        shown.note());
  }
}
