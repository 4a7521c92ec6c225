// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tocsin.audience.Audience;
import org.tocsin.audience.AudienceIndex;
import org.tocsin.audience.FileWatcher;
import org.tocsin.audience.LineProblem;
import org.tocsin.audience.ProblemSink;
import org.tocsin.audience.Watcher;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.audience.Window;
import org.tocsin.cap.Alert;
import org.tocsin.cap.CapReader;
import org.tocsin.cap.ReadLimits;
import org.tocsin.cap.Reading;
import org.tocsin.server.watch.Dangers;

/** {@code tocsin match}: lists who is in the way of the danger that a CAP alert tells of. */
final class MatchCommand implements Command {
  static final String FORM = "match --watchers FILE --alert FILE.xml [--at TIME]";

  private static final ReadLimits LIMITS = ReadLimits.alert();

  @Override
  public int run(List<String> given, Streams streams) throws IOException {
    Arguments arguments =
        Arguments.parse(given, FORM, Set.of("--watchers", "--alert", "--at"), Set.of());
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
    List<FileWatcher> watchers = watchers(watchersFile, refusals);
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
                  + " were refused; the watchers they tell of are not in the answer. Mend them and ask again.");
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

  private static List<FileWatcher> watchers(Path file, ProblemSink problems) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      return WatcherFiles.gather(in, WatcherFiles.formatOf(file), problems);
    }
  }

  private static void print(List<FileWatcher> watchers, Dangers dangers, PrintStream out) {
    AudienceIndex index = new AudienceIndex();
    List<Watcher> numbered = new ArrayList<>(watchers.size());
    for (int number = 0; number < watchers.size(); number++) {
      numbered.add(watchers.get(number).toWatcher(number));
    }
    index.putAll(numbered);
    Audience audience = dangers.match(index);
    audience.stream()
        .mapToObj(number -> watchers.get((int) number).id())
        .sorted()
        .forEach(out::println);
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
    public void rejected(long line, byte[] raw) {
      lines++;
    }
  }
}
