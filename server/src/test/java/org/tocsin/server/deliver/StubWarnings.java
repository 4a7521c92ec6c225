// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Urgency;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.TimeWindow;
import org.tocsin.server.kernel.WarningId;

/** Approved warnings that a test makes up, in place of the stage before. */
@TestConfiguration(proxyBeanMethods = false)
public class StubWarnings {

  static final CaseId CASE = new CaseId("case_01HRS4000000000000000000AB");
  static final Map<WarningId, ApprovedWarning> APPROVED = new ConcurrentHashMap<>();

  /** What a warning of a test's corrects. */
  static final Map<WarningId, WarningId> FOLLOWS = new ConcurrentHashMap<>();

  @Bean
  @Primary
  ApprovedWarnings stubbed() {
    return new ApprovedWarnings() {
      @Override
      public ApprovedWarning get(WarningId id) {
        ApprovedWarning found = APPROVED.get(id);
        if (found == null) {
          throw new IllegalStateException("the test made no " + id);
        }
        return found;
      }

      @Override
      public List<WarningId> before(WarningId id) {
        WarningId earlier = FOLLOWS.get(id);
        return earlier == null ? List.of() : List.of(earlier);
      }
    };
  }

  /** What is stubbed is an exercise and handed to real peers: these channels are live for it. */
  @Bean
  @Primary
  ExerciseSettings liveExercises() {
    return new ExerciseSettings(
        List.of(
                "email",
                "webhook",
                "sms",
                "ntfy",
                "slack",
                "teams",
                "mattermost",
                "matrix",
                "push",
                "mqtt",
                "alertmanager",
                "tube")
            .stream()
            .collect(Collectors.toMap(word -> word, _ -> ExerciseSettings.Way.LIVE)));
  }

  /** A warning in English and Russian with two steps, put where the server finds it. */
  public static ApprovedWarning approve(
      WarningId id, Instant from, Instant until, List<String> channels) {
    ApprovedWarning warning = make(id, "Alert", from, until, channels);
    APPROVED.put(id, warning);
    return warning;
  }

  /** The same of any type, not put anywhere. */
  static ApprovedWarning make(
      WarningId id, String msgType, Instant from, Instant until, List<String> channels) {
    return new ApprovedWarning(
        id,
        CASE,
        msgType,
        Urgency.IMMEDIATE,
        Severity.SEVERE,
        true,
        Marking.CLEAR,
        new TimeWindow(from, until),
        List.of(
            new ApprovedWarning.Text(
                "en",
                "Avoid large gatherings",
                "A threat to concerts.",
                "Stay away for 48 hours.",
                "Moscow",
                "+7 495 000",
                ""),
            new ApprovedWarning.Text(
                "ru",
                "Избегайте больших скоплений людей",
                "Угроза концертам.",
                "Не ходите 48 часов.",
                "Москва",
                "",
                "")),
        List.of(
            new ApprovedWarning.Step(channels, 30),
            new ApprovedWarning.Step(List.of("webhook"), 30)),
        "a".repeat(64));
  }
}
