// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * FEATURE UNDER TEST: lists of watchers are read, and every bad line is refused aloud and kept
 * while the rest goes on.
 */
class WatcherFilesTest {

  private static final class Kept implements ProblemSink {
    final List<LineProblem> problems = new ArrayList<>();
    final List<String> rejected = new ArrayList<>();

    @Override
    public void problem(LineProblem problem) {
      problems.add(problem);
    }

    @Override
    public void rejected(long line, String id, byte[] raw) {
      rejected.add(line + ":" + new String(raw, StandardCharsets.ISO_8859_1));
    }

    List<String> words() {
      return problems.stream().map(LineProblem::words).toList();
    }
  }

  private final Kept kept = new Kept();

  private List<FileWatcher> csv(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8), WatcherFiles.Format.CSV);
  }

  private List<FileWatcher> json(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8), WatcherFiles.Format.NDJSON);
  }

  private List<FileWatcher> read(byte[] bytes, WatcherFiles.Format format) {
    try {
      return WatcherFiles.gather(new ByteArrayInputStream(bytes), format, kept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final FileWatcher HALL =
      new FileWatcher(
          "hall-1",
          "Hall, \"the\" first",
          WatcherKind.VENUE,
          List.of(
              new Place(
                  Shape.pointRadius(55.826, 37.39, 250),
                  When.weekly(
                      ZoneId.of("Europe/Moscow"),
                      new When.Hours(DayOfWeek.FRIDAY, LocalTime.of(18, 0), LocalTime.of(2, 0)),
                      new When.Hours(
                          DayOfWeek.SATURDAY, LocalTime.of(18, 0), LocalTime.of(2, 0))))),
          new Preferences(
              Set.of(Category.SECURITY, Category.CBRNE),
              Severity.MODERATE,
              Urgency.UNKNOWN,
              Certainty.UNKNOWN,
              List.of("ru", "pt-BR")),
          List.of(
              new FileWatcher.Channel("email", "hall@example.org"),
              new FileWatcher.Channel("webhook", "https://example.org/w")));

  @Test
  void aCsvFileInAnyOrderOfColumnsWithSeveralRowsOfOneIdIsRead() {
    assertThat(
            csv(
                """
                \uFEFFid,kind,lon,lat,radiusMetres,openingHours,zone,name,categories,minSeverity,languages,channel,address\r
                hall-1,venue,37.390,55.826,250,Fr-Sa 18:00-02:00,Europe/Moscow,"Hall, ""the"" first",Security|cbrne,moderate,ru|pt-br,email,hall@example.org\r
                \r
                hall-1,,,,,,,,,,,webhook,https://example.org/w\r
                """))
        .containsExactly(HALL);
    assertThat(kept.words()).isEmpty();
  }

  @Test
  void aChannelMayHaveHoursAtWhichItIsLeftInPeace() {
    assertThat(
            csv(
                """
                id,lat,lon,channel,address,quiet,zone
                a,55,37,sms,+1,Mo-Su 22:00-07:00,Europe/Moscow
                a,,,email,a@example.org,,
                """))
        .singleElement()
        .satisfies(watcher -> {
          assertThat(watcher.channels().getFirst().quiet())
              .isInstanceOfSatisfying(
                  When.WeeklyHours.class,
                  quiet -> {
                    Instant before = Instant.parse("2026-01-10T18:30:00Z");
                    assertThat(quiet.overlaps(Window.at(before))).isFalse();
                    assertThat(quiet.overlaps(Window.at(before.plusSeconds(3600)))).isTrue();
                  });
          assertThat(watcher.channels().getLast().quiet()).isNull();
        });
    assertThat(kept.words()).isEmpty();
  }

  @Test
  void anNdjsonFileGivesTheSame() {
    assertThat(
            json(
                """
                {"id":"hall-1","kind":"venue","lon":37.390,"lat":"55.826","radiusMetres":250,"openingHours":"Fr-Sa 18:00-02:00 @ Europe/Moscow","name":"Hall, \\"the\\" first","categories":["Security","CBRNE"],"minSeverity":"Moderate","languages":["ru","pt-BR"],"channel":"email","address":"hall@example.org"}
                {"id":"hall-1","channel":"webhook","address":"https://example.org/w","polygon":null}
                """))
        .containsExactly(HALL);
    assertThat(kept.words()).isEmpty();
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          lat; 91; lat: lat is out of range
          lat; 55,7; lat: this is no number
          lat; NaN; lat: this is no number
          quiet; 24/7; quiet: quiet hours are all hours
          lat; 1e400; lat: lat is out of range
          lon; -180.5; lon: lon is out of range
          radiusMetres; 500001; radiusMetres: radiusMetres is out of range
          radiusMetres; -1; radiusMetres: radiusMetres is out of range
          kind; martian; kind: kind is not known
          categories; Security|Love; categories: category is not known
          minSeverity; huge; minSeverity: minSeverity is not known
          languages; x_y; languages: language is no BCP 47 tag
          from; 2026-03-07T18:00:00; from: time has no zone
          from; yesterday; from: time cannot be read
          until; 2020-01-01T00:00:00Z; until: until is before from
          openingHours; Mo-Fr; openingHours: opening hours have days without times
          openingHours; Xx 09:00-17:00; openingHours: day of opening hours is not known
          openingHours; Mo 9-17; openingHours: times of opening hours cannot be read
          openingHours; Mo off; openingHours: opening hours name 0 ranges
          openingHours; Mo 09:00-17:00 @ Moscow; openingHours: time zone is not known
          zone; Mars/Olympus; zone: time zone is not known
          polygon; POLYGON((0 0, 1 0, 1 1)); polygon: polygon is refused: outer ring has 3 positions
          polygon; POLYGON((0 0, 1 0, 1 1, 0 1)); polygon: polygon is refused: outer ring is not closed
          polygon; POLYGON((0 0, 1 1, 1 0, 0 1, 0 0)); polygon: polygon crosses itself
          polygon; POLYGON((0 0, 1 0, 1 1, 0 0); polygon: polygon needs , or ) here (character 29)
          polygon; POLYGON((0 0, 1 0, 1 95, 0 0)); polygon: latitude 95 is out of range
          polygon; POLYGON((0 0 5, 1 0 5, 1 1 5, 0 0 5)); polygon: polygon needs , or ) here
          polygon; POLYGON EMPTY; polygon: polygon needs ( here
          polygon; CIRCLE(0 0); polygon: polygon is not in a form that is read
          polygon; SRID=3857;polygon: polygon is not in WGS 84
          channel; ; channel: channel is missing
          address; ; address: address is missing
          id; ; id: id is missing
          lat; ; lat: lat is missing
          name; ~a\tb~; name: name holds a control character
          """)
  void aBadCellIsRefusedWithItsColumnAndTheNextLineIsRead(
      String column, String value, String expected) {
    List<String> names =
        List.of(
            "id",
            "kind",
            "lat",
            "lon",
            "radiusMetres",
            "from",
            "until",
            "openingHours",
            "zone",
            "polygon",
            "categories",
            "minSeverity",
            "languages",
            "channel",
            "address",
            "name",
            "quiet");
    List<String> good =
        new ArrayList<>(
            List.of(
                "a",
                "person",
                "1",
                "2",
                "3",
                "2026-01-01T00:00:00Z",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "email",
                "a@example.org",
                "",
                ""));
    good.set(
        names.indexOf(column), "\"" + (value == null ? "" : value.replace("\\t", "\t")) + "\"");
    String bad = String.join(",", good);
    List<FileWatcher> read =
        csv(String.join(",", names) + "\n" + bad + "\nb" + ",".repeat(13) + "sms,+1,,\n");
    assertThat(read).extracting(FileWatcher::id).containsExactly("b");
    assertThat(kept.words())
        .anySatisfy(words -> assertThat(words).startsWith("line 2, " + expected));
    assertThat(kept.problems.getFirst().remedy()).isNotEmpty();
    assertThat(kept.rejected).containsExactly("2:" + bad);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          {"id":"a"; line is no JSON, at character
          [1]; line is no JSON object
          {"id":"a"} x; line is no JSON, at character
          {"id":"a"} {}; line goes on after its object
          {"id":"a","id":"b"}; line is no JSON, at character
          {"id":{"x":1}}; id: id is neither text nor number
          {"id":["a"]}; id: id is a list
          {"id":"a","languages":[1]}; languages: languages holds something that is no text
          {"id":"a","lat":true,"lon":1}; lat: lat is neither text nor number
          {"id":"a","from":"2026-01-01T00:00:00Z"}; row has times but no place
          {"id":"a","radiusMetres":3}; radiusMetres: radiusMetres has no position
          """)
  void aBadJsonLineIsRefusedAndTheNextLineIsRead(String bad, String expected) {
    assertThat(json(bad + "\n{\"id\":\"b\"}\n")).extracting(FileWatcher::id).containsExactly("b");
    assertThat(kept.words()).anySatisfy(words -> assertThat(words).contains(expected));
    assertThat(kept.rejected).containsExactly("1:" + bad);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          a,"b; quote is never closed
          a,b"c; cell 2 has a quote in its middle
          a,"b"c; cell 2 goes on after its closing quote
          a; row has 1 cells, the header has 2
          a,b,c; row has 3 cells, the header has 2
          """)
  void aBrokenCsvLineCostsOnlyItself(String bad, String expected) {
    assertThat(csv("id,name\n" + bad + "\nb,Bo\n"))
        .extracting(FileWatcher::id)
        .containsExactly("b");
    assertThat(kept.words())
        .anySatisfy(words -> assertThat(words).startsWith("line 2: " + expected));
    assertThat(kept.rejected).containsExactly("2:" + bad);
  }

  @Test
  void anObjectOfAnyDepthIsRefusedAndTheNextLineIsRead() {
    String deep = "{\"id\":\"a\",\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
    assertThat(json(deep + "\n{\"id\":\"b\"}\n")).extracting(FileWatcher::id).containsExactly("b");
    assertThat(kept.words().getFirst()).contains("line is no JSON");
    assertThat(kept.rejected).containsExactly("1:" + deep);
  }

  @Test
  void halfACharacterIsRefused() {
    assertThat(json("{\"id\":\"a\\ud83d\"}\n{\"id\":\"\\ud83d\\ude00\"}\n"))
        .extracting(FileWatcher::id)
        .containsExactly("\uD83D\uDE00");
    assertThat(kept.words().getFirst()).startsWith("line 1, id: id holds half a character at 2");
  }

  @Test
  void badValuesDoNotHideTheFaultsBesideThem() {
    assertThat(json("{\"id\":[\"a\"],\"lat\":{},\"lon\":1,\"kind\":\"cat\"}")).isEmpty();
    assertThat(kept.problems).extracting(LineProblem::column).containsExactly("id", "lat", "kind");
  }

  @Test
  void allFaultsOfARowAreToldAtOnce() {
    assertThat(csv("id,lat,lon,kind\na,99,999,cat\n")).isEmpty();
    assertThat(kept.problems).extracting(LineProblem::column).containsExactly("kind", "lat", "lon");
    assertThat(kept.rejected).hasSize(1);
  }

  @Test
  void unknownColumnsAndGapsAreWarnings() {
    assertThat(csv("id,shoeSize\na,44\n")).hasSize(1);
    assertThat(kept.words())
        .satisfiesExactly(
            words -> assertThat(words).startsWith("line 1, shoeSize: column is not known"),
            words -> assertThat(words).startsWith("line 2, channel: watcher has no channel"),
            words -> assertThat(words).startsWith("line 2, lat: watcher has no place"));
    assertThat(kept.problems)
        .extracting(LineProblem::grade)
        .containsOnly(LineProblem.Grade.WARNING);
    assertThat(kept.rejected).isEmpty();
    kept.problems.clear();
    assertThat(json("{\"id\":\"a\",\"shoe\":[{}]}\n{\"id\":\"b\",\"shoe\":1}\n")).hasSize(2);
    assertThat(kept.problems).filteredOn(problem -> problem.column().equals("shoe")).hasSize(1);
  }

  @Test
  void anUnknownLanguageCostsAWarningNotTheWatcher() {
    assertThat(csv("id,languages\na,en|qq|tr\n").getFirst().preferences().languages())
        .containsExactly("en", "tr");
    assertThat(kept.words())
        .anySatisfy(words -> assertThat(words).contains("language is not known", "found: qq"));
  }

  @Test
  void bytesThatAreNoUtf8CostOnlyTheirLine() {
    byte[] bytes = "id,name\na,M\u00FCnchen\nb,Berlin\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(read(bytes, WatcherFiles.Format.CSV))
        .extracting(FileWatcher::name)
        .containsExactly("Berlin");
    assertThat(kept.words())
        .anySatisfy(words ->
            assertThat(words).contains("line 2: line is not UTF-8 at byte 4 (found: 0xFC)"));
    assertThat(kept.rejected).containsExactly("2:a,M\u00FCnchen");
  }

  @Test
  void anEndlessLineIsCutAndRefused() {
    String endless = "a," + "x".repeat(3 * Lines.MAX_LINE_BYTES);
    assertThat(csv("id,name\n" + endless + "\nb,Bo"))
        .extracting(FileWatcher::id)
        .containsExactly("b");
    assertThat(kept.words())
        .anySatisfy(words -> assertThat(words).contains("line is longer than 1048576 bytes"));
    assertThat(kept.rejected.getFirst()).hasSize(Lines.MAX_LINE_BYTES + 2);
  }

  @Test
  void aHeaderWithoutIdRefusesEveryLine() {
    assertThat(csv("lat,lon\n1,2\n")).isEmpty();
    assertThat(kept.words().getFirst()).contains("header has no column id");
    assertThat(kept.rejected).hasSize(2);
  }

  @Test
  void aQuotedCellMaySpanLines() {
    assertThat(csv("id,address,channel\na,\"x\ny\",post\nb,z,post\n"))
        .extracting(FileWatcher::id)
        .containsExactly("b");
    assertThat(kept.words().getFirst())
        .startsWith("line 2, address: address holds a control character");
    assertThat(kept.rejected).containsExactly("2:a,\"x\ny\",post");
  }

  @Test
  void polygonsTimesAndSeasonsAreRead() {
    List<FileWatcher> read =
        csv(
            """
            id,polygon,from,until,openingHours
            a,"MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)),((10 10, 11 10, 11 11, 10 10),(10.5 10.2,10.6 10.2,10.6 10.3,10.5 10.2)))",2026-01-01T00:00:00+03:00,,
            b,"SRID=4326;POLYGON ((0 0,1 0,1 1,0 0))",,2026-01-01T00:00:00Z,24/7
            c,"POLYGON((0 0,1 0,1 1,0 0))",2026-01-01T00:00:00Z,2026-06-01T00:00:00-00:00,"Mo-Fr 09:00-17:00; We off; 00:00-24:00 @ +02:00"
            """);
    assertThat(kept.problems)
        .allSatisfy(problem -> assertThat(problem.column()).isEqualTo("channel"));
    assertThat(((Shape.Polygons) read.get(0).places().getFirst().shape()).polygons()).hasSize(2);
    assertThat(read.get(0).places().getFirst().when())
        .isEqualTo(When.interval(Instant.parse("2025-12-31T21:00:00Z"), Instant.MAX));
    assertThat(read.get(1).places().getFirst().when())
        .isEqualTo(When.interval(Instant.MIN, Instant.parse("2026-01-01T00:00:00Z")));
    assertThat(read.get(2).places().getFirst().when())
        .isInstanceOfSatisfying(
            When.WeeklyWithin.class, season -> assertThat(season.hours().hours()).hasSize(7));
  }

  /**
   * Any damage to a good file ends in rows and problems, never in an exception, and every line is
   * accounted for.
   */
  @ParameterizedTest
  @EnumSource(WatcherFiles.Format.class)
  void damagedFilesNeverStopTheReader(WatcherFiles.Format format) throws IOException {
    String good =
        switch (format) {
          case CSV ->
              "id,lat,lon,polygon,openingHours\na,1,2,\"POLYGON((0 0,1 0,1 1,0 0))\",\"Mo-Fr 09:00-17:00\"\nb,3,4,,\n";
          case NDJSON ->
              "{\"id\":\"a\",\"lat\":1,\"lon\":2,\"polygon\":\"POLYGON((0 0,1 0,1 1,0 0))\"}\n{\"id\":\"b\",\"languages\":[\"en\"]}\n";
          case GEOJSON ->
              "{\"features\":[{\"type\":\"Feature\",\"id\":\"a\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}]}";
        };
    RandomGenerator random = Asking.random(9);
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] =
            random.nextBoolean()
                ? (byte) random.nextInt(256)
                : (byte) "\",|\n{}[]()-:1".charAt(random.nextInt(13));
      }
      WatcherFiles.read(
          new ByteArrayInputStream(bytes), format, row -> row.watcher().toWatcher(1), new Kept());
    }
  }
}
