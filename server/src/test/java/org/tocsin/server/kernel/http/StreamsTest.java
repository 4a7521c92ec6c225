// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One HTTP/2 connection, with the host's side said by hand. */
class StreamsTest {

  private static final Target TARGET = new Target(new Target.Host(true, "a.example", 443), "/x");
  private static final int PREFACE = 24;

  private final Streams streams = new Streams();
  private final FrameWriter host = new FrameWriter();

  /** What became of the posts, by their number. */
  private final Map<Integer, String> became = new HashMap<>();

  private int asked;

  private int ask(int bodyLength) {
    asked++;
    int number = 2 * asked - 1;
    byte[] body = new byte[bodyLength];
    Errand.Post post = new Errand.Post(new String[] {"Content-Type", "a/b"}, body, 100);
    streams.send(TARGET, post, asker(number));
    return number;
  }

  private Streams.Asker asker(int number) {
    return new Streams.Asker() {
      @Override
      public void answered(Outbound.Answer answer) {
        put(answer.status() + " " + new String(answer.body(), ISO_8859_1));
      }

      @Override
      public void failed(IOException why) {
        put(why.getClass().getSimpleName());
      }

      @Override
      public void unheard() {
        put("unheard");
      }

      private void put(String what) {
        assertThat(became.put(number, what)).isNull();
      }
    };
  }

  /** The host says something. */
  private void says(Consumer<FrameWriter> what) throws ProtocolException {
    what.accept(host);
    streams.hear(Objects.requireNonNull(host.take()));
  }

  private void greets() throws ProtocolException {
    says(frames -> {
      frames.begin(FrameWriter.SETTINGS, 0, 0);
      frames.end();
    });
  }

  private static void head(FrameWriter frames, int stream, String hex, boolean ends) {
    frames.head(stream, HexFormat.of().parseHex(hex.replace(" ", "")), ends, 16_384);
  }

  private static void answer(FrameWriter frames, int stream, String body) {
    head(frames, stream, "88", false);
    frames.data(stream, body.getBytes(ISO_8859_1), 0, body.length(), true);
  }

  /** The frames that were sent since this was asked last, as "TYPE stream length". */
  private List<String> sent() throws ProtocolException {
    ByteBuffer all = streams.take();
    List<String> frames = new ArrayList<>();
    if (all == null) {
      return frames;
    }
    if (all.get(0) == 'P') {
      all.position(PREFACE);
    }
    FrameReader reader = new FrameReader(16_384);
    while (reader.reads(all)) {
      frames.add("%d %d %d".formatted(reader.type(), reader.stream(), reader.length()));
    }
    return frames;
  }

  @Test
  void anAnswerBelongsToThePostWhoseNumberItBearsWhateverTheOrder() throws ProtocolException {
    greets();
    int first = ask(2);
    int second = ask(2);
    int third = ask(0);
    says(frames -> {
      head(frames, second, "88", false);
      answer(frames, third, "c");
      answer(frames, first, "a");
      frames.data(second, "b".getBytes(ISO_8859_1), 0, 1, false);
      frames.data(second, "b".getBytes(ISO_8859_1), 0, 1, true);
    });
    assertThat(became).isEqualTo(Map.of(first, "200 a", second, "200 bb", third, "200 c"));
    assertThat(streams.isIdle()).isTrue();
    assertThat(streams.keeps()).isTrue();
  }

  @Test
  void whatComesBeforeAndBehindAnAnswerIsPassedOver() throws ProtocolException {
    greets();
    int post = ask(0);
    says(frames -> {
      head(frames, post, "08 03 313033", false); // 103 Early Hints
      head(frames, post, "88", false);
      frames.data(post, "a".getBytes(ISO_8859_1), 0, 1, false);
      head(frames, post, "00 01 74 01 76", true);
      frames.begin(0x42, 0, 0); // a kind that nobody knows
      frames.end();
    });
    assertThat(became).isEqualTo(Map.of(post, "200 a"));
  }

  @Test
  void bodiesWaitForTheRoomThatTheHostGives() throws ProtocolException {
    says(frames -> {
      frames.begin(FrameWriter.SETTINGS, 0, 0);
      frames.setting(4, 10); // for each stream
      frames.end();
    });
    sent();
    int first = ask(25);
    int second = ask(5);
    assertThat(sent()).contains("0 1 10", "0 3 5").noneMatch(each -> each.equals("0 1 15"));
    says(frames -> frames.window(first, 7));
    assertThat(sent()).containsExactly("0 1 7");
    says(frames -> {
      frames.begin(FrameWriter.SETTINGS, 0, 0);
      frames.setting(4, 65_535);
      frames.end();
      answer(frames, second, "b");
    });
    assertThat(sent()).contains("0 1 8");
    says(frames -> answer(frames, first, "a"));
    assertThat(became).isEqualTo(Map.of(first, "200 a", second, "200 b"));
  }

  @Test
  void moreThanTheConnectionHasRoomForIsSentWhenItHas() throws ProtocolException {
    greets();
    sent();
    int post = ask(100_000);
    int count =
        sent().stream()
            .filter(each -> each.startsWith("0 "))
            .mapToInt(each -> Integer.parseInt(each.split(" ", -1)[2]))
            .sum();
    assertThat(count).isEqualTo(65_535);
    says(frames -> {
      frames.window(0, 100_000);
      frames.window(post, 100_000);
    });
    assertThat(sent()).containsExactly("0 1 16384", "0 1 16384", "0 1 1697");
  }

  @Test
  void whatTheHostHasNotLookedAtMayBeAskedAgainAndTheRestIsAnswered() throws ProtocolException {
    greets();
    int first = ask(0);
    int second = ask(0);
    int third = ask(0);
    says(frames -> {
      frames.reset(second, 7);
      frames.begin(FrameWriter.GOAWAY, 0, 0);
      frames.octets(new byte[] {0, 0, 0, 3, 0, 0, 0, 0});
      frames.end();
    });
    assertThat(became).isEqualTo(Map.of(second, "unheard", third, "unheard"));
    assertThat(streams.keeps()).isFalse();
    says(frames -> answer(frames, first, "a"));
    assertThat(became).containsEntry(first, "200 a");
  }

  @Test
  void anAnswerThatIsNoneIsGivenUpAndTouchesNoOther() throws ProtocolException {
    greets();
    int large = ask(0);
    int wrong = ask(0);
    int odd = ask(0);
    int broken = ask(0);
    int good = ask(0);
    sent();
    says(frames -> {
      answer(frames, large, "x".repeat(101));
      head(frames, wrong, "88 0f0d 01 39", true); // says that it has 9 octets
      head(frames, odd, "08 01 32", true);
      frames.reset(broken, 2);
      answer(frames, good, "a");
    });
    assertThat(became)
        .isEqualTo(
            Map.of(
                large, "TooLargeException",
                wrong, "ProtocolException",
                odd, "ProtocolException",
                broken, "EOFException",
                good, "200 a"));
    assertThat(sent()).contains("3 1 4", "3 3 4", "3 5 4");
  }

  @Test
  void nobodyHearsTheAnswerToWhatWasGivenUp() throws ProtocolException {
    greets();
    int post = ask(0);
    sent();
    streams.cancel(post);
    assertThat(sent()).containsExactly("3 1 4");
    says(frames -> answer(frames, 1, "late"));
    assertThat(became).isEmpty();
  }

  @Test
  void asManyAreUnderWayAsTheHostAllows() throws ProtocolException {
    says(frames -> {
      frames.begin(FrameWriter.SETTINGS, 0, 0);
      frames.setting(3, 2);
      frames.end();
    });
    int first = ask(0);
    assertThat(streams.hasRoom()).isTrue();
    ask(0);
    assertThat(streams.hasRoom()).isFalse();
    says(frames -> answer(frames, first, "a"));
    assertThat(streams.hasRoom()).isTrue();
  }

  @Test
  void whatIsAskedOfTheConnectionIsAnswered() throws ProtocolException {
    greets();
    assertThat(sent()).containsExactly("4 0 6", "4 0 0");
    says(frames -> {
      frames.begin(FrameWriter.PING, 0, 0);
      frames.octets(new byte[8]);
      frames.end();
    });
    assertThat(sent()).containsExactly("6 0 8");
  }

  @Test
  void whoeverAsksWithoutEndAndDoesNotReadTakesNoMemory() throws ProtocolException {
    greets();
    byte[] pings = new byte[1_000 * 17];
    for (int i = 0; i < pings.length; i += 17) {
      pings[i + 2] = 8;
      pings[i + 3] = FrameWriter.PING;
    }
    for (int i = 0; i < 20; i++) {
      streams.hear(ByteBuffer.wrap(pings));
      streams.take();
    }
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 20; i++) {
                streams.hear(ByteBuffer.wrap(pings));
              }
            })
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void ofABodyWhosePostIsOverNothingMoreIsSentOrKept() throws ProtocolException {
    greets();
    ask(65_535);
    sent();
    int answered = ask(10);
    int cancelled = ask(20);
    int left = ask(30);
    says(frames -> head(frames, answered, "88", true));
    streams.cancel(cancelled);
    assertThat(streams.waiting()).isEqualTo(1);
    sent();
    says(frames -> frames.window(0, 1_000));
    assertThat(sent()).containsExactly("0 %d 30".formatted(left));
  }

  @Test
  void aHostThatMakesTheTableSmallerHearsOnceThatItIs() throws ProtocolException {
    says(frames -> {
      frames.begin(FrameWriter.SETTINGS, 0, 0);
      frames.setting(1, 0);
      frames.end();
    });
    sent();
    ask(0);
    FrameReader reader = new FrameReader(16_384);
    assertThat(reader.reads(Objects.requireNonNull(streams.take()))).isTrue();
    assertThat(HexFormat.of().formatHex(reader.payload(), 0, 2)).isEqualTo("2083");
    ask(0);
    assertThat(reader.reads(Objects.requireNonNull(streams.take()))).isTrue();
    assertThat(HexFormat.of().formatHex(reader.payload(), 0, 1)).isEqualTo("83");
  }

  @Test
  void aSliverOfRoomWaitsForMoreButNotForEver() throws ProtocolException {
    greets();
    int post = ask(100_000);
    sent();
    says(frames -> {
      frames.window(0, 500);
      frames.window(post, 500);
    });
    assertThat(sent()).isEmpty();
    streams.push();
    assertThat(sent()).containsExactly("0 1 500");
  }

  @Test
  void whoeverHasBegunToAnswerHasLookedAtThePost() throws ProtocolException {
    greets();
    int refused = ask(0);
    int left = ask(0);
    says(frames -> {
      head(frames, refused, "88", false);
      head(frames, left, "88", false);
      frames.reset(refused, 7);
      frames.begin(FrameWriter.GOAWAY, 0, 0);
      frames.octets(new byte[8]);
      frames.end();
      frames.data(left, new byte[0], 0, 0, true);
    });
    assertThat(became).isEqualTo(Map.of(refused, "EOFException", left, "200 "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "485454502f312e3120343030", // HTTP/1.1 400
        "000000 01 04 00000001", // an answer before settings
        "000000 04 00 00000000 000000 05 04 00000001", // pushes
        "000000 04 00 00000000 000001 00 00 00000009 00", // an answer to what was never asked
        "000000 04 00 00000000 000001 00 00 00000002 00", // on a number of its own
        "000000 04 00 00000000 000004 08 00 00000000 00000000", // gives no room
        "000000 04 00 00000000 000004 08 00 00000000 7fffffff", // more than there can be
        "000006 04 00 00000000 0004 ffffffff",
        "000006 04 00 00000000 0005 00000001",
        "000005 04 00 00000000 0005 000000",
        "000000 04 00 00000000 000001 01 00 00000001 88 000000 09 00 00000001", // without end
        "000000 04 00 00000000 000001 01 00 00000001 88 000001 00 00 00000001 88",
        "000000 04 00 00000000 000001 01 04 00000001 c8", // a field that was never said
        "000000 04 00 00000000 000001 00 08 00000001 05", // more padding than frame
        "000000 04 00 00000000 000004 06 00 00000000 00000000",
        "000000 04 00 00000000 000004 03 00 00000001 0000000d", // wants HTTP/1.1
        "000000 04 00 00000000 000008 07 00 00000000 00000001 0000000c", // finds it unsafe
        "000000 04 00 00000000 000008 07 00 00000000 00000001 00000001", // before any answer
        "000000 04 00 00000000 004001 00 00 00000001" // longer than allowed
      })
  void whoeverBreaksTheRulesIsNotHeardFurther(String hex) {
    ask(0);
    ByteBuffer octets = ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    assertThatThrownBy(() -> streams.hear(octets)).isInstanceOf(ProtocolException.class);
    streams.end(new ProtocolException("over"));
    assertThat(became).isEqualTo(Map.of(1, "ProtocolException"));
  }

  @Test
  void howOctetsAreCutIntoPiecesChangesNothing() throws ProtocolException {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      StreamsTest one = new StreamsTest();
      one.greets();
      for (int i = 0; i < 5; i++) {
        int post = one.ask(i);
        answer(one.host, post, "body " + i);
      }
      ByteBuffer all = Objects.requireNonNull(one.host.take());
      while (all.hasRemaining()) {
        int count = Math.min(all.remaining(), 1 + random.nextInt(9));
        one.streams.hear(all.slice(all.position(), count));
        all.position(all.position() + count);
      }
      assertThat(one.became).hasSize(5).containsEntry(9, "200 body 4");
    }
  }

  @Test
  void noOctetsWhateverBreakAnythingButTheirConnection() {
    Random random = new Random(11);
    for (int round = 0; round < 3_000; round++) {
      StreamsTest one = new StreamsTest();
      one.ask(random.nextInt(3));
      one.ask(70_000);
      for (int i = 0; i < 12; i++) {
        byte[] payload = new byte[random.nextInt(20)];
        random.nextBytes(payload);
        int type = i == 0 ? FrameWriter.SETTINGS : random.nextInt(10);
        one.host.begin(type, i == 0 ? 0 : random.nextInt(64), i == 0 ? 0 : random.nextInt(6));
        one.host.octets(payload, 0, i == 0 ? 0 : payload.length);
        one.host.end();
      }
      try {
        one.streams.hear(Objects.requireNonNull(one.host.take()));
      } catch (ProtocolException expected) {
        one.streams.end(expected);
        assertThat(one.became).hasSize(2);
      }
    }
  }
}
