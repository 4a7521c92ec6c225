// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.server.world.TestAuthority;

/**
 * What the desk's signature costs a mail: mails a second that one core makes, unsigned, signed with
 * a key on P-256, and with RSA of 2,048 bits. For the order of magnitude. No test: run it with
 * {@code -Dtest=SmimeMeasurement}.
 */
class SmimeMeasurement {

  private static final int MAILS = 4_000;

  @TempDir private Path folder;

  @Test
  void measure() throws Exception {
    TestAuthority authority = new TestAuthority(folder, "Example Authority");
    for (String key : new String[] {"none", "P-256", "RSA 2048"}) {
      Smime smime =
          key.equals("none")
              ? null
              : Smime.of(
                      new SmimeSettings(
                          authority
                              .writer(
                                  "desk@example.org",
                                  key.equals("P-256") ? TestAuthority.curve() : TestAuthority.rsa(),
                                  Instant.now().plus(Duration.ofDays(1)))
                              .pkcs12(folder.resolve("desk.p12"))
                              .toString(),
                          "password"),
                      "desk@example.org",
                      Clock.systemUTC())
                  .orElseThrow();
      Mails mails =
          new Mails(
              SmtpSettings.of(25).settings(),
              new MailParts(SmtpSettings.PLAIN.returns(), null, null, null, smime));
      make(mails);
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long cpu = threads.getCurrentThreadCpuTime();
      long octets = make(mails);
      double seconds = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
      System.out.printf(
          "%s: key %s: %,.0f mails/s of a core, %,d octets a mail%n",
          Clock.systemUTC().instant(), key, MAILS / seconds, octets / MAILS);
    }
  }

  private static long make(Mails mails) {
    var parcel = MailSamples.parcel(1, "p1@example.org", false);
    long octets = 0;
    for (int i = 0; i < MAILS; i++) {
      octets += mails.of(parcel).octets().length;
    }
    return octets;
  }
}
