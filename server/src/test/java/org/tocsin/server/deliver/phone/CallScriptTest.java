// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Urgency;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.TimeWindow;
import org.tocsin.server.kernel.WarningId;

/** FEATURE UNDER TEST: what an officer reads out, and how long the desk waits between two calls. */
class CallScriptTest {

  private static final Instant FROM = Instant.parse("2024-03-07T18:00:00Z");

  private static ApprovedWarning warning(
      boolean exercise, Marking marking, String language, String instruction) {
    return new ApprovedWarning(
        new WarningId("warning_01HRS4000000000000000000AB"),
        new CaseId("case_01HRS4000000000000000000AB"),
        "Alert",
        Urgency.IMMEDIATE,
        Severity.SEVERE,
        exercise,
        marking,
        new TimeWindow(FROM, FROM.plus(Duration.ofHours(6))),
        List.of(
            new ApprovedWarning.Text(
                language, "The river rises", "A dam broke.", instruction, "Old town", "+49 1", "")),
        List.of(new ApprovedWarning.Step(List.of("phone"), 10)),
        "a".repeat(64));
  }

  private static CallScript script(ApprovedWarning warning, boolean again) {
    return CallScript.of(
        warning, warning.texts().getFirst(), "the embassy", again, ZoneId.of("Europe/Berlin"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ru", "uk", "de", "fr", "es", "es-MX", "ja"})
  void anExerciseSaysSoFirstAndLastAndToAMachineInEveryLanguage(String language) {
    CallScript script = script(warning(true, Marking.CLEAR, language, "Leave."), false);
    assertThat(script.lines().get(1).loud()).isTrue();
    assertThat(script.lines().get(1).words()).contains("EXERCISE");
    assertThat(script.ending().getLast()).contains("EXERCISE");
    assertThat(script.machine()).contains("EXERCISE");
    assertThat(script.lines().getFirst().words()).contains("the embassy");
    assertThat(script.toString()).doesNotContain("{0}");
  }

  @Test
  void whatIsMeantBearsNoMark() {
    CallScript script = script(warning(false, Marking.CLEAR, "en", "Leave."), false);
    assertThat(script.toString()).doesNotContainIgnoringCase("exercise", "may have left");
    assertThat(script.toString())
        .contains("The river rises", "A dam broke.", "Old town", "2024-03-08 01:00 Europe/Berlin");
  }

  @Test
  void everyThingToDoIsAPointOfItsOwnAndNoneIsLeftOut() {
    List<CallScript.Point> few =
        script(warning(false, Marking.CLEAR, "en", "Leave now. Take the stairs!\nCall 112."), false)
            .points();
    assertThat(few)
        .extracting(CallScript.Point::id)
        .containsExactly("danger", "do-1", "do-2", "do-3", "where");
    assertThat(few.get(2).words()).isEqualTo("Take the stairs!");

    List<CallScript.Point> many =
        script(warning(false, Marking.CLEAR, "en", "A. B. C. D. E. F. G. H."), false).points();
    assertThat(many).hasSize(8);
    assertThat(many.get(6).words()).contains("F.", "G.", "H.");
  }

  @Test
  void onlyWhatIsForEverybodyIsLeftOnAMachine() {
    assertThat(script(warning(false, Marking.CLEAR, "en", "Leave."), false).machine())
        .contains("The river rises", "Leave.");
    assertThat(script(warning(false, Marking.AMBER, "en", "Leave."), false).machine())
        .contains("the embassy")
        .doesNotContain("river", "Leave.");
  }

  @Test
  void whoMayHaveHeardAMachineIsToldSo() {
    assertThat(script(warning(false, Marking.CLEAR, "en", "Leave."), true).toString())
        .contains("We may have left you this message before.");
  }

  @Test
  void nobodySitsAtTheDeskUnlessItIsSaid() {
    PhoneSettings settings =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("tocsin.phone", PhoneSettings.class);
    assertThat(settings)
        .isEqualTo(
            new PhoneSettings(
                false, Duration.ofMinutes(10), Duration.ofMinutes(5), Duration.ofHours(1)));
    assertThatThrownBy(() ->
            new PhoneSettings(true, Duration.ZERO, Duration.ofMinutes(5), Duration.ofHours(1)))
        .hasMessageContaining("tocsin.phone.lease is PT0S");
    assertThatThrownBy(() ->
            new PhoneSettings(
                true, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(1)))
        .hasMessageContaining("tocsin.phone.again-most");
  }

  @Test
  void waitsGrowButNeverPassTheHalfOfWhatIsLeft() {
    PhoneSettings settings =
        new PhoneSettings(true, Duration.ofMinutes(10), Duration.ofMinutes(5), Duration.ofHours(1));
    assertThat(settings.wait(1, Duration.ofDays(1))).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.wait(3, Duration.ofDays(1))).isEqualTo(Duration.ofMinutes(20));
    assertThat(settings.wait(60, Duration.ofDays(1))).isEqualTo(Duration.ofHours(1));
    assertThat(settings.wait(3, Duration.ofMinutes(8))).isEqualTo(Duration.ofMinutes(4));
    assertThat(settings.wait(3, Duration.ofMinutes(-1))).isEqualTo(Duration.ZERO);
  }
}
