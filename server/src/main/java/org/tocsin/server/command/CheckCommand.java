// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.tocsin.cap.CapChecker;
import org.tocsin.cap.CapVersion;
import org.tocsin.cap.CheckResult;
import org.tocsin.cap.Problem;
import org.tocsin.cap.ReadLimits;

/** {@code tocsin check}: holds CAP messages to their standard. */
final class CheckCommand implements Command {
  static final String FORM = "check [--json] [--profile P]… FILE|DIR|-…";

  /** What counts as a message in a folder. */
  private static final List<String> ENDINGS = List.of(".xml", ".cap", ".atom", ".rss", ".edxlde");

  private static final ReadLimits LIMITS = ReadLimits.feed();

  private final InstantSource clock;

  CheckCommand() {
    this(InstantSource.system());
  }

  CheckCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public int run(List<String> given, Streams streams) throws IOException {
    Arguments arguments = Arguments.parse(given, FORM, Set.of("--profile"), Set.of("--json"));
    for (String profile : arguments.list("--profile")) {
      throw arguments.refusal("there is no profile \"" + profile + "\"; none is built in yet");
    }
    if (arguments.rest().isEmpty()) {
      throw arguments.refusal("name a file, a folder, or - for standard input");
    }
    Tally tally = new Tally();
    for (String name : arguments.rest()) {
      if (name.equals("-")) {
        check(name, streams.in(), arguments.has("--json"), streams.out(), tally);
        continue;
      }
      for (Path file : messagesAt(Path.of(name), arguments)) {
        try (InputStream in = Files.newInputStream(file)) {
          check(file.toString(), in, arguments.has("--json"), streams.out(), tally);
        }
      }
    }
    streams.err().println(tally.words());
    return tally.valid == tally.files ? Exit.WELL : Exit.NO;
  }

  private static List<Path> messagesAt(Path path, Arguments arguments) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    List<Path> files;
    try (Stream<Path> tree = Files.walk(path)) {
      files = tree.filter(Files::isRegularFile).filter(CheckCommand::isMessage).sorted().toList();
    }
    if (files.isEmpty()) {
      throw arguments.refusal(
          "the folder " + path + " holds no file ending in " + String.join(", ", ENDINGS));
    }
    return files;
  }

  private static boolean isMessage(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  private void check(String name, InputStream in, boolean json, PrintStream out, Tally tally)
      throws IOException {
    // One byte more than allowed, so that the checker sees and names the excess.
    CheckResult result =
        CapChecker.check(in.readNBytes(LIMITS.bytesMax() + 1), clock.instant(), LIMITS);
    tally.add(result);
    out.println(json ? json(name, result) : words(name, result));
  }

  private static String words(String name, CheckResult result) {
    StringBuilder text = new StringBuilder(name);
    text.append(result.valid() ? ": valid" : ": NOT valid");
    result.version().ifPresent(version -> text.append(", CAP ").append(version.word()));
    result.problems().forEach(problem -> text.append("\n  ").append(problem));
    return text.toString();
  }

  private static String json(String name, CheckResult result) {
    JsonLine line = new JsonLine();
    line.begin().put("file", name).put("valid", result.valid());
    line.put("version", result.version().map(CapVersion::word).orElse(null));
    line.put("profile", (String) null).beginList("problems");
    for (Problem problem : result.problems()) {
      line.begin()
          .put("rule", problem.rule())
          .put("severity", problem.severity().word())
          .put("line", problem.line())
          .put("column", problem.column())
          .put("path", problem.path())
          .put("value", problem.value())
          .put("message", problem.message())
          .put("remedy", problem.remedy())
          .put("section", problem.section())
          .end();
    }
    return line.endList().end().toString();
  }

  private static final class Tally {
    private int files;
    private int valid;
    private long errors;
    private long others;

    void add(CheckResult result) {
      files++;
      valid += result.valid() ? 1 : 0;
      long wrong = result.problems().stream().filter(Problem::isError).count();
      errors += wrong;
      others += result.problems().size() - wrong;
    }

    String words() {
      return "%d %s checked: %d valid, %d not; %d errors, %d warnings and advice"
          .formatted(files, files == 1 ? "file" : "files", valid, files - valid, errors, others);
    }
  }
}
