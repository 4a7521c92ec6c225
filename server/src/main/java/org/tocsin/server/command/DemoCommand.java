// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tocsin.server.command.demo.Demo;

/**
 * {@code tocsin demo}: plays a case, that of Moscow, March 2024, unless another is named, from the
 * first report to the proof.
 */
final class DemoCommand implements Command {
  static final String FORM =
      "demo [--case NAME|all] [--once] [--json FILE] [--watchers N] [--data DIR] [--port N]";

  private static final int WATCHERS_MOST = 1_000_000;

  @Override
  public int run(List<String> given, Streams streams) throws IOException {
    Arguments arguments =
        Arguments.parse(
            given,
            FORM,
            Set.of("--case", "--json", "--watchers", "--data", "--port"),
            Set.of("--once"));
    if (!arguments.rest().isEmpty()) {
      throw arguments.refusal("\"" + arguments.rest().getFirst() + "\" is not expected here");
    }
    Path data = data(arguments);
    Demo demo =
        new Demo(
            cases(arguments),
            data,
            number(arguments, "--watchers", 100_000, 2_000, WATCHERS_MOST),
            number(arguments, "--port", 0, 0, 65_535),
            streams.out(),
            streams.err());
    boolean once = arguments.has("--once");
    try {
      return demo.run(arguments.find("--json").map(Path::of), once) ? Exit.WELL : Exit.NO;
    } finally {
      if (once && arguments.find("--data").isEmpty()) {
        streams.err().println("The exercise's folder is kept: " + data);
      }
    }
  }

  private static List<Path> cases(Arguments arguments) throws IOException {
    Path demo = home().resolve("demo");
    String named = arguments.find("--case").orElse("moscow-2024");
    try (var folders = Files.list(demo)) {
      List<Path> all =
          folders.filter(each -> Files.exists(each.resolve("case.yaml"))).sorted().toList();
      List<Path> chosen =
          all.stream()
              .filter(each -> named.equals("all") || each.getFileName().toString().equals(named))
              .toList();
      if (chosen.isEmpty()) {
        throw arguments.refusal(
            "--case: there is no case \"%s\"; name one of %s, or all"
                .formatted(named, all.stream().map(Path::getFileName).toList()));
      }
      return chosen;
    }
  }

  private static Path data(Arguments arguments) throws IOException {
    Optional<String> named = arguments.find("--data");
    if (named.isEmpty()) {
      // Passable, so that PostgreSQL reaches its own folder when the demo runs as root.
      return Files.createTempDirectory(
          "tocsin-demo-",
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
    }
    Path folder = Path.of(named.get());
    if (Files.isDirectory(folder)) {
      try (var files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw arguments.refusal(
              "--data: " + folder + " is not empty; the demo needs a fresh folder");
        }
      }
    }
    return Files.createDirectories(folder);
  }

  private static int number(Arguments arguments, String name, int usual, int least, int most) {
    Optional<String> text = arguments.find(name);
    if (text.isEmpty()) {
      return usual;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number out of range.
    }
    throw arguments.refusal(
        "%s is \"%s\"; it must be a number from %d to %d".formatted(name, text.get(), least, most));
  }

  /** The folder of the project, which the launcher names. */
  private static Path home() {
    return Path.of(System.getProperty("tocsin.home", "."));
  }
}
