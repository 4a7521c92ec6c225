// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import jakarta.mail.Session;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.Channel;

/** Warnings by e-mail. Thread-safe. */
@Component
final class EmailChannel implements Channel {

  // Enough to keep out what breaks an envelope; whether the mailbox exists only its server knows.
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[^\\s@<>()\\[\\],;:\\\\\"\\p{Cntrl}]{1,64}@[^\\s@<>(),;:\\\\\"\\p{Cntrl}]{1,255}");

  private final MailSettings settings;
  private final Session session;

  EmailChannel(MailSettings settings) {
    this.settings = settings;
    this.session = Session.getInstance(properties(settings));
  }

  private static Properties properties(MailSettings settings) {
    Properties properties = new Properties();
    String timeout = Long.toString(settings.timeout().toMillis());
    properties.put("mail.transport.protocol", "smtp");
    properties.put("mail.smtp.host", settings.host());
    properties.put("mail.smtp.port", Integer.toString(settings.port()));
    properties.put("mail.smtp.connectiontimeout", timeout);
    properties.put("mail.smtp.timeout", timeout);
    properties.put("mail.smtp.writetimeout", timeout);
    properties.put("mail.smtp.localhost", "tocsin");
    properties.put("mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
    properties.put(
        "mail.smtp.starttls.enable",
        Boolean.toString(settings.starttls() != MailSettings.Starttls.NONE));
    properties.put(
        "mail.smtp.starttls.required",
        Boolean.toString(settings.starttls() == MailSettings.Starttls.REQUIRED));
    // The rest of a session after QUIT is nobody's loss; waiting for it is.
    properties.put("mail.smtp.quitwait", "false");
    return properties;
  }

  @Override
  public String kind() {
    return "email";
  }

  @Override
  public Optional<String> fault(String address) {
    return ADDRESS.matcher(address).matches()
        ? Optional.empty()
        : Optional.of("is no e-mail address");
  }

  @Override
  public Optional<String> missing() {
    return settings.host().isEmpty()
        ? Optional.of("no mail server is set (tocsin.mail.host)")
        : Optional.empty();
  }

  @Override
  public int workers() {
    return settings.workers();
  }

  @Override
  public Line open() {
    return new SmtpLine(settings, session);
  }
}
