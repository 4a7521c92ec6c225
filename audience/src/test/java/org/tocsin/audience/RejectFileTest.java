// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: refused lines are kept as a file that can be mended and read again. */
class RejectFileTest {
  private final List<String> said = new ArrayList<>();
  private final ProblemSink sink =
      new ProblemSink() {
        @Override
        public void problem(LineProblem problem) {
          if (!problem.column().equals("channel")) {
            said.add(problem.words());
          }
        }

        @Override
        public void rejected(long line, String id, byte[] raw) {}
      };

  /** Reads a file; gives the ids that were read, and what was refused as a file. */
  private record Sorted(List<String> ids, String rejects, long kept) {}

  private Sorted sort(String text, WatcherFiles.Format format) throws IOException {
    return sort(text.getBytes(StandardCharsets.UTF_8), format);
  }

  private Sorted sort(byte[] bytes, WatcherFiles.Format format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> ids = new ArrayList<>();
    try (RejectFile rejects = new RejectFile(out, format, sink)) {
      WatcherFiles.read(
          new ByteArrayInputStream(bytes), format, row -> ids.add(row.watcher().id()), rejects);
      return new Sorted(ids, out.toString(StandardCharsets.UTF_8), rejects.kept());
    }
  }

  @Test
  void csvLinesStandWithTheirReasonsInAFirstColumn() throws IOException {
    Sorted sorted =
        sort(
            "id,lat,lon,name\na,99,1,\"x,\"\"y\"\"\"\nb,1,2,Bo\nc,91,999,C\n",
            WatcherFiles.Format.CSV);
    assertThat(sorted.ids).containsExactly("b");
    assertThat(sorted.rejects)
        .isEqualTo(
            """
            reason,id,lat,lon,name
            "line 2, lat: lat is out of range (found: 99); give -90 to 90 degrees; check that lat and lon are not swapped",a,99,1,"x,""y""\"
            "line 4, lat: lat is out of range (found: 91); give -90 to 90 degrees; check that lat and lon are not swapped | line 4, lon: lon is out of range (found: 999); give -180 to 180 degrees",c,91,999,C
            """);
    assertThat(sorted.kept).isEqualTo(2);

    said.clear();
    Sorted mended = sort(sorted.rejects.replace(",99,", ",9,"), WatcherFiles.Format.CSV);
    assertThat(mended.ids).containsExactly("a");
    assertThat(mended.rejects)
        .startsWith("reason,id,lat,lon,name\n\"line 3, lat:")
        .endsWith("\",c,91,999,C\n")
        .hasLineCount(2);
    assertThat(said).as("the column of reasons is no news").hasSize(2);
  }

  @Test
  void jsonLinesStandWithTheirReasonsInAFirstMember() throws IOException {
    Sorted sorted =
        sort(
            "{\"id\":\"a\\\"\",\"lat\":99,\"lon\":1}\n{ }\n[1]\n{\"reason\":1,\"lat\":\"}\n{\"id\":\"b\"}\n",
            WatcherFiles.Format.NDJSON);
    assertThat(sorted.ids).containsExactly("b");
    assertThat(sorted.rejects.lines().toList())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("{\"reason\":\"line 1, lat: lat is out of range (found: 99);")
                    .endsWith("\",\"id\":\"a\\\"\",\"lat\":99,\"lon\":1}"),
            line -> assertThat(line).startsWith("{\"reason\":\"line 2, id:").endsWith("\" }"),
            line -> assertThat(line).isEqualTo("[1]"),
            line -> assertThat(line).isEqualTo("{\"reason\":1,\"lat\":\"}"));

    Sorted again = sort(sorted.rejects, WatcherFiles.Format.NDJSON);
    assertThat(again.rejects.lines().toList())
        .as("the old reason gives way to the new one")
        .hasSize(4)
        .first()
        .asString()
        .containsOnlyOnce("reason")
        .endsWith("\",\"id\":\"a\\\"\",\"lat\":99,\"lon\":1}");
    assertThat(
            sort(again.rejects.replace("\"lat\":99", "\"lat\":9"), WatcherFiles.Format.NDJSON).ids)
        .containsExactly("a\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          {"reason":"line 9: old","id":"a","lat":99}           ; ,"id":"a","lat":99}
          {"reason": "line 9: old", "id": "a", "lat": 99}      ; , "id": "a", "lat": 99}
          { "reason" : "line 9: old" , "id":"a", "lat":99}     ; ,  "id":"a", "lat":99}
          {"id": "a", "reason": "line 9: old", "lat": 99}      ; ,"id": "a",  "lat": 99}
          {"id":"a","lat":99 , "reason":"line 9: \\"old\\\\"}  ; ,"id":"a","lat":99 }
          {"id":"ä","lat":99,"reason":"line 9: öld"}           ; ,"id":"ä","lat":99}
          {"reason":"line 9: old" }                            ; ~ }~
          {"reason":"line 9: old","id":"a","lat":99,,}         ; ,"id":"a","lat":99,,}
          {"id":"a","lat":99,"of":{"reason":"theirs"}}         ; ,"id":"a","lat":99,"of":{"reason":"theirs"}}
          {"id":"a","lat":99,"of":"a \\"reason\\""}            ; ,"id":"a","lat":99,"of":"a \\"reason\\""}
          """)
  void aLineThatIsRefusedAgainShowsItsNewReasonHoweverAToolHasWrittenIt(String line, String rest)
      throws IOException {
    String again = sort(line + "\n", WatcherFiles.Format.NDJSON).rejects;
    assertThat(again).startsWith("{\"reason\":\"line 1").endsWith("\"" + rest + "\n");
    assertThat(again).doesNotContain("line 9", "old", "öld");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"a\",\"lat\":99,\"reason\":[\"theirs\"]}",
        "{\"id\":\"a\",,\"reason\":\"line 9: old\"}"
      })
  void aReasonThatIsNoTextOrCannotBeReadStandsAsItCame(String line) throws IOException {
    assertThat(sort(line + "\n", WatcherFiles.Format.NDJSON).rejects).isEqualTo(line + "\n");
  }

  @Test
  void aFeatureThatATableProgramHasWrittenAnewShowsItsNewReason() throws IOException {
    String feature =
        """
        { "type": "Feature", "id": "a", "reason": "line 9: old",
          "geometry": { "type": "Point", "coordinates": [ 1, 99 ] } }
        """;
    assertThat(sort(feature, WatcherFiles.Format.GEOJSON).rejects)
        .startsWith("{\"reason\":\"line 1, geometry: latitude is out of range (found: 99);")
        .contains("\"id\": \"a\",")
        .doesNotContain("old")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          CSV     ; 1,a,99                                                       ; a
          CSV     ; 1,a,99,of too many,cells                                     ; a
          CSV     ; 1,"a",9"9                                                    ; a
          CSV     ; 1                                                            ; ~~
          NDJSON  ; {"id":"a","lat":99,"lon":1}                                  ; a
          NDJSON  ; {"id":"a","lat":99                                           ; a
          NDJSON  ; {"lat":99,"of":{"id":"theirs"},"id":"a"                      ; a
          NDJSON  ; {"lat":99,,"id":"a"}                                         ; ~~
          NDJSON  ; {"id":["a"],"lat":99}                                        ; ~~
          NDJSON  ; [1]                                                          ; ~~
          GEOJSON ; {"type":"Feature","id":"b","geometry":1,"properties":{"id":"a"}}       ; a
          GEOJSON ; {"type":"Feature","id":"a","geometry":{"type":"Point","coordinates":}} ; a
          GEOJSON ; {"type":"Feature","properties":{"id":"a"},,"geometry":null}            ; a
          """)
  void whoARefusedLineSpeaksOfIsToldAsFarAsItCanBeRead(
      WatcherFiles.Format format, String line, String expected) throws IOException {
    List<String> ids = new ArrayList<>();
    String file = format == WatcherFiles.Format.CSV ? "lon,id,lat\n" + line : line;
    WatcherFiles.read(
        new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
        format,
        row -> ids.add("taken"),
        new ProblemSink() {
          @Override
          public void problem(LineProblem problem) {}

          @Override
          public void rejected(long at, String id, byte[] raw) {
            ids.add(id);
          }
        });
    assertThat(ids).containsExactly(expected);
  }

  @Test
  void whoALineThatIsNotUtf8SpeaksOfIsTold() throws IOException {
    List<String> ids = new ArrayList<>();
    RejectFile rejects =
        new RejectFile(
            OutputStream.nullOutputStream(),
            WatcherFiles.Format.NDJSON,
            new ProblemSink() {
              @Override
              public void problem(LineProblem problem) {}

              @Override
              public void rejected(long at, String id, byte[] raw) {
                ids.add(id);
              }
            });
    byte[] latin = "{\"name\":\"Andr\u00e9\",\"id\":\"a\"}".getBytes(StandardCharsets.ISO_8859_1);
    WatcherFiles.read(
        new ByteArrayInputStream(latin), WatcherFiles.Format.NDJSON, row -> {}, rejects);
    assertThat(ids).containsExactly("a");
  }

  @Test
  void featuresStandOneALine() throws IOException {
    Sorted sorted =
        sort(
            """
            {"type":"FeatureCollection","features":[
              {
                "type": "Feature", "id": "a",
                "geometry": {"type": "Point", "coordinates": [1, 99]}
              },
              {"type": "Feature", "id": "b", "geometry": null}
            ]}
            """,
            WatcherFiles.Format.GEOJSON);
    assertThat(sorted.ids).containsExactly("b");
    assertThat(sorted.rejects)
        .startsWith("{\"reason\":\"line 2, geometry: latitude is out of range (found: 99);")
        .endsWith("\"coordinates\": [1, 99]}   }\n")
        .hasLineCount(1);
    assertThat(sort(sorted.rejects.replace(" 99]", " 9]"), WatcherFiles.Format.GEOJSON).ids)
        .containsExactly("a");
  }

  @Test
  void aFileWithoutFaultsLeavesAnEmptyRejectFile() throws IOException {
    assertThat(sort("id\na\n", WatcherFiles.Format.CSV).rejects).isEmpty();
  }

  @Test
  void theHeaderIsNotALineOfItsOwnRejectFile() throws IOException {
    assertThat(sort("lat,lon\n1,2\n3,4\n", WatcherFiles.Format.CSV).rejects)
        .startsWith("reason,lat,lon\n\"line 2, id: id is missing; give every watcher an id\",1,2\n")
        .hasLineCount(3);
  }

  /**
   * However damaged a file is, its reject file read again gives the same watchers refused again.
   */
  @ParameterizedTest
  @EnumSource(WatcherFiles.Format.class)
  void whatWasRefusedIsRefusedAgainAndNothingOfItIsLost(WatcherFiles.Format format)
      throws IOException {
    String good =
        switch (format) {
          case CSV -> "id,lat,lon\nalpha,1,2\nbeta,3,4\ngamma,5,6\n";
          case NDJSON ->
              "{\"id\":\"alpha\",\"lat\":1,\"lon\":2}\n{\"id\":\"beta\"}\n{\"id\":\"gamma\"}\n";
          case GEOJSON ->
              """
              {"type":"FeatureCollection","features":[
              {"type":"Feature","id":"alpha","geometry":null},
              {"type":"Feature","id":"beta","geometry":null},
              {"type":"Feature","id":"gamma","geometry":null}
              ]}
              """;
        };
    RandomGenerator random = Asking.random(12);
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
      for (int i = random.nextInt(3); i >= 0; i--) {
        bytes[good.indexOf("alpha") + random.nextInt(bytes.length - good.indexOf("alpha"))] =
            (byte) "\",|\n{}[]:1x".charAt(random.nextInt(11));
      }
      Sorted sorted = sort(bytes, format);
      for (String id : List.of("alpha", "beta", "gamma")) {
        boolean stillThere = new String(bytes, StandardCharsets.UTF_8).contains(id);
        assertThat(!stillThere || sorted.ids.toString().contains(id) || sorted.rejects.contains(id))
            .as("round %d, %s: %s", round, id, new String(bytes, StandardCharsets.UTF_8))
            .isTrue();
      }
    }
  }
}
