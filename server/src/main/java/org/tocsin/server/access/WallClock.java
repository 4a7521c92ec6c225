// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/**
 * The time by which sessions, tokens and links run out: the machine's own, not an exercise's, which
 * may jump over weeks while somebody is signed in. Thread-safe.
 */
@Component
class WallClock {

  private final InstantSource machine = InstantSource.system();

  Instant now() {
    return machine.instant();
  }

  Instant in(Duration time) {
    return now().plus(time);
  }
}
