// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lower half of {@link XmlParser}: bytes, names, values and references. Faults that leave no
 * doubt what was meant, such as a lone ampersand, are reported and read on; others are thrown.
 *
 * <p>Loops run to a byte of another kind. The zero behind the last byte of a {@link XmlWindow} is
 * of another kind everywhere, so no loop asks whether the bytes have ended before it meets that
 * zero.
 */
abstract sealed class XmlScanner permits XmlParser {
  /** For each byte: 0 when it stands for itself in text, 1 when it wants a look. */
  private static final byte[] TEXT = kinds("<&]\r");

  /** The same in an attribute, where white space becomes a blank. */
  private static final byte[] VALUE = kinds("<&\"'\r\n\t");

  /** The same in comments and instructions, whose text is not kept. */
  private static final byte[] SKIPPED = kinds("-?");

  private static final int REFERENCE_LENGTH_MAX = 64;
  private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

  final ReadLimits limits;
  final @Nullable Utf8Source source;
  private final Problems problems;

  XmlWindow window;
  byte[] bytes;

  /** Where the parser stands. */
  int at;

  /** From where in the window on bytes count against the limit on bytes. */
  int countedFrom;

  /** Bytes in windows before this one that count, too. */
  int countedBefore;

  /** Bytes of the document in all windows before this one. */
  long movedOn;

  /** Hash of the name that was scanned last. */
  int nameHash;

  /** Where the value that was read last ends. */
  int valueEnd;

  private byte[] scratch = new byte[256];
  private int scratchLength;

  XmlScanner(XmlWindow window, @Nullable Utf8Source source, ReadLimits limits, Problems problems) {
    this.window = window;
    this.bytes = window.bytes();
    this.source = source;
    this.limits = limits;
    this.problems = problems;
  }

  private static byte[] kinds(String special) {
    byte[] kinds = new byte[256];
    for (int c = 0; c < 0x20; c++) {
      kinds[c] = (byte) (c == '\n' || c == '\t' || c == '\r' ? 0 : 1);
    }
    kinds[0xEF] = 1; // U+FFFE and U+FFFF begin so.
    special.chars().forEach(c -> kinds[c] = 1);
    return kinds;
  }

  /** Path of the element around the place where the parser stands; may be empty. */
  abstract String path();

  final Problems problems() {
    return problems;
  }

  /** Whether there is a byte at an offset, read from the stream if need be. */
  final boolean has(int offset) {
    while (offset >= window.limit()) {
      if (source == null) {
        return false;
      }
      if (window.limit() - countedFrom + countedBefore > limits.bytesMax()) {
        throw fatal(
            Rule.BYTES,
            window.limit(),
            "One message or entry, or what stands between two, has more than "
                + limits.bytesMax()
                + " bytes.");
      }
      if (!source.fill(window, problems)) {
        return false;
      }
      bytes = window.bytes();
    }
    return true;
  }

  /** Whether these bytes, each given as a character, stand at an offset. */
  final boolean stands(String text, int offset) {
    for (int i = 0; i < text.length(); i++) {
      if (!has(offset + i) || bytes[offset + i] != (byte) text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The offset after the white space at an offset. */
  final int space(int offset) {
    int i = offset;
    while (true) {
      byte b = bytes[i];
      if (b == ' ' || b == '\n' || b == '\t' || b == '\r') {
        i++;
      } else if (b != 0 || !has(i) || bytes[i] == 0) {
        return i;
      }
    }
  }

  /** The end of the name, without colons, that begins at an offset; sets its hash. */
  final int name(int from) {
    byte[] b = bytes;
    int i = from;
    int hash = 0;
    if (XmlNames.KIND[b[i] & 0xFF] == 2) {
      do {
        hash = 31 * hash + b[i];
        i++;
      } while (XmlNames.KIND[b[i] & 0xFF] != 0);
      if (b[i] > 0) {
        nameHash = hash;
        return i;
      }
    }
    return longName(from);
  }

  private int longName(int from) {
    int i = from;
    int hash = 0;
    while (has(i) && isNamePart(i, i == from)) {
      for (int end = i + length(bytes[i]); i < end; i++) {
        hash = 31 * hash + bytes[i];
      }
    }
    if (i == from) {
      throw has(i)
          ? fatal(Rule.XML, i, "A name should stand here, not " + shown(i) + ".")
          : ended();
    }
    nameHash = hash;
    return i;
  }

  private boolean isNamePart(int offset, boolean first) {
    byte b = bytes[offset];
    return b >= 0
        ? XmlNames.KIND[b] >= (first ? 2 : 1)
        : XmlNames.isPart(window.text(offset, offset + length(b)).codePointAt(0), first);
  }

  /** The string of a name that was scanned. */
  final String string(int from, int to, int slot) {
    return slot >= 0 ? XmlNames.string(slot) : window.text(from, to);
  }

  /** Reads an attribute's value from behind its quote; sets its end behind the other quote. */
  final String value(int from, byte quote) {
    byte[] b = bytes;
    int i = from;
    while (VALUE[b[i] & 0xFF] == 0) {
      i++;
    }
    if (b[i] == quote) {
      valueEnd = i + 1;
      return window.text(from, i);
    }
    scratchLength = 0;
    i = from;
    while (true) {
      i = plain(i, VALUE);
      byte c = bytes[i];
      if (c == quote) {
        valueEnd = i + 1;
        return scratchText();
      }
      if (c == '<') {
        throw fatal(Rule.XML, i, "An attribute's value holds <; its quote may be missing.");
      }
      if (c == '\r' || c == '\n' || c == '\t') {
        put(' ');
        i += c == '\r' && has(i + 1) && bytes[i + 1] == '\n' ? 2 : 1;
      } else if (c == '"' || c == '\'') {
        put(c);
        i++;
      } else {
        i = special(i);
      }
    }
  }

  /**
   * Reads text up to the next markup and gives it to an element. White space alone is not kept
   * where there is no other text before it.
   */
  final void text(Node element) {
    byte[] b = bytes;
    int from = at;
    int i = from;
    while (b[i] == ' ' || b[i] == '\n' || b[i] == '\t' || b[i] == '\r') {
      i++;
    }
    if (b[i] == '<' && !element.hasText()) {
      at = i;
      return;
    }
    i = from;
    while (true) {
      i = plainText(b, i);
      byte c = b[i];
      if (c == '<') {
        if (element.hasText() || !isBlank(from, i)) {
          element.addText(window, from, i, limits);
        }
        at = i;
        return;
      }
      if (c == (byte) 0xEF && !isNoCharacter(i)) {
        i += 3;
      } else if (c == 0 && i >= window.limit() && has(i)) {
        b = bytes;
      } else if (c == ']' && !stands("]]>", i)) {
        b = bytes;
        i++;
      } else {
        scratchLength = 0;
        longText(from, element);
        return;
      }
    }
  }

  private void longText(int from, Node element) {
    int i = from;
    while (true) {
      i = plainText(i);
      byte c = bytes[i];
      if (c == '<') {
        element.addText(scratchText(), limits);
        at = i;
        return;
      }
      if (c == '\r') {
        put('\n');
        i += has(i + 1) && bytes[i + 1] == '\n' ? 2 : 1;
      } else if (c == ']') {
        if (stands("]]>", i)) {
          problem(Rule.XML, i, "]]>", "The characters ]]> stand in text; write ]]&gt;.");
        }
        put(c);
        i++;
      } else {
        i = special(i);
      }
    }
  }

  /** Reads a CDATA section from behind its opening and gives it to an element. */
  final void cdata(int from, Node element) {
    scratchLength = 0;
    int i = from;
    while (true) {
      i = plainText(i);
      byte c = bytes[i];
      if (c == ']' && stands("]]>", i)) {
        element.addText(scratchText(), limits);
        at = i + 3;
        return;
      }
      if (c == '\r') {
        put('\n');
        i += has(i + 1) && bytes[i + 1] == '\n' ? 2 : 1;
      } else if (c == '<' || c == '&' || c == ']') {
        put(c);
        i++;
      } else {
        i = special(i);
      }
    }
  }

  /** Skips a comment or instruction; returns the offset of the characters that end it. */
  final int skip(int from, String end) {
    int i = from;
    scratchLength = 0;
    while (true) {
      i = plain(i, SKIPPED);
      byte c = bytes[i];
      if (c == end.charAt(0) && stands(end, i)) {
        return i;
      }
      if (c == '-' || c == '?') {
        i++;
      } else {
        i = special(i);
      }
      scratchLength = 0;
    }
  }

  /** The offset of the first byte that does not stand for itself in text. */
  private static int plainText(byte[] b, int from) {
    int i = from;
    while (TEXT[b[i] & 0xFF] == 0) {
      i = Eight.plainText(b, i);
      for (int end = i + 8; i < end && TEXT[b[i] & 0xFF] == 0; ) {
        i++;
      }
    }
    return i;
  }

  /** Puts aside text that stands for itself; returns the offset of the first byte that does not. */
  private int plainText(int from) {
    int i = plainText(bytes, from);
    put(bytes, from, i);
    return i;
  }

  /** Puts aside bytes that stand for themselves; returns the offset of the first that does not. */
  private int plain(int from, byte[] kinds) {
    byte[] b = bytes;
    int i = from;
    while (kinds[b[i] & 0xFF] == 0) {
      i++;
    }
    put(b, from, i);
    return i;
  }

  /** A reference, a character that needs a look, or the end of the bytes. */
  private int special(int offset) {
    byte c = bytes[offset];
    if (c == '&') {
      return reference(offset);
    }
    if (c == (byte) 0xEF && !isNoCharacter(offset)) {
      put(bytes, offset, offset + 3);
      return offset + 3;
    }
    if (c == 0 && offset >= window.limit()) {
      if (!has(offset)) {
        throw ended();
      }
      return offset;
    }
    problem(
        Rule.CHARACTER,
        offset,
        shown(offset),
        "The character " + shown(offset) + " cannot stand in XML; it was replaced by U+FFFD.");
    put(REPLACEMENT, 0, REPLACEMENT.length);
    return offset + length(c);
  }

  private int reference(int offset) {
    int from = offset + 1;
    if (has(from) && bytes[from] == '#') {
      return characterReference(offset);
    }
    int i = from;
    while (has(i) && i - from < REFERENCE_LENGTH_MAX && isNamePart(i, i == from)) {
      i += length(bytes[i]);
    }
    if (i == from || !has(i) || bytes[i] != ';') {
      return loneAmpersand(offset);
    }
    String name = window.text(from, i);
    switch (name) {
      case "lt" -> put('<');
      case "gt" -> put('>');
      case "amp" -> put('&');
      case "quot" -> put('"');
      case "apos" -> put('\'');
      default -> {
        problem(
            Rule.ENTITY,
            offset,
            "&" + name + ";",
            "The entity is not one of XML's own and was not resolved.");
        put(bytes, offset, i + 1);
      }
    }
    return i + 1;
  }

  private int characterReference(int offset) {
    boolean hex = stands("&#x", offset);
    int from = offset + (hex ? 3 : 2);
    int i = from;
    int c = 0;
    while (has(i) && Character.digit(bytes[i], hex ? 16 : 10) >= 0) {
      c = Math.min(0x110000, c * (hex ? 16 : 10) + Character.digit(bytes[i], hex ? 16 : 10));
      i++;
    }
    if (i == from || !has(i) || bytes[i] != ';') {
      return loneAmpersand(offset);
    }
    if (Texts.isXml(c)) {
      byte[] utf8 = Character.toString(c).getBytes(UTF_8);
      put(utf8, 0, utf8.length);
    } else {
      problem(
          Rule.CHARACTER,
          offset,
          window.text(offset, Math.min(i + 1, offset + REFERENCE_LENGTH_MAX)),
          "The reference is to no character of XML; it was replaced by U+FFFD.");
      put(REPLACEMENT, 0, REPLACEMENT.length);
    }
    return i + 1;
  }

  private int loneAmpersand(int offset) {
    problem(Rule.XML, offset, "&", "An ampersand stands for itself; it was read so. Write &amp;.");
    put('&');
    return offset + 1;
  }

  private boolean isBlank(int from, int to) {
    int i = from;
    while (i < to && bytes[i] <= ' ' && bytes[i] >= 0) {
      i++;
    }
    return i == to;
  }

  private boolean isNoCharacter(int offset) {
    return bytes[offset + 1] == (byte) 0xBF
        && (bytes[offset + 2] == (byte) 0xBE || bytes[offset + 2] == (byte) 0xBF);
  }

  private String scratchText() {
    return new String(scratch, 0, scratchLength, UTF_8);
  }

  private void put(int c) {
    scratch = room(1);
    scratch[scratchLength++] = (byte) c;
  }

  private void put(byte[] from, int start, int end) {
    scratch = room(end - start);
    System.arraycopy(from, start, scratch, scratchLength, end - start);
    scratchLength += end - start;
  }

  private byte[] room(int length) {
    return scratchLength + length <= scratch.length
        ? scratch
        : Arrays.copyOf(scratch, 2 * (scratchLength + length));
  }

  /** How many bytes a character has, by its first. */
  static int length(byte first) {
    return first >= 0 ? 1 : (first & 0xFF) >= 0xF0 ? 4 : (first & 0xFF) >= 0xE0 ? 3 : 2;
  }

  /** A character for people: itself, or its number when it cannot be seen. */
  final String shown(int offset) {
    int c = window.text(offset, offset + length(bytes[offset])).codePointAt(0);
    return c > ' ' && c < 0x7F ? Character.toString(c) : String.format("U+%04X", c);
  }

  final void problem(Rule rule, int offset, String value, String message) {
    problems.add(rule, new Place(window, offset, path()), value, message);
  }

  final CapException ended() {
    String path = path();
    String within = path.isEmpty() ? "" : " inside " + path;
    return fatal(Rule.XML, window.limit(), "The document ends too early" + within + ".");
  }

  final CapException fatal(Rule rule, int offset, String message) {
    return new CapException(List.of(rule.problem(new Place(window, offset, path()), "", message)));
  }
}
