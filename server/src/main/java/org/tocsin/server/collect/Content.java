// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.tocsin.cap.Alert;
import org.tocsin.cap.CapException;
import org.tocsin.cap.CapReader;
import org.tocsin.cap.ProblemSeverity;
import org.tocsin.cap.Reading;
import org.tocsin.server.kernel.KernelProblem;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Text;

/**
 * What the bytes of a report are: checks that they can be read as their media type says, and finds
 * a title in them.
 */
final class Content {

  private static final int TITLE_LENGTH = 160;
  private static final int HEAD_BYTES = 2_000;

  private Content() {}

  /**
   * Checks bytes against their type and finds a title.
   *
   * @return the title found in the content, if it holds one
   * @throws Problem when they cannot be read; the caller keeps them in quarantine
   */
  static Optional<String> inspect(byte[] bytes, MediaType type) {
    if (bytes.length == 0) {
      throw CollectProblem.EMPTY.because("there are no bytes in it");
    }
    if (isMail(type)) {
      return Optional.empty(); // Its parts have character sets of their own.
    }
    return isCap(type) ? capTitle(bytes) : textTitle(bytes, type);
  }

  /** The media type in its parts; refuses what is none. */
  static MediaType type(String contentType) {
    try {
      return MediaType.parseMediaType(contentType);
    } catch (InvalidMediaTypeException e) {
      throw KernelProblem.BAD_MEDIA_TYPE.because(
          "'%s' is not a media type".formatted(Problem.shorten(contentType)));
    }
  }

  /** What pasted or uploaded bytes most likely are, by how they begin. */
  static String guess(byte[] bytes) {
    int length = Math.min(bytes.length, HEAD_BYTES);
    String head = new String(bytes, 0, length, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    String start = head.replace("\uFEFF", "").stripLeading();
    if (!start.startsWith("<")) {
      return "text/plain;charset=utf-8";
    }
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      return "text/html";
    }
    if (head.contains("<rss") || head.contains("<rdf:rdf")) {
      return "application/rss+xml";
    }
    if (head.contains("<feed")) {
      return "application/atom+xml";
    }
    return head.contains("alert") || head.contains("<edxl") || start.startsWith("<?xml")
        ? "application/cap+xml"
        : "text/html";
  }

  /** The type without its parameters. */
  static String name(MediaType type) {
    return (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
  }

  static boolean isCap(MediaType type) {
    return name(type).equals("application/cap+xml");
  }

  static boolean isMail(MediaType type) {
    return name(type).equals("message/rfc822");
  }

  static boolean isFeed(MediaType type) {
    return List.of("application/rss+xml", "application/atom+xml").contains(name(type));
  }

  private static Optional<String> capTitle(byte[] bytes) {
    Reading reading = CapReader.read(bytes);
    Optional<Alert> alert = reading.alert();
    if (alert.isEmpty()) {
      List<Problem.Fault> faults =
          reading.problems().stream()
              .filter(problem -> problem.severity() == ProblemSeverity.ERROR)
              .map(problem ->
                  new Problem.Fault(
                      problem.line() > 0
                          ? "line %d, column %d".formatted(problem.line(), problem.column())
                          : "", // Of the whole, such as that it is too large.
                      Problem.shorten(problem.value()),
                      problem.message(),
                      problem.remedy()))
              .toList();
      throw new Problem(
          CollectProblem.BAD_CAP,
          faults.isEmpty() ? "it holds no alert" : told(faults.getFirst()),
          faults);
    }
    return alert.get().infos().stream()
        .map(info -> info.headline().orElse(info.event()))
        .findFirst()
        .map(Content::clip);
  }

  /** Why a document is no feed, for whoever wrote down its address. */
  static String noFeed(CapException why, byte[] bytes) {
    String start =
        new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1)
            .replaceFirst("^(\u00ef\u00bb\u00bf)?\\s*", "")
            .toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      return "it is a web page (HTML); look there for the address of its RSS or Atom feed";
    }
    org.tocsin.cap.Problem first =
        why.problems().stream()
            .filter(org.tocsin.cap.Problem::isError)
            .findFirst()
            .orElse(why.problems().getFirst());
    String where =
        first.line() > 0 ? "line %d, column %d: ".formatted(first.line(), first.column()) : "";
    return where + first.message() + " " + first.remedy();
  }

  private static Optional<String> textTitle(byte[] bytes, MediaType type) {
    String text = decode(bytes, type);
    if (name(type).equals("text/html")) {
      return Optional.empty(); // The reading library finds an HTML page's title better.
    }
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .map(Content::clip);
  }

  /** The text; refuses bytes that are not of the character set, naming the first such byte. */
  static String decode(byte[] bytes, MediaType type) {
    Charset charset = charset(type);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(input)
          .toString();
    } catch (CharacterCodingException e) {
      throw CollectProblem.NOT_TEXT.because(
          "byte %d (0x%02x) is not valid %s"
              .formatted(
                  input.position(), bytes[Math.min(input.position(), bytes.length - 1)], charset));
    }
  }

  private static Charset charset(MediaType type) {
    try {
      return Optional.ofNullable(type.getCharset()).orElse(StandardCharsets.UTF_8);
    } catch (UnsupportedCharsetException | IllegalCharsetNameException e) {
      throw CollectProblem.NOT_TEXT.because(
          "the character set '%s' is not known here"
              .formatted(Problem.shorten(String.valueOf(e.getMessage()))));
    }
  }

  private static String told(Problem.Fault fault) {
    return fault.where().isEmpty() ? fault.message() : fault.where() + ": " + fault.message();
  }

  private static String clip(String text) {
    return Text.line(text, TITLE_LENGTH);
  }
}
