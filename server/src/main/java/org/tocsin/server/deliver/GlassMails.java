// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Urgency;
import org.tocsin.record.Hash;
import org.tocsin.server.access.OfficerMailboxes;
import org.tocsin.server.decide.GlassMail;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.TimeWindow;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.web.DeskTime;

/** Mails approvers that somebody decided alone: a link, and nothing of case, author or reason. */
@Component
class GlassMails implements GlassMail {

  private static final String HEADLINE = "Somebody decided alone to warn: look at it now";

  private final DeskMail mails;
  private final OfficerMailboxes mailboxes;
  private final DeliverySettings settings;
  private final Clock clock;
  private final boolean exerciseServer;

  GlassMails(
      DeskMail mails,
      OfficerMailboxes mailboxes,
      DeliverySettings settings,
      Clock clock,
      @Value("${tocsin.exercise:false}") boolean exerciseServer) {
    this.mails = mails;
    this.mailboxes = mailboxes;
    this.settings = settings;
    this.clock = clock;
    this.exerciseServer = exerciseServer;
  }

  @Override
  public Came send(Notice notice) {
    Optional<String> to = mailboxes.of(notice.approver());
    if (to.isEmpty()) {
      return new Came.Failed("the approver has no access any more");
    }
    return switch (mails.send(mail(notice, to.get()))) {
      case Outcome.Told _ -> new Came.Sent();
      case Outcome.Answered _ -> new Came.Sent();
      case Outcome.Failed failed -> new Came.Failed(failed.reason());
      case Outcome.Deferred later ->
          new Came.Later(later.reason(), later.mayHaveArrived(), later.notBefore());
      case Outcome.Waiting waiting ->
          new Came.Later(waiting.reason(), waiting.mayHaveArrived(), Duration.ZERO);
      case Outcome.Untried _ -> new Came.Later("there was no time", false, Duration.ZERO);
    };
  }

  private DeskMail.Mail mail(Notice notice, String to) {
    String text =
        """
        At %s somebody decided alone, without a second person, to warn: %s.

        You are an approver of this desk. Look at it now, and say on the page that you have seen it.
        One of you who did not decide it reviews by %s whether it was right. The warning itself still
        takes a second person: it may be waiting for you.
        """
            .formatted(
                DeskTime.words(notice.brokenAt()),
                notice.victims().label(),
                DeskTime.words(notice.reviewBy()));
    return new DeskMail.Mail(
        notice.determination() + "-alone-" + ulid(notice.approver().value()),
        about(notice),
        to,
        (exerciseServer ? "EXERCISE " : "") + HEADLINE,
        text,
        "The decision, for whoever is signed in:",
        settings.deskLink("determinations/" + notice.determination() + "#glass"),
        notice.repeat(),
        clock.instant());
  }

  /** A mail of the server speaks of a message; there is none yet, so it has a name of its own. */
  private ApprovedWarning about(Notice notice) {
    return new ApprovedWarning(
        new WarningId(WarningId.PREFIX + "_" + ulid(notice.determination().value())),
        notice.caseId(),
        "Alert",
        Urgency.IMMEDIATE,
        Severity.UNKNOWN,
        exerciseServer,
        Marking.CLEAR,
        new TimeWindow(notice.brokenAt(), notice.reviewBy()),
        List.of(new ApprovedWarning.Text("en", HEADLINE, "", "", "", "", "")),
        List.of(new ApprovedWarning.Step(List.of("email"), 0)),
        Hash.sha256((notice.determination() + HEADLINE).getBytes(UTF_8)).hex());
  }

  private static String ulid(String id) {
    return id.substring(id.indexOf('_') + 1);
  }
}
