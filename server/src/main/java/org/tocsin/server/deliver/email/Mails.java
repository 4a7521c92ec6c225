// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.deliver.Letter;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.ReturnTokens;

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

  /** Not the beginning of the other, which readers would take for it (RFC 2046 §5.1.2). */
  private static final String SIGNED_BOUNDARY = "=_smime";

  private final InternetAddress from;
  private final String domain;
  private final ReturnSettings returns;
  private final @Nullable ReturnTokens tokens;
  private final @Nullable Dkim dkim;
  private final Unsubscribing.@Nullable Links links;
  private final boolean byOneClick;
  private final @Nullable Smime smime;
  private final Smime.@Nullable Signer signer;

  /** Whether the mails at hand are signed by S/MIME. */
  private boolean signs;

  private final IdentityHashMap<Letter, Prepared> prepared = new IdentityHashMap<>();
  private Instant dated = Instant.MIN;
  private String date = "";

  /** Those of this sender. */
  Mails(MailSettings settings, MailParts parts) {
    this.from = settings.sender();
    this.domain = settings.domain();
    this.returns = parts.returns();
    this.tokens = returns.address().isEmpty() ? null : parts.tokens();
    this.dkim = parts.dkim();
    this.smime = parts.smime();
    this.signer = smime == null ? null : smime.signer();
    Unsubscribing unsubscribing = parts.unsubscribing();
    this.links = unsubscribing == null ? null : unsubscribing.links();
    this.byOneClick = unsubscribing != null && unsubscribing.byOneClick();
  }

  /**
   * What all mails of one letter have in common: headers, and the parts of the body up to the line
   * in which the answer link begins.
   *
   * @param digest of the body's beginning, up to the end of the plain part's whole lines
   */
  private record Prepared(
      HeaderBlock headers,
      byte[] headerOctets,
      byte[] begin,
      Part plain,
      Part html,
      MessageDigest digest,
      ReturnTokens.@Nullable Series series) {}

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
    boolean signs = smime != null && smime.holds();
    if (prepared.size() > MOST_LETTERS || signs != this.signs) {
      prepared.clear();
      this.signs = signs;
    }
    Prepared common = prepared.computeIfAbsent(parcel.letter(), this::prepare);
    String recipient = recipient(parcel.address());
    HeaderBlock own = new HeaderBlock(dkim != null, 500);
    String sender = own(own, parcel, recipient, common.series());
    byte[] link = parcel.answerLink().getBytes(UTF_8);
    byte[] plainEnd = common.plain().end(link);
    byte[] htmlEnd = common.html().end(link);
    byte[] html = common.html().encoded();
    byte[] signature = NOTHING;
    if (signs && signer != null) {
      byte[] entity =
          joined(
              ALTERNATIVE,
              partHead("plain").getBytes(ISO_8859_1),
              common.plain().encoded(),
              plainEnd,
              BETWEEN,
              html,
              htmlEnd,
              END);
      signature = joined(SIGNATURE, BODY.encode(signer.signature(entity)), SIGNATURE_END);
    }
    String headers = own.text();
    if (dkim != null) {
      // Over the other signature: the domain's speaks of all that leaves.
      headers =
          dkim.header(
                  own,
                  common.headers(),
                  hash(common.digest(), plainEnd, BETWEEN, html, htmlEnd, END, signature))
              + headers;
    }
    boolean beyondAscii = !isAscii(headers);
    return new Mail(
        sender,
        recipient,
        beyondAscii,
        joined(
            headers.getBytes(beyondAscii ? UTF_8 : ISO_8859_1),
            common.headerOctets(),
            LINE_END,
            common.begin(),
            common.plain().encoded(),
            plainEnd,
            BETWEEN,
            html,
            htmlEnd,
            END,
            signature));
  }

  /** Adds the headers that are this parcel's alone; returns the sender of the envelope. */
  private String own(
      HeaderBlock own, Parcel parcel, String recipient, ReturnTokens.@Nullable Series series) {
    own.add("Date", date(parcel.at()));
    own.add("To", recipient);
    own.add("Message-ID", "<" + parcel.id() + "@" + domain + ">");
    if (parcel.repeat()) {
      own.add("Tocsin-Repeat", "possible");
    }
    if (links != null) {
      own.add("List-Unsubscribe", "<" + links.of(parcel.watcher(), parcel.address()) + ">");
      if (byOneClick) {
        own.add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
      }
    }
    if (series == null) {
      return from.getAddress();
    }
    own.add("Reply-To", returns.with(series.of(ReturnTokens.Purpose.REPLY, parcel)));
    return returns.with(series.of(ReturnTokens.Purpose.BOUNCE, parcel));
  }

  private static byte[] hash(MessageDigest begun, byte[]... parts) {
    try {
      MessageDigest digest = (MessageDigest) begun.clone();
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of every Java platform can be cloned", e);
    }
  }

  private static final byte[] BETWEEN = ("\r\n" + partHead("html")).getBytes(ISO_8859_1);
  private static final byte[] END = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(ISO_8859_1);

  // RFC 8551 §3.5.3: the first part is what is signed, to the octet; the second its signature.
  private static final String ALTERNATIVE_TYPE =
      "multipart/alternative;\r\n boundary=\"" + BOUNDARY + "\"";
  private static final String SIGNED_TYPE =
      "multipart/signed; protocol=\"application/pkcs7-signature\";\r\n micalg=sha-256; boundary=\""
          + SIGNED_BOUNDARY
          + "\"";
  private static final String ALTERNATIVE_HEAD = "Content-Type: " + ALTERNATIVE_TYPE + "\r\n\r\n";
  private static final String SIGNED_HEAD = "--" + SIGNED_BOUNDARY + "\r\n" + ALTERNATIVE_HEAD;
  private static final byte[] ALTERNATIVE = ALTERNATIVE_HEAD.getBytes(ISO_8859_1);
  private static final byte[] SIGNATURE =
      ("\r\n--"
              + SIGNED_BOUNDARY
              + "\r\nContent-Type: application/pkcs7-signature; name=\"smime.p7s\"\r\n"
              + "Content-Transfer-Encoding: base64\r\n"
              + "Content-Disposition: attachment; filename=\"smime.p7s\"\r\n\r\n")
          .getBytes(ISO_8859_1);
  private static final byte[] SIGNATURE_END =
      ("\r\n--" + SIGNED_BOUNDARY + "--\r\n").getBytes(ISO_8859_1);
  private static final byte[] NOTHING = {};

  private Prepared prepare(Letter letter) {
    HeaderBlock out = new HeaderBlock(dkim != null, 800);
    out.add("From", from.toString());
    out.add("Subject", words(letter.subject()));
    out.add("Content-Language", letter.text().language());
    // RFC 3834 §5: nobody's holiday notice shall answer a warning; Exchange asks for the second.
    out.add("Auto-Submitted", "auto-generated");
    out.add("X-Auto-Response-Suppress", "OOF, AutoReply");
    out.add("Importance", "high");
    out.add("Tocsin-Warning", letter.warning().id().value());
    if (letter.warning().exercise()) {
      out.add(letter.warning().test() ? "Tocsin-Test" : "Tocsin-Exercise", "yes");
    }
    out.add("MIME-Version", "1.0");
    out.add("Content-Type", signs ? SIGNED_TYPE : ALTERNATIVE_TYPE);
    byte[] begin = ((signs ? SIGNED_HEAD : "") + partHead("plain")).getBytes(ISO_8859_1);
    Part plain = part(letter.plainHead(), letter.plainTail());
    MessageDigest digest = Dkim.digest();
    digest.update(begin);
    digest.update(plain.encoded());
    return new Prepared(
        out,
        out.text().getBytes(ISO_8859_1),
        begin,
        plain,
        part(letter.htmlHead(), letter.htmlTail()),
        digest,
        tokens == null ? null : tokens.series(letter.warning().id()));
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
