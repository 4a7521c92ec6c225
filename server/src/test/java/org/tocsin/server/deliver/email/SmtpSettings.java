// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import java.time.Duration;

/** Settings of a mail server on this machine that answers within a second. */
record SmtpSettings(MailSettings settings) {

  /** Mails that bear nothing beside the warning. */
  static final MailParts PLAIN =
      new MailParts(
          new ReturnSettings("", "", 993, "", "", true, "INBOX", Duration.ofSeconds(30), false),
          null,
          null,
          null);

  static SmtpSettings of(int port) {
    return new SmtpSettings(
        new MailSettings(
            "127.0.0.1",
            port,
            "desk@example.org",
            "",
            "",
            MailSettings.Starttls.OFFERED,
            false,
            "",
            "",
            1,
            64,
            Duration.ofSeconds(1)));
  }

  SmtpSettings starttls(MailSettings.Starttls how) {
    return new SmtpSettings(
        new MailSettings(
            settings.host(),
            settings.port(),
            settings.from(),
            settings.user(),
            settings.password(),
            how,
            settings.tls(),
            settings.trustedCertificates(),
            "",
            1,
            settings.inFlight(),
            settings.timeout()));
  }

  /** With a server that may take its time. */
  SmtpSettings patient() {
    return new SmtpSettings(
        new MailSettings(
            settings.host(),
            settings.port(),
            settings.from(),
            settings.user(),
            settings.password(),
            settings.starttls(),
            settings.tls(),
            settings.trustedCertificates(),
            "",
            1,
            settings.inFlight(),
            Duration.ofSeconds(30)));
  }

  SmtpSettings signedInAs(String user, String password) {
    return new SmtpSettings(
        new MailSettings(
            settings.host(),
            settings.port(),
            settings.from(),
            user,
            password,
            settings.starttls(),
            settings.tls(),
            settings.trustedCertificates(),
            "",
            1,
            settings.inFlight(),
            settings.timeout()));
  }
}
