// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: whose answers count, by what came when on a wire. */
class HeardTest {

  private static final Outbound.Answer OK = new Outbound.Answer(200, Map.of(), new byte[0]);
  private static final OutboundSettings SETTINGS =
      new OutboundSettings(
          List.of("127.0.0.0/8"), Duration.ofSeconds(5), Duration.ofSeconds(30), 1);

  private final Heard heard = new Heard();

  private static long nanos(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }

  private List<PostedErrand> hear(int count, long before) {
    heard.begin(before);
    List<PostedErrand> all =
        IntStream.range(0, count).mapToObj(i -> new PostedErrand("http://h/" + i)).toList();
    for (int i = 0; i < count; i++) {
      heard.asked(i);
      heard.add(all.get(i), OK, i + 1);
    }
    return all;
  }

  private static List<Boolean> believed(List<PostedErrand> all) {
    return all.stream().map(each -> each.fault == null).toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20, 300, 600})
  void afterTheLastAnswerItListensLongerThanAnyAnswerTook(long answer) {
    heard.begin(0);
    heard.asked(0);
    heard.add(new PostedErrand("http://h/a"), OK, nanos(answer));
    // What comes at once is the one before once more; the true one takes its time from there.
    heard.asked(nanos(answer));
    heard.add(new PostedErrand("http://h/b"), OK, nanos(answer) + 1);
    assertThat(heard.isOpen(nanos(2 * answer) + 1)).isTrue();
    assertThat(heard.isOpen(nanos(4 * answer) + nanos(6))).isFalse();
  }

  @Test
  void itNeverListensLongerThanASecond() {
    heard.begin(nanos(20_000));
    heard.asked(0);
    heard.add(new PostedErrand("http://h/a"), OK, 1);
    assertThat(heard.isOpen(nanos(999))).isTrue();
    assertThat(heard.isOpen(nanos(1_001))).isFalse();
  }

  @Test
  void theFirstOfARunIsListenedForOnlyOnAWireThatHadAnswers() {
    hear(1, 0);
    assertThat(heard.isOpen(2)).isFalse();
    heard.forget();
    hear(1, nanos(300));
    assertThat(heard.isOpen(nanos(300))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0, false, false, true true true",
    "1, false, false, true true true",
    "0, true, false, true false false",
    "1, true, false, false false false",
    "0, false, true, true true false",
    "1, true, true, false false false"
  })
  void whatIsLeftOverTakesAllBackAndABreakTheLast(
      long before, boolean loud, boolean broke, String counts) {
    List<PostedErrand> all = hear(3, before);
    heard.end(loud, broke);
    assertThat(believed(all))
        .isEqualTo(List.of(counts.split(" ", -1)).stream().map(Boolean::valueOf).toList());
    assertThat(heard.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, false"})
  void theOnlyAnswerBeforeABreakCountsIfItIsTheFirstOnTheWire(long before, boolean counts) {
    List<PostedErrand> all = hear(1, before);
    heard.end(false, true);
    assertThat(believed(all)).containsExactly(counts);
  }

  /** What is too much comes by itself and late, as the answer of a slow host does. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSlowHostsAnswerThatIsLeftOverIsWaitedForAlsoOnAKeptConnection(boolean kept)
      throws IOException {
    try (ScriptedHost host =
            new ScriptedHost((heard, socket) -> {
              if (heard.number() == 2) {
                ScriptedHost.say(socket, ScriptedHost.ok("/0"));
              }
              LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
              ScriptedHost.say(socket, ScriptedHost.ok(heard.path()));
            });
        Outbound outbound = new Outbound(SETTINGS);
        Exchanges exchanges = outbound.exchanges()) {
      PostedErrand first = new PostedErrand(host.at("/0"));
      PostedErrand second = new PostedErrand(host.at("/1"));
      if (kept) {
        exchanges.run(List.of(first), Duration.ofMinutes(5));
        exchanges.run(List.of(second), Duration.ofMinutes(5));
      } else {
        exchanges.run(List.of(first, second), Duration.ofMinutes(5));
      }
      assertThat(first.text()).isEqualTo("/0");
      assertThat(second.fault()).isInstanceOf(OutOfStepException.class);
      assertThat(host.connections()).isEqualTo(1);
    }
  }

  @Test
  void aHostIsDistrustedForADayAndManyOthersPushOutOnlyTheOldest() {
    AtomicLong now = new AtomicLong();
    try (KeptWires kept = new KeptWires(1, now::get)) {
      Target.Host first = new Target.Host(false, "first.example", 80);
      Target.Host second = new Target.Host(false, "second.example", 80);
      kept.distrust(first);
      now.set(Duration.ofHours(23).toNanos());
      assertThat(kept.distrusts(first)).isTrue();
      assertThat(kept.take(first, ByteBuffer.allocate(1))).isNull();
      now.set(Duration.ofHours(24).toNanos());
      assertThat(kept.distrusts(first)).isFalse();
      kept.distrust(first);
      kept.distrust(second);
      // Noticed again, it is no longer the oldest.
      kept.distrust(first);
      for (int i = 0; i < 9_999; i++) {
        kept.distrust(new Target.Host(false, "h" + i, 80));
      }
      assertThat(kept.distrusts(second)).isFalse();
      assertThat(kept.distrusts(first)).isTrue();
      assertThat(kept.distrusts(new Target.Host(false, "h9998", 80))).isTrue();
    }
  }
}
