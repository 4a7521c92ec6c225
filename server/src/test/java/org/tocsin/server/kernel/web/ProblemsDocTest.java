// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tocsin.server.kernel.ProblemType;
import org.tocsin.server.kernel.Problems;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: the reference of problems says what the code says; {@code -Ddocs.write=true}
 * writes it anew.
 */
class ProblemsDocTest {

  private static final Path PAGE = Path.of("..", "docs", "reference", "problems.md");

  @Test
  void theReferenceListsEveryProblem() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Problems

            Every refusal is an RFC 9457 `application/problem+json` (browsers get a page). Its `type`
            is `/problems/` and a number that never changes its meaning; `detail` says what was wrong
            this time, `remedy` what to do, and `faults`, where there are several, each with `where`,
            `value`, `message` and `remedy`. The first digit is the stage: 0 ground floor, 1 collect,
            2 read, 3 assess, 4 decide, 5 warn and watch, 6 deliver and publish, 7 answer, 8 outcome,
            9 record and access.

            Written from the code; a test compares it (`mvn -pl server test -Dtest=ProblemsDocTest
            -Ddocs.write=true` writes it anew).

            | Number | HTTP | Meaning | What to do |
            | --- | --- | --- | --- |
            """);
    for (ProblemType type : ServerWorld.running().bean(Problems.class).catalogue().types()) {
      assertThat(type.number()).matches("T\\d{4}");
      assertThat(type.status()).isBetween(400, 599);
      page.append(
          "| %s | %d | %s | %s |\n"
              .formatted(type.number(), type.status(), cell(type.title()), cell(type.remedy())));
    }
    if (Boolean.getBoolean("docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).hasContent(page.toString());
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
