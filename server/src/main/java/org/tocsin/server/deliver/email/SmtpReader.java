// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a server's replies within limits: it may say anything, at any length. Used by one thread.
 */
final class SmtpReader {

  /** Twice what RFC 5321 §4.5.3.1.5 allows, and some more. */
  private static final int MAX_LINE = 2_000;

  private static final int MAX_LINES = 100;
  private static final SmtpReply OK = new SmtpReply(250, "", List.of());

  private final InputStream in;
  private final byte[] buffer = new byte[8_192];
  private int next;
  private int end;

  SmtpReader(InputStream in) {
    this.in = in;
  }

  /** Whether octets are here already. */
  boolean hasMore() {
    return next < end;
  }

  /**
   * The next reply.
   *
   * @throws IOException when the connection ends, or what comes is no reply
   */
  SmtpReply read() throws IOException {
    List<String> lines = List.of();
    int code = 0;
    String status = "";
    for (int count = 0; count < MAX_LINES; count++) {
      int length = fillLine();
      int from = next;
      next += length;
      int textEnd = end(from, length);
      int said = code(from, textEnd);
      if (said < 0 || (count > 0 && said != code)) {
        throw new IOException("the mail server sent a line that is no reply");
      }
      boolean last = textEnd - from == 3 || buffer[from + 3] != '-';
      int text = Math.min(from + 4, textEnd);
      if (last && count == 0 && said == 250) {
        return OK;
      }
      if (count == 0) {
        code = said;
        status = status(said, text, textEnd);
        lines = new ArrayList<>(last ? 1 : 12);
      }
      lines.add(new String(buffer, text, textEnd - text, US_ASCII));
      if (last) {
        return new SmtpReply(code, status, lines);
      }
    }
    throw new IOException("the mail server's reply has more than " + MAX_LINES + " lines");
  }

  /** Sees to it that a whole line stands in the buffer; returns its length with the line feed. */
  private int fillLine() throws IOException {
    int at = next;
    while (true) {
      for (; at < end; at++) {
        if (buffer[at] == '\n') {
          return at + 1 - next;
        }
      }
      if (end - next > MAX_LINE) {
        throw new IOException("the mail server sent a line of more than " + MAX_LINE + " octets");
      }
      if (buffer.length - end < MAX_LINE) {
        System.arraycopy(buffer, next, buffer, 0, end - next);
        at -= next;
        end -= next;
        next = 0;
      }
      int count = in.read(buffer, end, buffer.length - end);
      if (count <= 0) {
        throw new EOFException("the mail server closed the connection");
      }
      end += count;
    }
  }

  /** The end of a line's text: before the line feed and a return before it. */
  private int end(int from, int length) {
    int at = from + length - 1;
    return at > from && buffer[at - 1] == '\r' ? at - 1 : at;
  }

  private int code(int from, int end) {
    if (end - from < 3 || (end - from > 3 && buffer[from + 3] != '-' && buffer[from + 3] != ' ')) {
      return -1;
    }
    int code = 0;
    for (int i = 0; i < 3; i++) {
      int digit = buffer[from + i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      code = code * 10 + digit;
    }
    return code >= 200 && code < 600 ? code : -1;
  }

  /** RFC 2034 §4: the class is that of the reply; numbers only, so that it may be shown. */
  private String status(int code, int from, int end) {
    StringBuilder status = new StringBuilder(8);
    int dots = 0;
    for (int at = from; at < end && buffer[at] != ' '; at++) {
      char c = (char) buffer[at];
      dots += c == '.' ? 1 : 0;
      if ((c != '.' && (c < '0' || c > '9')) || status.length() == 9) {
        return "";
      }
      status.append(c);
    }
    boolean right = dots == 2 && status.length() > 4 && status.charAt(0) - '0' == code / 100;
    return right ? status.toString() : "";
  }
}
