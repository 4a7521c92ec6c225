// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

  private static final List<String> ANSWERS =
      List.of(
          "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: b\r\n\r\nhello",
          "HTTP/1.1 200 OK\nContent-Length: 5\nX-A: b\n\nhello",
          "HTTP/1.1 100 Continue\r\nX-A: no\r\n\r\nHTTP/1.1 200\r\nX-A: b\r\ncontent-length:5\r\n\r\nhello",
          "HTTP/1.1 200 OK\r\nX-A: b\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nhe\r\n3\r\nllo\r\n0\r\nTail: x\r\n\r\n");

  private static AnswerReader read(String... pieces) throws IOException {
    AnswerReader reader = new AnswerReader(100);
    for (String piece : pieces) {
      reader.hear(ByteBuffer.wrap(piece.getBytes(ISO_8859_1)));
    }
    return reader;
  }

  private static void isHello(AnswerReader reader) {
    assertThat(reader.isWhole()).isTrue();
    assertThat(reader.answer().status()).isEqualTo(200);
    assertThat(reader.answer().header("x-a")).contains("b");
    assertThat(new String(reader.answer().body(), ISO_8859_1)).isEqualTo("hello");
  }

  @Test
  void howeverItComesInPiecesItIsTheSameAnswer() throws IOException {
    for (String answer : ANSWERS) {
      for (int i = 0; i <= answer.length(); i++) {
        for (int j = i; j <= answer.length(); j += 7) {
          AnswerReader reader =
              read(answer.substring(0, i), answer.substring(i, j), answer.substring(j));
          isHello(reader);
          assertThat(reader.keeps()).isTrue();
        }
      }
    }
  }

  @Test
  void whatFollowsTheAnswerIsLeftAlone() throws IOException {
    for (String answer : ANSWERS) {
      ByteBuffer in = ByteBuffer.wrap((answer + answer).getBytes(ISO_8859_1));
      AnswerReader reader = new AnswerReader(100);
      assertThat(reader.hear(in)).isTrue();
      assertThat(in.remaining()).isEqualTo(answer.length());
    }
  }

  @Test
  void anAnswerWithoutALengthEndsWithItsConnectionAndNoOtherDoes() throws IOException {
    AnswerReader endless = read("HTTP/1.1 200 OK\r\nX-A: b\r\n\r\nhel", "lo");
    assertThat(endless.isWhole()).isFalse();
    assertThat(endless.ends()).isTrue();
    isHello(endless);
    assertThat(endless.keeps()).isFalse();
    assertThat(read("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello").ends()).isFalse();
    assertThat(read("HTTP/1.1 200 OK\r\nX-").ends()).isFalse();
    assertThat(read("").ends()).isFalse();
  }

  @Test
  void someAnswersHaveNoBodyWhateverTheySay() throws IOException {
    for (String status : List.of("204 No Content", "304 Not Modified")) {
      AnswerReader reader = read("HTTP/1.1 " + status + "\r\nContent-Length: 5\r\n\r\n");
      assertThat(reader.isWhole()).isTrue();
      assertThat(reader.answer().body()).isEmpty();
    }
  }

  @Test
  void aConnectionServesAgainOnlyIfBothEndsMeanTheSame() throws IOException {
    String length = "\r\nContent-Length: 0";
    assertThat(read("HTTP/1.1 200 OK" + length + "\r\n\r\n").keeps()).isTrue();
    assertThat(read("HTTP/1.1 200 OK" + length + "\r\nConnection: close\r\n\r\n").keeps())
        .isFalse();
    assertThat(read("HTTP/1.0 200 OK" + length + "\r\n\r\n").keeps()).isFalse();
    assertThat(read("HTTP/1.0 200 OK" + length + "\r\nConnection: Keep-Alive\r\n\r\n").keeps())
        .isTrue();
    // RFC 9112 §6.3: a length beside chunks may be an attempt to smuggle.
    assertThat(
            read("HTTP/1.1 200 OK" + length + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                .keeps())
        .isFalse();
  }

  @Test
  void whatIsSaidOfAConnectionInSeveralFieldsHoldsAltogether() throws IOException {
    String two = "\r\nConnection: close\r\nConnection: upgrade\r\n\r\n";
    assertThat(read("HTTP/1.1 200 OK\r\nContent-Length: 0" + two).keeps()).isFalse();
    AnswerReader old =
        read(
            "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    assertThat(old.isWhole()).isTrue();
    assertThat(old.keeps()).isFalse();
  }

  @Test
  void aBodyMayComeInChunksOfOneByte() throws IOException {
    AnswerReader reader = new AnswerReader(30_000);
    String chunks = "1;name=value\r\nx\r\n".repeat(30_000);
    String answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n";
    assertThat(reader.hear(ByteBuffer.wrap(answer.getBytes(ISO_8859_1)))).isTrue();
    assertThat(reader.answer().body()).hasSize(30_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 20\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 ok!\r\n\r\n",
        "HTTP/1.1 099 x\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno field\r\n\r\n",
        "HTTP/1.1 200 OK\r\n folded: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n"
      })
  void whatCouldBeReadInTwoWaysIsNoAnswer(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void nothingGrowsBeyondItsLimit() {
    String chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (String large :
        List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n",
            "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(101),
            chunks + "65\r\n",
            chunks + "32\r\n" + "x".repeat(50) + "\r\n33\r\n")) {
      assertThatThrownBy(() -> read(large))
          .isInstanceOf(AnswerReader.TooLargeException.class)
          .hasMessageContaining("larger than 100 bytes");
    }
    assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nX: " + "x".repeat(70_000)))
        .isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> read("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(20)))
        .isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> read(chunks + "1\r\nx\r\n".repeat(30_000)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void anyBytesAreAnAnswerOrRefusedAndNothingElse() {
    Random random = new Random(20261126);
    String likely = "HTTP/1.1 200\r\n:content-length transfer-encoding chunked 0123456789";
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length; i++) {
        if (round % 2 == 0) {
          bytes[i] = (byte) likely.charAt(random.nextInt(likely.length()));
        }
      }
      AnswerReader reader = new AnswerReader(100);
      try {
        if (round % 3 > 0) {
          reader.hear(ByteBuffer.wrap("HTTP/1.1 200 OK\r\n".getBytes(ISO_8859_1)));
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        boolean whole = reader.hear(in);
        assertThat(whole || !in.hasRemaining()).isTrue();
      } catch (IOException refused) {
        assertThat(refused.getMessage()).isNotBlank();
      }
    }
  }
}
