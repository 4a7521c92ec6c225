// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * FEATURE UNDER TEST: watchers saved come back as they were, a damaged file is refused with the
 * reason, and shards together answer what the whole answers.
 */
class SnapshotFileTest {
  private static final Instant NOON = Instant.parse("2026-03-28T12:00:00Z");

  @TempDir Path folder;

  @Test
  void everyWatcherComesBackAsItWasAndAnswersTheSame() throws IOException {
    AudienceIndex index = new AudienceIndex();
    List<Watcher> watchers = watchers(4000);
    index.putAll(watchers.subList(0, 3000));
    watchers.subList(3000, 4000).forEach(index::put);
    index.remove(17);
    Path file = folder.resolve("watchers.audience");
    index.save(file);
    AudienceIndex opened = AudienceIndex.open(file);
    assertThat(opened.size()).isEqualTo(3999);
    for (Watcher watcher : watchers) {
      assertThat(opened.find(watcher.id())).isEqualTo(index.find(watcher.id()));
    }
    for (Danger danger : dangers()) {
      assertThat(opened.match(danger)).isEqualTo(index.match(danger));
    }
    opened.put(watchers.get(17));
    opened.save(file);
    assertThat(AudienceIndex.open(file).find(17)).contains(watchers.get(17));
  }

  @Test
  void anEmptyIndexComesBackEmpty() throws IOException {
    Path file = folder.resolve("nobody.audience");
    new AudienceIndex().save(file);
    assertThat(AudienceIndex.open(file).size()).isZero();
  }

  @Test
  void aFileThatLostItsEndOrHadAnyByteChangedIsRefusedWithTheReason() throws IOException {
    AudienceIndex index = new AudienceIndex();
    index.putAll(watchers(30));
    Path file = folder.resolve("some.audience");
    index.save(file);
    byte[] good = Files.readAllBytes(file);
    for (int cut : new int[] {0, 1, 40, 56, good.length / 2, good.length - 1}) {
      Files.write(file, Arrays.copyOf(good, cut));
      assertThatThrownBy(() -> AudienceIndex.open(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("damaged")
          .hasMessageContaining("some.audience");
    }
    Files.write(file, Arrays.copyOf(good, good.length + 1));
    assertThatThrownBy(() -> AudienceIndex.open(file)).hasMessageContaining("claims");
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 0x10;
      Files.write(file, bad);
      assertThatThrownBy(() -> AudienceIndex.open(file))
          .as("byte %d", at)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("load the watchers anew");
    }
  }

  /** Whoever writes such a file can write its checksum too. */
  @Test
  void aFurtherPlaceOfNobodyOrOfSomebodyElseIsRefused() throws IOException {
    AudienceIndex index = new AudienceIndex();
    Shape here = Shape.pointRadius(1, 1, 0);
    index.putAll(List.of(Asking.watcher(1, here, here), Asking.watcher(2, here)));
    Path file = folder.resolve("places.audience");
    index.save(file);
    byte[] good = Files.readAllBytes(file);
    int words = 64 + 3 * 16;
    assertThat(good[words]).isEqualTo((byte) 0b010);
    for (byte further : new byte[] {0b011, 0b110, 0b100}) {
      byte[] bad = good.clone();
      bad[words] = further;
      CRC32C crc = new CRC32C();
      crc.update(bad, 32, bad.length - 32);
      ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN).putLong(24, crc.getValue());
      Files.write(file, bad);
      assertThatThrownBy(() -> AudienceIndex.open(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is no further place")
          .hasMessageContaining("load the watchers anew");
    }
  }

  @Test
  void shardsTogetherAnswerWhatTheWholeAnswers() {
    AudienceIndex index = new AudienceIndex();
    List<Watcher> watchers = watchers(5000);
    index.putAll(watchers);
    for (int shards : new int[] {1, 2, 3, 7, 64}) {
      List<AudienceIndex> split = index.split(shards);
      assertThat(split).hasSize(shards);
      assertThat(split.stream().mapToInt(AudienceIndex::size).sum()).isEqualTo(index.size());
      assertThat(split.stream().mapToInt(AudienceIndex::size).max().orElseThrow())
          .isLessThan(2 * index.size() / shards + 500);
      for (Danger danger : dangers()) {
        Audience union = Audience.nobody();
        for (AudienceIndex shard : split) {
          Audience part = shard.match(danger);
          assertThat(union.intersect(part).isEmpty()).isTrue();
          union = union.union(part);
        }
        assertThat(union).as("%d shards", shards).isEqualTo(index.match(danger));
      }
    }
    assertThatThrownBy(() -> index.split(0)).hasMessageContaining("1 to 65536");
    assertThat(new AudienceIndex().split(3)).hasSize(3);
  }

  private static List<Danger> dangers() {
    return List.of(
        Asking.danger(Asking.box(-10, -10, 10, 10)),
        Asking.danger(Area.circle(0, 180, 3_000_000)),
        Asking.danger(Area.everywhere()).withSeverity(Severity.MINOR),
        Asking.danger(Asking.box(-60, 100, 60, -100)).withWindow(Window.at(NOON)),
        Asking.danger(Asking.box(-60, 100, 60, -100)).withCategories(Set.of(Category.FIRE)));
  }

  private static List<Watcher> watchers(int count) {
    RandomGenerator random = Asking.random(77);
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Coordinates at = Coordinates.of(random.nextDouble(-90, 90), random.nextDouble(-180, 180));
      Shape shape =
          switch (i % 40) {
            case 0 -> Shape.world();
            case 1 -> Shape.polygons(Asking.box(-1, 179, 1, -179), Asking.box(0, 0, 2, 2));
            case 2 ->
                Shape.polygons(
                    new Polygon(
                        Asking.box(0, 0, 9, 9).outer(), List.of(Asking.box(1, 1, 2, 2).outer())));
            case 3 -> new Shape.Corridor(List.of(at, Coordinates.of(0, 0)), 5000);
            case 4 -> Shape.pointRadius(90, 5, 10);
            case 5, 6 -> new Shape.PointRadius(at, random.nextDouble(500_000));
            default -> new Shape.PointRadius(at, i % 3 == 0 ? 250 : 0);
          };
      When.WeeklyHours weekly =
          new When.WeeklyHours(
              ZoneId.of("Europe/Paris"),
              List.of(new When.Hours(DayOfWeek.FRIDAY, LocalTime.of(9, 0), LocalTime.of(17, 30))));
      When when =
          switch (i % 7) {
            case 0 -> weekly;
            case 1 -> When.interval(NOON, NOON.plusSeconds(i));
            case 2 -> When.interval(NOON.plusNanos(5), Instant.MAX);
            case 3 ->
                new When.WeeklyWithin(new When.Interval(NOON, NOON.plusSeconds(864_000)), weekly);
            default -> When.always();
          };
      List<Place> places =
          i % 41 == 0
              ? List.of()
              : i % 4 == 0
                  ? List.of(new Place(shape, when), Place.always(Shape.pointRadius(1, 1, 1)))
                  : List.of(new Place(shape, when));
      watchers.add(
          new Watcher(
              i,
              Asking.one(random, WatcherKind.values()),
              places,
              new Preferences(
                  i % 4 == 0 ? Set.of(Category.FIRE, Category.MET) : Set.of(),
                  Asking.one(random, Severity.values()),
                  Urgency.UNKNOWN,
                  Certainty.LIKELY,
                  i % 5 == 0 ? List.of("ru", "en-GB") : List.of())));
    }
    return watchers;
  }
}
