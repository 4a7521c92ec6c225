// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.server.kernel.Marking;

/** FEATURE UNDER TEST: a time that cannot be is left out before any table must hold it. */
class IntakeTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "1969-12-31T23:59:59Z,false",
    "1970-01-01T00:00:00Z,true",
    "2024-03-07T08:00:00Z,true",
    "2199-12-31T23:59:59Z,true",
    "2200-01-01T00:00:00Z,false",
    "-5000-01-01T00:00:00Z,false",
    "+900000000-01-01T00:00:00Z,false"
  })
  void onlyATimeThatCanBeIsKept(Instant published, boolean kept) {
    Intake intake =
        new Intake(
            new byte[] {'x'},
            "text/plain",
            Optional.empty(),
            "s",
            Grade.UNJUDGED,
            Marking.AMBER,
            "api",
            Optional.of(published));
    assertThat(intake.publishedAt().isPresent()).isEqualTo(kept);
  }
}
