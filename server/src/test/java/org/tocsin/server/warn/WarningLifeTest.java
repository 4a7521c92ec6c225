// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tocsin.server.warn.WarningLife.Act;

/** FEATURE UNDER TEST: the table of a warning's life, arrow by arrow. */
class WarningLifeTest {

  /** Every arrow, written out a second time: {@code act -> state}. */
  private static Map<Act, WarningState> arrows(WarningState from) {
    return switch (from) {
      case DRAFT ->
          new EnumMap<>(
              Map.of(
                  Act.EDIT, WarningState.DRAFT,
                  Act.PREVIEW, WarningState.DRAFT,
                  Act.SEND_BACK, WarningState.DRAFT,
                  Act.SIGN, WarningState.IN_FORCE));
      case IN_FORCE ->
          new EnumMap<>(
              Map.of(
                  Act.FOLLOW, WarningState.IN_FORCE,
                  Act.UPDATED, WarningState.UPDATED,
                  Act.TAKEN_BACK, WarningState.CANCELLED,
                  Act.ALL_CLEAR, WarningState.ENDED,
                  Act.WINDOW_ENDS, WarningState.LAPSED,
                  Act.DECIDE_LAPSE, WarningState.IN_FORCE));
      case LAPSED ->
          new EnumMap<>(
              Map.of(
                  Act.FOLLOW, WarningState.LAPSED,
                  Act.UPDATED, WarningState.LAPSED,
                  Act.TAKEN_BACK, WarningState.LAPSED,
                  Act.ALL_CLEAR, WarningState.LAPSED,
                  Act.DECIDE_LAPSE, WarningState.LAPSED));
      case UPDATED, CANCELLED, ENDED -> new EnumMap<>(Act.class);
    };
  }

  @ParameterizedTest(name = "{0} has its arrows and no others")
  @EnumSource(WarningState.class)
  void aStateHasItsArrowsAndNoOthers(WarningState from) {
    Map<Act, WarningState> expected = arrows(from);
    for (Act act : Act.values()) {
      assertThat(WarningLife.after(from, act))
          .as(from + " " + act)
          .isEqualTo(java.util.Optional.ofNullable(expected.get(act)));
      assertThat(WarningLife.allows(from, act)).isEqualTo(expected.containsKey(act));
    }
  }

  @Test
  void everyStateButTheFirstIsReachedAndNothingLeadsBack() {
    Set<WarningState> reached = EnumSet.noneOf(WarningState.class);
    for (WarningState from : WarningState.values()) {
      for (Act act : Act.values()) {
        WarningLife.after(from, act)
            .filter(to -> to != from)
            .ifPresent(to -> {
              reached.add(to);
              assertThat(to).isGreaterThan(from);
            });
      }
    }
    assertThat(reached).isEqualTo(EnumSet.complementOf(EnumSet.of(WarningState.DRAFT)));
  }
}
