// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.deliver.ReportedState;
import org.tocsin.server.deliver.ReturnTokens;
import org.tocsin.server.kernel.Text;

/**
 * Reads mails that came back. Anybody can send one: what is read of it is bounded in octets, parts
 * and depth, and a mail whose address bears no token of ours is nothing, whatever it says. What
 * machines answer by themselves (RFC 3834) is no reply. Thread-safe.
 */
final class ReturnedReader {

  static {
    // Without it the library searches every jar for a provider again for each part of each mail.
    System.setProperty(
        "jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
  }

  /** The most that is read of one mail. */
  static final int MAX_OCTETS = 256 * 1024;

  private static final int MAX_PARTS = 40;
  private static final int MAX_DEPTH = 6;
  private static final int MAX_TEXT = 64 * 1024;
  private static final int MAX_REPLY = 2_000;

  /** Where delivery agents and people name the address that a mail was sent to. */
  private static final String[] ADDRESSED = {
    "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc"
  };

  private static final Pattern QUOTE_BEGINS =
      Pattern.compile(
          "(?m)^(?:>|-{2,} ?(?:Original|Forwarded)|_{10,}|On .{5,200} wrote:|Am .{5,200} schrieb .{0,100}:|Le .{5,200} a écrit ?:|El .{5,200} escribió:|.{0,200}(?:пишет|пише|написал(?:а|\\(а\\))?):|(?:From|Von|De|От|Від): .{0,200}@)");

  private final Session session;
  private final ReturnTokens tokens;
  private final Pattern address;

  ReturnedReader(ReturnTokens tokens, Pattern address) {
    this.tokens = tokens;
    this.address = address;
    Properties lenient = new Properties();
    lenient.put("mail.mime.multipart.ignoreexistingboundaryparameter", "false");
    lenient.put("mail.mime.multipart.allowempty", "true");
    this.session = Session.getInstance(lenient);
  }

  /** What this mail means; never throws for what is in it. */
  Returned read(byte[] octets) {
    try {
      MimeMessage mail = new MimeMessage(session, new ByteArrayInputStream(octets));
      Optional<ReturnTokens.Told> told = told(mail);
      if (told.isEmpty()) {
        return new Returned.Nothing("it bears no token of ours");
      }
      return switch (told.get().purpose()) {
        case BOUNCE -> report(mail, told.get());
        case REPLY -> reply(mail, told.get());
      };
    } catch (MessagingException | IOException | RuntimeException e) {
      // The library's words may quote the mail.
      return new Returned.Nothing("it cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private Optional<ReturnTokens.Told> told(MimeMessage mail) throws MessagingException {
    for (String name : ADDRESSED) {
      String[] values = mail.getHeader(name);
      for (int i = 0; values != null && i < values.length && i < MAX_PARTS; i++) {
        Matcher found =
            address.matcher(values[i].substring(0, Math.min(2_000, values[i].length())));
        while (found.find()) {
          Optional<ReturnTokens.Told> told = tokens.read(found.group(1));
          if (told.isPresent()) {
            return told;
          }
        }
      }
    }
    return Optional.empty();
  }

  // ---- Reports, RFC 3464.

  private Returned report(MimeMessage mail, ReturnTokens.Told told)
      throws MessagingException, IOException {
    Part status = new Search("message/delivery-status").in(mail, 0);
    if (status == null) {
      return new Returned.Nothing("it is no delivery report");
    }
    String text = text(status, ISO_8859_1);
    for (String group : text.replace("\r\n", "\n").split("\n[ \t]*\n+", 100)) {
      Map<String, String> fields = fields(group);
      String action = fields.getOrDefault("action", "");
      String code = fields.getOrDefault("status", "");
      Optional<ReportedState> state = state(word(action), word(code));
      if (state.isPresent()) {
        return new Returned.Report(told, state.get());
      }
    }
    return new Returned.Nothing("its delivery report says nothing that we count");
  }

  /** RFC 3464 §2.3.3 and RFC 3463 §2; relayed and expanded leave open whether it arrived. */
  private static Optional<ReportedState> state(String action, String status) {
    return switch (action) {
      case "delivered" -> Optional.of(ReportedState.DELIVERED);
      case "delayed" -> Optional.of(ReportedState.DELAYED);
      case "failed" ->
          Optional.of(
              status.startsWith("4.")
                  ? ReportedState.EXPIRED
                  : status.startsWith("5.7.") ? ReportedState.REJECTED : ReportedState.FAILED);
      default -> Optional.empty();
    };
  }

  private static Map<String, String> fields(String group) {
    Map<String, String> fields = new HashMap<>();
    for (String line : group.replaceAll("\n[ \t]+", " ").split("\n", 200)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.putIfAbsent(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT), line.substring(colon + 1));
      }
    }
    return fields;
  }

  /** The first word, without a comment. */
  private static String word(String value) {
    return value.strip().toLowerCase(Locale.ROOT).split("[\\s(;]", 2)[0];
  }

  // ---- Replies.

  private static Returned reply(MimeMessage mail, ReturnTokens.Told told)
      throws MessagingException, IOException {
    if (isAutomatic(mail)) {
      return new Returned.Nothing("a machine answered by itself");
    }
    Part plain = new Search("text/plain").in(mail, 0);
    Part shown = plain == null ? new Search("text/html").in(mail, 0) : plain;
    if (shown == null) {
      return new Returned.Nothing("it has no text");
    }
    String text = text(shown, StandardCharsets.UTF_8);
    String words = ownWords(plain == null ? Jsoup.parse(text).wholeText() : text);
    return words.isEmpty()
        ? new Returned.Nothing("it says nothing of its own")
        : new Returned.Reply(told, words);
  }

  /** RFC 3834 §5 and what is in use beside it. */
  private static boolean isAutomatic(MimeMessage mail) throws MessagingException {
    String submitted = first(mail, "Auto-Submitted");
    return !(submitted.isEmpty() || word(submitted).equals("no"))
        || !first(mail, "X-Autoreply").isEmpty()
        || !first(mail, "X-Autorespond").isEmpty()
        || !first(mail, "X-Auto-Response-Suppress").isEmpty()
        || first(mail, "Precedence").matches("(?i)\\s*(auto_reply|bulk|junk|list)\\s*")
        || first(mail, "Return-Path").strip().equals("<>")
        || first(mail, "From").matches("(?is).*\\b(mailer-daemon|postmaster|no-?reply)@.*")
        || mail.isMimeType("multipart/report");
  }

  /** What stands above what is quoted. */
  private static String ownWords(String text) {
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    Matcher quote = QUOTE_BEGINS.matcher(lines);
    String own = (quote.find() ? lines.substring(0, quote.start()) : lines).strip();
    return Text.clip(own, MAX_REPLY);
  }

  private static String first(MimeMessage mail, String name) throws MessagingException {
    String[] values = mail.getHeader(name);
    return values == null || values.length == 0 ? "" : values[0];
  }

  // ---- Parts.

  /** The text of a part, decoded, no longer than is read of it. */
  private static String text(Part part, Charset otherwise) throws MessagingException, IOException {
    byte[] octets;
    try (InputStream in = part.getInputStream()) {
      octets = in.readNBytes(MAX_TEXT);
    }
    String named =
        new jakarta.mail.internet.ContentType(part.getContentType()).getParameter("charset");
    try {
      return new String(octets, named == null ? otherwise : Charset.forName(named));
    } catch (IllegalArgumentException e) {
      return new String(octets, otherwise);
    }
  }

  /** Looks for the first part of a type, no deeper and no longer than the limits. */
  private static final class Search {
    private final String type;
    private int parts;

    Search(String type) {
      this.type = type;
    }

    @Nullable Part in(Part part, int depth) throws MessagingException, IOException {
      if (++parts > MAX_PARTS || depth > MAX_DEPTH) {
        return null;
      }
      if (part.isMimeType(type)) {
        return part;
      }
      if (!part.isMimeType("multipart/*")) {
        return null;
      }
      byte[] octets;
      try (InputStream in = part.getInputStream()) {
        octets = in.readNBytes(MAX_OCTETS);
      }
      MimeMultipart several =
          new MimeMultipart(new ByteArrayDataSource(octets, part.getContentType()));
      for (int i = 0; i < several.getCount() && i < MAX_PARTS; i++) {
        BodyPart each = several.getBodyPart(i);
        Part found = in(each, depth + 1);
        if (found != null) {
          return found;
        }
      }
      return null;
    }
  }
}
