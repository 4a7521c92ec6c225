// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.world.StageWorld;

/**
 * FEATURE UNDER TEST: refused lines are given out in pieces, and go with their person or in time.
 */
class KeptLinesTest {

  private static final OfficerId OFFICER = new OfficerId("officer_01HRS4000000000000000000AB");

  private static StageWorld world;
  private static Watchers watchers;
  private static Imports imports;
  private static JdbcClient jdbc;

  @BeforeAll
  static void start() {
    world = StageWorld.start();
    watchers = world.get(Watchers.class);
    imports = world.get(Imports.class);
    jdbc = world.get(JdbcClient.class);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void erasingAWatcherDestroysTheRefusedLinesThatSpeakOfThem() throws IOException {
    long first =
        take(
            WatcherFiles.Format.CSV,
            """
            id,lat,lon,channel,address
            erased,48,2,email,e@example.org
            erased,99,2,email,e@example.org
            erased,48,2,of,too,many,cells
            stays,99,2,email,s@example.org
            erased-not,99,2,email,n@example.org
            """);
    long second =
        take(
            WatcherFiles.Format.NDJSON,
            """
            {"id":"erased","lat":48,"lon":2,"channel":"email","address":"no address"}
            {"id":"erased","lat":48,"lon":
            """);
    long third =
        take(
            WatcherFiles.Format.GEOJSON,
            """
            {"type":"Feature","id":"erased","geometry":{"type":"Point","coordinates":[2,99]}}
            {"type":"Feature","id":"stays","geometry":{"type":"Point","coordinates":[2,99]}}
            """);

    long number = watchers.find("erased").orElseThrow().number();
    watchers.erase(watchers.find("erased").orElseThrow(), OFFICER);

    assertThat(text(first)).contains("stays,99", "erased-not,99").hasLineCount(3);
    assertThatThrownBy(() -> watchers.keptLines(second, OFFICER))
        .hasMessageContaining("no lines are kept");
    assertThat(text(third)).contains("stays").doesNotContain("erased");
    assertThat(watchers.importsToMend(10))
        .extracting(PastImport::id)
        .contains(first, third)
        .doesNotContain(second);
    assertThat(about(Watchers.subject(number)))
        .filteredOn(line -> line.type().equals("WatcherErased"))
        .singleElement()
        .satisfies(line -> assertThat(line.words()).doesNotContain("erased-not"));
  }

  @Test
  void theHeaderOfAFileGoesWithItsLastKeptLine() {
    long id = take(WatcherFiles.Format.CSV, "id,lat,lon\nlast-1,48,2\nlast-1,99,2\n");
    assertThat(hasHeader(id)).isTrue();
    watchers.erase(watchers.find("last-1").orElseThrow(), OFFICER);
    assertThat(hasHeader(id)).isFalse();
  }

  @Test
  void whatStandsBesideALineTellsNobodyWithoutTheKeyWhoseItIs() throws Exception {
    long id = take(WatcherFiles.Format.CSV, "id,lat,lon\nhidden-1,99,2\nhidden-1,98,2\n,97,2\n");
    List<byte[]> hashes =
        jdbc.sql("select id_hash from watch.reject where import_id = ? order by ordinal")
            .param(id)
            .query((row, i) -> java.util.Optional.ofNullable(row.getBytes(1)).orElse(new byte[0]))
            .list();
    byte[] plain =
        MessageDigest.getInstance("SHA-256").digest("hidden-1".getBytes(StandardCharsets.UTF_8));
    assertThat(hashes.get(0)).hasSize(32).isEqualTo(hashes.get(1)).isNotEqualTo(plain);
    assertThat(hashes.get(2)).as("no id can be read").isEmpty();
  }

  @Test
  void refusedLinesAreDestroyedWhenTheirTimeIsOverAndTheRecordSaysSo() {
    long id = take(WatcherFiles.Format.CSV, "id,lat,lon\nlate-1,99,2\nlate-2,99,2\nlate-3,1,2\n");
    Instant taken =
        watchers.imports(100).stream()
            .filter(each -> each.id() == id)
            .findFirst()
            .orElseThrow()
            .at();

    imports.runDue(taken.plus(Duration.ofDays(30)).minusSeconds(1));
    assertThat(kept(id)).isEqualTo(2);

    Instant over = taken.plus(Duration.ofDays(30));
    assertThat(imports.runDue(over)).isPositive();
    assertThat(kept(id)).isZero();
    assertThat(hasHeader(id)).isFalse();
    assertThat(imports.runDue(over)).as("safe to run twice").isZero();
    assertThat(about("import-" + id))
        .filteredOn(line -> line.type().equals("RefusedLinesForgotten"))
        .singleElement()
        .satisfies(line -> {
          assertThat(line.by()).isEqualTo("system");
          assertThat(line.words()).isEqualTo("2 refused lines of an import destroyed");
        });
    assertThat(
            jdbc.sql(
                    """
                    select convert_from(body, 'UTF8') || words ||
                           coalesce((select string_agg(value, '') from ledger.disclosure
                                      where entry_number = number), '')
                      from ledger.entry where subject = ?
                    """)
                .param("import-" + id)
                .query(String.class)
                .list())
        .isNotEmpty()
        .noneMatch(entry -> entry.contains("late-"));
  }

  @Test
  void aFileOfManyAndOfLongLinesComesWholeAndInOrder() throws IOException {
    StringBuilder file = new StringBuilder("id,lat,lon,name\n");
    for (int i = 0; i < 2_500; i++) {
      file.append("many-").append(i).append(",99,2,").append(i == 7 ? "x" : "").append('\n');
    }
    for (int i = 0; i < 3; i++) {
      file.append("long-").append(i).append(",99,2,").append("y".repeat(700_000)).append('\n');
    }
    KeptLines lines = watchers.keptLines(take(WatcherFiles.Format.CSV, file.toString()), OFFICER);
    assertThat(lines.lines()).isEqualTo(2_503);
    List<String> written = written(lines).lines().toList();
    List<String> sent = file.toString().lines().toList();
    assertThat(written).hasSameSizeAs(sent);
    for (int i = 1; i < sent.size(); i++) {
      assertThat(written.get(i)).endsWith("\"," + sent.get(i));
    }
  }

  @Test
  void linesThatAreDestroyedWhileTheFileIsWrittenAreNotInIt() throws IOException {
    long id =
        take(
            WatcherFiles.Format.CSV,
            "id,lat,lon,name\n" + ("torn,99,2," + "z".repeat(900_000) + "\n").repeat(4));
    KeptLines lines = watchers.keptLines(id, OFFICER);
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    lines.writeTo(
        new OutputStream() {
          private boolean destroyed;

          @Override
          public void write(int b) {
            seen.write(b);
          }

          @Override
          public void write(byte[] buffer, int offset, int length) {
            seen.write(buffer, offset, length);
            if (!destroyed) {
              destroyed = true;
              watchers.forgetKeptLines(id, OFFICER);
            }
          }
        });
    assertThat((long) seen.size()).isPositive().isLessThan(lines.length());
    assertThat(seen.toString(StandardCharsets.UTF_8)).hasLineCount(3);
  }

  @Test
  void theSettingHasThisNameDefaultAndRange() {
    assertThat(bind(Map.of()).keepRefusedLines()).isEqualTo(Duration.ofDays(30));
    assertThat(bind(Map.of("tocsin.watch.keep-refused-lines", "36h")).keepRefusedLines())
        .isEqualTo(Duration.ofHours(36));
    for (String bad : List.of("0s", "59m", "3651d")) {
      assertThatThrownBy(() -> bind(Map.of("tocsin.watch.keep-refused-lines", bad)))
          .rootCause()
          .hasMessageContaining("it must be 1h to 3650d");
    }
  }

  private static WatchSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("tocsin.watch", WatchSettings.class);
  }

  private static long take(WatcherFiles.Format format, String file) {
    return watchers
        .importFile(
            new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), format, OFFICER)
        .id();
  }

  private static String text(long importId) throws IOException {
    return written(watchers.keptLines(importId, OFFICER));
  }

  private static String written(KeptLines lines) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    lines.writeTo(out);
    assertThat((long) out.size()).isEqualTo(lines.length());
    return out.toString(StandardCharsets.UTF_8);
  }

  private static int kept(long importId) {
    return jdbc.sql("select count(*) from watch.reject where import_id = ?")
        .param(importId)
        .query(Integer.class)
        .single();
  }

  private static boolean hasHeader(long importId) {
    return jdbc.sql("select header is not null from watch.import where id = ?")
        .param(importId)
        .query(Boolean.class)
        .single();
  }

  private static List<TimelineLine> about(String subject) {
    return world.get(Ledger.class).about(subject);
  }
}
