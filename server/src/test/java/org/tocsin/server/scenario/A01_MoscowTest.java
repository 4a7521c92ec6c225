// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.record.Verification;
import org.tocsin.server.command.demo.Demo;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.world.BrowserWorld;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * FEATURE UNDER TEST: the main job. The case of Moscow, March 2024, travels the whole chain on real
 * PostgreSQL, SMTP and HTTP, and the record verifies offline.
 */
class A01_MoscowTest {

  @TempDir private static Path folder;
  private static JsonNode stages;
  private static String said;
  private static String pageOfCases;

  @BeforeAll
  static void playTheCase() throws Exception {
    // As root, PostgreSQL runs as another user, who must pass through.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    Path json = folder.resolve("figures.json");
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PipedOutputStream out = new PipedOutputStream();
    Demo demo =
        new Demo(
            List.of(Path.of("..", "demo", "moscow-2024")),
            data,
            3_000,
            0,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    FutureTask<Boolean> play =
        new FutureTask<>(() -> {
          try (out) {
            return demo.run(Optional.of(json), false);
          }
        });
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new PipedInputStream(out), StandardCharsets.UTF_8))) {
      Thread.ofPlatform().start(play);
      try {
        said = untilItStaysUp(lines);
        pageOfCases = pageOfCases(said + err.toString(StandardCharsets.UTF_8));
      } finally {
        demo.stop();
      }
      said += err.toString(StandardCharsets.UTF_8);
      assertThat(play.get()).as(said).isTrue();
    }
    stages = JsonMapper.shared().readTree(Files.readAllBytes(json)).get("stages");
  }

  /** What it says until it waits for Ctrl-C, or ends without. */
  private static String untilItStaysUp(BufferedReader lines) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String line; (line = lines.readLine()) != null; ) {
      all.append(line).append('\n');
      if (line.startsWith("Ctrl-C stops it")) {
        break;
      }
    }
    return all.toString();
  }

  /** What the officer sees whom the demo invites. */
  private static String pageOfCases(String said) {
    Matcher invitation =
        Pattern.compile("(?s)stays up at (\\S+)/desk .*?sign in as (\\S+) with (\\S+)")
            .matcher(said);
    assertThat(invitation.find()).as(said).isTrue();
    try (BrowserWorld.Window desk = BrowserWorld.running().anonymous(invitation.group(1), 1280)) {
      desk.signIn(invitation.group(2), invitation.group(3));
      desk.open("/desk/cases");
      return desk.page().content();
    }
  }

  @Test
  void everyReportIsKeptAndRead() {
    assertThat(stages.at("/collect/reports").asInt()).isEqualTo(31);
    assertThat(stages.at("/collect/quarantined").asInt()).isZero();
    assertThat(stages.at("/read/reports").asInt()).isEqualTo(31);
    assertThat(List.of("warning", "threat", "claim", "denial", "attribution", "foiled", "reaction"))
        .allSatisfy(type -> assertThat(stages.at("/read/" + type).asInt()).as(type).isPositive());
  }

  @Test
  void twoPeopleDecideToWarn() {
    assertThat(stages.at("/decide/determination").asString()).isEqualTo("warn");
    assertThat(stages.at("/decide/determinations").asInt()).isEqualTo(3);
    assertThat(stages.at("/decide/undecided").asInt()).isZero();
    assertThat(stages.at("/decide/late").toString()).isEqualTo("false");
  }

  @Test
  void everybodyInTheWayIsToldOrListedWithTheReason() {
    int audience = stages.at("/warn/audience").asInt();
    assertThat(audience).isPositive();
    assertThat(
            stages.at("/deliver/delivered").asInt()
                + stages.at("/deliver/failed").asInt()
                + stages.at("/deliver/unreachable").asInt())
        .isEqualTo(audience);
  }

  @Test
  void someAnswerSomeAreSilentAndTheGovernmentDismisses() {
    assertThat(stages.at("/answer/acknowledged").asInt()).isPositive();
    assertThat(stages.at("/answer/silent").asInt()).isPositive();
    assertThat(stages.at("/answer/reactions").asInt()).isEqualTo(1);
  }

  @Test
  void theWarningLapsesAndTheLeadTimeIsFifteenDays() {
    assertThat(stages.at("/warn/lapsed").asInt()).isEqualTo(2);
    assertThat(stages.at("/outcome/leadTimeHours").asDouble()).isBetween(360.5, 361.0);
    assertThat(stages.at("/outcome/killed").asInt()).isEqualTo(144);
  }

  @Test
  void theBundleVerifiesAndNotWithAChangedByte() throws IOException {
    Path bundle = Path.of(stages.at("/record/bundle").asString());
    assertThat(Verification.verify(bundle, List.of()).ok()).isTrue();
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[bytes.length / 2] ^= 1;
    Path changed = Files.write(folder.resolve("changed.tocsin-bundle"), bytes);
    assertThat(Verification.verify(changed, List.of()).ok()).isFalse();
  }

  @Test
  void theDeskStaysUpAndShowsTimesWhereTheCasePlays() {
    assertThat(pageOfCases).contains("7 Mar 2024, 15:10 MSK").containsPattern("\\(12:10 UTC\\)");
  }

  @Test
  void theZoneOfADeskEndsWithIt() {
    assertThat(DeskTime.zone()).isNotEqualTo(ZoneId.of("Europe/Moscow"));
  }

  @Test
  void itPrintsOneLineAStage() {
    assertThat(said.lines())
        .filteredOn(line ->
            line.matches(
                "(collect|read|assess|decide|watch|warn|deliver|answer|outcome|record) .*"))
        .hasSize(10);
  }
}
