// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * FEATURE UNDER TEST: a file is read straight into an index, as if its watchers had been gathered.
 */
class LoadedWatchersTest {

  private static final class Said implements ProblemSink {
    final List<String> said = new ArrayList<>();

    @Override
    public void problem(LineProblem problem) {
      said.add(problem.words());
    }

    @Override
    public void rejected(long line, String id, byte[] raw) {
      said.add(line + ":" + new String(raw, StandardCharsets.UTF_8));
    }
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Files in which ids come again at any distance, with places, without, and refused. */
  @Test
  void whatIsLoadedIsWhatIsGathered() throws IOException {
    RandomGenerator random = Asking.random(3);
    for (int round = 0; round < 100; round++) {
      StringBuilder file = new StringBuilder("id,lat,lon,polygon,from,channel,address\n");
      int ids = 1 + random.nextInt(1 << random.nextInt(12));
      for (int line = random.nextInt(2 * ids + 10); line >= 0; line--) {
        file.append("ü").append(random.nextInt(ids));
        file.append(
            switch (random.nextInt(6)) {
              case 0 -> ",,,,,email,a@example.org\n";
              case 1 -> ",95,0,,,,\n";
              case 2 -> ",,,\"POLYGON((0 0,1 0,1 1,0 0))\",2026-01-01T00:00:00Z,,\n";
              case 3 -> ",1,2,,,,\n";
              default ->
                  "," + random.nextInt(-90, 91) + "," + random.nextInt(-180, 181) + ",,,sms,+1\n";
            });
      }
      Said gatheredSaid = new Said();
      List<FileWatcher> gathered =
          WatcherFiles.gather(stream(file.toString()), WatcherFiles.Format.CSV, gatheredSaid);
      Said loadedSaid = new Said();
      LoadedWatchers loaded =
          WatcherFiles.load(stream(file.toString()), WatcherFiles.Format.CSV, loadedSaid);

      assertThat(loadedSaid.said).isEqualTo(gatheredSaid.said);
      assertThat(loaded.size()).isEqualTo(gathered.size());
      assertThat(loaded.index().size()).isEqualTo(gathered.size());
      for (int number = 0; number < gathered.size(); number++) {
        assertThat(loaded.id(number)).isEqualTo(gathered.get(number).id());
        assertThat(loaded.index().find(number)).contains(gathered.get(number).toWatcher(number));
      }
    }
  }

  @Test
  void aRowThatBringsTooManyPlacesIsRefusedAndKept() throws IOException {
    StringBuilder file = new StringBuilder("id,lat,lon,channel,address\n");
    for (int i = 0; i <= Watcher.MAX_PLACES; i++) {
      file.append("a,").append(i / 1000.0).append(",0,sms,+1\n");
    }
    Said loadedSaid = new Said();
    LoadedWatchers loaded =
        WatcherFiles.load(stream(file.toString()), WatcherFiles.Format.CSV, loadedSaid);
    Said gatheredSaid = new Said();
    WatcherFiles.gather(stream(file.toString()), WatcherFiles.Format.CSV, gatheredSaid);

    assertThat(loaded.index().find(0).orElseThrow().places()).hasSize(Watcher.MAX_PLACES);
    assertThat(loadedSaid.said)
        .isEqualTo(gatheredSaid.said)
        .satisfiesExactly(
            said -> assertThat(said).contains("line 10002, id: watcher has more than 10000 places"),
            said -> assertThat(said).isEqualTo("10002:a,10.0,0,sms,+1"));
  }

  @Test
  void aPlaceThatIsRepeatedIsNeverTooMuch() throws IOException {
    StringBuilder file = new StringBuilder("id,lat,lon,channel,address\n");
    for (int i = 0; i < Watcher.MAX_PLACES; i++) {
      file.append("a,").append(i / 1000.0).append(",0,sms,+1\n");
    }
    String repeated = file + "a,0.0,0,sms,+1\na,5.0,0,sms,+1\nb,1,1,sms,+1\n";
    Said loadedSaid = new Said();
    LoadedWatchers loaded =
        WatcherFiles.load(stream(repeated), WatcherFiles.Format.CSV, loadedSaid);
    Said gatheredSaid = new Said();
    List<FileWatcher> gathered =
        WatcherFiles.gather(stream(repeated), WatcherFiles.Format.CSV, gatheredSaid);

    assertThat(loadedSaid.said).isEmpty();
    assertThat(gatheredSaid.said).isEmpty();
    for (int number = 0; number < 2; number++) {
      assertThat(loaded.index().find(number)).contains(gathered.get(number).toWatcher(number));
    }
    assertThat(gathered.getFirst().places()).hasSize(Watcher.MAX_PLACES);
  }

  @Test
  void aFileThatBreaksOffIsNotLoaded() {
    InputStream broken =
        new SequenceInputStream(
            stream("id,lat,lon\na,1,2\n"),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("connection lost");
              }

              @Override
              public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("connection lost");
              }
            });
    assertThatThrownBy(() -> WatcherFiles.load(broken, WatcherFiles.Format.CSV, new Said()))
        .isInstanceOf(IOException.class)
        .hasMessage("connection lost");
  }

  @Test
  void theBookOfIdsIsAMap() {
    RandomGenerator random = Asking.random(4);
    IdBook book = new IdBook();
    Map<String, Integer> model = new HashMap<>();
    for (int i = 0; i < 60_000; i++) {
      String id = "i".repeat(random.nextInt(1, 60)) + "\uD83D\uDE00" + random.nextInt(3_000);
      int next = model.size();
      assertThat(book.number(id)).isEqualTo(model.computeIfAbsent(id, _ -> next));
    }
    assertThat(book.size()).isEqualTo(model.size());
    model.forEach((id, number) -> assertThat(book.id(number)).isEqualTo(id));
    assertThatThrownBy(() -> book.id(model.size()))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("outside 0 to");
  }
}
