// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.Audit;

/** Whether mails are signed as the settings say, and will be next month. */
@Component
class SmimeAudit implements Audit {

  private static final Duration WARN = Duration.ofDays(30);

  private final Optional<Smime> smime;

  SmimeAudit(SmimeSettings settings, MailSettings mail) {
    this.smime = Smime.of(settings, mail.sender().getAddress(), Clock.systemUTC());
  }

  @Override
  public String name() {
    return "deliver.mail-signature";
  }

  @Override
  public boolean isOfThisNode() {
    return true;
  }

  /** By the machine's time, as {@link Smime} says why. */
  @Override
  public List<Finding> audit(Instant now) {
    return smime.map(each -> found(each, Clock.systemUTC().instant())).orElse(List.of());
  }

  static List<Finding> found(Smime smime, Instant now) {
    String day = smime.until().atZone(ZoneOffset.UTC).toLocalDate().toString();
    if (!smime.holds()) {
      return List.of(
          Audit.wrong(
              "certificate",
              "the certificate that signs mails (tocsin.mail.smime.file) does not hold now (valid until %s): mails go out unsigned; put a new file there and start again"
                  .formatted(day)));
    }
    return smime.until().isBefore(now.plus(WARN))
        ? List.of(
            Audit.wrong(
                "certificate",
                "the certificate that signs mails (tocsin.mail.smime.file) ends on %s; put a new file there and start again"
                    .formatted(day)))
        : List.of();
  }
}
