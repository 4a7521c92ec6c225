// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

/**
 * A time marked in a text.
 *
 * @param start first unit
 * @param end after the last unit
 * @param type DATE, TIME, DURATION or SET
 * @param value as TIMEX3 writes it
 * @param text the words
 */
record MarkedTime(int start, int end, String type, String value, String text) {
  boolean overlaps(MarkedTime other) {
    return start < other.end && other.start < end;
  }
}
