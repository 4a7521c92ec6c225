// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.mailbox;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.web.Page;

/** How the mailbox of reports is, by page and over HTTP. */
@Controller
@Requires({Role.COLLECTOR, Role.OFFICER, Role.APPROVER, Role.ADMIN, Role.AUDITOR})
class MailboxDoor {

  private final ReportMailbox mailbox;
  private final Page page;

  MailboxDoor(ReportMailbox mailbox, Page page) {
    this.mailbox = mailbox;
    this.page = page;
  }

  /** The mailbox as the API shows it. */
  record MailboxView(
      String state,
      String folder,
      @Nullable Instant lookedAt,
      @Nullable Instant lastMailAt,
      int failing,
      @Nullable String why) {}

  @GetMapping("/api/v1/mailbox")
  @ResponseBody
  MailboxView get() {
    MailboxHealth health = mailbox.health();
    return new MailboxView(
        health.state(),
        health.folder(),
        health.lookedAt().orElse(null),
        health.lastMailAt().orElse(null),
        health.failing(),
        health.why().orElse(null));
  }

  @GetMapping("/desk/mailbox")
  ResponseEntity<String> shown() {
    return page.of("collect/mailbox.jte", "Mailbox", "inbox", Map.of("mailbox", mailbox.health()));
  }
}
