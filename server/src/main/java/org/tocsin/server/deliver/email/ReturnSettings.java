// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tocsin.server.deliver.ReturnTokens;
import org.tocsin.server.kernel.mail.ImapMailbox;

/**
 * Settings {@code tocsin.mail.returns.*}: where bounces and replies come back, and the mailbox in
 * which they are read.
 *
 * @param address where they come back, with {@code {token}} for what tells one message from the
 *     other: {@code returns+{token}@example.org}. Empty (the default): bounces go to the sender and
 *     nothing is read back
 * @param host the IMAP server of the mailbox; empty for not reading it
 * @param port default 993
 * @param user for signing in
 * @param password better as {@code TOCSIN_MAIL_RETURNS_PASSWORD}
 * @param tls whether the connection is encrypted from its first octet, the default; without it
 *     nothing is encrypted, which is for a server on the same machine only
 * @param folder the folder to read, default {@code INBOX}
 * @param every the pause between two looks, default 30 s
 * @param delete whether what was read is deleted rather than marked as seen, default no
 */
@ConfigurationProperties("tocsin.mail.returns")
public record ReturnSettings(
    @DefaultValue("") String address,
    @DefaultValue("") String host,
    @DefaultValue("993") int port,
    @DefaultValue("") String user,
    @DefaultValue("") String password,
    @DefaultValue("true") boolean tls,
    @DefaultValue("INBOX") String folder,
    @DefaultValue("30s") Duration every,
    @DefaultValue("false") boolean delete) {

  static final String TOKEN = "{token}";

  /** RFC 5321 §4.5.3.1.1. */
  private static final int MOST_BEFORE_AT = 64;

  /** Refuses an address that cannot bear a token, and numbers out of range. */
  public ReturnSettings {
    if (!address.isEmpty()) {
      int at = address.lastIndexOf('@');
      boolean fits =
          address.contains(TOKEN)
              && address.indexOf(TOKEN) < at
              && at - TOKEN.length() + ReturnTokens.LENGTH <= MOST_BEFORE_AT
              && EmailChannel.isAddress(address.replace(TOKEN, "x"));
      if (!fits) {
        throw new IllegalArgumentException(
            "tocsin.mail.returns.address is '%s'; it must be like returns+{token}@example.org, with at most %d letters beside {token} before the @"
                .formatted(address, MOST_BEFORE_AT - ReturnTokens.LENGTH));
      }
    }
    if (!host.isEmpty() && address.isEmpty()) {
      throw new IllegalArgumentException(
          "tocsin.mail.returns.host is set and tocsin.mail.returns.address is not; without an address with {token} nothing can be told from what comes back");
    }
    if (port < 1 || port > 65_535 || every.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "tocsin.mail.returns.port is %d and every %s; they must be 1 to 65535 and 1s or more"
              .formatted(port, every));
    }
  }

  /** The address that bears this token. */
  String with(String token) {
    return address.replace(TOKEN, token);
  }

  /** Finds the tokens in a text in which such addresses stand. */
  Pattern pattern() {
    int at = address.indexOf(TOKEN);
    return Pattern.compile(
        Pattern.quote(address.substring(0, at))
            + "([A-Za-z2-7]{"
            + ReturnTokens.LENGTH
            + "})"
            + Pattern.quote(address.substring(at + TOKEN.length())),
        Pattern.CASE_INSENSITIVE);
  }

  /** How the mailbox is reached. */
  ImapMailbox.Access access() {
    return new ImapMailbox.Access(host, port, user, password, tls, folder, delete);
  }

  @Override
  public String toString() {
    return "ReturnSettings[address=%s, host=%s]".formatted(address, host);
  }
}
