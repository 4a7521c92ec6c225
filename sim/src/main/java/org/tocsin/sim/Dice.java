// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

/**
 * Chance that does not depend on the order of events: a number for a seed, a key and a count. Ten
 * thousand connections may arrive in any order and each still meets the same fate in a replay.
 */
final class Dice {
  private Dice() {}

  /** A number from 0 (included) to 1 (excluded), the same for the same arguments. */
  static double unit(long seed, String key, int count) {
    // FNV-1a of the key, then two rounds of a 64-bit finaliser (SplitMix64) to spread the bits.
    long hash = 0xcbf29ce484222325L ^ seed;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
    }
    return (spread(spread(hash) + count) >>> 11) * 0x1.0p-53;
  }

  /** A well-spread seed for the {@code index}-th of many independent generators. */
  static long seedOf(long seed, long index) {
    return spread(spread(seed) + index * 0x9e3779b97f4a7c15L);
  }

  private static long spread(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
