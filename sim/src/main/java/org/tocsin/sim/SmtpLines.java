// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a sender's lines. Only CR LF ends a line and only CR LF dot CR LF ends a mail: a lone LF is
 * text (RFC 5321 §2.3.8). Bytes are kept as characters of ISO 8859-1. Used by one thread.
 */
final class SmtpLines {
  private static final int MAX_COMMAND_BYTES = 2_000;

  private final InputStream in;
  private final byte[] buffer = new byte[8_192];
  private int next;
  private int end;

  /** What was read. */
  sealed interface Line {}

  /** Text without its end. */
  record Text(String bytes) implements Line {}

  /** More than is allowed; it was skipped. */
  record TooLong() implements Line {}

  /** The sender has gone. */
  record End() implements Line {}

  SmtpLines(InputStream in) {
    this.in = in;
  }

  /** Whether bytes wait that were read already: the sender pipelines. */
  boolean hasMore() {
    return next < end;
  }

  Line readCommand() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    boolean tooLong = false;
    int previous = -1;
    for (int b = read(); b >= 0; previous = b, b = read()) {
      if (previous == '\r' && b == '\n') {
        String text = line.toString(ISO_8859_1);
        return tooLong ? new TooLong() : new Text(text.substring(0, text.length() - 1));
      }
      if (line.size() <= MAX_COMMAND_BYTES) {
        line.write(b);
      } else {
        tooLong = true;
      }
    }
    return new End();
  }

  /** Reads to the final dot and takes away the dots that were doubled (RFC 5321 §4.5.2). */
  Line readMail(int maxBytes) throws IOException {
    ByteArrayOutputStream mail = new ByteArrayOutputStream(4_096);
    boolean tooLong = false;
    // 0 in a line, 1 after CR, 2 at the start of a line, 3 after a dot there, 4 after dot and CR.
    int state = 2;
    for (int b = read(); b >= 0; b = read()) {
      if (state == 4 && b == '\n') {
        return tooLong ? new TooLong() : new Text(mail.toString(ISO_8859_1));
      }
      if (state == 2 && b == '.') {
        state = 3; // Held back: either the end of the mail or a doubled dot.
        continue;
      }
      if (state == 3 && b == '\r') {
        state = 4;
        continue;
      }
      if (state == 4) {
        mail.write('\r'); // Dot and CR, but no LF: text after all, and its dot was stuffing.
      }
      tooLong |= mail.size() >= maxBytes;
      if (!tooLong) {
        mail.write(b);
      }
      state = b == '\r' ? 1 : state == 1 && b == '\n' ? 2 : 0;
    }
    return new End();
  }

  /** Reads so many octets, whatever they are. */
  Line readOctets(int count, int maxBytes) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(Math.min(count, 8_192));
    int left = count;
    while (left > 0) {
      int b = read();
      if (b < 0) {
        return new End();
      }
      left--;
      if (count <= maxBytes) {
        octets.write(b);
      }
    }
    return count > maxBytes ? new TooLong() : new Text(octets.toString(ISO_8859_1));
  }

  private int read() throws IOException {
    if (next == end) {
      next = 0;
      end = Math.max(0, in.read(buffer));
      if (end == 0) {
        return -1;
      }
    }
    return buffer[next++] & 0xff;
  }
}
