// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.web.Page;

/** The exercise mailbox, as pages and over HTTP. */
@Controller
@Requires({Role.OFFICER, Role.APPROVER})
class ExerciseMailApi {

  private static final int ROWS = 100;
  private static final int MOST = 1_000;

  private final ExerciseMailbox mailbox;
  private final Page page;

  ExerciseMailApi(ExerciseMailbox mailbox, Page page) {
    this.mailbox = mailbox;
    this.page = page;
  }

  /** A page of the list: {@code next} is the {@code before} of the page that follows. */
  record MailView(List<ExerciseMailbox.Kept> items, @Nullable String next) {
    static MailView of(List<ExerciseMailbox.Kept> items, int most) {
      return new MailView(items, items.size() == most ? Long.toString(items.getLast().id()) : null);
    }
  }

  /** One message with its words and the link by which it is answered. */
  record MessageView(ExerciseMailbox.Kept message, String title, String text, String answerLink) {}

  @GetMapping("/api/v1/exercise/mail")
  @ResponseBody
  @Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
  MailView list(
      @RequestParam(defaultValue = "") String warning,
      @RequestParam(defaultValue = "0") long before,
      @RequestParam(defaultValue = "100") int limit) {
    int most = Math.clamp(limit, 1, MOST);
    return MailView.of(mailbox.list(warning, before, most), most);
  }

  /** Who may read it may answer it: a message bears the link of whom it is for. */
  @GetMapping("/api/v1/exercise/mail/{id}")
  @ResponseBody
  MessageView message(@PathVariable long id) {
    ExerciseMailbox.Kept kept = get(id);
    Note note = mailbox.note(kept);
    return new MessageView(kept, note.title(), note.plain(), note.link().toString());
  }

  @GetMapping("/desk/exercise-mail")
  @Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
  ResponseEntity<String> page(
      @RequestParam(defaultValue = "") String warning,
      @RequestParam(defaultValue = "0") long before) {
    List<ExerciseMailbox.Kept> rows = mailbox.list(warning, before, ROWS);
    return page.of(
        "deliver/exercise-mail.jte",
        "Exercise mailbox",
        "warnings",
        java.util.Map.of(
            "rows",
            rows,
            "warning",
            warning,
            "next",
            rows.size() == ROWS ? rows.getLast().id() : 0L));
  }

  @GetMapping("/desk/exercise-mail/{id}")
  ResponseEntity<String> show(@PathVariable long id) {
    ExerciseMailbox.Kept kept = get(id);
    return page.of(
        "deliver/exercise-message.jte",
        "Exercise message",
        "warnings",
        java.util.Map.of("kept", kept, "note", mailbox.note(kept)));
  }

  private ExerciseMailbox.Kept get(long id) {
    return mailbox
        .find(id)
        .orElseThrow(
            () -> DeliverProblem.NO_EXERCISE_MAIL.because("message %d is not there".formatted(id)));
  }
}
