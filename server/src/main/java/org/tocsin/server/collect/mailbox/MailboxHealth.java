// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.mailbox;

import java.time.Instant;
import java.util.Optional;

/**
 * How the mailbox of reports is, as the node sees it that is asked.
 *
 * @param state {@code off} where none is set up, {@code new} before the first look, {@code well},
 *     {@code failing} when mails in it cannot be kept, {@code unreadable} when it cannot be read
 * @param folder the folder that is read
 * @param lookedAt the last look that succeeded
 * @param lastMailAt when the newest mail was taken, by any node
 * @param failing how many mails in it cannot be kept yet
 * @param why why it cannot be read
 */
public record MailboxHealth(
    String state,
    String folder,
    Optional<Instant> lookedAt,
    Optional<Instant> lastMailAt,
    int failing,
    Optional<String> why) {

  /** As pages say it. */
  public String words() {
    return switch (state) {
      case "new" -> "not looked into yet";
      case "well" -> "well";
      case "failing" ->
          failing == 1
              ? "one mail in it cannot be kept and is tried again"
              : failing + " mails in it cannot be kept and are tried again";
      case "unreadable" -> "cannot be read";
      default -> "none is set up";
    };
  }
}
