// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: faults that replay, whatever the order of messages. */
class FaultsTest {
  private static final Faults MANY = new Faults(11, 0.1, 0.2, 0.1, Duration.ofMillis(5), 0.1, 0.1);

  @Test
  void theSameSeedGivesTheSameFaultsInAnyOrder() {
    List<Fault> forwards = IntStream.range(0, 1_000).mapToObj(this::fault).toList();
    List<Fault> backwards =
        IntStream.range(0, 1_000).map(i -> 999 - i).mapToObj(this::fault).toList().reversed();

    assertThat(forwards).isEqualTo(backwards);
  }

  @Test
  void sharesAreMet() {
    Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    IntStream.range(0, 100_000).forEach(i -> counts.merge(fault(i), 1, Integer::sum));

    assertThat(counts.get(Fault.REJECT)).isBetween(9_500, 10_500);
    assertThat(counts.get(Fault.TEMPORARY)).isBetween(19_000, 21_000);
    assertThat(counts.get(Fault.SLOW)).isBetween(9_500, 10_500);
    assertThat(counts.get(Fault.CLOSE)).isBetween(9_500, 10_500);
    assertThat(counts.get(Fault.LOST_REPLY)).isBetween(9_500, 10_500);
  }

  @Test
  void aRejectedAddressStaysRejectedAndOtherFaultsPass() {
    for (int i = 0; i < 500; i++) {
      String key = "w" + i;
      boolean rejected = MANY.faultOf(key, 1) == Fault.REJECT;
      for (int attempt = 2; attempt < 6; attempt++) {
        assertThat(MANY.faultOf(key, attempt) == Fault.REJECT).as(key).isEqualTo(rejected);
      }
    }
    assertThat(IntStream.range(1, 20).mapToObj(attempt -> MANY.faultOf("w3", attempt)).distinct())
        .hasSizeGreaterThan(1);
  }

  @Test
  void sharesAboveOneAreRefusedWithTheLimit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Faults(1, 0.6, 0.6, 0, Duration.ZERO, 0, 0))
        .withMessageContaining("the limit is 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Faults(1, Double.NaN, 0, 0, Duration.ZERO, 0, 0))
        .withMessageContaining("rejectShare is NaN; give 0 to 1");
  }

  private Fault fault(int i) {
    return MANY.faultOf("person-" + i + "@exercise.invalid", 1);
  }
}
