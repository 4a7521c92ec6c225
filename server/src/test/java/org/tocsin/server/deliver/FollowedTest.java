// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.tocsin.audience.Density;
import org.tocsin.audience.Spread;

/** FEATURE UNDER TEST: how fast deliveries go, whether they stall and when they end, honestly. */
class FollowedTest {
  private static final Instant START = Instant.parse("2024-03-07T08:00:00Z");

  private final Followed followed = new Followed();

  private static Instant after(double seconds) {
    return START.plusMillis(Math.round(seconds * 1_000));
  }

  /** A wave of a thousand at the start: half by mail, half by sms. */
  private void queued() {
    followed.takeWaves(List.of(new FollowStore.WaveRow("wave", "approved", 1_000, START)));
    followed.takeRecipients(LongStream.range(0, 1_000).toArray());
    chunks(0, 0);
  }

  private List<FollowStore.Stretch> chunks(int mailsDone, int textsDone) {
    return followed.takeChunks(
        List.of(chunk(1, "email", 500, mailsDone, START), chunk(2, "sms", 500, textsDone, START)));
  }

  private static FollowStore.ChunkRow chunk(
      long id, String channel, int size, int done, Instant due) {
    return new FollowStore.ChunkRow(id, "wave", 0, channel, 1, size, done, due, done == size);
  }

  private void told(long chunk, int from, int to, Instant at) {
    IntStream.range(from, to)
        .forEach(i -> followed.takeReceipt(chunk, i, ReceiptKind.TOLD, false, at, null));
  }

  @Test
  void beforeAnythingWasHandedOverNobodyKnowsWhenItEnds() {
    queued();
    Pace pace = followed.pace(after(4), false);
    assertThat(pace.perSecond()).isZero();
    assertThat(pace.due()).isEqualTo(1_000);
    assertThat(pace.oldestUnsentSeconds()).isEqualTo(4.0);
    assertThat(pace.secondsLeft()).isNull();
    assertThat(pace.channels()).extracting(Pace.Line::stalledSeconds).containsOnlyNulls();
  }

  @Test
  void theSlowestChannelDecidesWhenItEnds() {
    queued();
    assertThat(chunks(400, 100))
        .containsExactly(new FollowStore.Stretch(1, 0, 400), new FollowStore.Stretch(2, 0, 100));
    for (int second = 1; second <= 10; second++) {
      told(1, second * 40 - 40, second * 40, after(second));
      told(2, 500 + second * 10 - 10, 500 + second * 10, after(second));
    }
    Pace pace = followed.pace(after(10), false);
    assertThat(pace.perSecond()).isEqualTo(50.0);
    assertThat(pace.secondsLeft()).as("400 texts at 10 a second").isEqualTo(40.0);
    assertThat(PaceWords.about(40)).isEqualTo("about 40 s");
    assertThat(pace.channels())
        .containsExactly(
            new Pace.Line("email", 40, 100, null), new Pace.Line("sms", 10, 400, null));
    assertThat(followed.pace(after(10), true).secondsLeft()).as("held up").isNull();
  }

  @Test
  void aRateIsOfTheLastSecondsOnly() {
    queued();
    chunks(500, 0);
    told(1, 0, 500, after(1));
    assertThat(followed.pace(after(2), false).perSecond()).isEqualTo(250.0);
    assertThat(followed.pace(after(30), false).perSecond()).isZero();
    assertThat(followed.pace(after(40), false).perSecondOverMinute()).isEqualTo(12.5);
    assertThat(followed.pace(after(100), false).perSecondOverMinute()).isZero();
  }

  @Test
  void aChannelOfWhichNothingComesIsStalledAndThereIsNoEndInSight() {
    queued();
    chunks(200, 100);
    told(1, 0, 200, after(1));
    told(2, 500, 600, after(30));
    Pace pace = followed.pace(after(31), false);
    assertThat(pace.channels().getFirst().stalledSeconds()).isEqualTo(30.0);
    assertThat(pace.channels().getLast().stalledSeconds()).isNull();
    assertThat(pace.secondsLeft()).isNull();
    assertThat(followed.pace(after(31), true).channels())
        .as("held up is no stall")
        .extracting(Pace.Line::stalledSeconds)
        .containsOnlyNulls();
  }

  @Test
  void aSlowRoundIsNoStall() {
    queued();
    chunks(0, 100);
    told(2, 500, 600, after(2));
    Pace pace = followed.pace(after(14), false);
    assertThat(pace.channels()).extracting(Pace.Line::stalledSeconds).containsOnlyNulls();
    assertThat(followed.pace(after(16), false).channels().getFirst().stalledSeconds())
        .isEqualTo(16.0);
  }

  @Test
  void whatIsPutOffWaitsForItsTimeAndIsNoStall() {
    queued();
    followed.takeChunks(
        List.of(
            chunk(1, "email", 500, 500, START),
            chunk(2, "sms", 500, 500, START),
            new FollowStore.ChunkRow(3, "wave", 0, "sms", 2, 30, 0, after(90), false)));
    Pace pace = followed.pace(after(50), false);
    assertThat(pace.due()).isZero();
    assertThat(pace.putOff()).isEqualTo(30);
    assertThat(pace.nextAttemptSeconds()).isEqualTo(40.0);
    assertThat(pace.oldestUnsentSeconds()).as("all were tried once").isNull();
    assertThat(pace.secondsLeft()).isNull();
    assertThat(pace.channels()).isEmpty();
  }

  @Test
  void whoJoinsLaterIsCountedAndNobodyElseForgotten() {
    queued();
    chunks(100, 0);
    told(1, 0, 100, after(1));
    followed.takeAnswer(5, 2, after(2));
    followed.takeAnswer(5, 3, after(3));
    followed.map(new Spread(List.of(), new int[1_000]));
    followed.takeRecipients(new long[] {-7, 3, 5_000});
    assertThat(followed.size()).isEqualTo(1_002);
    assertThat(followed.isUnmapped()).isTrue();
    assertThat(followed.progress(List.of()).told()).isEqualTo(100);
    assertThat(followed.answers(7)).containsExactly(0, 0, 0, 1, 0, 0, 0);
    assertThat(followed.silent()).isEqualTo(99);
    followed.takeAnswer(123_456, 1, after(4));
    assertThat(followed.answers(7)).as("who is no recipient").contains(1).doesNotContain(2);
  }

  @Test
  void theMapFillsInCellByCell() {
    queued();
    chunks(100, 0);
    told(1, 0, 100, after(1));
    followed.takeAnswer(5, 0, after(2));
    int[] cellOf = IntStream.range(0, 1_000).map(i -> i < 50 ? 0 : i < 200 ? 1 : -1).toArray();
    followed.map(
        new Spread(
            List.of(
                new Density.Cell(55, 37, 55.1, 37.1, 50),
                new Density.Cell(55, 37.1, 55.1, 37.2, 150)),
            cellOf));
    Filling filling = java.util.Objects.requireNonNull(followed.filling());
    assertThat(filling.told()).containsExactly(50, 50);
    assertThat(filling.answered()).containsExactly(1, 0);
    assertThat(filling.full()).isEqualTo(1);
    assertThat(filling.untouched()).isZero();
    assertThat(filling.leastTold(10)).extracting(Filling.Filled::count).containsExactly(150);
    assertThat(filling.leastTold(10).getFirst().middle()).isEqualTo("55.050° N, 37.150° E");
    assertThat(filling.cellsJson()).startsWith("[[55.00000,37.00000,55.10000,37.10000,50],");
  }

  @Test
  void aReceiptThatFitsNoWaveIsRefused() {
    queued();
    assertThatThrownBy(() -> told(9, 0, 1, START)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> told(1, 1_000, 1_001, START))
        .hasMessageContaining("a receipt of chunk 1 for watcher 1000, which no wave has");
  }

  @Test
  void reasonsWithoutEndAreKeptTogether() {
    queued();
    chunks(500, 500);
    for (int i = 0; i < 20_000; i++) {
      followed.takeReceipt(
          1, i % 1_000, ReceiptKind.FAILED, false, START, "550 no such person " + i);
    }
    Progress.Failure most = followed.progress(List.of()).failures().getFirst();
    assertThat(most.reason()).isEqualTo("other reasons");
    assertThat(most.count()).isEqualTo(15_000);
  }

  @Test
  void timesAreSaidAsPeopleSayThem() {
    assertThat(PaceWords.about(2)).isEqualTo("a few seconds");
    assertThat(PaceWords.about(41)).isEqualTo("about 45 s");
    assertThat(PaceWords.about(610)).isEqualTo("about 10 min");
    assertThat(PaceWords.span(25.4)).isEqualTo("25 s");
    assertThat(PaceWords.in(0.4)).isEqualTo("now");
    assertThat(PaceWords.in(4.2)).isEqualTo("in 4 s");
    assertThat(PaceWords.span(9_000)).isEqualTo("2 h 30 min");
    assertThat(PaceWords.rate(0)).isEqualTo("0");
    assertThat(PaceWords.rate(2.345)).isEqualTo("2.3");
    assertThat(PaceWords.rate(12_345.6)).isEqualTo("12,346");
  }
}
