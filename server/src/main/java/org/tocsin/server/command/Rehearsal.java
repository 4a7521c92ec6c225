// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tocsin.server.command.Command.Streams;

/**
 * Runs the short commands once on a small example. The launcher lets the JVM watch this after a
 * build and keeps what it learns as an ahead-of-time cache (JEP 514), so that later runs start
 * faster. Not meant for people, hence not in the help.
 */
final class Rehearsal {
  static final String NAME = "rehearse";

  private static final String ALERT = "alert.xml";
  private static final String WATCHERS = "watchers.csv";
  private static final String REPORT = "report.txt";
  private static final List<String> EXAMPLES = List.of(ALERT, WATCHERS, REPORT);

  private Rehearsal() {}

  static int run(PrintStream err) {
    try {
      Path folder = Files.createTempDirectory("tocsin-rehearsal");
      try {
        play(folder);
      } finally {
        for (String name : EXAMPLES) {
          Files.deleteIfExists(folder.resolve(name));
        }
        Files.delete(folder);
      }
      return Exit.WELL;
    } catch (IOException e) {
      err.println("tocsin: the rehearsal failed: " + e);
      return Exit.BROKEN;
    }
  }

  private static void play(Path folder) throws IOException {
    String alert = copy(ALERT, folder);
    String watchers = copy(WATCHERS, folder);
    String report = copy(REPORT, folder);
    play("--help");
    play("--version");
    play("check", "--json", alert);
    play("check", alert, watchers);
    play("match", "--watchers", watchers, "--alert", alert);
    play("match", "--watchers", watchers, "--alert", alert, "--at", "2024-03-08T18:00:00+03:00");
    play("read", "--json", report);
    play("read", report);
    play("verify", "--json", report);
  }

  private static String copy(String name, Path folder) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = Rehearsal.class.getResourceAsStream("rehearsal/" + name)) {
      if (in == null) {
        throw new IOException("the example " + name + " is missing from the program");
      }
      Files.copy(in, file);
    }
    return file.toString();
  }

  /** What comes of it does not matter here: the tests look after that. */
  private static void play(String... arguments) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Main.run(
        List.of(arguments), new Streams(new ByteArrayInputStream(new byte[0]), nowhere, nowhere));
  }
}
