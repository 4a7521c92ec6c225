// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: who changed since a mark is told, or that it cannot be told any more. */
class ChangesTest {
  @Test
  void whoeverNeverAskedIsToldThatAnybodyMayHaveChanged() {
    Changes first = new Changes.Ring(4).since(Changes.NEVER);
    assertThat(first.all()).isTrue();
    assertThat(first.mark()).isZero();
  }

  @Test
  void changesSinceAMarkAreToldOnceEachAndAscending() {
    Changes.Ring ring = new Changes.Ring(4);
    ring.add(9);
    long mark = ring.since(Changes.NEVER).mark();
    assertThat(ring.since(mark).numbers()).isEmpty();
    ring.add(7);
    ring.add(3);
    ring.add(7);
    Changes changes = ring.since(mark);
    assertThat(changes.all()).isFalse();
    assertThat(changes.numbers()).containsExactly(3, 7);
    assertThat(ring.since(changes.mark()).numbers()).isEmpty();
    assertThat(ring.since(mark).numbers()).as("a mark stays good").containsExactly(3, 7);
  }

  @Test
  void whoAsksSoLateThatTheRingHasGoneRoundIsToldSo() {
    Changes.Ring ring = new Changes.Ring(4);
    long mark = ring.since(Changes.NEVER).mark();
    for (int number = 0; number < 4; number++) {
      ring.add(number);
    }
    assertThat(ring.since(mark).numbers()).containsExactly(0, 1, 2, 3);
    ring.add(4);
    assertThat(ring.since(mark).all()).isTrue();
    long later = ring.since(mark).mark();
    ring.addMany(2);
    assertThat(ring.since(later).all()).isTrue();
  }
}
