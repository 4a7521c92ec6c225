// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: answers that break on their way, although what was sent has been taken. */
class TornHttpTest {
  private static final int PEOPLE = 60;

  private static HttpReceiver receiver() throws IOException {
    return HttpReceiver.start(
        Faults.none(), Clock.systemUTC(), PEOPLE, _ -> HttpReply.text(200, "0123456789"));
  }

  /**
   * Everything that is answered until the other side closes, or says a second word; without the
   * second in which it was said, which differs from answer to answer.
   */
  private static String asked(TornHttp torn, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), torn.port())) {
      socket
          .getOutputStream()
          .write(
              ("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody")
                  .getBytes(ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1)
          .replaceAll("Date: [^\\r]* GMT", "Date: then");
    }
  }

  private static Map<Tear, String> oneOfEach(Tears tears, TornHttp torn) throws IOException {
    Map<Tear, String> answers = new EnumMap<>(Tear.class);
    for (int i = 0; i < PEOPLE; i++) {
      answers.put(tears.tearOf("/" + i, 1), asked(torn, "/" + i));
    }
    return answers;
  }

  @Test
  void everyKindOfBreakHappensAndTheReceiverHasTakenAllOfThem() throws IOException {
    Tears tears = new Tears(7, 0.9, Duration.ofMillis(1));
    try (HttpReceiver receiver = receiver();
        TornHttp torn = TornHttp.before(receiver.port(), tears)) {
      Map<Tear, String> answers = oneOfEach(tears, torn);

      assertThat(answers).containsOnlyKeys(Set.of(Tear.values()));
      String whole = answers.getOrDefault(Tear.NONE, "");
      assertThat(whole).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n0123456789");
      assertThat(answers.get(Tear.TWICE)).hasSize(2 * whole.length()).startsWith(whole);
      assertThat(answers.get(Tear.NOTHING)).isEmpty();
      assertThat(answers.get(Tear.HALF)).startsWith("HTTP/1.1 200").doesNotContain("\r\n\r\n");
      assertThat(answers.get(Tear.STALL)).isEqualTo(answers.get(Tear.HALF));
      assertThat(answers.get(Tear.NO_BODY)).contains("Content-Length: 20").endsWith("\r\n\r\n");
      assertThat(answers.get(Tear.HALF_BODY)).startsWith(answers.get(Tear.NO_BODY));
      assertThat(receiver.recent()).hasSize(PEOPLE);
    }
  }

  @Test
  void theSameSeedBreaksTheSameAnswers() {
    Tears one = new Tears(7, 0.3, Duration.ZERO);
    Tears other = new Tears(8, 0.3, Duration.ZERO);
    int broken = 0;
    int different = 0;
    for (int i = 0; i < 1_000; i++) {
      Tear tear = one.tearOf("/" + i, 2);
      assertThat(new Tears(7, 0.3, Duration.ZERO).tearOf("/" + i, 2)).isEqualTo(tear);
      broken += tear == Tear.NONE ? 0 : 1;
      different += tear == other.tearOf("/" + i, 2) ? 0 : 1;
    }
    assertThat(broken).isBetween(250, 350);
    assertThat(different).isPositive();
    assertThat(Tears.none().tearOf("/", 1)).isEqualTo(Tear.NONE);
    assertThatThrownBy(() -> new Tears(1, 1.1, Duration.ZERO)).hasMessageContaining("0 to 1");
    assertThatThrownBy(() -> new Tears(1, 1, Duration.ofHours(1))).hasMessageContaining("PT1M");
  }
}
