// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: the example of the README is the one that is compiled and run. */
class ReadmeTest {
  @Test
  void theReadmeShowsTheCompiledExample() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/org/tocsin/outside/FiveMinutesTest.java"));
    String example =
        source
            .substring(source.indexOf("// begin") + 9, source.indexOf("// end"))
            .stripIndent()
            .strip();
    assertThat(Files.readString(Path.of("README.md"))).contains(example);
  }
}
