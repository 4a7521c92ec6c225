// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to one post as it comes, piece by piece (RFC 9112). Whatever could make two
 * readers see different ends of it is refused, so that no answer is taken for another's. Used by
 * one thread.
 */
final class AnswerReader {

  private static final int HEAD_MAX = 64 * 1024;
  private static final int INTERIM_MAX = 16;
  private static final int STATUS_LINE_LEAST = "HTTP/1.1 200".length();

  private enum Part {
    STATUS,
    FIELDS,
    BODY,
    BODY_TO_THE_END,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILER,
    WHOLE
  }

  private final int bodyMax;
  private final Map<String, String> fields = new HashMap<>();
  private byte[] line = new byte[128];
  private int lineLength;
  private int head;
  private int interim;
  private Part part = Part.STATUS;
  private int status;
  private boolean isOfNow;
  private boolean keeps;
  private long left;
  private @Nullable ByteArrayOutputStream body;

  /** More came than is read; the host has answered all the same. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(int most) {
      super("the answer is larger than %d bytes".formatted(most));
    }
  }

  /**
   * For one answer.
   *
   * @param bodyMax the most bytes of a body
   */
  AnswerReader(int bodyMax) {
    this.bodyMax = bodyMax;
  }

  /**
   * Takes what has come, up to the end of the answer: what is left then belongs to no request.
   *
   * @return whether the answer is whole
   * @throws ProtocolException when it is no answer of HTTP/1
   */
  boolean hear(ByteBuffer in) throws IOException {
    while (part != Part.WHOLE && in.hasRemaining()) {
      switch (part) {
        case BODY, CHUNK -> take(in);
        case BODY_TO_THE_END -> keep(in, in.remaining());
        default -> {
          if (endsLine(in)) {
            line(new String(line, 0, lineLength, ISO_8859_1));
            lineLength = 0;
          }
        }
      }
    }
    return part == Part.WHOLE;
  }

  /**
   * The other side says no more.
   *
   * @return whether that is how the answer ends
   */
  boolean ends() {
    if (part == Part.BODY_TO_THE_END) {
      part = Part.WHOLE;
    }
    return part == Part.WHOLE;
  }

  /** The most bytes of a body. */
  int bodyMax() {
    return bodyMax;
  }

  /** Whether nothing of it has come. */
  boolean isNew() {
    return part == Part.STATUS && head == 0;
  }

  /** Whether all of it has come. */
  boolean isWhole() {
    return part == Part.WHOLE;
  }

  /** Whether the connection may serve again. */
  boolean keeps() {
    return keeps;
  }

  /** The whole answer. */
  Outbound.Answer answer() {
    return new Outbound.Answer(status, fields, body == null ? new byte[0] : body.toByteArray());
  }

  private boolean endsLine(ByteBuffer in) throws IOException {
    while (in.hasRemaining()) {
      byte octet = in.get();
      if (++head > HEAD_MAX) {
        throw new ProtocolException("the answer's head is longer than " + HEAD_MAX + " bytes");
      }
      if (octet == '\n') {
        if (lineLength > 0 && line[lineLength - 1] == '\r') {
          lineLength--;
        }
        return true;
      }
      if (lineLength == line.length) {
        line = Arrays.copyOf(line, 2 * lineLength);
      }
      line[lineLength++] = octet;
    }
    return false;
  }

  private void line(String text) throws IOException {
    switch (part) {
      case STATUS -> status(text);
      case FIELDS -> {
        if (text.isEmpty()) {
          begin();
        } else {
          field(text);
        }
      }
      case CHUNK_SIZE -> chunk(text);
      case CHUNK_END -> {
        if (!text.isEmpty()) {
          throw new ProtocolException("a chunk of the answer is longer than it says");
        }
        part = Part.CHUNK_SIZE;
      }
      case TRAILER -> {
        if (text.isEmpty()) {
          part = Part.WHOLE;
        }
      }
      default -> throw new IllegalStateException("no lines are read in " + part);
    }
  }

  private void status(String text) throws ProtocolException {
    boolean isStatus =
        text.length() >= STATUS_LINE_LEAST
            && (text.startsWith("HTTP/1.1 ") || text.startsWith("HTTP/1.0 "))
            && (text.length() == STATUS_LINE_LEAST || text.charAt(STATUS_LINE_LEAST) == ' ');
    int code = 0;
    for (int i = STATUS_LINE_LEAST - 3; isStatus && i < STATUS_LINE_LEAST; i++) {
      char c = text.charAt(i);
      isStatus = c >= '0' && c <= '9';
      code = 10 * code + c - '0';
    }
    if (!isStatus || code < 100) {
      throw new ProtocolException("what came is no answer of HTTP/1");
    }
    status = code;
    isOfNow = text.charAt("HTTP/1.".length()) == '1';
    keeps = isOfNow;
    part = Part.FIELDS;
  }

  private void field(String text) throws ProtocolException {
    int colon = text.indexOf(':');
    if (colon <= 0 || text.charAt(0) == ' ' || text.charAt(0) == '\t') {
      throw new ProtocolException("a line of the answer's head is no field");
    }
    String name = text.substring(0, colon).toLowerCase(Locale.ROOT);
    String value = text.substring(colon + 1).strip();
    String before = fields.put(name, value);
    if (before != null && name.equals("connection")) {
      fields.put(name, before + ", " + value);
    }
    boolean decides = name.equals("content-length") || name.equals("transfer-encoding");
    if (decides && before != null && !before.equals(value)) {
      throw new ProtocolException("the answer says two things of its length");
    }
  }

  /** After the head: RFC 9112 §6.3. */
  private void begin() throws IOException {
    if (status < 200) {
      interim();
      return;
    }
    String connection = fields.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
    keeps = keeps ? !connection.contains("close") : connection.contains("keep-alive");
    String coding = fields.get("transfer-encoding");
    if (status == 204 || status == 304) {
      part = Part.WHOLE;
    } else if (coding != null) {
      if (!coding.equalsIgnoreCase("chunked")) {
        throw new ProtocolException("the answer is in a coding that was not asked for");
      }
      // Whoever gives a length besides may mean another end, and HTTP/1.0 knew no chunks.
      keeps &= isOfNow && !fields.containsKey("content-length");
      part = Part.CHUNK_SIZE;
    } else if (fields.containsKey("content-length")) {
      left = number(fields.getOrDefault("content-length", ""), 10);
      room(left);
      part = left == 0 ? Part.WHOLE : Part.BODY;
    } else {
      keeps = false;
      part = Part.BODY_TO_THE_END;
    }
  }

  private void interim() throws ProtocolException {
    if (status == 101 || ++interim > INTERIM_MAX) {
      throw new ProtocolException("the host wants to speak something else than was asked for");
    }
    fields.clear();
    part = Part.STATUS;
  }

  private void chunk(String text) throws IOException {
    // As many chunks as the body has octets are allowed; what they say besides is not kept.
    head = 0;
    int semicolon = text.indexOf(';');
    left = number((semicolon < 0 ? text : text.substring(0, semicolon)).strip(), 16);
    room(left);
    part = left == 0 ? Part.TRAILER : Part.CHUNK;
  }

  private static long number(String digits, int base) throws ProtocolException {
    boolean plain = !digits.isEmpty() && digits.length() <= 15;
    long number = 0;
    for (int i = 0; plain && i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), base);
      plain = digit >= 0 && digits.charAt(i) < 128;
      number = number * base + digit;
    }
    if (!plain) {
      throw new ProtocolException("the answer's length is no number");
    }
    return number;
  }

  private void take(ByteBuffer in) throws IOException {
    int count = (int) Math.min(left, in.remaining());
    keep(in, count);
    left -= count;
    if (left == 0) {
      part = part == Part.BODY ? Part.WHOLE : Part.CHUNK_END;
    }
  }

  private void keep(ByteBuffer in, int count) throws IOException {
    room(count);
    byte[] octets = new byte[count];
    in.get(octets);
    if (body == null) {
      body = new ByteArrayOutputStream(count);
    }
    body.writeBytes(octets);
  }

  private void room(long more) throws TooLargeException {
    if (more + (body == null ? 0 : body.size()) > bodyMax) {
      throw new TooLargeException(bodyMax);
    }
  }
}
