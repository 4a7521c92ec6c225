// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * FEATURE UNDER TEST: the promises of the library, for every input. In the normal build each target
 * runs on the seeds and on the inputs kept in {@code CapFuzzTestInputs}: those that once broke a
 * promise. With {@code JAZZER_FUZZ=1} one target searches for more, guided by the branches it
 * reaches; docs/internals/benchmarks.md tells the command.
 */
class CapFuzzTest {
  private static final String WORDS = "fuzz.dict";

  /** Real messages and feeds. */
  static List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (String name :
        List.of(
            "samples/australia.cap",
            "samples/canada.cap",
            "samples/earthquake-iso8859-1.cap",
            "samples/earthquake_signed.cap",
            "samples/ipaws.xml",
            "samples/nws.xml",
            "samples/thunderstorm.cap",
            "samples/tsunami.xml",
            "samples/no_optional_fields.cap",
            "invalid/canada_errors.cap",
            "invalid/noaa_errors.cap",
            "feeds/amber.atom",
            "feeds/ny_index.rss")) {
      seeds.add(SamplesTest.bytes(name));
    }
    return seeds;
  }

  @DictionaryFile(resourcePath = WORDS)
  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void reading(byte[] input) {
    Promises.reading(input);
  }

  @DictionaryFile(resourcePath = WORDS)
  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void checking(byte[] input) {
    Promises.checking(input);
  }

  @DictionaryFile(resourcePath = WORDS)
  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void feeds(byte[] input) {
    Promises.feeds(input);
  }

  @DictionaryFile(resourcePath = WORDS)
  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void roundTrip(byte[] input) {
    Promises.roundTrip(input);
  }
}
