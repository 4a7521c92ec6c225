// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.sms.*}: the provider through which short messages go.
 *
 * @param host its name; empty (the default) means that no message can be sent, which every receipt
 *     says
 * @param port default 2775
 * @param tls whether the connection is encrypted and the host's certificate checked, default no
 * @param systemId who we are there
 * @param password its password, at most 8 letters (SMPP 3.4 §5.2.2); better as {@code
 *     TOCSIN_SMS_PASSWORD}
 * @param from the sender that phones show: a number with {@code +}, a short code, or a name of at
 *     most 11 letters, to which nobody can reply
 * @param workers chunks worked on at a time, default 4; they share the connection
 * @param window messages without an answer at a time, default 64
 * @param perSecond messages (parts) a second on this node, 0 (the default) for as many as go
 * @param parts the most parts a text is cut to, 3 to 10, default 6
 * @param timeout how long the provider may take for one answer, default 10 s
 * @param marks whether the idempotency id and the mark of a repeat go along as vendor's parameters
 *     0x1400 and 0x1401, default yes
 */
@ConfigurationProperties("tocsin.sms")
public record SmsSettings(
    @DefaultValue("") String host,
    @DefaultValue("2775") int port,
    @DefaultValue("false") boolean tls,
    @DefaultValue("") String systemId,
    @DefaultValue("") String password,
    @DefaultValue("") String from,
    @DefaultValue("4") int workers,
    @DefaultValue("64") int window,
    @DefaultValue("0") int perSecond,
    @DefaultValue("6") int parts,
    @DefaultValue("10s") Duration timeout,
    @DefaultValue("true") boolean marks) {

  /** Refuses what is out of range or cannot be written in SMPP. */
  public SmsSettings {
    range("port", port, 1, 65_535);
    range("workers", workers, 1, 100);
    range("window", window, 1, 1_000);
    range("per-second", perSecond, 0, 100_000);
    range("parts", parts, 3, 10);
    if (timeout.toMillis() < 100 || timeout.toSeconds() > 10) {
      throw new IllegalArgumentException(
          "tocsin.sms.timeout is %s; it must be 100ms to 10s".formatted(timeout));
    }
    if (systemId.length() > 15 || password.length() > 8) {
      throw new IllegalArgumentException(
          "tocsin.sms.system-id has %d and password %d letters; SMPP allows 15 and 8"
              .formatted(systemId.length(), password.length()));
    }
    if (!from.matches("|\\+[1-9][0-9]{6,14}|[0-9]{1,15}|[A-Za-z0-9 ._-]{1,11}")) {
      throw new IllegalArgumentException(
          "tocsin.sms.from is '%s'; it must be a number like +441632960000, a short code like 54321, or a name of at most 11 letters"
              .formatted(from));
    }
  }

  /** Whether phones can write back: to a number, but not to a name. */
  boolean takesReplies() {
    return from.matches("\\+?[0-9]+");
  }

  private static void range(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "tocsin.sms.%s is %d; it must be %d to %d".formatted(name, value, least, most));
    }
  }

  @Override
  public String toString() {
    return "SmsSettings[host=%s, port=%d, from=%s]".formatted(host, port, from);
  }
}
