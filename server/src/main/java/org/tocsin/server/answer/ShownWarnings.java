// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.AnswerTokens;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.DeliverySettings;
import org.tocsin.server.warn.WarningState;
import org.tocsin.server.watch.Watchers;

/** What a watcher who opens a link is shown: the newest message, in their language. Thread-safe. */
@Component
class ShownWarnings {

  private final AskedWarnings asked;
  private final Watchers watchers;
  private final DeliverySettings settings;

  /**
   * What is shown.
   *
   * @param warning the message, or the newest that updated or cancelled it
   * @param text its words in the watcher's language
   * @param words the fixed words
   * @param state what a person must hear first: {@code cancelled}, {@code updated}, {@code over},
   *     or empty when the warning is in force as it was sent
   * @param until when the danger ends, in words
   */
  record Shown(
      ApprovedWarning warning,
      ApprovedWarning.Text text,
      AnswerWords words,
      String state,
      String until) {}

  ShownWarnings(AskedWarnings asked, Watchers watchers, DeliverySettings settings) {
    this.asked = asked;
    this.watchers = watchers;
    this.settings = settings;
  }

  Shown to(AnswerTokens.Asked who) {
    AskedWarnings.Asked found = asked.get(who.warning());
    List<String> languages = watchers.languages(who.watcher());
    ApprovedWarning warning = found.next().orElse(found.warning());
    ApprovedWarning.Text text = warning.textFor(languages);
    return new Shown(
        warning,
        text,
        AnswerWords.in(languages.isEmpty() ? text.language() : languages.getFirst()),
        state(found),
        until(warning));
  }

  private static String state(AskedWarnings.Asked found) {
    boolean cancelled =
        found.next().map(next -> next.msgType().equals("Cancel")).orElse(false)
            || found.state() == WarningState.CANCELLED;
    if (cancelled) {
      return "cancelled";
    }
    if (found.next().isPresent()) {
      return "updated";
    }
    return found.state() == WarningState.IN_FORCE ? "" : "over";
  }

  private String until(ApprovedWarning warning) {
    DateTimeFormatter form = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    String utc = form.format(warning.window().until().atZone(ZoneOffset.UTC)) + " UTC";
    return settings.zone().getId().equals("UTC")
        ? utc
        : form.format(warning.window().until().atZone(settings.zone()))
            + " "
            + settings.zone().getId()
            + " ("
            + utc
            + ")";
  }
}
