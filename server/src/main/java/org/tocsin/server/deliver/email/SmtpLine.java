// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;

/**
 * One connection to the mail server, kept over many mails and opened anew when it breaks. A server
 * that fails three times in a row, or is slow, gets no more in this round.
 */
final class SmtpLine implements Channel.Line {

  static {
    // Without it Jakarta Mail searches every jar for a provider again for each part of each mail.
    System.setProperty(
        "jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
  }

  private static final Logger log = LoggerFactory.getLogger(SmtpLine.class);
  private static final int MAX_BREAKS = 3;
  private static final long ROUND_NANOS = Duration.ofSeconds(20).toNanos();

  private final MailSettings settings;
  private final Session session;
  private @Nullable Transport transport;

  SmtpLine(MailSettings settings, Session session) {
    this.settings = settings;
    this.session = session;
  }

  @Override
  public List<Outcome> send(List<Parcel> parcels) {
    List<Outcome> outcomes = new ArrayList<>(parcels.size());
    long begin = System.nanoTime();
    int breaks = 0;
    for (Parcel parcel : parcels) {
      if (settings.host().isEmpty()) {
        outcomes.add(Outcome.later("no mail server is set (tocsin.mail.host)", false));
      } else if (breaks >= MAX_BREAKS) {
        outcomes.add(Outcome.later("the mail server cannot be reached", false));
      } else if (System.nanoTime() - begin > ROUND_NANOS) {
        outcomes.add(new Outcome.Untried());
      } else {
        Outcome outcome = send(parcel);
        breaks = transport == null && outcome instanceof Outcome.Deferred ? breaks + 1 : 0;
        outcomes.add(outcome);
      }
    }
    return outcomes;
  }

  private Outcome send(Parcel parcel) {
    InternetAddress address;
    try {
      address = new InternetAddress(parcel.address(), false);
    } catch (AddressException e) {
      return new Outcome.Failed("the address is no e-mail address");
    }
    boolean connected = false;
    try {
      Transport open = connected();
      connected = true;
      open.sendMessage(
          Mails.of(session, settings.from(), address, parcel), new Address[] {address});
      return new Outcome.Told();
    } catch (AuthenticationFailedException e) {
      drop();
      return Outcome.later("the mail server refuses our sign-in", false);
    } catch (MessagingException e) {
      return outcome(e, connected);
    }
  }

  private Transport connected() throws MessagingException {
    Transport open = transport;
    // Not isConnected(): it asks the server (NOOP) and would double the exchanges.
    if (open == null) {
      open = session.getTransport("smtp");
      if (settings.user().isEmpty()) {
        open.connect();
      } else {
        open.connect(settings.host(), settings.port(), settings.user(), settings.password());
      }
      transport = open;
    }
    return open;
  }

  /** RFC 5321 §4.2.1: 5yz is for good, 4yz for now; no reply at all leaves it open. */
  private Outcome outcome(MessagingException failure, boolean connected) {
    for (Exception each = failure; each != null; each = next(each)) {
      int code =
          switch (each) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            default -> -1;
          };
      if (code >= 500 && code < 600) {
        return new Outcome.Failed("the mail server said " + code);
      }
      if (code >= 400 && code < 500) {
        if (code == 421) {
          drop();
        }
        return Outcome.later("the mail server said " + code, false);
      }
    }
    drop();
    return connected
        ? Outcome.later("the connection to the mail server broke", true)
        : Outcome.later("the mail server cannot be reached", false);
  }

  private static @Nullable Exception next(Exception each) {
    return each instanceof MessagingException messaging ? messaging.getNextException() : null;
  }

  private void drop() {
    Transport open = transport;
    transport = null;
    if (open != null) {
      try {
        open.close();
      } catch (MessagingException e) {
        log.debug("the connection to the mail server did not close well", e);
      }
    }
  }

  @Override
  public void close() {
    drop();
  }
}
