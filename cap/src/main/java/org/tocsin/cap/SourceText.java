// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The characters of an XML input, decoded by its byte order mark, its declaration, or as UTF-8 (XML
 * 1.0 appendix F). Decoding is done here and not in the parser so that a bad byte has a position
 * and every encoding of the platform can be read.
 */
final class SourceText {
  private static final Pattern ENCODING =
      Pattern.compile("^\\s*<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([^\"'>]{1,40})[\"']");
  private static final int DECLARATION_BYTES_MAX = 300;

  private SourceText() {}

  /**
   * Decodes an input.
   *
   * @throws CapException when a byte is not text in the encoding of the input
   */
  static char[] decode(byte[] input, Problems problems) {
    Mark mark = Mark.of(input);
    String declared = declaredEncoding(input, mark);
    Charset charset = choose(mark, declared, problems);
    ByteBuffer bytes = ByteBuffer.wrap(input, mark.length, input.length - mark.length);
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer chars =
        CharBuffer.allocate(
            (int) Math.ceil(bytes.remaining() * (double) decoder.maxCharsPerByte()));
    CoderResult result = decoder.decode(bytes, chars, true);
    if (!result.isError()) {
      result = decoder.flush(chars);
    }
    if (result.isError()) {
      throw refusal(input, bytes.position(), result.length(), charset, chars);
    }
    char[] text = new char[chars.position()];
    chars.flip().get(text);
    return forgiveEarlySpace(text, problems);
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

  private static CapException refusal(
      byte[] input, int at, int length, Charset charset, CharBuffer before) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < before.position(); i++) {
      boolean newline = before.get(i) == '\n';
      line += newline ? 1 : 0;
      column = newline ? 1 : column + 1;
    }
    StringBuilder value = new StringBuilder();
    for (int i = at; i < Math.min(input.length, at + Math.max(1, length)); i++) {
      value.append(String.format("%02X ", input[i]));
    }
    return new CapException(
        java.util.List.of(
            Rule.ENCODING.problem(
                ProblemSeverity.ERROR,
                "",
                line,
                column,
                value.toString().trim(),
                "Byte " + at + " of the input is not " + charset.name() + ".")));
  }

  /** Blanks an XML declaration that does not stand at the very start, as some feeds have it. */
  private static char[] forgiveEarlySpace(char[] text, Problems problems) {
    int start = 0;
    while (start < text.length && text[start] <= ' ') {
      start++;
    }
    String begin = new String(text, start, Math.min(5, text.length - start));
    if (start == 0 || !begin.equals("<?xml")) {
      return text;
    }
    problems.add(
        Rule.XML.problem(
            ProblemSeverity.ERROR, "", 1, 1, "", "White space stands before the XML declaration."));
    for (int i = start; i < text.length; i++) {
      boolean end = text[i] == '>';
      text[i] = text[i] == '\n' ? '\n' : ' ';
      if (end) {
        break;
      }
    }
    return text;
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
