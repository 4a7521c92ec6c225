// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tocsin.server.deliver.Provider;

/**
 * Settings {@code tocsin.sms.*}: the providers through which short messages go. The first is set
 * here, by SMPP 3.4; others have a name each under {@code providers}.
 *
 * @param host its name; empty (the default) means that it is not set
 * @param port default 2775
 * @param tls whether the connection is encrypted and the host's certificate checked, default no
 * @param systemId who we are there
 * @param password its password, at most 8 letters (SMPP 3.4 §5.2.2); better as {@code
 *     TOCSIN_SMS_PASSWORD}
 * @param window messages without an answer at a time, default 64
 * @param perSecond messages (parts) a second on this node, 0 (the default) for as many as go
 * @param timeout how long the provider may take for one answer, default 10 s
 * @param marks whether the idempotency id and the mark of a repeat go along as vendor's parameters
 *     0x1400 and 0x1401, default yes
 * @param weight its share of the work beside that of the others, 0 to 1,000, default 100
 * @param from the sender that phones show: a number with {@code +}, a short code, or a name of at
 *     most 11 letters, to which nobody can reply
 * @param workers chunks worked on at a time, default 4; they share the connections
 * @param parts the most parts a text is cut to, 3 to 10, default 6
 * @param providers others beside the first, by name
 */
@ConfigurationProperties("tocsin.sms")
record SmsSettings(
    @DefaultValue("") String host,
    @DefaultValue("2775") int port,
    @DefaultValue("false") boolean tls,
    @DefaultValue("") String systemId,
    @DefaultValue("") String password,
    @DefaultValue("64") int window,
    @DefaultValue("0") int perSecond,
    @DefaultValue("10s") Duration timeout,
    @DefaultValue("true") boolean marks,
    @DefaultValue("100") int weight,
    @DefaultValue("") String from,
    @DefaultValue("4") int workers,
    @DefaultValue("6") int parts,
    @DefaultValue Map<String, Another> providers) {

  /**
   * Another provider. One of the two ways must be set.
   *
   * @param weight its share of the work beside that of the others, 0 to 1,000, default 0: it gets
   *     what the others do not take
   * @param smpp by SMPP 3.4
   * @param http by HTTP
   */
  record Another(
      @DefaultValue("0") int weight, @Nullable SmppSettings smpp, @Nullable HttpSmsSettings http) {
    Another {
      range("weight", weight, 0, 1_000);
      if ((smpp == null) == (http == null)) {
        throw new IllegalArgumentException(
            "a provider under tocsin.sms.providers needs either smpp.host or http.url, and not both");
      }
    }
  }

  /** Refuses what is out of range or cannot be written in SMPP. */
  SmsSettings {
    range("weight", weight, 0, 1_000);
    range("workers", workers, 1, 100);
    range("parts", parts, 3, 10);
    if (!from.matches("|\\+[1-9][0-9]{6,14}|[0-9]{1,15}|[A-Za-z0-9 ._-]{1,11}")) {
      throw new IllegalArgumentException(
          "tocsin.sms.from is '%s'; it must be a number like +441632960000, a short code like 54321, or a name of at most 11 letters"
              .formatted(from));
    }
    new SmppSettings(host, port, tls, systemId, password, window, perSecond, timeout, marks);
    providers = Map.copyOf(providers);
    providers
        .keySet()
        .forEach(name -> {
          if (!name.matches("[a-z][a-z0-9-]{0,19}") || name.equals(Provider.MAIN)) {
            throw new IllegalArgumentException(
                "tocsin.sms.providers.%s: a name has at most 20 small letters, digits and dashes, and is not '%s'"
                    .formatted(name, Provider.MAIN));
          }
        });
  }

  /** The first provider. */
  SmppSettings first() {
    return new SmppSettings(host, port, tls, systemId, password, window, perSecond, timeout, marks);
  }

  /** Whether phones can write back: to a number, but not to a name. */
  boolean takesReplies() {
    return from.matches("\\+?[0-9]+");
  }

  static void range(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "tocsin.sms.%s is %d; it must be %d to %d".formatted(name, value, least, most));
    }
  }

  @Override
  public String toString() {
    return "SmsSettings[host=%s, port=%d, from=%s, providers=%s]"
        .formatted(host, port, from, providers.keySet());
  }
}
