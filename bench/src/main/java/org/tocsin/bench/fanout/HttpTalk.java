// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.fanout;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * Somebody who takes posts (RFC 9112) and says 200. Whose post it is stands at the end of the path
 * as a number; without one it is the next who has none.
 */
final class HttpTalk implements Receivers.Talk {
  private static final byte[] OK =
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(US_ASCII);

  private final Receivers receivers;

  HttpTalk(Receivers receivers) {
    this.receivers = receivers;
  }

  @Override
  public boolean hear(ByteBuffer in, ByteBuffer out) {
    while (true) {
      int head = endOfHead(in);
      if (head < 0) {
        return true;
      }
      int length = contentLength(in, head);
      if (in.limit() - head < length) {
        return true;
      }
      receivers.took(recipient(in), length);
      in.position(head + length);
      out.put(OK);
    }
  }

  private static int endOfHead(ByteBuffer in) {
    for (int i = in.position() + 3; i < in.limit(); i++) {
      if (in.get(i) == '\n' && in.get(i - 1) == '\r' && in.get(i - 2) == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private static int contentLength(ByteBuffer in, int head) {
    for (int i = in.position(); i < head - LENGTH.length; i++) {
      if (in.get(i) == '\r' && isLength(in, i)) {
        int at = i + LENGTH.length;
        while (in.get(at) == ' ') {
          at++;
        }
        return number(in, at);
      }
    }
    return 0;
  }

  private static boolean isLength(ByteBuffer in, int at) {
    for (int i = 0; i < LENGTH.length; i++) {
      byte letter = in.get(at + i);
      if ((letter >= 'A' && letter <= 'Z' ? letter + 32 : letter) != LENGTH[i]) {
        return false;
      }
    }
    return true;
  }

  /** The number before the second space: {@code POST /p17 HTTP/1.1}. */
  private static int recipient(ByteBuffer in) {
    int at = in.position();
    while (in.get(at) != ' ') {
      at++;
    }
    do {
      at++;
    } while (in.get(at) != ' ');
    int from = at;
    while (in.get(from - 1) >= '0' && in.get(from - 1) <= '9') {
      from--;
    }
    return from == at ? -1 : number(in, from);
  }

  private static int number(ByteBuffer in, int at) {
    int number = 0;
    for (int i = at; in.get(i) >= '0' && in.get(i) <= '9'; i++) {
      number = 10 * number + in.get(i) - '0';
    }
    return number;
  }
}
