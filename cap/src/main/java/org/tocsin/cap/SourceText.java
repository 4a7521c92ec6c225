// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an XML input as UTF-8, whatever its encoding: that of its byte order mark, of its
 * declaration, or UTF-8 (XML 1.0 appendix F). This is done here and not in the parser so that every
 * encoding of the platform can be read. A byte that is no text is replaced by U+FFFD and reported
 * at its place: one letter lost is no reason to lose a warning.
 */
final class SourceText {
  private static final Pattern ENCODING =
      Pattern.compile("^\\s*<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([^\"'>]{1,40})[\"']");
  private static final byte[] COMMON_DECLARATION =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"".getBytes(UTF_8);

  /** So many bytes are enough to find the declaration. */
  static final int DECLARATION_BYTES_MAX = 300;

  private SourceText() {}

  /** Decodes an input. */
  static XmlWindow decode(byte[] input, Problems problems) {
    Encoding encoding = encoding(input, problems);
    if (encoding.charset().equals(UTF_8) && Utf8.isValid(input, encoding.markLength())) {
      int length = input.length - encoding.markLength();
      byte[] bytes = Arrays.copyOfRange(input, encoding.markLength(), input.length + 1);
      return new XmlWindow(bytes, length, 1, 1);
    }
    XmlWindow window = XmlWindow.of(new byte[0]);
    Utf8Source source = new Utf8Source(encoding, input);
    while (source.fill(window, problems)) {
      // Until all is there.
    }
    return window;
  }

  /** Encodes text. */
  static XmlWindow encode(String text, Problems problems) {
    XmlWindow window = XmlWindow.of(new byte[0]);
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 < text.length()
            && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          i++;
        } else {
          append(text.substring(from, i), window);
          Utf8Source.replace(
              String.format("U+%04X", (int) text.charAt(i)),
              "Half of a surrogate pair is no character",
              window,
              problems);
          from = i + 1;
        }
      }
    }
    append(text.substring(from), window);
    return window;
  }

  private static void append(String text, XmlWindow window) {
    byte[] utf8 = text.getBytes(UTF_8);
    window.append(utf8, utf8.length);
  }

  /** How an input is encoded, told by its first bytes. */
  record Encoding(Charset charset, int markLength) {}

  static Encoding encoding(byte[] input, Problems problems) {
    if (Arrays.mismatch(input, COMMON_DECLARATION) == COMMON_DECLARATION.length) {
      return new Encoding(UTF_8, 0);
    }
    Mark mark = Mark.of(input);
    return new Encoding(choose(mark, declaredEncoding(input, mark), problems), mark.length);
  }

  private static Charset choose(Mark mark, String declared, Problems problems) {
    Optional<Charset> named = find(declared);
    if (mark.charset.isPresent()) {
      Charset charset = mark.charset.get();
      boolean agrees = named.isEmpty() || charset.name().startsWith(family(named.get()));
      if (!declared.isEmpty() && !agrees) {
        guessed(problems, declared, "The byte order says " + charset + ".");
      }
      return charset;
    }
    if (declared.isEmpty()) {
      return StandardCharsets.UTF_8;
    }
    if (named.isEmpty()) {
      guessed(problems, declared, "The encoding is not known here; UTF-8 was tried.");
      return StandardCharsets.UTF_8;
    }
    if (family(named.get()).equals("UTF-16") || family(named.get()).equals("UTF-32")) {
      // The declaration could be read byte by byte, so it cannot be in the encoding it names.
      guessed(problems, declared, "The bytes are not in that encoding; UTF-8 was tried.");
      return StandardCharsets.UTF_8;
    }
    return named.get();
  }

  private static void guessed(Problems problems, String declared, String message) {
    problems.add(
        Rule.ENCODING_GUESSED.problem(
            Rule.ENCODING_GUESSED.severity(), "", 1, 1, declared, message));
  }

  private static String family(Charset charset) {
    return charset.name().replaceFirst("(LE|BE)$", "");
  }

  private static Optional<Charset> find(String name) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return Optional.empty();
    }
  }

  private static String declaredEncoding(byte[] input, Mark mark) {
    int length = Math.min(input.length - mark.length, DECLARATION_BYTES_MAX);
    Charset charset = mark.charset.orElse(StandardCharsets.ISO_8859_1);
    Matcher matcher = ENCODING.matcher(new String(input, mark.length, length, charset));
    return matcher.find() ? matcher.group(1) : "";
  }

  /** The encoding that the first bytes give away, and how many of them are a byte order mark. */
  private record Mark(Optional<Charset> charset, int length) {
    static Mark of(byte[] input) {
      if (starts(input, 0xEF, 0xBB, 0xBF)) {
        return new Mark(Optional.of(StandardCharsets.UTF_8), 3);
      }
      if (starts(input, 0, 0, 0xFE, 0xFF)) {
        return new Mark(Optional.of(StandardCharsets.UTF_32BE), 4);
      }
      if (starts(input, 0xFF, 0xFE, 0, 0)) {
        return new Mark(Optional.of(StandardCharsets.UTF_32LE), 4);
      }
      if (starts(input, 0xFE, 0xFF)) {
        return new Mark(Optional.of(StandardCharsets.UTF_16BE), 2);
      }
      if (starts(input, 0xFF, 0xFE)) {
        return new Mark(Optional.of(StandardCharsets.UTF_16LE), 2);
      }
      if (starts(input, 0, '<')) {
        return new Mark(Optional.of(StandardCharsets.UTF_16BE), 0);
      }
      if (starts(input, '<', 0, 0, 0)) {
        return new Mark(Optional.of(StandardCharsets.UTF_32LE), 0);
      }
      if (starts(input, '<', 0)) {
        return new Mark(Optional.of(StandardCharsets.UTF_16LE), 0);
      }
      if (starts(input, 0, 0, 0, '<')) {
        return new Mark(Optional.of(StandardCharsets.UTF_32BE), 0);
      }
      return new Mark(Optional.empty(), 0);
    }

    private static boolean starts(byte[] input, int... bytes) {
      if (input.length < bytes.length) {
        return false;
      }
      for (int i = 0; i < bytes.length; i++) {
        if ((input[i] & 0xFF) != bytes[i]) {
          return false;
        }
      }
      return true;
    }
  }
}
