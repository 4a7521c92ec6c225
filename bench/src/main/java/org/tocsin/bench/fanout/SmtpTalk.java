// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.fanout;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * A mail server that takes everything (RFC 5321, with PIPELINING of RFC 2920 and CHUNKING of RFC
 * 3030). Whose mail it is stands in the local part after a letter: {@code p17@example.org}.
 */
final class SmtpTalk implements Receivers.Talk {
  private static final byte[] HELLO =
      "250-here\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 CHUNKING\r\n"
          .getBytes(US_ASCII);
  private static final byte[] OK = "250 2.0.0 taken\r\n".getBytes(US_ASCII);
  private static final byte[] GO_ON = "354 go on\r\n".getBytes(US_ASCII);

  private final Receivers receivers;
  private int recipient = -1;
  private boolean isData;
  private int bytes;

  SmtpTalk(Receivers receivers) {
    this.receivers = receivers;
  }

  @Override
  public void greet(ByteBuffer out) {
    out.put("220 here\r\n".getBytes(US_ASCII));
  }

  @Override
  public boolean hear(ByteBuffer in, ByteBuffer out) {
    int end;
    while ((end = endOfLine(in)) >= 0) {
      int from = in.position();
      if (isData) {
        bytes += end - from;
        in.position(end);
        if (end - from == 3 && in.get(from) == '.') {
          isData = false;
          take(out);
        }
      } else if (!command(in, from, end, out)) {
        return true;
      } else if (is(in, from, "QUIT")) {
        return false;
      }
    }
    return true;
  }

  /** Whether the command has come whole. */
  private boolean command(ByteBuffer in, int from, int end, ByteBuffer out) {
    if (is(in, from, "BDAT")) {
      int size = number(in, from + 5);
      if (in.limit() - end < size) {
        return false;
      }
      in.position(end + size);
      bytes += size;
      if (is(in, end - 6, "LAST")) {
        take(out);
      } else {
        out.put(OK);
      }
      return true;
    }
    in.position(end);
    if (is(in, from, "EHLO")) {
      out.put(HELLO);
    } else if (is(in, from, "DATA")) {
      isData = true;
      out.put(GO_ON);
    } else {
      if (is(in, from, "RCPT")) {
        recipient = number(in, from + "RCPT TO:<p".length());
      }
      out.put(OK);
    }
    return true;
  }

  private void take(ByteBuffer out) {
    receivers.took(recipient, bytes);
    bytes = 0;
    out.put(OK);
  }

  private static int endOfLine(ByteBuffer in) {
    for (int i = in.position() + 1; i < in.limit(); i++) {
      if (in.get(i) == '\n' && in.get(i - 1) == '\r') {
        return i + 1;
      }
    }
    return -1;
  }

  private static boolean is(ByteBuffer in, int at, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (at + i >= in.limit() || (in.get(at + i) & ~32) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int number(ByteBuffer in, int at) {
    int number = 0;
    for (int i = at; in.get(i) >= '0' && in.get(i) <= '9'; i++) {
      number = 10 * number + in.get(i) - '0';
    }
    return number;
  }
}
