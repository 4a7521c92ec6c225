// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.record.Verification;
import org.tocsin.server.command.demo.Demo;
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

  @BeforeAll
  static void playTheCase() throws IOException {
    // As root, PostgreSQL runs as another user, who must pass through.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    Path json = folder.resolve("figures.json");
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    boolean well =
        new Demo(
                Path.of("..", "demo", "moscow-2024"),
                data,
                3_000,
                0,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .run(Optional.of(json), true);
    said = out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    assertThat(well).as(said).isTrue();
    stages = JsonMapper.shared().readTree(Files.readAllBytes(json)).get("stages");
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
    assertThat(stages.at("/decide/determinations").asInt()).isEqualTo(2);
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
  void itPrintsOneLineAStage() {
    assertThat(said.lines())
        .filteredOn(line ->
            line.matches(
                "(collect|read|assess|decide|watch|warn|deliver|answer|outcome|record) .*"))
        .hasSize(10);
  }
}
