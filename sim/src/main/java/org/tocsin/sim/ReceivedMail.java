// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A mail as the receiver took it.
 *
 * @param from the sender of the envelope; empty for a bounce
 * @param recipients those of the envelope
 * @param raw headers and body as sent, one character a byte (ISO 8859-1), dots unstuffed
 * @param receivedAt when the last line came
 * @param repeat whether a mail with the same Message-ID came before for the same recipients
 */
public record ReceivedMail(
    String from, List<String> recipients, String raw, Instant receivedAt, boolean repeat) {
  /** Copies its list. */
  public ReceivedMail {
    recipients = List.copyOf(recipients);
  }

  /** The first header of this name, unfolded, as sent. */
  public Optional<String> findHeader(String name) {
    return MimeText.findHeader(raw, name);
  }

  /** All headers, unfolded, as sent, in order. */
  public List<MailHeader> headers() {
    return MimeText.headers(raw);
  }

  /** The subject, decoded (RFC 2047); empty when there is none. */
  public String subject() {
    return findHeader("Subject").map(MimeText::decodeWords).orElse("");
  }

  /** The text that a person reads, decoded: the plain part if there is one, else the first text. */
  public String text() {
    return MimeText.text(raw);
  }

  /** The part of the first recipient's address before the {@code @}: a watcher's id. */
  public String watcherId() {
    String address = recipients.getFirst();
    int at = address.lastIndexOf('@');
    return at < 0 ? address : address.substring(0, at);
  }

  /**
   * One header.
   *
   * @param name as sent
   * @param value unfolded
   */
  public record MailHeader(String name, String value) {}
}
