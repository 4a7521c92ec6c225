// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.mailbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tocsin.server.kernel.mail.ImapMailbox;

/**
 * Settings {@code tocsin.collect.mailbox.*}.
 *
 * @param host the IMAP server; empty (the default) for no mailbox
 * @param port default 993
 * @param user for signing in
 * @param password better as {@code TOCSIN_COLLECT_MAILBOX_PASSWORD}
 * @param tls whether the connection is encrypted from its first octet, the default; without it
 *     nothing is encrypted, which is for a server on the same machine only
 * @param folder the folder to read, default {@code INBOX}
 * @param every the pause between two looks, default 30 s
 * @param delete whether what was read is deleted rather than marked as seen, default no
 * @param marking how far its reports may be shared, default {@code TLP:AMBER}
 * @param authserv the name by which the receiving server signs its {@code Authentication-Results}
 *     (RFC 8601); empty (the default): no such header is believed, and no sender is proven
 */
@ConfigurationProperties("tocsin.collect.mailbox")
record MailboxSettings(
    @DefaultValue("") String host,
    @DefaultValue("993") int port,
    @DefaultValue("") String user,
    @DefaultValue("") String password,
    @DefaultValue("true") boolean tls,
    @DefaultValue("INBOX") String folder,
    @DefaultValue("30s") Duration every,
    @DefaultValue("false") boolean delete,
    @DefaultValue("TLP:AMBER") String marking,
    @DefaultValue("") String authserv) {

  MailboxSettings {
    if (port < 1 || port > 65_535 || every.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "tocsin.collect.mailbox.port is %d and every %s; they must be 1 to 65535 and 1s or more"
              .formatted(port, every));
    }
  }

  /** How the mailbox is reached. */
  ImapMailbox.Access access() {
    return new ImapMailbox.Access(host, port, user, password, tls, folder, delete);
  }

  @Override
  public String toString() {
    return "MailboxSettings[host=%s, folder=%s]".formatted(host, folder);
  }
}
