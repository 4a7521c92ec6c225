// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Instant;
import java.util.Optional;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.WarningId;

/** Mails to people of the desk; the stage that sends gives it. */
public interface OfficerMail {

  /**
   * A mail.
   *
   * @param id the same for every attempt
   * @param about the warning of which it speaks
   * @param subject one line; neither it nor the text may hold what is marked, for mail is read by
   *     many
   * @param page the desk's page with more, below {@code /desk/}
   * @param repeat whether an earlier attempt may have arrived
   */
  record Mail(
      String id,
      WarningId about,
      OfficerId to,
      String subject,
      String text,
      String page,
      boolean repeat,
      Instant at) {}

  /**
   * What came of it.
   *
   * @param why it was not sent; empty when it was
   * @param again whether to try again
   * @param perhaps whether it may have arrived all the same
   */
  record Came(Optional<String> why, boolean again, boolean perhaps) {}

  /** Hands it over, within about half a minute. */
  Came send(Mail mail);
}
