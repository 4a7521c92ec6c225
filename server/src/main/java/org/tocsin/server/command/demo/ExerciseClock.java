// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command.demo;

import java.time.Instant;
import java.util.Map;

/** Moves the exercise's clock through the API, never back. */
final class ExerciseClock {

  private final DeskClient admin;

  ExerciseClock(DeskClient admin) {
    this.admin = admin;
  }

  /** Where the clock stands. */
  Instant now() {
    return DemoCase.time(admin.get("/api/v1/exercise/clock").get("now").asString());
  }

  /** Moves it to this time and does what falls due; a time that has passed stays passed. */
  void forwardTo(Instant time) {
    if (time.isAfter(now().plusSeconds(1))) {
      admin.post("/api/v1/exercise/clock", Map.of("to", time.toString()));
    }
  }

  /** Does what falls due now. */
  void beat() {
    admin.post("/api/v1/exercise/clock", Map.of());
  }
}
