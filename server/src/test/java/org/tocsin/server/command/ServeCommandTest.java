// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.server.world.Served;

/** FEATURE UNDER TEST: the server as an operator meets it, a process with a folder. */
class ServeCommandTest {
  @TempDir Path data;

  @Test
  void servesFromAnEmptyFolderKeepsItForItselfAndStopsWithItsDatabase() throws Exception {
    try (Served server = Served.start(data, Map.of(), "--port", "0")) {
      assertThat(server.nobody().get("/health/live").status()).isEqualTo(200);
      assertThat(server.nobody().get("/health/ready").status()).isEqualTo(200);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("logs"))))
          .isEqualTo("rwx------");

      try (Served second = Served.start(data, Map.of(), "--port", "0")) {
        assertThat(second.end()).as(second.said().toString()).isEqualTo(Exit.NO);
        assertThat(String.join("\n", second.said()))
            .contains("Another Tocsin", "--data DIR")
            .doesNotContain("\tat ");
      }

      long postgres = postgres();
      assertThat(server.stop()).isEqualTo(Served.TERMINATED);
      assertThat(runs(postgres)).as("PostgreSQL after the server's end").isFalse();
      assertThat(data.resolve("postgres/cluster/postmaster.pid")).doesNotExist();
      assertThat(server.said())
          .containsSubsequence(
              "  Nobody has access yet. Create the first two officers at "
                  + server.address().resolve("setup"),
              "  with the code in " + data.resolve("setup-code") + ".");
    }
  }

  private long postgres() throws IOException {
    Optional<String> first =
        Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid")).stream().findFirst();
    return Long.parseLong(first.orElseThrow());
  }

  private static boolean runs(long process) throws IOException {
    Path commandLine = Path.of("/proc", Long.toString(process), "cmdline");
    return Files.exists(commandLine) && !Files.readString(commandLine).isEmpty();
  }
}
