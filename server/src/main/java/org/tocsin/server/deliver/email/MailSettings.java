// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.mail.*}: the mail server through which warnings go.
 *
 * @param host its name; empty (the default) means that no e-mail can be sent, which every receipt
 *     says
 * @param port default 25
 * @param from the sender, default {@code tocsin@localhost}
 * @param user for signing in; empty for none
 * @param password its password; better as {@code TOCSIN_MAIL_PASSWORD}
 * @param starttls {@code none}, {@code offered} (the default: used when the server offers it) or
 *     {@code required}
 * @param workers connections at a time, default 4
 * @param timeout how long the server may take for one answer, default 10 s
 */
@ConfigurationProperties("tocsin.mail")
public record MailSettings(
    @DefaultValue("") String host,
    @DefaultValue("25") int port,
    @DefaultValue("tocsin@localhost") String from,
    @DefaultValue("") String user,
    @DefaultValue("") String password,
    @DefaultValue("offered") Starttls starttls,
    @DefaultValue("4") int workers,
    @DefaultValue("10s") Duration timeout) {

  /** Whether the connection is encrypted. */
  public enum Starttls {
    /** Never. */
    NONE,
    /** When the server offers it. */
    OFFERED,
    /** Always; a server that does not offer it gets nothing. */
    REQUIRED
  }

  /** Refuses numbers out of range. */
  public MailSettings {
    if (port < 1 || port > 65_535 || workers < 1 || workers > 100) {
      throw new IllegalArgumentException(
          "tocsin.mail.port is %d and workers %d; they must be 1 to 65535 and 1 to 100"
              .formatted(port, workers));
    }
  }

  @Override
  public String toString() {
    return "MailSettings[host=%s, port=%d, from=%s]".formatted(host, port, from);
  }
}
