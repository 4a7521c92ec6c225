// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.Heartbeat;
import org.tocsin.server.kernel.Times;
import org.tocsin.server.kernel.TocsinClock;

/**
 * The clock of an exercise. A server that is no exercise refuses to move its clock, whoever asks:
 * evidence is dated by the machine's time.
 */
@RestController
@RequestMapping("/api/v1/exercise/clock")
class ExerciseApi {

  private final TocsinClock clock;
  private final Heartbeat heartbeat;
  private final boolean exercise;

  ExerciseApi(
      TocsinClock clock, Heartbeat heartbeat, @Value("${tocsin.exercise:false}") boolean exercise) {
    this.clock = clock;
    this.heartbeat = heartbeat;
    this.exercise = exercise;
  }

  /** Where to move the clock; without a time it stays, and what is due is done. */
  record MoveBody(@Nullable String to) {}

  /** Where the clock stands. */
  record ClockView(Instant now, boolean exercise) {}

  @GetMapping
  @Requires
  ClockView now() {
    return new ClockView(clock.instant(), exercise);
  }

  /** Moves the clock forward and does everything that falls due on the way before it answers. */
  @PostMapping
  @Requires(Role.ADMIN)
  ClockView move(@RequestBody MoveBody body) {
    if (!exercise) {
      throw DeskProblem.NO_EXERCISE.because("this server runs on the machine's own time");
    }
    String to = body.to();
    if (to != null) {
      clock.forwardTo(Times.parse("to", to));
    }
    heartbeat.beat();
    return now();
  }
}
