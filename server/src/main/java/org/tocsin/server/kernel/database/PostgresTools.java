// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs PostgreSQL's programs as the right user, their output going to one bounded log. */
final class PostgresTools {
  static final String LOG_NAME = "postgres.log";

  private static final long LOG_BYTES_MAX = 10_000_000;
  private static final int TAIL_BYTES_MAX = 3_000;

  // A session of its own, so that Ctrl-C in a terminal reaches Tocsin alone, which then stops
  // PostgreSQL last.
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final Path home;
  private final Path programs;
  private final PostgresUser user;
  private final Path log;

  PostgresTools(Path home, Path programs, PostgresUser user) throws IOException {
    this.home = home;
    this.programs = programs;
    this.user = user;
    this.log = home.resolve(LOG_NAME);
    if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
      Files.move(log, home.resolve(LOG_NAME + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(log)) {
      Files.createFile(log, Passwords.OWNER_ONLY);
    }
  }

  PostgresUser user() {
    return user;
  }

  /** Starts the server itself; returns at once. */
  Process launch(Path cluster, int port, Map<String, String> settings) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-D", cluster.toString(), "-p", "" + port));
    settings.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      command.add(SETSID.toString());
    }
    command.addAll(user.command(program("postgres"), arguments));
    return start(command);
  }

  /** Stops the server of {@code cluster}, whoever started it, and waits until it has ended. */
  void stop(Path cluster, long secondsMax) throws IOException {
    run(
        "pg_ctl",
        List.of("stop", "-D", cluster.toString(), "-m", "fast", "-w", "-t", "" + secondsMax));
  }

  /** Runs a program to its end. */
  void run(String name, List<String> arguments) throws IOException {
    long logStart = logSize();
    Process process = start(user.command(program(name), arguments));
    try {
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException(
            name + " failed (exit status " + status + ") and said:\n" + logTail(logStart));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + name + " was running", e);
    }
  }

  private String program(String name) {
    return programs.resolve("bin").resolve(name).toString();
  }

  private Process start(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    // English messages whatever the operator's language, and none of his PG* variables.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    return builder.start();
  }

  long logSize() {
    try {
      return Files.size(log);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look at " + log, e);
    }
  }

  /** The end of what was logged since the log had {@code since} bytes. */
  String logTail(long since) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(since, file.length() - TAIL_BYTES_MAX);
      byte[] tail = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(tail);
      return new String(tail, StandardCharsets.UTF_8).strip().indent(2).stripTrailing();
    } catch (IOException e) {
      return "  (its log " + log + " cannot be read: " + e.getMessage() + ")";
    }
  }
}
