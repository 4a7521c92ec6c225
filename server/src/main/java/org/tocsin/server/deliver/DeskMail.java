// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * Mails to the people of the desk itself: no warnings, so without lanes, receipts and answers. Sent
 * by the servers of the channel {@code email}. Thread-safe.
 */
public interface DeskMail {

  /**
   * A mail.
   *
   * @param id the same for every attempt; letters, digits, dashes and underscores
   * @param about the message of this server that it speaks of
   * @param to whose address
   * @param subject one line
   * @param text whole lines; no personal data, for mail is read by many
   * @param linkWords what the link is, in words
   * @param link the page with more, for whoever is signed in
   * @param repeat whether an earlier attempt may have arrived
   * @param at when it is handed over
   */
  record Mail(
      String id,
      ApprovedWarning about,
      String to,
      String subject,
      String text,
      String linkWords,
      URI link,
      boolean repeat,
      Instant at) {

    /** Without address and words. */
    @Override
    public String toString() {
      return "Mail[" + id + "]";
    }
  }

  /** What is still to be set before a mail can be sent; empty when nothing is. */
  Optional<String> missing();

  /** Hands it over, within about half a minute. */
  Outcome send(Mail mail);
}
