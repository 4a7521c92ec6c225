// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

/**
 * A stretch of the text as read, with the words that stand there.
 *
 * @param start index of the first UTF-16 unit, from the start of {@link Reading#text()}
 * @param end index after the last UTF-16 unit
 * @param text the words between; always equal to {@code reading.text().substring(start, end)}
 */
public record Span(int start, int end, String text) {
  public Span {
    if (start < 0 || end < start || end - start != text.length()) {
      throw new IllegalArgumentException(
          "span %d..%d does not fit its %d units of text".formatted(start, end, text.length()));
    }
  }

  /** The span from {@code start} to {@code end} of {@code whole}. */
  public static Span of(CharSequence whole, int start, int end) {
    return new Span(start, end, whole.subSequence(start, end).toString());
  }

  /** Whether {@code other} lies within this span. */
  public boolean contains(Span other) {
    return start <= other.start && other.end <= end;
  }

  /** Whether the two spans share at least one unit. */
  public boolean overlaps(Span other) {
    return start < other.end && other.start < end;
  }
}
