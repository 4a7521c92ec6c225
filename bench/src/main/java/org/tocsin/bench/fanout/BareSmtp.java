// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.fanout;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/**
 * The limit: mails of zeros written into as many sockets as the server opens, pipelined as deep as
 * it does; nothing is rendered, signed or kept.
 */
final class BareSmtp {
  private static final int CONNECTIONS = 4;
  private static final int IN_FLIGHT = 64;

  private BareSmtp() {}

  /** Hands one mail of so many bytes to each recipient. */
  static void send(int port, int recipients, int bytes) throws IOException, InterruptedException {
    AllAtOnce.run(CONNECTIONS, first -> connection(port, first, recipients, new byte[bytes]));
  }

  private static void connection(int port, int first, int recipients, byte[] mail)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 65_536);
      OutputStream out = socket.getOutputStream();
      await(in, 1);
      out.write("EHLO bench\r\n".getBytes(US_ASCII));
      await(in, 1);
      ByteArrayOutputStream round = new ByteArrayOutputStream();
      for (int i = first; i < recipients; ) {
        int mails = 0;
        for (; mails < IN_FLIGHT && i < recipients; mails++, i += CONNECTIONS) {
          round.writeBytes(
              "MAIL FROM:<a@example.org>\r\nRCPT TO:<p%d@example.org>\r\nBDAT %d LAST\r\n"
                  .formatted(i, mail.length)
                  .getBytes(US_ASCII));
          round.writeBytes(mail);
        }
        round.writeTo(out);
        round.reset();
        await(in, 3 * mails);
      }
    }
  }

  /** Reads so many replies. */
  private static void await(InputStream in, int replies) throws IOException {
    byte[] head = new byte[4];
    for (int left = replies; left > 0; ) {
      if (in.readNBytes(head, 0, 4) < 4 || head[0] != '2') {
        throw new IOException("the receiver says " + new String(head, US_ASCII));
      }
      if (head[3] == ' ') {
        left--;
      }
      int c;
      do {
        c = in.read();
      } while (c != '\n' && c >= 0);
    }
  }
}
