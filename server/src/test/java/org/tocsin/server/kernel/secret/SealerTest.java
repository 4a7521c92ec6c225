// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: values under keys of their own, which the master key wraps. */
class SealerTest {
  private static final byte[] ADDRESS = "ana@desk.example".getBytes(UTF_8);

  private final Sealer sealer = new Sealer(filled(1));
  private final Sealer other = new Sealer(filled(2));

  private static byte[] filled(int octet) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) octet);
    return key;
  }

  private static byte[] flipped(byte[] octets, int at) {
    byte[] changed = octets.clone();
    changed[at] ^= 1;
    return changed;
  }

  @Test
  void whatIsSealedOpensUnderItsNameAndNeverLooksTheSame() {
    Sealer.Sealed one = sealer.seal(ADDRESS, "w1");
    Sealer.Sealed two = sealer.seal(ADDRESS, "w1");

    assertThat(sealer.open(one, "w1")).isEqualTo(ADDRESS);
    assertThat(sealer.open(two, "w1")).isEqualTo(ADDRESS);
    assertThat(one.box()).isNotEqualTo(two.box());
    assertThat(one.key()).isNotEqualTo(two.key());
  }

  @Test
  void twoMasterKeysInTurnOnOneThreadDoNotMeddle() {
    Sealer.Sealed mine = sealer.seal(ADDRESS, "w1");
    Sealer.Sealed theirs = other.seal(ADDRESS, "w1");

    for (int i = 0; i < 3; i++) {
      assertThat(sealer.open(mine, "w1")).isEqualTo(ADDRESS);
      assertThat(other.open(theirs, "w1")).isEqualTo(ADDRESS);
    }
    assertRefused(other, mine, "w1");
    assertThat(sealer.open(mine, "w1")).isEqualTo(ADDRESS);
  }

  @Test
  void anotherNameOrAChangedOctetAnywhereDoesNotOpen() {
    Sealer.Sealed sealed = sealer.seal(ADDRESS, "w1");

    assertRefused(sealer, sealed, "w2");
    for (int i = 0; i < sealed.box().length; i++) {
      assertRefused(sealer, new Sealer.Sealed(flipped(sealed.box(), i), sealed.key()), "w1");
    }
    for (int i = 0; i < sealed.key().length; i++) {
      assertRefused(sealer, new Sealer.Sealed(sealed.box(), flipped(sealed.key(), i)), "w1");
    }
    assertThat(sealer.open(sealed, "w1")).isEqualTo(ADDRESS);
  }

  private static void assertRefused(Sealer by, Sealer.Sealed sealed, String name) {
    assertThatIllegalStateException()
        .isThrownBy(() -> by.open(sealed, name))
        .withMessageContaining("does not open");
  }
}
