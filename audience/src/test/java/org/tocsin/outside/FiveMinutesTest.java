// SPDX-License-Identifier: Apache-2.0
package org.tocsin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tocsin.audience.Area;
import org.tocsin.audience.Audience;
import org.tocsin.audience.AudienceIndex;
import org.tocsin.audience.Danger;
import org.tocsin.audience.FileWatcher;
import org.tocsin.audience.LineProblem;
import org.tocsin.audience.ProblemSink;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.audience.Window;

/**
 * FEATURE UNDER TEST: the library can be used from outside through its public door alone. The
 * README shows this example.
 */
class FiveMinutesTest {
  private static final String FILE =
      """
      id,kind,lat,lon,radiusMetres,openingHours,languages,channel,address
      hall,venue,55.826,37.390,250,Mo-Su 18:00-23:30 @ Europe/Moscow,ru,email,hall@example.org
      ana,person,59.94,30.31,0,,en,email,ana@example.org
      bo,person,155.75,37.61,0,,en,sms,+70000000000
      """;

  private final List<String> said = new ArrayList<>();

  private final ProblemSink problems =
      new ProblemSink() {
        @Override
        public void problem(LineProblem problem) {
          said.add(problem.words());
        }

        @Override
        public void rejected(long line, String id, byte[] raw) {
          said.add("kept line " + line);
        }
      };

  @Test
  void watchersFromAFileAreMatchedAndTheReasonIsSaid() throws IOException {
    InputStream in = new ByteArrayInputStream(FILE.getBytes(StandardCharsets.UTF_8));
    // begin
    List<FileWatcher> read = WatcherFiles.gather(in, WatcherFiles.Format.CSV, problems);
    AudienceIndex index = new AudienceIndex();
    for (int i = 0; i < read.size(); i++) {
      index.put(read.get(i).toWatcher(i));
    }

    Window evening =
        new Window(Instant.parse("2024-03-22T16:00:00Z"), Instant.parse("2024-03-22T20:00:00Z"));
    Danger danger = Danger.of(Area.circle(55.75, 37.62, 25_000), evening);

    Audience audience = index.match(danger);
    audience.stream()
        .forEach(
            id -> said.add(read.get((int) id).id() + ": " + index.explain(danger, id).words()));
    said.add("ana: " + index.explain(danger, 1).words());
    // end
    assertThat(audience.toArray()).containsExactly(0);
    assertThat(said)
        .containsExactly(
            "line 4, lat: lat is out of range (found: 155.75); give -90 to 90 degrees; check that lat and lon are not swapped",
            "kept line 4",
            "hall: Place 1 lies within the radius (area 1), from 2024-03-22T16:00:00Z to 2024-03-22T20:00:00Z.",
            "ana: No place of the watcher meets the area.");
  }
}
