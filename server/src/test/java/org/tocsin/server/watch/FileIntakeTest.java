// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.audience.FileWatcher;
import org.tocsin.audience.LineProblem;
import org.tocsin.audience.WatcherFiles.Format;

/** FEATURE UNDER TEST: what a file of watchers keeps of lines that cannot be used. */
class FileIntakeTest {

  private static final Addresses ADDRESSES = new Addresses(List.of(new Mailboxes()));

  /** A channel whose addresses hold an at sign. */
  private static final class Mailboxes implements AddressForm {
    @Override
    public String kind() {
      return "email";
    }

    @Override
    public Optional<String> fault(String address) {
      return address.contains("@") ? Optional.empty() : Optional.of("is no e-mail address");
    }

    @Override
    public Optional<String> missing() {
      return Optional.empty();
    }
  }

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
    int lines = RefusedLines.MAX_KEPT + 7;
    FileIntake intake = intake(Format.CSV, "id,lat,lon\n" + "x\n".repeat(lines));
    assertThat(intake.rejectedLines()).isEqualTo(lines);
    assertThat(intake.refused()).hasSize(RefusedLines.MAX_KEPT);
    assertThat(intake.told().getFirst().words())
        .contains("100,000 lines that cannot be used are kept; 7 others are not");
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

  @Test
  void whatRefusedALineIsToldBeforeDoubtsHoweverLateItCame() throws IOException {
    StringBuilder file = new StringBuilder("id,lat,lon,languages\n");
    for (int i = 0; i < 150; i++) {
      file.append("w").append(i).append(",1,1,qqq\n");
    }
    for (int i = 0; i < 150; i++) {
      file.append("e").append(i).append(",91,1,en\n");
    }
    FileIntake intake = intake(Format.CSV, file.toString());
    assertThat(intake.told()).hasSize(200);
    assertThat(intake.told().subList(0, 100))
        .allSatisfy(each -> assertThat(each.grade()).isEqualTo(LineProblem.Grade.ERROR));
    assertThat(intake.told().getFirst().line()).isEqualTo(152);
    assertThat(intake.told().subList(100, 200))
        .allSatisfy(each -> assertThat(each.grade()).isEqualTo(LineProblem.Grade.WARNING));
    assertThat(intake.refused())
        .filteredOn(line -> line.line() > 151)
        .hasSize(150)
        .allSatisfy(line ->
            assertThat(line.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.words()).contains("found: 91")));
  }

  @Test
  void aChannelThatIsRepeatedIsNeverTooMuch() throws IOException {
    String file = channels(50) + "a,email,a7@example.org\nb,email,b@example.org\n";
    FileIntake intake = intake(Format.CSV, file);
    assertThat(intake.told()).isEmpty();
    assertThat(intake.watchers()).extracting(each -> each.channels().size()).containsExactly(50, 1);
  }

  @Test
  void aLineThatIsDoubtedAndTooMuchIsKeptOnce() throws IOException {
    FileIntake doubted = intake(Format.CSV, channels(50) + "a,email,no address\n");
    assertThat(doubted.rejectedLines()).isZero();
    assertThat(doubted.refused()).singleElement().extracting(RefusedLine::id).isEqualTo("a");

    FileIntake refused = intake(Format.CSV, channels(51));
    assertThat(refused.rejectedLines()).isEqualTo(1);
    assertThat(refused.refused())
        .singleElement()
        .satisfies(line -> {
          assertThat(line.id()).isEqualTo("a");
          assertThat(new String(line.raw(), UTF_8)).isEqualTo("a,email,a50@example.org");
          assertThat(line.problems()).hasSize(1);
        });
  }

  @Test
  void linesThatWouldMakeAKnownWatcherTooLargeAreRefusedOneByOne() throws IOException {
    FileWatcher known = intake(Format.CSV, channels(49)).watchers().getFirst();
    FileIntake mended =
        intake(
            Format.CSV,
            """
            reason,id,channel,address
            line 9,a,email,a7@example.org
            line 10,a,email,new1@example.org
            line 11,a,email,new2@example.org
            line 12,a,email,no address
            line 13,b,email,b@example.org
            """);
    List<FileWatcher> joined = mended.joinedTo(Map.of("a", known));
    assertThat(joined).extracting(each -> each.channels().size()).containsExactly(50, 1);
    assertThat(mended.rejectedLines()).isEqualTo(1);
    assertThat(mended.refused())
        .satisfiesExactly(
            line -> {
              assertThat(new String(line.raw(), UTF_8)).contains("new2@example.org");
              assertThat(line.problems().getFirst().words())
                  .startsWith("line 4, id: this watcher has more than 10000 places or 50 channels");
            },
            line -> assertThat(line.problems().getFirst().column()).isEqualTo("address"));
  }

  @Test
  void whatLinesBeforeTheFirstMendedOneSayOfTheSameWatcherIsJoinedToo() throws IOException {
    FileWatcher known = intake(Format.CSV, channels(2)).watchers().getFirst();
    String file =
        """
        {"id":"a","channel":"email","address":"plain@example.org"}
        {"id":"a","channel":"email","address":"mended@example.org","reason":"line 9"}
        """;
    FileIntake intake = intake(Format.NDJSON, file);
    assertThat(intake.joinedTo(Map.of("a", known)).getFirst().channels())
        .extracting(FileWatcher.Channel::address)
        .containsExactly(
            "a0@example.org", "a1@example.org", "plain@example.org", "mended@example.org");

    FileWatcher full = intake(Format.CSV, channels(50)).watchers().getFirst();
    FileIntake tooMuch = intake(Format.NDJSON, file);
    assertThat(tooMuch.joinedTo(Map.of("a", full))).isEmpty();
    assertThat(tooMuch.rejectedLines()).isEqualTo(2);
    assertThat(tooMuch.refused()).hasSize(1);
    assertThat(tooMuch.told().getFirst().words())
        .contains("1 lines that cannot be used are kept; 1 others are not");
  }

  private static String channels(int count) {
    StringBuilder file = new StringBuilder("id,channel,address\n");
    for (int i = 0; i < count; i++) {
      file.append("a,email,a").append(i).append("@example.org\n");
    }
    return file.toString();
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
    assertThat(intake.mendedIds()).isEqualTo(mended ? List.of("a") : List.of());
  }

  private static FileIntake intake(Format format, String file) throws IOException {
    FileIntake intake = new FileIntake(format, ADDRESSES);
    intake.read(new ByteArrayInputStream(file.getBytes(UTF_8)));
    return intake;
  }
}
