// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.mailbox;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.server.collect.attach.Upload;
import org.tocsin.server.kernel.Text;

/**
 * Reads what of a mail is needed beside its text, which the reading library reads. Anybody can send
 * one: parts, depth and octets are bounded. Thread-safe.
 */
final class MailReader {

  static {
    // Without it the library searches every jar for a provider again for each part of each mail.
    System.setProperty(
        "jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
  }

  private static final int FILES_MAX = 20;
  private static final int PARTS_MAX = 100;
  private static final int DEPTH_MAX = 6;
  private static final int TITLE_LENGTH = 160;
  private static final int ADDRESS_LENGTH = 150;

  /** The domain that signed; what follows the last {@code @} of who signed says the same. */
  private static final Pattern SIGNER =
      Pattern.compile("\\sheader\\.d=([a-z0-9.-]{1,253})(?:\\s|$)");

  private static final Pattern SIGNER_ID =
      Pattern.compile("\\sheader\\.i=\\S{0,400}@([a-z0-9.-]{1,253})(?:\\s|$)");

  /** What DKIM (RFC 6376) says of a mail, as the receiving server wrote it down. */
  enum Dkim {
    /** The domain of the sender has signed it. */
    PASS,
    /** Its signature does not hold, or is of another domain. */
    FAIL,
    /** It has no signature. */
    NONE,
    /** Nobody whom the settings trust has checked it. */
    UNKNOWN;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A mail.
   *
   * @param automatic whether a machine answered by itself, or it came back
   * @param from the address of the sender in lower case; empty when there is none
   * @param subject decoded, on one line, at most 160 characters
   * @param messageId as it stands; empty when there is none
   * @param sentAt when its sender says it was sent
   * @param files what is attached, at most 20
   */
  record Mail(
      boolean automatic,
      String from,
      String subject,
      String messageId,
      Optional<Instant> sentAt,
      Dkim dkim,
      List<Upload> files) {}

  private final Session session;
  private final String authserv;

  MailReader(String authserv) {
    this.authserv = authserv.strip().toLowerCase(Locale.ROOT);
    Properties lenient = new Properties();
    lenient.put("mail.mime.multipart.ignoreexistingboundaryparameter", "false");
    lenient.put("mail.mime.multipart.allowempty", "true");
    this.session = Session.getInstance(lenient);
  }

  /**
   * Reads it.
   *
   * @throws MessagingException when it is no mail
   * @throws IOException when a part of it cannot be decoded
   */
  Mail read(byte[] octets) throws MessagingException, IOException {
    MimeMessage mail = new MimeMessage(session, new ByteArrayInputStream(octets));
    String from = sender(mail);
    List<Upload> files = new ArrayList<>();
    boolean automatic = isAutomatic(mail);
    if (!automatic) {
      collect(mail, 0, new int[] {0}, files);
    }
    return new Mail(
        automatic,
        from,
        subject(mail),
        first(mail, "Message-ID").strip(),
        Optional.ofNullable(mail.getSentDate()).map(Date::toInstant),
        dkim(mail, from),
        files);
  }

  private static String sender(MimeMessage mail) throws MessagingException {
    String header = first(mail, "From");
    try {
      InternetAddress[] all = InternetAddress.parse(MimeUtility.unfold(header), true);
      String address = all.length == 0 ? "" : String.valueOf(all[0].getAddress());
      return address.length() <= ADDRESS_LENGTH ? address.toLowerCase(Locale.ROOT) : "";
    } catch (MessagingException notAnAddress) {
      return "";
    }
  }

  private static String subject(MimeMessage mail) throws MessagingException {
    String raw = MimeUtility.unfold(first(mail, "Subject"));
    String text;
    try {
      text = MimeUtility.decodeText(raw);
    } catch (UnsupportedEncodingException e) {
      text = raw;
    }
    return Text.line(text, TITLE_LENGTH);
  }

  /**
   * RFC 3834 §5 and RFC 3464. A machine that reports something, as alarms do, is no machine that
   * answers by itself; mailing lists bring news too.
   */
  private static boolean isAutomatic(MimeMessage mail) throws MessagingException {
    return first(mail, "Auto-Submitted").strip().toLowerCase(Locale.ROOT).startsWith("auto-replied")
        || !first(mail, "X-Autoreply").isEmpty()
        || !first(mail, "X-Autorespond").isEmpty()
        || first(mail, "Precedence").strip().equalsIgnoreCase("auto_reply")
        || first(mail, "Return-Path").strip().equals("<>")
        || first(mail, "From").matches("(?is).*\\bmailer-daemon\\b.*")
        || mail.isMimeType("multipart/report");
  }

  /** The first such header counts: the receiving server writes above what the sender wrote. */
  private Dkim dkim(MimeMessage mail, String from) throws MessagingException {
    if (authserv.isEmpty()) {
      return Dkim.UNKNOWN;
    }
    String result = MimeUtility.unfold(first(mail, "Authentication-Results"));
    String[] parts = bare(result).toLowerCase(Locale.ROOT).split(";", 50);
    if (!parts[0].strip().split("\\s", 2)[0].equals(authserv)) {
      return Dkim.UNKNOWN;
    }
    boolean signed = false;
    for (String part : parts) {
      String each = part.strip();
      String verdict = each.split("\\s", 2)[0];
      if (!verdict.startsWith("dkim=") || verdict.equals("dkim=none")) {
        continue;
      }
      signed = true;
      if (verdict.equals("dkim=pass") && aligned(from, signer(each))) {
        return Dkim.PASS;
      }
    }
    return signed ? Dkim.FAIL : Dkim.NONE;
  }

  private static String signer(String result) {
    Matcher domain = SIGNER.matcher(result);
    if (domain.find()) {
      return domain.group(1);
    }
    Matcher person = SIGNER_ID.matcher(result);
    return person.find() ? person.group(1) : "";
  }

  /**
   * Without comments, which nest, and with _ for each quoted string (RFC 5322 §3.2): the sender
   * chooses some of the words in them. What is opened and never closed goes to the end.
   */
  static String bare(String header) {
    StringBuilder bare = new StringBuilder();
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < header.length(); i++) {
      char c = header.charAt(i);
      if (c == '\\' && (quoted || depth > 0)) {
        i++;
      } else if (c == '"' && depth == 0) {
        quoted = !quoted;
        if (quoted) {
          bare.append('_');
        }
      } else if (c == '(' && !quoted) {
        depth++;
        bare.append(' ');
      } else if (c == ')' && !quoted && depth > 0) {
        depth--;
      } else if (!quoted && depth == 0) {
        bare.append(c);
      }
    }
    return bare.toString();
  }

  /** The domain itself, or one above it (RFC 7489 §3.1, without a list of public suffixes). */
  private static boolean aligned(String from, String signer) {
    String domain = from.substring(from.lastIndexOf('@') + 1);
    return signer.indexOf('.') > 0 && (domain.equals(signer) || domain.endsWith("." + signer));
  }

  private static String first(MimeMessage mail, String name) throws MessagingException {
    String[] values = mail.getHeader(name);
    return values == null || values.length == 0 ? "" : values[0];
  }

  private static void collect(Part part, int depth, int[] count, List<Upload> files)
      throws MessagingException, IOException {
    if (depth > DEPTH_MAX || ++count[0] > PARTS_MAX || files.size() >= FILES_MAX) {
      return;
    }
    String name = Optional.ofNullable(part.getFileName()).orElse("");
    if (part.isMimeType("multipart/*")) {
      if (part.getContent() instanceof Multipart many) {
        for (int i = 0; i < Math.min(many.getCount(), PARTS_MAX); i++) {
          BodyPart each = many.getBodyPart(i);
          collect(each, depth + 1, count, files);
        }
      }
    } else if (depth > 0 && isFile(part, name)) {
      try (InputStream in = part.getInputStream()) {
        files.add(new Upload(decoded(name), in.readNBytes(Upload.BYTES_MAX + 1)));
      }
    }
  }

  /** Texts and messages passed on are read where they stand. */
  private static boolean isFile(Part part, String name) throws MessagingException {
    boolean text =
        part.isMimeType("text/plain")
            || part.isMimeType("text/html")
            || part.isMimeType("message/rfc822");
    return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())
        || !text
        || (!name.isEmpty() && !part.isMimeType("message/rfc822"));
  }

  private static String decoded(String name) {
    try {
      return MimeUtility.decodeText(name);
    } catch (UnsupportedEncodingException e) {
      return name;
    }
  }
}
