// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Makes ids: 48 bits of milliseconds and 80 bits of chance, in Crockford's base 32 (a ULID).
 *
 * <p>Thread-safe when its generator is. Clock and chance are injected so that a test or an exercise
 * replays with the same ids.
 */
public final class IdMaker {

  static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  static final int BODY = 26;

  private final InstantSource clock;
  private final RandomGenerator random;

  /** Makes ids from this clock and this source of chance. */
  public IdMaker(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /**
   * The text of a new id with this prefix; later ids sort after earlier ones of another
   * millisecond.
   */
  public String next(String prefix) {
    StringBuilder text = new StringBuilder(prefix.length() + 1 + BODY).append(prefix).append('_');
    long millis = clock.millis();
    for (int shift = 45; shift >= 0; shift -= 5) {
      text.append(ALPHABET.charAt((int) (millis >>> shift) & 31));
    }
    for (int i = 0; i < 16; i++) {
      text.append(ALPHABET.charAt(random.nextInt(32)));
    }
    return text.toString();
  }
}
