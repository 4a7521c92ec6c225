// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that outlived the Tocsin that started it. To be stopped by whoever holds the
 * folder's lock.
 */
final class Orphan {
  private static final Logger LOG = LoggerFactory.getLogger(Orphan.class);
  private static final long STOP_SECONDS_MAX = 60;

  private final Path cluster;
  private final PostgresTools tools;

  Orphan(Path cluster, PostgresTools tools) {
    this.cluster = cluster;
    this.tools = tools;
  }

  /**
   * Stops it if there is one; clears its process file if the number belongs to somebody else now.
   */
  void stop() throws IOException {
    Path file = cluster.resolve("postmaster.pid");
    Optional<Long> number = processNumber(file);
    if (number.isEmpty() || !Files.exists(proc(number.get()))) {
      return; // PostgreSQL itself deals with the file of a dead server.
    }
    if (!isPostgresOfThisCluster(number.get())) {
      // After a restart of the machine another process may have the number; pg_ctl would signal it
      // and PostgreSQL would refuse to start.
      Files.deleteIfExists(file);
      return;
    }
    LOG.info("Stopping the PostgreSQL that a killed Tocsin left behind, process {}", number.get());
    try {
      tools.stop(cluster, STOP_SECONDS_MAX);
    } catch (IOException e) {
      if (!isPostgresOfThisCluster(number.get())) {
        return; // It ended by itself between our look and our word.
      }
      throw new DatabaseUnavailableException(
          "A PostgreSQL left by an earlier Tocsin (process %d) still uses %s and could not be stopped. Stop it with: kill -INT %d"
              .formatted(number.get(), cluster, number.get()),
          e);
    }
  }

  private static Optional<Long> processNumber(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines
          .findFirst()
          .map(String::strip)
          .filter(line -> line.matches("[0-9]{1,10}"))
          .map(Long::valueOf);
    }
  }

  private boolean isPostgresOfThisCluster(long number) {
    List<String> words = List.of(commandLine(number).split("\0", -1));
    return words.getFirst().endsWith("postgres") && words.contains(cluster.toString());
  }

  /** Empty for a process that has ended. */
  private static String commandLine(long number) {
    try {
      return new String(
          Files.readAllBytes(proc(number).resolve("cmdline")), StandardCharsets.UTF_8);
    } catch (IOException endedMeanwhile) {
      return "";
    }
  }

  private static Path proc(long number) {
    return Path.of("/proc", Long.toString(number));
  }
}
