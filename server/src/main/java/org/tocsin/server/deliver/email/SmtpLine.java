// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.kernel.tls.Trust;

/**
 * One connection to the mail server, kept over many rounds and opened anew when it breaks. A server
 * that fails three times in a row gets no more in this round.
 */
final class SmtpLine implements Channel.Line {

  private static final Logger log = LoggerFactory.getLogger(SmtpLine.class);
  private static final int MAX_BREAKS = 3;

  private final MailSettings settings;
  private final Trust trust;
  private final Mails mails;
  private @Nullable SmtpConnection connection;

  SmtpLine(MailSettings settings, Trust trust, Mails mails) {
    this.settings = settings;
    this.trust = trust;
    this.mails = mails;
  }

  @Override
  public List<Outcome> send(List<Parcel> parcels) {
    SmtpRound round = new SmtpRound(parcels, mails, settings.inFlight());
    int breaks = 0;
    String trouble = "";
    while (round.goesOn() && breaks < MAX_BREAKS) {
      SmtpConnection open = connection;
      boolean fresh = open == null;
      try {
        open = open == null ? SmtpConnection.open(settings, trust) : open;
        connection = open;
      } catch (SmtpConnection.RefusedException e) {
        return round.outcomes(Outcome.later(String.valueOf(e.getMessage()), false));
      } catch (IOException e) {
        log.debug("no connection to the mail server", e);
        trouble = "the mail server cannot be reached";
        breaks++;
        continue;
      }
      try {
        round.over(open);
        if (open.isOver()) {
          connection = null;
          open.drop();
        }
      } catch (IOException e) {
        log.debug("the connection to the mail server broke", e);
        connection = null;
        open.drop();
        trouble = "the connection to the mail server broke again and again";
        breaks = round.broke(open, fresh, e) || !fresh ? 0 : breaks + 1;
      }
    }
    return round.outcomes(breaks == 0 ? new Outcome.Untried() : Outcome.later(trouble, false));
  }

  @Override
  public void close() {
    SmtpConnection open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }
}
