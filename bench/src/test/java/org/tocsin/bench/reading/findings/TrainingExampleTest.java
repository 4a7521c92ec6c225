// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** FEATURE UNDER TEST: an example that a desk gives out is an annotation that can be scored. */
class TrainingExampleTest {

  private static final Path VECTOR = Path.of("..", "spec", "vectors", "training-examples.jsonl");

  @Test
  void theFindingsOfAnExampleAreAnAnnotationOfItsText() throws IOException {
    for (String line : Files.readAllLines(VECTOR)) {
      String text = JsonMapper.shared().readTree(line).path("text").asString("");
      Annotation annotation = Annotation.parse(line);
      assertThat(annotation.findings()).isNotEmpty();
      assertThat(Values.problems(annotation, text)).isEmpty();
      assertThat(annotation.marks()).hasSameSizeAs(annotation.findings());
    }
  }
}
