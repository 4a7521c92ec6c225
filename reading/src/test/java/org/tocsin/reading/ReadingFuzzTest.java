// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * FEATURE UNDER TEST: the promises of the library, for every input. In the normal build each target
 * runs on the seeds and on the inputs kept in {@code ReadingFuzzTestInputs}: those that once broke
 * a promise. With {@code JAZZER_FUZZ=1} one target searches for more, guided by the branches it
 * reaches; docs/internals/benchmarks.md tells the command.
 */
class ReadingFuzzTest {
  private static final String WORDS = "fuzz.dict";

  /** A report, an alert, a page and a mail, which are read as each of the four. */
  static List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (String name : List.of("report.txt", "page.html", "mail.eml", "alert.xml")) {
      try (InputStream in = ReadingFuzzTest.class.getResourceAsStream("fuzz/" + name)) {
        seeds.add(in.readAllBytes());
      }
    }
    return seeds;
  }

  @DictionaryFile(resourcePath = WORDS)
  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void text(byte[] input) {
    Promises.reading(input, "text/plain");
  }

  @DictionaryFile(resourcePath = WORDS)
  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void page(byte[] input) {
    Promises.reading(input, "text/html");
  }

  @DictionaryFile(resourcePath = WORDS)
  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void mail(byte[] input) {
    Promises.reading(input, "message/rfc822");
  }

  @DictionaryFile(resourcePath = WORDS)
  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void alert(byte[] input) {
    Promises.reading(input, "application/cap+xml");
  }
}
