// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tocsin.audience.Audience;
import org.tocsin.audience.AudienceIndex;
import org.tocsin.audience.Coordinates;
import org.tocsin.audience.DangerIndex;
import org.tocsin.bench.frame.Keeper;

/** Ours. */
final class TocsinDesk extends Desk {
  private final AudienceIndex index = new AudienceIndex();

  private TocsinDesk(Setting setting) throws Exception {
    super(setting);
    timed("making the objects that are handed over", () -> watchers.stream().forEach(_ -> {}));
    long before = heapBytes();
    timed("build, with making the objects", () -> index.putAll(watchers.stream(), watchers.count));
    tellMemory(heapBytes() - before);
  }

  static Keeper of(Setting setting) throws Exception {
    return new TocsinDesk(setting);
  }

  /** As a set that is counted; or {@code listed}, as ascending ids in an array. */
  @Override
  Finder finder(String way) {
    boolean isListed = way.equals("listed");
    return new Finder() {
      @Override
      public int count(Question question) {
        Audience audience = index.match(question.danger());
        return isListed ? audience.toArray().length : audience.size();
      }

      @Override
      public int[] ids(Question question) {
        return Arrays.stream(index.match(question.danger()).toArray())
            .mapToInt(Math::toIntExact)
            .toArray();
      }
    };
  }

  @Override
  Mover mover() {
    return (id, x, y) -> {
      if (!index.move(id, Watchers.coordinates(x, y))) {
        throw new IllegalStateException("there is no watcher " + id);
      }
    };
  }

  @Override
  Locator locator(List<Question> inForce) throws Exception {
    DangerIndex[] made = new DangerIndex[1];
    timed(
        "making %,d dangers ready".formatted(inForce.size()),
        () -> made[0] = DangerIndex.of(inForce.stream().map(Question::danger).toList()));
    Instant now = Instant.ofEpochSecond(Questions.NOW);
    return new Locator() {
      @Override
      public int[] at(int x, int y) {
        return made[0].numbersAt(Watchers.coordinates(x, y), now);
      }

      @Override
      public int[][] at(int[] x, int[] y, int from, int count) {
        List<Coordinates> positions = new ArrayList<>(count);
        for (int i = from; i < from + count; i++) {
          positions.add(Watchers.coordinates(x[i], y[i]));
        }
        return made[0].numbersAt(positions, now);
      }
    };
  }

  @Override
  public Map<String, Double> quantities() throws Exception {
    Path file = Files.createTempFile("audience", ".snapshot");
    try {
      timed("saving a file", () -> index.save(file));
      tell("file, bytes a watcher", Files.size(file) / (double) watchers.count);
      timed("opening it", () -> AudienceIndex.open(file));
    } finally {
      Files.delete(file);
    }
    return super.quantities();
  }
}
