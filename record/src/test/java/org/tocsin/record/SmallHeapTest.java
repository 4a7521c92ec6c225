// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * FEATURE UNDER TEST: records and bundles of any length are written, verified and held against each
 * other in a small heap.
 */
class SmallHeapTest {

  private static final int ENTRIES = 200_000;
  private static final int HEAP_MEGABYTES = 24;

  @TempDir Path temp;

  @Test
  void aBundleLargerThanTheHeapIsWrittenAndVerified() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeap.class.getName(),
                temp.toString(),
                Integer.toString(ENTRIES))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("All " + ENTRIES + " entries").contains("The same history");
    long bytes = Long.parseLong(said.replaceFirst("(?s).*bundle of (\\d+) bytes.*", "$1"));
    assertThat(bytes).as("bytes of the bundle").isGreaterThan((long) HEAP_MEGABYTES << 20);
  }
}
