// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The command {@code tocsin read [--json] [--date DATE] [--no-demonyms] FILE|DIR|-…}. */
public final class ReadCommand {
  private static final String USAGE =
      """
      usage: tocsin read [--json] [--date DATE] [--no-demonyms] FILE|DIR|-…
      Reads reports (text, mail, HTML, or CAP XML) and prints what they say: places, times, groups, findings, incidents.
        --json       one JSON object a report instead of a listing; of several reports each names its file
        --date DATE  when they were written: 2024-03-22 or 2024-03-22T20:00:00+03:00
        --no-demonyms  leaves words such as "Turkish" out of the places
        FILE|DIR|-   a report, a folder of reports, or - for standard input\
      """;

  private record Options(
      boolean json, boolean demonyms, Optional<ZonedDateTime> date, List<String> files) {}

  /** A report to be read: a file, or standard input where there is no path. */
  private record Source(String name, Optional<Path> path) {}

  private static final class UsageException extends RuntimeException {
    UsageException(String message) {
      super(message);
    }
  }

  private final Options options;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  private ReadCommand(Options options, InputStream in, PrintStream out, PrintStream err) {
    this.options = options;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the command. Of several reports, those that cannot be read are told and the others read.
   *
   * @return 0 all read; 1 a document cannot be read; 2 wrong usage; 3 we are broken
   */
  public static int run(List<String> args, InputStream in, PrintStream out, PrintStream err) {
    return run(args, in, out, err, ReadProgress.isTerminal());
  }

  static int run(
      List<String> args, InputStream in, PrintStream out, PrintStream err, boolean terminal) {
    if (args.contains("--help")) {
      out.println(USAGE);
      return 0;
    }
    try {
      Options options = options(args);
      ReadCommand command = new ReadCommand(options, in, out, err);
      boolean many = options.files().size() > 1 || isFolder(options.files().getFirst());
      return many
          ? command.readMany(terminal)
          : command.readOne(source(options.files().getFirst()));
    } catch (UsageException e) {
      err.println("tocsin read: " + e.getMessage());
      err.println(USAGE);
      return 2;
    } catch (NoSuchFileException e) {
      err.println("tocsin read: there is no file " + e.getFile());
      return 2;
    } catch (IOException e) {
      err.println("tocsin read: the report cannot be read from disk or input: " + e.getMessage());
      return 3;
    }
  }

  private int readOne(Source source) throws IOException {
    try {
      Reading reading = read(source);
      out.println(options.json() ? ReadingJson.write(reading) : ReadListing.of(reading));
      return 0;
    } catch (UnreadableDocumentException e) {
      err.println("tocsin read: " + e.getMessage());
      return 1;
    }
  }

  private int readMany(boolean terminal) throws IOException {
    List<Source> sources = sources();
    ReadProgress progress = new ReadProgress(err, terminal, sources.size());
    int unread = 0;
    long findings = 0;
    for (Source source : sources) {
      String why = "";
      try {
        Reading reading = read(source);
        findings += reading.findings().size();
        progress.clear();
        out.println(
            options.json()
                ? ReadingJson.write(source.name(), reading)
                : "== " + source.name() + "\n" + ReadListing.of(reading) + "\n");
      } catch (UnreadableDocumentException e) {
        why = String.valueOf(e.getMessage());
      } catch (NoSuchFileException e) {
        why = "there is no such file";
      } catch (AccessDeniedException e) {
        why = "reading it is not allowed";
      } catch (IOException e) {
        why = "it cannot be read from disk: " + e.getMessage();
      }
      if (!why.isEmpty()) {
        unread++;
        progress.clear();
        err.println("tocsin read: " + source.name() + ": " + why);
        if (options.json()) {
          out.println(ReadingJson.unread(source.name(), why));
        }
      }
      progress.step();
    }
    progress.clear();
    err.printf("%d reports read, %d not; %d findings%n", sources.size() - unread, unread, findings);
    return unread == 0 ? 0 : 1;
  }

  private Reading read(Source source) throws IOException {
    byte[] content =
        source.path().isPresent() ? ReadInput.bytes(source.path().get()) : ReadInput.bytes(in);
    Document given = ReadInput.document(source.name(), content);
    Document document = options.demonyms() ? given : given.withoutDemonyms();
    return Reader.standard().read(options.date().map(document::withDate).orElse(document));
  }

  private List<Source> sources() throws IOException {
    List<Source> sources = new ArrayList<>();
    for (String file : options.files()) {
      if (isFolder(file)) {
        ReadInput.files(path(file))
            .forEach(p -> sources.add(new Source(p.toString(), Optional.of(p))));
      } else {
        sources.add(source(file));
      }
    }
    return sources;
  }

  private static Source source(String file) {
    return new Source(file, file.equals("-") ? Optional.empty() : Optional.of(path(file)));
  }

  private static boolean isFolder(String file) {
    return !file.equals("-") && Files.isDirectory(path(file));
  }

  private static Options options(List<String> args) {
    boolean json = false;
    boolean demonyms = true;
    boolean words = true;
    Optional<ZonedDateTime> date = Optional.empty();
    List<String> files = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (!words || arg.equals("-") || !arg.startsWith("-")) {
        files.add(arg);
      } else if (arg.equals("--")) {
        words = false;
      } else if (arg.equals("--json")) {
        json = true;
      } else if (arg.equals("--no-demonyms")) {
        demonyms = false;
      } else if (arg.equals("--date")) {
        if (++i == args.size()) {
          throw new UsageException("--date needs a date after it");
        }
        date = Optional.of(date(args.get(i)));
      } else if (arg.startsWith("--date=")) {
        date = Optional.of(date(arg.substring("--date=".length())));
      } else {
        throw new UsageException("unknown option " + arg);
      }
    }
    if (files.isEmpty()) {
      throw new UsageException("FILE, DIR or - is missing");
    }
    if (files.stream().filter("-"::equals).count() > 1) {
      throw new UsageException("- can be named once: standard input is read once");
    }
    return new Options(json, demonyms, date, List.copyOf(files));
  }

  private static ZonedDateTime date(String value) {
    return Dates.parse(value)
        .orElseThrow(() ->
            new UsageException(
                "--date %s is no date; write 2024-03-22 or 2024-03-22T20:00:00+03:00"
                    .formatted(value)));
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new UsageException("FILE is no path: " + e.getMessage());
    }
  }
}
