// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: a network that breaks when it is told to. */
class WireTest {

  private ServerSocket server;
  private Wire wire;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    wire = Wire.to(server::getLocalPort);
  }

  @AfterEach
  void stop() throws IOException {
    wire.close();
    server.close();
  }

  private Socket connected() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), wire.port());
  }

  @Test
  void bytesPassBothWaysAndSoDoesTheEnd() throws IOException {
    try (Socket client = connected();
        Socket far = server.accept()) {
      client.getOutputStream().write('a');
      assertThat(far.getInputStream().read()).isEqualTo('a');
      far.getOutputStream().write('b');
      assertThat(client.getInputStream().read()).isEqualTo('b');
      client.shutdownOutput();
      assertThat(far.getInputStream().read()).isEqualTo(-1);
      far.getOutputStream().write('c');
      assertThat(client.getInputStream().read()).isEqualTo('c');
    }
  }

  @Test
  void whatIsSentIntoTheSilenceComesWhenItEnds() throws IOException {
    try (Socket client = connected();
        Socket far = server.accept()) {
      wire.silence();
      client.getOutputStream().write('a');
      far.setSoTimeout(50);
      assertThat(silent(far)).isTrue();
      wire.heal();
      far.setSoTimeout(0);
      assertThat(far.getInputStream().read()).isEqualTo('a');
    }
  }

  private static boolean silent(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException nothingCame) {
      return true;
    }
  }

  @Test
  void aCutEndsWhatStandsAndWhatIsTriedUntilItIsMended() throws IOException {
    try (Socket client = connected();
        Socket far = server.accept()) {
      wire.cut();
      assertThat(ended(client)).isTrue();
      assertThat(ended(far)).isTrue();
      try (Socket tried = connected()) {
        assertThat(ended(tried)).isTrue();
      }
    }
    wire.heal();
    try (Socket client = connected();
        Socket far = server.accept()) {
      client.getOutputStream().write('a');
      assertThat(far.getInputStream().read()).isEqualTo('a');
    }
  }

  private static boolean ended(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException reset) {
      return true;
    }
  }
}
