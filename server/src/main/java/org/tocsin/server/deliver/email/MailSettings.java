// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
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
 *     {@code required}. Unless it is {@code none}, a password is sent over encrypted connections
 *     only
 * @param tls whether the connection is encrypted from its first octet (port 465), default no
 * @param trustedCertificates a PEM file with the certificates by which the server may prove its
 *     name, and no others; empty for those of {@code tocsin.tls.trust} and of Java
 * @param hello how we name ourselves, empty for the domain of {@code from}
 * @param workers connections at a time, default 4
 * @param inFlight the most mails under way on one connection of which the server has not yet said
 *     that it took them, 1 to 200, default 64. With 1 nothing is pipelined
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
    @DefaultValue("false") boolean tls,
    @DefaultValue("") String trustedCertificates,
    @DefaultValue("") String hello,
    @DefaultValue("4") int workers,
    @DefaultValue("64") int inFlight,
    @DefaultValue("10s") Duration timeout) {

  /** Names the file of certificates. */
  static final String TRUSTED = "tocsin.mail.trusted-certificates";

  /** Whether the connection is encrypted after it began. */
  public enum Starttls {
    /** Never. */
    NONE,
    /** When the server offers it. */
    OFFERED,
    /** Always; a server that does not offer it gets nothing. */
    REQUIRED
  }

  /** Refuses numbers out of range and a sender that is none. */
  public MailSettings {
    if (port < 1
        || port > 65_535
        || workers < 1
        || workers > 100
        || inFlight < 1
        || inFlight > 200) {
      throw new IllegalArgumentException(
          "tocsin.mail.port is %d, workers %d and in-flight %d; they must be 1 to 65535, 1 to 100 and 1 to 200"
              .formatted(port, workers, inFlight));
    }
    if (timeout.toMillis() < 100 || timeout.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new IllegalArgumentException(
          "tocsin.mail.timeout is %s; it must be 100ms to 5m".formatted(timeout));
    }
    if (!hello.matches("[A-Za-z0-9.:\\[\\]-]{0,255}")) {
      throw new IllegalArgumentException(
          "tocsin.mail.hello is '%s'; it must be a name like mail.example.org".formatted(hello));
    }
    address(from);
  }

  private static InternetAddress address(String from) {
    try {
      InternetAddress address = new InternetAddress(from, true);
      if (address.getAddress().indexOf('@') > 0 && from.matches("[^\\p{Cntrl}]+")) {
        return address;
      }
    } catch (AddressException e) {
      throw new IllegalArgumentException(
          "tocsin.mail.from is '%s'; it must be like warnings@example.org or Desk <warnings@example.org>"
              .formatted(from),
          e);
    }
    throw new IllegalArgumentException(
        "tocsin.mail.from is '%s'; it must be like warnings@example.org".formatted(from));
  }

  /** The sender with the name that people read, as a header bears it. */
  InternetAddress sender() {
    return address(from);
  }

  /** The part of the sender's address after the {@code @}. */
  String domain() {
    String address = sender().getAddress();
    return address.substring(address.lastIndexOf('@') + 1);
  }

  /** How we name ourselves to the server. */
  String helloName() {
    return hello.isEmpty() ? domain() : hello;
  }

  @Override
  public String toString() {
    return "MailSettings[host=%s, port=%d, from=%s]".formatted(host, port, from);
  }
}
