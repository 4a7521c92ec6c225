// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.access.OfficerMailboxes;
import org.tocsin.server.warn.OfficerMail;

/** Mails of an earlier stage to people of the desk, by the servers of the channel mail. */
@Component
class MailsToOfficers implements OfficerMail {

  private final DeskMail mails;
  private final OfficerMailboxes mailboxes;
  private final ApprovedWarnings approved;
  private final DeliverySettings settings;

  MailsToOfficers(
      DeskMail mails,
      OfficerMailboxes mailboxes,
      ApprovedWarnings approved,
      DeliverySettings settings) {
    this.mails = mails;
    this.mailboxes = mailboxes;
    this.approved = approved;
    this.settings = settings;
  }

  @Override
  public Came send(Mail mail) {
    Optional<String> to = mailboxes.of(mail.to());
    if (to.isEmpty()) {
      return new Came(Optional.of("the officer has no access any more"), false, false);
    }
    Outcome came =
        mails.send(
            new DeskMail.Mail(
                mail.id(),
                approved.get(mail.about()),
                to.get(),
                mail.subject(),
                mail.text(),
                "The warning, for whoever is signed in:",
                settings.deskLink(mail.page()),
                mail.repeat(),
                mail.at()));
    return switch (came) {
      case Outcome.Told told -> new Came(Optional.empty(), false, false);
      case Outcome.Answered answered -> new Came(Optional.empty(), false, false);
      case Outcome.Failed failed -> new Came(Optional.of(failed.reason()), false, false);
      case Outcome.Deferred deferred ->
          new Came(Optional.of(deferred.reason()), true, deferred.mayHaveArrived());
      case Outcome.Waiting waiting ->
          new Came(Optional.of(waiting.reason()), true, waiting.mayHaveArrived());
      case Outcome.Untried untried -> new Came(Optional.of("there was no time"), true, false);
    };
  }
}
