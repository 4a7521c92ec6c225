// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import java.util.Optional;
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
  private final SmtpTls tls;

  EmailChannel(MailSettings settings) {
    this.settings = settings;
    this.tls = new SmtpTls(settings.trustedCertificates());
  }

  @Override
  public String kind() {
    return "email";
  }

  @Override
  public Optional<String> fault(String address) {
    return isAddress(address) ? Optional.empty() : Optional.of("is no e-mail address");
  }

  static boolean isAddress(String text) {
    return ADDRESS.matcher(text).matches();
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
    return new SmtpLine(settings, tls, new Mails(settings));
  }
}
