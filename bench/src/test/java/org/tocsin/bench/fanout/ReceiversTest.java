// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.fanout;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * FEATURE UNDER TEST: the receivers of {@code bench fanout} know who got how many, by either
 * protocol, from the bare clients and however a message is cut into packets.
 */
class ReceiversTest {

  @Test
  void everybodyGetsOnePostFromTheBareClient() throws Exception {
    try (Receivers receivers = new Receivers(HttpTalk::new);
        BareHttp client = new BareHttp(false)) {
      receivers.expect(500);
      client.post(receivers.port(), 500, 1_000);
      receivers.awaitAll(60);
      assertThat(receivers.repeats()).isZero();
      assertThat(receivers.meanBytes()).isEqualTo(1_000);
      assertThat(receivers.last()).isGreaterThanOrEqualTo(receivers.first());
    }
  }

  @Test
  void everybodyGetsOnePostFromBareSockets() throws Exception {
    try (Receivers receivers = new Receivers(HttpTalk::new)) {
      receivers.expect(500);
      BareSockets.post(receivers.port(), 500, 1_000);
      receivers.awaitAll(60);
      assertThat(receivers.repeats()).isZero();
      assertThat(receivers.meanBytes()).isEqualTo(1_000);
    }
  }

  @Test
  void everybodyGetsOnePostThatSharesAConnection(@TempDir Path folder) throws Exception {
    try (Receivers receivers = new Receivers(Http2Talk::new);
        BareHttp client = new BareHttp(true);
        SecureDoor door = new SecureDoor(receivers, folder);
        SecureDoor sharing = new SecureDoor(receivers, door);
        BareHttp secure = new BareHttp(door.trust())) {
      receivers.expect(500);
      BareFrames.post(receivers.port(), 500, 1_000);
      receivers.awaitAll(60);
      assertThat(receivers.repeats()).isZero();
      receivers.expect(500);
      client.post(receivers.port(), 500, 1_000);
      receivers.awaitAll(60);
      receivers.expect(500);
      secure.post(sharing.port(), 500, 1_000);
      receivers.awaitAll(60);
      assertThat(receivers.repeats()).isZero();
      assertThat(receivers.meanBytes()).isEqualTo(1_000);
      assertThat(sharing.handshakes()).isBetween(1, 64);
    }
  }

  @Test
  void everybodyGetsOnePostOverTlsAndFewConnectionsAreEncryptedForIt(@TempDir Path folder)
      throws Exception {
    try (Receivers receivers = new Receivers(HttpTalk::new);
        SecureDoor door = new SecureDoor(receivers, folder);
        BareHttp client = new BareHttp(door.trust())) {
      receivers.expect(500);
      client.post(door.port(), 500, 1_000);
      receivers.awaitAll(60);
      assertThat(receivers.repeats()).isZero();
      assertThat(receivers.meanBytes()).isEqualTo(1_000);
      assertThat(door.handshakes()).isBetween(1, 64);
      assertThat(door.pem()).content().startsWith("-----BEGIN CERTIFICATE-----");
    }
  }

  @Test
  void everybodyGetsOneMailFromTheBareClient() throws Exception {
    try (Receivers receivers = new Receivers(SmtpTalk::new)) {
      receivers.expect(500);
      BareSmtp.send(receivers.port(), 500, 2_000);
      receivers.awaitAll(60);
      assertThat(receivers.repeats()).isZero();
      assertThat(receivers.meanBytes()).isEqualTo(2_000);
    }
  }

  @Test
  void aMailThatComesInLinesAndInSmallPacketsIsOneMail() throws Exception {
    try (Receivers receivers = new Receivers(SmtpTalk::new);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), receivers.port())) {
      receivers.expect(1);
      socket.setTcpNoDelay(true);
      String talk =
          "EHLO a\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<p0@example.org>\r\nDATA\r\n"
              + "Subject: a\r\n\r\nNot RCPT TO:<p9@example.org>\r\n.\r\nQUIT\r\n";
      for (byte each : talk.getBytes(US_ASCII)) {
        socket.getOutputStream().write(each);
      }
      receivers.awaitAll(60);
      assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
          .startsWith("220 ")
          .contains("354 ")
          .endsWith("250 2.0.0 taken\r\n");
      assertThat(receivers.repeats()).isZero();
    }
  }

  @Test
  void whoGotTwoIsARepeatAndWhoGotNoneIsMissed() throws Exception {
    try (Receivers receivers = new Receivers(HttpTalk::new);
        BareHttp client = new BareHttp(false)) {
      receivers.expect(3);
      client.post(receivers.port(), 2, 10);
      client.post(receivers.port(), 2, 10);
      assertThat(receivers.repeats()).isEqualTo(2);
      assertThatThrownBy(() -> receivers.awaitAll(0))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("1 of 3 have got nothing");
    }
  }
}
