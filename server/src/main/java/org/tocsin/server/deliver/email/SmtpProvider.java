// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import java.io.IOException;
import java.util.Optional;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.Provider;
import org.tocsin.server.kernel.tls.Trust;

/** A mail server. Thread-safe. */
record SmtpProvider(String name, int weight, MailSettings settings, MailParts parts, Trust trust)
    implements Provider {

  @Override
  public Optional<String> missing() {
    return settings.host().isEmpty()
        ? Optional.of("no mail server is set (tocsin.mail.host)")
        : Optional.empty();
  }

  @Override
  public Channel.Line open() {
    return new SmtpLine(settings, trust, new Mails(settings, parts));
  }

  /** Greeted, encrypted and signed in: all that comes before the first mail. */
  @Override
  public Optional<String> check() {
    try {
      SmtpConnection.open(settings, trust).close();
      return Optional.empty();
    } catch (SmtpConnection.RefusedException e) {
      return Optional.ofNullable(e.getMessage());
    } catch (IOException e) {
      return Optional.of("the mail server cannot be reached: " + e.getClass().getSimpleName());
    }
  }
}
