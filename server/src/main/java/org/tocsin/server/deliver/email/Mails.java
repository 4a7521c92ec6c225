// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Date;
import org.tocsin.server.deliver.Letter;
import org.tocsin.server.deliver.Parcel;

/** Makes a mail of a parcel: text and HTML, a stable Message-ID, marks for exercise and repeat. */
final class Mails {
  private Mails() {}

  static MimeMessage of(Session session, String from, InternetAddress to, Parcel parcel)
      throws MessagingException {
    Letter letter = parcel.letter();
    String link = parcel.answerLink().toString();
    InternetAddress sender = new InternetAddress(from, true);
    MimeMessage mail = new Stable(session, messageId(parcel, sender));
    mail.setFrom(sender);
    mail.setRecipient(Message.RecipientType.TO, to);
    mail.setSubject(letter.subject(), "UTF-8");
    mail.setSentDate(Date.from(parcel.at()));
    mail.setHeader("Content-Language", letter.text().language());
    // RFC 3834 §5: nobody's holiday notice shall answer a warning.
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("Importance", "high");
    mail.setHeader("Tocsin-Warning", letter.warning().id().value());
    if (letter.warning().exercise()) {
      mail.setHeader("Tocsin-Exercise", "yes");
    }
    if (parcel.repeat()) {
      mail.setHeader("Tocsin-Repeat", "possible");
    }
    MimeMultipart both = new MimeMultipart("alternative");
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(letter.plainHead() + link + letter.plainTail(), "UTF-8");
    MimeBodyPart html = new MimeBodyPart();
    html.setText(letter.htmlHead() + link + letter.htmlTail(), "UTF-8", "html");
    both.addBodyPart(plain);
    both.addBodyPart(html);
    mail.setContent(both);
    mail.saveChanges();
    return mail;
  }

  private static String messageId(Parcel parcel, InternetAddress sender) {
    String address = sender.getAddress();
    return "<" + parcel.id() + address.substring(address.lastIndexOf('@')) + ">";
  }

  /** A mail whose Message-ID is ours: the same for every attempt. */
  private static final class Stable extends MimeMessage {
    private final String id;

    Stable(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
