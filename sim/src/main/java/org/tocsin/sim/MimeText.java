// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Just enough of MIME (RFC 2045 to 2047) to read what a person would read in a mail: headers,
 * encoded words, quoted-printable, base64, and the text part of nested multiparts. Faulty input is
 * read as far as it makes sense, never refused.
 */
final class MimeText {
  private static final int MAX_DEPTH = 5;
  private static final int MAX_PARTS = 50;
  private static final Pattern ENCODED_WORD =
      Pattern.compile("=\\?([^?\\s]{1,40})\\?([BbQq])\\?([^?\\s]*)\\?=");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("\\?=\\s+=\\?");
  private static final Pattern PARAMETER =
      Pattern.compile(
          ";\\s*(charset|boundary)\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);

  private MimeText() {}

  static Optional<String> findHeader(String raw, String name) {
    return headers(raw).stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(ReceivedMail.MailHeader::value)
        .findFirst();
  }

  static List<ReceivedMail.MailHeader> headers(String raw) {
    List<ReceivedMail.MailHeader> headers = new ArrayList<>();
    int end = endOfHeaders(raw);
    int start = 0;
    while (start < end) {
      int stop = start;
      do {
        stop = raw.indexOf("\r\n", stop == start ? start : stop + 2);
        stop = stop < 0 || stop > end ? end : stop;
      } while (stop + 2 < end && (raw.charAt(stop + 2) == ' ' || raw.charAt(stop + 2) == '\t'));
      String line = raw.substring(start, stop).replace("\r\n", "");
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.add(
            new ReceivedMail.MailHeader(
                line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
      }
      start = stop + 2;
    }
    return headers;
  }

  static String decodeWords(String value) {
    Matcher matcher = ENCODED_WORD.matcher(BETWEEN_WORDS.matcher(value).replaceAll("?==?"));
    return matcher.replaceAll(found -> {
      byte[] bytes =
          found.group(2).equalsIgnoreCase("B")
              ? base64(found.group(3))
              : quotedPrintable(found.group(3).replace('_', ' '));
      return Matcher.quoteReplacement(new String(bytes, charset(found.group(1))));
    });
  }

  static String text(String raw) {
    List<Leaf> leaves = new ArrayList<>();
    collect(raw, 0, leaves);
    return leaves.stream()
        .filter(leaf -> leaf.type().startsWith("text/plain"))
        .findFirst()
        .or(() -> leaves.stream().findFirst())
        .map(Leaf::text)
        .orElse("");
  }

  private static void collect(String entity, int depth, List<Leaf> leaves) {
    if (depth > MAX_DEPTH || leaves.size() >= MAX_PARTS) {
      return;
    }
    String type = findHeader(entity, "Content-Type").orElse("text/plain");
    String kind = type.toLowerCase(Locale.ROOT);
    String body = entity.substring(Math.min(entity.length(), endOfHeaders(entity) + 2));
    body = body.startsWith("\r\n") ? body.substring(2) : body;
    Optional<String> boundary = parameter(type, "boundary");
    if (kind.startsWith("multipart/") && boundary.isPresent()) {
      // The line end before a delimiter belongs to the delimiter (RFC 2046 §5.1.1).
      String delimiter = "\r\n--" + boundary.get();
      String all = "\r\n" + body;
      int from = all.indexOf(delimiter);
      while (from >= 0 && !all.startsWith("--", from + delimiter.length())) {
        int start = all.indexOf("\r\n", from + delimiter.length());
        int next = start < 0 ? -1 : all.indexOf(delimiter, start);
        if (start >= 0) {
          String part =
              all.substring(start + 2, next < 0 ? all.length() : Math.max(start + 2, next));
          collect(part, depth + 1, leaves);
        }
        from = next;
      }
    } else if (kind.startsWith("text/")) {
      leaves.add(new Leaf(kind, decode(entity, type, body)));
    }
  }

  private static String decode(String entity, String type, String body) {
    String encoding =
        findHeader(entity, "Content-Transfer-Encoding").orElse("").toLowerCase(Locale.ROOT);
    byte[] bytes =
        switch (encoding) {
          case "quoted-printable" -> quotedPrintable(body);
          case "base64" -> base64(body);
          default -> body.getBytes(ISO_8859_1);
        };
    return new String(bytes, parameter(type, "charset").map(MimeText::charset).orElse(UTF_8));
  }

  /** Where the line end stands that closes the last header; the empty line follows. */
  private static int endOfHeaders(String raw) {
    int end = raw.indexOf("\r\n\r\n");
    if (raw.startsWith("\r\n")) {
      return 0;
    }
    return end < 0 ? raw.length() : end;
  }

  private static Optional<String> parameter(String value, String name) {
    Matcher matcher = PARAMETER.matcher(value);
    while (matcher.find()) {
      if (matcher.group(1).equalsIgnoreCase(name)) {
        return Optional.of(matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
      }
    }
    return Optional.empty();
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return UTF_8; // What nearly all mail is; a wrong letter is better than no message.
    }
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getMimeDecoder().decode(text.getBytes(ISO_8859_1));
    } catch (IllegalArgumentException e) {
      return text.getBytes(ISO_8859_1); // Not base64 after all: shown as it came.
    }
  }

  private static byte[] quotedPrintable(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '=') {
        out.write(c);
      } else if (text.startsWith("\r\n", i + 1)) {
        i += 2; // A soft line break.
      } else if (i + 2 < text.length() && hex(text, i + 1) >= 0) {
        out.write(hex(text, i + 1));
        i += 2;
      } else {
        out.write(c);
      }
    }
    return out.toByteArray();
  }

  private static int hex(String text, int at) {
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private record Leaf(String type, String text) {}
}
