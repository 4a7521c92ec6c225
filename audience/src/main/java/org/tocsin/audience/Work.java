// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.stream.IntStream;

/** Divides work on long columns among the processors. */
final class Work {
  /** Below this, dividing costs more than it gains. */
  private static final int SMALL = 1 << 14;

  private static final int PARTS = 64;

  private Work() {}

  /** Work on the numbers from {@code first} to before {@code end}. */
  interface Part {
    void run(int first, int end);
  }

  /** Work on a part, which is told its number. */
  interface NumberedPart {
    void run(int part, int first, int end);
  }

  /** Runs so many parts of 0 to before {@code size}, and returns when all are done. */
  static void inParts(int size, int parts, NumberedPart part) {
    IntStream all = IntStream.range(0, parts);
    (parts == 1 ? all : all.parallel())
        .forEach(p ->
            part.run(p, (int) ((long) size * p / parts), (int) ((long) size * (p + 1) / parts)));
  }

  /** Runs all parts of 0 to before {@code size}, and returns when all are done. */
  static void inParts(int size, Part part) {
    if (size < SMALL) {
      part.run(0, size);
      return;
    }
    inParts(size, PARTS, (_, first, end) -> part.run(first, end));
  }
}
