// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.audience.WatcherFiles.Format;

/** FEATURE UNDER TEST: what a file of watchers keeps of lines that cannot be used. */
class FileIntakeTest {
  @Test
  void aHeaderThatIsRefusedIsNoLineToBeMended() throws IOException {
    FileIntake intake = intake(Format.CSV, "uid,name\nana,Ana\n");
    assertThat(intake.told()).isNotEmpty();
    assertThat(intake.header()).isEqualTo("uid,name".getBytes(UTF_8));
    assertThat(intake.refused())
        .extracting(line -> new String(line.raw(), UTF_8))
        .doesNotContain("uid,name");
  }

  @Test
  void ofVeryManyBadLinesTheFirstAreKeptAndTheOthersAreTold() throws IOException {
    int lines = FileIntake.MAX_KEPT + 7;
    FileIntake intake = intake(Format.CSV, "id,lat,lon\n" + "x\n".repeat(lines));
    assertThat(intake.rejectedLines()).isEqualTo(lines);
    assertThat(intake.refused()).hasSize(FileIntake.MAX_KEPT);
    assertThat(intake.told().getFirst().words())
        .contains("100,000 lines that cannot be used are kept; 7 after them are not");
  }

  @Test
  void aRefusedLineAfterManyDoubtsHasItsOwnReason() throws IOException {
    StringBuilder file = new StringBuilder("id,lat,lon,languages\n");
    for (int i = 0; i < 150; i++) {
      file.append("w").append(i).append(",1,1,qqq\n");
    }
    FileIntake intake = intake(Format.CSV, file + "bad,91,1,en\n");
    assertThat(intake.refused().getLast().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.words()).contains("91"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NDJSON | {\"reason\":\"line 1\",\"id\":\"a\",\"lat\":1,\"lon\":1} | true",
        "NDJSON | {\"reason\": \"line 1\", \"id\": \"a\", \"lat\": 1, \"lon\": 1} | true",
        "NDJSON | {\"id\":\"a\",\"lat\":1,\"lon\":1,\"reason\" : \"line 1\"} | true",
        "NDJSON | {\"id\":\"a\",\"lat\":1,\"lon\":1,\"name\":\"a \\\"reason\\\": b\"} | false",
        "NDJSON | {\"id\":\"a\",\"lat\":1,\"lon\":1} | false",
      })
  void aMendedLineIsKnownHoweverAToolHasWrittenIt(Format format, String line, boolean mended)
      throws IOException {
    FileIntake intake = intake(format, line + "\n{\"id\":\"b\",\"lat\":1,\"lon\":1}\n");
    assertThat(intake.watchers()).hasSize(2);
    assertThat(intake.isMended()).isEqualTo(mended);
    assertThat(intake.watchers())
        .filteredOn(watcher -> watcher.id().equals("b"))
        .noneMatch(intake::isMended);
  }

  private static FileIntake intake(Format format, String file) throws IOException {
    FileIntake intake = new FileIntake(format);
    intake.read(new ByteArrayInputStream(file.getBytes(UTF_8)));
    return intake;
  }
}
