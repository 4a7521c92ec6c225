// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.Locale;
import org.tocsin.server.deliver.Letter;
import org.tocsin.server.deliver.Parcel;

/**
 * Makes mails of parcels: text and HTML, a stable Message-ID, marks for exercise and repeat. What
 * is the same for everybody who reads one language is made once. Used by one thread.
 *
 * <p>Written as octets of our own (RFC 5322, RFC 2045 to 2047): all of it is ASCII but the address
 * of somebody whose address is not, no line is longer than 998 octets, none of the body begins with
 * a dot.
 */
final class Mails {

  private static final int LINE_OCTETS = 57;
  private static final int MOST_LETTERS = 32;
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final Base64.Encoder BODY = Base64.getMimeEncoder(76, LINE_END);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
  private static final int WORD_BYTES = 42;

  /** No base64 holds it. */
  private static final String BOUNDARY = "=_tocsin";

  private final InternetAddress from;
  private final String domain;
  private final IdentityHashMap<Letter, Prepared> prepared = new IdentityHashMap<>();
  private Instant dated = Instant.MIN;
  private String date = "";

  /** Those of this sender. */
  Mails(MailSettings settings) {
    this.from = settings.sender();
    this.domain = settings.domain();
  }

  /**
   * What all mails of one letter have in common: headers, and the parts of the body up to the line
   * in which the answer link begins.
   */
  private record Prepared(byte[] headers, Part plain, Part html) {}

  /**
   * A part of the body.
   *
   * @param encoded whole lines
   * @param rest what stands before the link on the line in which it begins
   * @param tail what follows the link
   */
  private record Part(byte[] encoded, byte[] rest, byte[] tail) {

    byte[] end(byte[] link) {
      byte[] octets = new byte[rest.length + link.length + tail.length];
      System.arraycopy(rest, 0, octets, 0, rest.length);
      System.arraycopy(link, 0, octets, rest.length, link.length);
      System.arraycopy(tail, 0, octets, rest.length + link.length, tail.length);
      return BODY.encode(octets);
    }
  }

  /** The mail of this parcel. */
  Mail of(Parcel parcel) {
    if (prepared.size() > MOST_LETTERS) {
      prepared.clear();
    }
    Prepared common = prepared.computeIfAbsent(parcel.letter(), this::prepare);
    String recipient = recipient(parcel.address());
    StringBuilder own = new StringBuilder(300);
    header(own, "Date", date(parcel.at()));
    header(own, "To", recipient);
    header(own, "Message-ID", "<" + parcel.id() + "@" + domain + ">");
    if (parcel.repeat()) {
      header(own, "Tocsin-Repeat", "possible");
    }
    String headers = own.toString();
    boolean beyondAscii = !isAscii(headers);
    byte[] link = parcel.answerLink().toString().getBytes(UTF_8);
    return new Mail(
        from.getAddress(),
        recipient,
        beyondAscii,
        joined(
            headers.getBytes(beyondAscii ? UTF_8 : ISO_8859_1),
            common.headers(),
            common.plain().encoded(),
            common.plain().end(link),
            BETWEEN,
            common.html().encoded(),
            common.html().end(link),
            END));
  }

  private static final byte[] BETWEEN = ("\r\n" + partHead("html")).getBytes(ISO_8859_1);
  private static final byte[] END = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(ISO_8859_1);

  private Prepared prepare(Letter letter) {
    StringBuilder out = new StringBuilder(800);
    header(out, "From", from.toString());
    header(out, "Subject", words(letter.subject()));
    header(out, "Content-Language", letter.text().language());
    // RFC 3834 §5: nobody's holiday notice shall answer a warning; Exchange asks for the second.
    header(out, "Auto-Submitted", "auto-generated");
    header(out, "X-Auto-Response-Suppress", "OOF, AutoReply");
    header(out, "Importance", "high");
    header(out, "Tocsin-Warning", letter.warning().id().value());
    if (letter.warning().exercise()) {
      header(out, "Tocsin-Exercise", "yes");
    }
    header(out, "MIME-Version", "1.0");
    header(out, "Content-Type", "multipart/alternative;\r\n boundary=\"" + BOUNDARY + "\"");
    out.append("\r\n").append(partHead("plain"));
    return new Prepared(
        out.toString().getBytes(ISO_8859_1),
        part(letter.plainHead(), letter.plainTail()),
        part(letter.htmlHead(), letter.htmlTail()));
  }

  private static void header(StringBuilder out, String name, String value) {
    out.append(name).append(": ").append(value).append("\r\n");
  }

  private static String partHead(String subtype) {
    return "--"
        + BOUNDARY
        + "\r\nContent-Type: text/"
        + subtype
        + "; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n";
  }

  private static Part part(String head, String tail) {
    byte[] octets = lines(head);
    int whole = octets.length - octets.length % LINE_OCTETS;
    byte[] encoded = BODY.encode(java.util.Arrays.copyOf(octets, whole));
    return new Part(
        whole == 0 ? encoded : joined(encoded, LINE_END),
        java.util.Arrays.copyOfRange(octets, whole, octets.length),
        lines(tail));
  }

  private static byte[] lines(String text) {
    return text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(UTF_8);
  }

  private static byte[] joined(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** The date as a header says it; a wave is many mails of the same second. */
  private String date(Instant at) {
    if (at.getEpochSecond() != dated.getEpochSecond()) {
      dated = at;
      date = DATE.format(at.atZone(ZoneOffset.UTC));
    }
    return date;
  }

  /** The address with its domain in letters that every server knows (RFC 5891), if it has some. */
  static String recipient(String address) {
    if (isAscii(address)) {
      return address;
    }
    int at = address.lastIndexOf('@');
    try {
      return address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1));
    } catch (IllegalArgumentException e) {
      return address;
    }
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7E) {
        return false;
      }
    }
    return true;
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
      int more = letter.getBytes(UTF_8).length;
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
    out.append(Base64.getEncoder().encodeToString(word.toString().getBytes(UTF_8)));
    out.append("?=");
    word.setLength(0);
  }
}
