// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.record.Verification;
import org.tocsin.server.command.demo.Demo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * FEATURE UNDER TEST: the other stories of the demo. One desk lives through them in the order of
 * their time, each from its first report to its outcome; Moscow's is {@link A01_MoscowTest}.
 */
class A02_StoriesTest {

  private static final Path CASES = Path.of("..", "demo");

  @TempDir private static Path folder;
  private static List<JsonNode> stories;

  @BeforeAll
  static void playThem() throws Exception {
    // As root, PostgreSQL runs as another user, who must pass through.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
    Path json = folder.resolve("figures.json");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream words = new PrintStream(said, true, StandardCharsets.UTF_8);
    boolean well =
        new Demo(allButMoscow(), data, 2_000, 0, words, words).run(Optional.of(json), true);
    assertThat(well).as(said.toString(StandardCharsets.UTF_8)).isTrue();
    JsonNode cases = JsonMapper.shared().readTree(Files.readAllBytes(json)).get("cases");
    stories = StreamSupport.stream(cases.spliterator(), false).toList();
  }

  private static List<Path> allButMoscow() throws Exception {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.filter(each -> !each.endsWith("moscow-2024")).toList();
    }
  }

  private static JsonNode story(String name) {
    return stories.stream()
        .filter(each -> each.get("case").asString().equals(name))
        .findFirst()
        .orElseThrow()
        .get("stages");
  }

  @Test
  void theyAreToldInTheOrderOfTheirTime() {
    assertThat(stories)
        .extracting(each -> each.get("case").asString())
        .containsExactly("campus-2023", "kerman-2024", "air-raid-2024", "flood-2024", "hoax-2025");
  }

  @Test
  void everybodyInTheWayIsToldOrListedWithTheReason() {
    assertThat(stories)
        .allSatisfy(each -> {
          JsonNode stages = each.get("stages");
          assertThat(stages.at("/warn/audience").asInt()).isPositive();
          assertThat(
                  stages.at("/deliver/delivered").asInt()
                      + stages.at("/deliver/failed").asInt()
                      + stages.at("/deliver/unreachable").asInt())
              .isGreaterThanOrEqualTo(stages.at("/warn/audience").asInt());
        });
  }

  @Test
  void ofEachTheBundleVerifies() {
    assertThat(stories)
        .extracting(each -> each.at("/stages/record/bundle").asString())
        .allSatisfy(
            bundle -> assertThat(Verification.verify(Path.of(bundle), List.of()).ok()).isTrue());
  }

  @Test
  void onTheCampusTheDangerIsOldWhenItIsWarnedOfAndTheAllClearChasesThoseWhoWereTold() {
    JsonNode campus = story("campus-2023");
    assertThat(campus.at("/decide/policy").asString()).isEqualTo("us-clery-act");
    assertThat(campus.at("/outcome/leadTimeHours").asDouble()).isBetween(-0.2, 0.0);
    assertThat(campus.at("/warn/corrections").asInt()).isEqualTo(2);
  }

  @Test
  void inKermanOnlyAHostileGovernmentCanBeToldAndItIsSilent() {
    JsonNode kerman = story("kerman-2024");
    assertThat(kerman.at("/decide/determinations").asInt()).isEqualTo(3);
    assertThat(kerman.at("/warn/audience").asInt()).isEqualTo(1);
    assertThat(kerman.at("/answer/silent").asInt()).isEqualTo(1);
    assertThat(kerman.at("/outcome/leadTimeHours").asDouble()).isBetween(170.0, 172.0);
    assertThat(kerman.at("/outcome/killed").asInt()).isEqualTo(91);
  }

  @Test
  void inTheAirRaidThePublicIsToldWhatTheOwnPeopleAreTold() {
    JsonNode raid = story("air-raid-2024");
    assertThat(raid.at("/decide/determinations").asInt()).isEqualTo(2);
    assertThat(raid.at("/warn/warnings").asInt()).isEqualTo(2);
    assertThat(raid.at("/warn/lapsed").asInt()).isEqualTo(2);
  }

  @Test
  void theFloodBeginsWithTheAlertsOfOthersAndIsHeeded() {
    JsonNode flood = story("flood-2024");
    assertThat(flood.at("/collect/quarantined").asInt()).isZero();
    assertThat(flood.at("/answer/reactions").asInt()).isEqualTo(1);
    assertThat(flood.at("/outcome/leadTimeHours").asDouble()).isBetween(8.0, 8.5);
  }

  @Test
  void theHoaxIsTakenBackAndHasNoLeadTime() {
    JsonNode hoax = story("hoax-2025");
    assertThat(hoax.at("/outcome/outcome").asString()).isEqualTo("falseAlarm");
    assertThat(hoax.at("/warn/corrections").asInt()).isEqualTo(1);
    assertThat(hoax.at("/outcome/leadTimeHours").isMissingNode()).isTrue();
  }
}
