// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.DeskMail;
import org.tocsin.server.deliver.ExerciseSettings;
import org.tocsin.server.deliver.Letter;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.Switchboard;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.kernel.tls.Trust;

/**
 * Mails to the desk's own people, by the same servers and with the same signature as warnings, but
 * without links to refuse them and without tokens for what comes back: those are watchers'. From an
 * exercise they go nowhere unless mails of exercises go to people.
 */
@Component
final class DeskMails implements DeskMail {

  private static final String NO_EXERCISE =
      "an exercise sends no mail (tocsin.deliver.exercise.email)";

  /** A mail to the desk is to no watcher; the number goes nowhere. */
  private static final WatcherId NOBODY = new WatcherId(Long.MAX_VALUE);

  private final Switchboard board;
  private final boolean isKept;

  DeskMails(
      MailSettings settings,
      MailServers servers,
      ReturnSettings returns,
      DkimSettings dkim,
      SmimeSettings smime,
      Trust trust,
      ExerciseSettings exercises,
      @Value("${tocsin.exercise:false}") boolean exerciseServer) {
    this.board =
        EmailChannel.board(
            settings,
            servers,
            trust.orOnly(settings.trustedCertificates(), MailSettings.TRUSTED),
            new MailParts(
                returns,
                null,
                null,
                Dkim.of(dkim, settings.domain()).orElse(null),
                Smime.of(smime, settings.sender().getAddress(), Clock.systemUTC()).orElse(null)));
    this.isKept = exerciseServer && !exercises.mayReachPeople(EmailChannel.KIND);
  }

  @Override
  public Optional<String> missing() {
    return isKept ? Optional.of(NO_EXERCISE) : board.missing();
  }

  @Override
  public Outcome send(Mail mail) {
    Optional<String> missing = missing();
    if (missing.isPresent()) {
      return Outcome.later(missing.get(), false);
    }
    try (Channel.Line line = board.open()) {
      return line.send(List.of(parcel(mail))).getFirst();
    }
  }

  private static Parcel parcel(Mail mail) {
    Letter letter =
        new Letter(
            mail.about(),
            mail.about().texts().getFirst(),
            mail.subject(),
            "",
            mail.text() + "\n" + mail.linkWords() + "\n",
            "\n",
            "<!doctype html><html lang=\"en\"><body style=\"font:16px/1.5 sans-serif;max-width:40em\">"
                + "<p>"
                + HtmlUtils.htmlEscape(mail.text()).replace("\n", "<br>")
                + "</p><p><a href=\"",
            "\">" + HtmlUtils.htmlEscape(mail.linkWords()) + "</a></p></body></html>\n");
    return new Parcel(
        mail.id(), NOBODY, mail.to(), letter, mail.link().toString(), mail.repeat(), mail.at());
  }
}
