// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tocsin.audience.Audience;
import org.tocsin.audience.LineProblem;
import org.tocsin.audience.LoadedWatchers;
import org.tocsin.audience.ProblemSink;
import org.tocsin.audience.RejectFile;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.audience.Window;
import org.tocsin.cap.Alert;
import org.tocsin.cap.CapReader;
import org.tocsin.cap.ReadLimits;
import org.tocsin.cap.Reading;
import org.tocsin.server.watch.Dangers;

/** {@code tocsin match}: lists who is in the way of the danger that a CAP alert tells of. */
final class MatchCommand implements Command {
  static final String FORM = "match --watchers FILE --alert FILE.xml [--at TIME] [--rejects FILE]";

  private static final ReadLimits LIMITS = ReadLimits.alert();

  @Override
  public int run(List<String> given, Streams streams) throws IOException {
    Arguments arguments =
        Arguments.parse(
            given, FORM, Set.of("--watchers", "--alert", "--at", "--rejects"), Set.of());
    if (!arguments.rest().isEmpty()) {
      throw arguments.refusal("\"" + arguments.rest().getFirst() + "\" is not expected here");
    }
    Path watchersFile = Path.of(arguments.get("--watchers"));
    Path alertFile = Path.of(arguments.get("--alert"));
    Optional<Instant> at = arguments.find("--at").map(text -> time(text, arguments));

    Optional<Dangers> dangers = read(alertFile, streams.err());
    if (dangers.isEmpty()) {
      return Exit.NO;
    }
    Refusals refusals = new Refusals(streams.err());
    LoadedWatchers watchers =
        load(watchersFile, arguments.find("--rejects").map(Path::of), refusals, arguments);
    Dangers meant =
        at.map(instant -> dangers.get().during(Window.at(instant))).orElse(dangers.get());
    print(watchers, meant, streams.out());
    if (refusals.lines > 0) {
      streams
          .err()
          .println(
              refusals.lines
                  + " lines of "
                  + watchersFile
                  + " were refused; the watchers they tell of are not in the answer. Mend them"
                  + arguments.find("--rejects").map(file -> " in " + file).orElse("")
                  + " and ask again.");
      return Exit.NO;
    }
    return Exit.WELL;
  }

  private static Instant time(String text, Arguments arguments) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw arguments.refusal(
          "--at is \""
              + text
              + "\"; it must be a time with its zone, such as 2024-03-08T18:00:00+03:00");
    }
  }

  private static Optional<Dangers> read(Path file, PrintStream err) throws IOException {
    Reading reading;
    try (InputStream in = Files.newInputStream(file)) {
      reading = CapReader.read(in.readNBytes(LIMITS.bytesMax() + 1), LIMITS);
    }
    reading.problems().forEach(problem -> err.println(file + ":" + problem));
    Optional<Alert> alert = reading.alert();
    if (alert.isEmpty()) {
      err.println(file + " holds no alert that can be read; nobody was matched");
      return Optional.empty();
    }
    try {
      Dangers dangers = Dangers.of(alert.get());
      dangers.notes().forEach(note -> err.println(file + ": " + note));
      if (dangers.all().isEmpty()) {
        err.println(file + " says of no place where it is; nobody was matched");
        return Optional.empty();
      }
      return Optional.of(dangers);
    } catch (IllegalArgumentException e) {
      err.println(file + ": " + e.getMessage() + "; nobody was matched");
      return Optional.empty();
    }
  }

  private static LoadedWatchers load(
      Path file, Optional<Path> rejects, ProblemSink problems, Arguments arguments)
      throws IOException {
    WatcherFiles.Format format = WatcherFiles.formatOf(file);
    if (rejects.isEmpty()) {
      return WatcherFiles.load(file, format, problems);
    }
    if (Files.exists(rejects.get()) && Files.isSameFile(file, rejects.get())) {
      throw arguments.refusal("--rejects names the file of the watchers; give another file");
    }
    try (InputStream in = Files.newInputStream(file);
        RejectFile kept =
            new RejectFile(
                new BufferedOutputStream(Files.newOutputStream(rejects.get())), format, problems)) {
      return WatcherFiles.load(in, format, kept);
    } catch (UncheckedIOException e) {
      throw new IOException("the refused lines cannot be kept in " + rejects.get(), e.getCause());
    }
  }

  private static void print(LoadedWatchers watchers, Dangers dangers, PrintStream out) {
    Audience audience = dangers.match(watchers.index());
    audience.stream().mapToObj(watchers::id).sorted().forEach(out::println);
  }

  private static final class Refusals implements ProblemSink {
    private final PrintStream err;
    private int lines;

    Refusals(PrintStream err) {
      this.err = err;
    }

    @Override
    public void problem(LineProblem problem) {
      err.println(problem.words());
    }

    @Override
    public void rejected(long line, String id, byte[] raw) {
      lines++;
    }
  }
}
