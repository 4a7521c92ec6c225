// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: an audience is a set, and its bytes tell when they were damaged. */
class AudienceTest {

  @Test
  void setArithmeticAgreesWithTreeSets() {
    RandomGenerator random = Asking.random(5);
    for (int round = 0; round < 300; round++) {
      Set<Long> a = some(random);
      Set<Long> b = some(random);
      Set<Long> minus = new TreeSet<>(a);
      minus.removeAll(b);
      Set<Long> both = new TreeSet<>(a);
      both.retainAll(b);
      Set<Long> either = new TreeSet<>(a);
      either.addAll(b);
      assertThat(audience(a).minus(audience(b)).toArray()).containsExactly(array(minus));
      assertThat(audience(a).intersect(audience(b)).toArray()).containsExactly(array(both));
      assertThat(audience(a).union(audience(b)).toArray()).containsExactly(array(either));
      assertThat(Audience.decode(audience(a).encode())).isEqualTo(audience(a));
    }
  }

  @Test
  void everyCutAndMostFlippedBytesAreRefused() {
    byte[] bytes = audience(Set.of(Long.MIN_VALUE, -5L, 0L, 3L, 1000L, Long.MAX_VALUE)).encode();
    assertThat(Audience.decode(bytes).size()).isEqualTo(6);
    for (int cut = 0; cut < bytes.length; cut++) {
      byte[] shorter = Arrays.copyOf(bytes, cut);
      assertThatThrownBy(() -> Audience.decode(shorter))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Audience.decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .hasMessageContaining("damaged");
    for (int i = 0; i < bytes.length; i++) {
      byte[] flipped = bytes.clone();
      flipped[i] ^= 0x40;
      try {
        assertThat(Audience.decode(flipped).encode())
            .as("what is read is what is written")
            .isEqualTo(flipped);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("audience");
      }
    }
  }

  private static Set<Long> some(RandomGenerator random) {
    Set<Long> ids = new TreeSet<>();
    int n = random.nextInt(30);
    for (int i = 0; i < n; i++) {
      ids.add((long) random.nextInt(-20, 20));
    }
    return ids;
  }

  private static long[] array(Set<Long> ids) {
    return ids.stream().mapToLong(id -> id).toArray();
  }

  private static Audience audience(Set<Long> ids) {
    AudienceBuilder builder = new AudienceBuilder();
    ids.forEach(id -> builder.add(id, WatcherKind.EVENT));
    return builder.build();
  }
}
