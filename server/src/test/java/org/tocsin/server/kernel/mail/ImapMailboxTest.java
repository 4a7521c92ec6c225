// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tocsin.server.kernel.mail.ImapMailbox.Fate;
import org.tocsin.server.kernel.tls.Trust;

/** FEATURE UNDER TEST: no mail stops a mailbox, and none is deleted that nothing else keeps. */
class ImapMailboxTest {

  private final List<String> read = new ArrayList<>();
  private GreenMail imap;
  private GreenMailUser user;
  private ImapMailbox mailbox;

  @BeforeEach
  void open() {
    imap = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    imap.start();
    user = imap.setUser("r@example.org", "r", "secret");
    mailbox =
        new ImapMailbox(
            new ImapMailbox.Access(
                "127.0.0.1", imap.getImap().getPort(), "r", "secret", false, "INBOX", true),
            Trust.ofPlatform());
  }

  @AfterEach
  void close() {
    imap.stop();
  }

  private void mail(String subject) throws MessagingException {
    user.deliver(
        new MimeMessage(
            Session.getInstance(new Properties()),
            new ByteArrayInputStream(("Subject: " + subject + "\r\n\r\nx").getBytes(US_ASCII))));
  }

  /** A mail's subject is what becomes of it. */
  private Fate deal(byte[] octets, int failures) {
    String subject =
        new String(octets, US_ASCII)
            .lines()
            .filter(line -> line.startsWith("Subject: "))
            .findFirst()
            .orElseThrow()
            .substring(9);
    read.add(subject + failures);
    return Fate.valueOf(subject);
  }

  @Test
  void aMailThatFailsIsCountedAndComesAfterAllOthers() throws MessagingException {
    mail("FAILED");
    mail("TAKEN");
    assertThat(mailbox.read(1_000, this::deal)).isEqualTo(new ImapMailbox.Looked(1, false, 1));
    mail("AGAIN");
    mail("TAKEN");
    assertThat(mailbox.read(1_000, this::deal)).isEqualTo(new ImapMailbox.Looked(1, false, 2));
    mailbox.read(1_000, this::deal);
    assertThat(read)
        .containsExactly("FAILED0", "TAKEN0", "AGAIN0", "TAKEN0", "FAILED1", "AGAIN0", "FAILED2");
  }

  @Test
  void onlyWhatIsKeptElsewhereIsDeleted() throws MessagingException, java.io.IOException {
    mail("LEFT");
    mail("TAKEN");
    assertThat(mailbox.read(1_000, this::deal).read()).isEqualTo(2);
    assertThat(mailbox.read(1_000, this::deal).read()).isZero();
    MimeMessage[] left = imap.getReceivedMessages();
    assertThat(left).hasSize(1);
    assertThat(left[0].getSubject()).isEqualTo("LEFT");
    assertThat(left[0].isSet(Flags.Flag.DELETED)).isFalse();
  }

  @Test
  void whatFailedMostIsVeryLastAndOtherNumbersStartAnew() {
    Failing failing = new Failing();
    failing.begin(7);
    failing.failed(1);
    failing.failed(1);
    failing.failed(2);
    failing.failed(9);
    assertThat(failing.last(List.of(1L, 2L, 3L, 4L), Long::longValue))
        .containsExactly(3L, 4L, 2L, 1L);
    assertThat(failing.count()).as("9 is gone").isEqualTo(2);
    failing.done(2);
    assertThat(failing.of(1)).isEqualTo(2);
    failing.begin(8);
    assertThat(failing.count()).isZero();
  }
}
