// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.deliver.Letter;
import org.tocsin.server.deliver.Parcel;

/**
 * Makes a mail of a parcel: text and HTML, a stable Message-ID, marks for exercise and repeat.
 *
 * <p>Written as bytes of our own (RFC 5322, RFC 2045 to 2047): the library looks for its providers
 * on the class path again at every part, which a wave of thousands of mails feels.
 */
final class Mails {

  private static final Base64.Encoder BODY = Base64.getMimeEncoder(76, new byte[] {'\r', '\n'});
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
  private static final int WORD_BYTES = 42;

  private Mails() {}

  static MimeMessage of(Session session, String from, InternetAddress to, Parcel parcel)
      throws MessagingException {
    InternetAddress sender = new InternetAddress(from, true);
    MimeMessage mail = new Ready(session, bytes(sender, to, parcel));
    mail.setFrom(sender);
    mail.setRecipient(Message.RecipientType.TO, to);
    return mail;
  }

  private static byte[] bytes(InternetAddress from, InternetAddress to, Parcel parcel) {
    Letter letter = parcel.letter();
    String address = from.getAddress();
    String boundary = "=_" + parcel.id();
    StringBuilder out = new StringBuilder(6_000);
    header(out, "Date", DATE.format(parcel.at().atZone(ZoneOffset.UTC)));
    header(out, "From", from.toString());
    header(out, "To", to.getAddress());
    header(out, "Subject", words(letter.subject()));
    header(
        out, "Message-ID", "<" + parcel.id() + address.substring(address.lastIndexOf('@')) + ">");
    header(out, "Content-Language", letter.text().language());
    // RFC 3834 §5: nobody's holiday notice shall answer a warning.
    header(out, "Auto-Submitted", "auto-generated");
    header(out, "Importance", "high");
    header(out, "Tocsin-Warning", letter.warning().id().value());
    if (letter.warning().exercise()) {
      header(out, letter.warning().test() ? "Tocsin-Test" : "Tocsin-Exercise", "yes");
    }
    if (parcel.repeat()) {
      header(out, "Tocsin-Repeat", "possible");
    }
    header(out, "MIME-Version", "1.0");
    header(out, "Content-Type", "multipart/alternative;\r\n boundary=\"" + boundary + "\"");
    String link = parcel.answerLink().toString();
    part(out, boundary, "plain", letter.plainHead() + link + letter.plainTail());
    part(out, boundary, "html", letter.htmlHead() + link + letter.htmlTail());
    out.append("\r\n--").append(boundary).append("--\r\n");
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void header(StringBuilder out, String name, String value) {
    out.append(name).append(": ").append(value).append("\r\n");
  }

  private static void part(StringBuilder out, String boundary, String subtype, String text) {
    out.append("\r\n--").append(boundary).append("\r\nContent-Type: text/").append(subtype);
    out.append("; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
    byte[] lines =
        text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    out.append(BODY.encodeToString(lines));
  }

  /**
   * A header's text: as it is when plain and short, else as encoded words (RFC 2047 §2), folded.
   */
  static String words(String text) {
    boolean plain = text.length() <= 60 && text.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
    if (plain && !text.contains("=?")) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() * 2);
    StringBuilder word = new StringBuilder();
    int bytes = 0;
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      String letter = Character.toString(point);
      int more = letter.getBytes(StandardCharsets.UTF_8).length;
      if (bytes + more > WORD_BYTES) {
        append(out, word);
        bytes = 0;
      }
      word.append(letter);
      bytes += more;
      at += letter.length();
    }
    append(out, word);
    return out.toString();
  }

  private static void append(StringBuilder out, StringBuilder word) {
    out.append(out.isEmpty() ? "" : "\r\n ").append("=?UTF-8?B?");
    out.append(
        Base64.getEncoder().encodeToString(word.toString().getBytes(StandardCharsets.UTF_8)));
    out.append("?=");
    word.setLength(0);
  }

  /** A mail that is ready as bytes; its headers inside the library serve the envelope only. */
  private static final class Ready extends MimeMessage {
    private final byte[] bytes;

    Ready(Session session, byte[] bytes) {
      super(session);
      this.bytes = bytes;
      this.saved = true;
    }

    @Override
    public void writeTo(OutputStream out, String @Nullable [] leftOut) throws IOException {
      out.write(bytes);
    }

    @Override
    public int getSize() {
      return bytes.length;
    }
  }
}
