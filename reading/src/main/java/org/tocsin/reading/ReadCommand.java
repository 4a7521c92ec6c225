// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The command {@code tocsin read [--json] [--date DATE] [--no-demonyms] FILE|-}. */
public final class ReadCommand {
  private static final int MAX_BYTES = 64 << 20;
  private static final int MAX_SHOWN_UNITS = 110;
  private static final String USAGE =
      """
      usage: tocsin read [--json] [--date DATE] [--no-demonyms] FILE|-
      Reads a report (text, HTML, or CAP XML) and prints what it says: places, times, groups, findings, incidents.
        --json       one JSON object instead of a listing
        --date DATE  when the report was written: 2024-03-22 or 2024-03-22T20:00:00+03:00
        --no-demonyms  leaves words such as "Turkish" out of the places
        FILE|-       the report, or - for standard input\
      """;

  private record Options(
      boolean json, boolean demonyms, Optional<ZonedDateTime> date, String file) {}

  private static final class UsageException extends RuntimeException {
    UsageException(String message) {
      super(message);
    }
  }

  private ReadCommand() {}

  /**
   * Runs the command.
   *
   * @return 0 read; 1 the document cannot be read; 2 wrong usage; 3 we are broken
   */
  public static int run(List<String> args, InputStream in, PrintStream out, PrintStream err) {
    if (args.contains("--help")) {
      out.println(USAGE);
      return 0;
    }
    try {
      Options options = options(args);
      byte[] content = content(options.file(), in);
      Document given = Document.of(content, mediaType(options.file(), content));
      Document document = options.demonyms() ? given : given.withoutDemonyms();
      Reading reading =
          Reader.standard().read(options.date().map(document::withDate).orElse(document));
      out.println(options.json() ? ReadingJson.write(reading) : listing(reading));
      return 0;
    } catch (UsageException e) {
      err.println("tocsin read: " + e.getMessage());
      err.println(USAGE);
      return 2;
    } catch (UnreadableDocumentException e) {
      err.println("tocsin read: " + e.getMessage());
      return 1;
    } catch (NoSuchFileException e) {
      err.println("tocsin read: there is no file " + e.getFile());
      return 2;
    } catch (IOException e) {
      err.println("tocsin read: the report cannot be read from disk or input: " + e.getMessage());
      return 3;
    }
  }

  private static Options options(List<String> args) {
    boolean json = false;
    boolean demonyms = true;
    Optional<ZonedDateTime> date = Optional.empty();
    Optional<String> file = Optional.empty();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (arg.equals("--json")) {
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
      } else if (arg.startsWith("-") && arg.length() > 1) {
        throw new UsageException("unknown option " + arg);
      } else if (file.isPresent()) {
        throw new UsageException("one FILE is read at a time; a second was given: " + arg);
      } else {
        file = Optional.of(arg);
      }
    }
    return new Options(
        json, demonyms, date, file.orElseThrow(() -> new UsageException("FILE or - is missing")));
  }

  private static ZonedDateTime date(String value) {
    return Dates.parse(value)
        .orElseThrow(() ->
            new UsageException(
                "--date %s is no date; write 2024-03-22 or 2024-03-22T20:00:00+03:00"
                    .formatted(value)));
  }

  private static byte[] content(String file, InputStream in) throws IOException {
    byte[] content;
    if (file.equals("-")) {
      content = in.readNBytes(MAX_BYTES + 1);
    } else {
      Path path = path(file);
      if (Files.isDirectory(path)) {
        throw new UsageException(file + " is a folder; name one file");
      }
      try (InputStream stream = Files.newInputStream(path)) {
        content = stream.readNBytes(MAX_BYTES + 1);
      }
    }
    if (content.length > MAX_BYTES) {
      throw new UnreadableDocumentException(
          "report is larger than %d bytes; split it".formatted(MAX_BYTES));
    }
    return content;
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new UsageException("FILE is no path: " + e.getMessage());
    }
  }

  private static String mediaType(String file, byte[] content) {
    String name = file.toLowerCase(Locale.ROOT);
    String head =
        new String(
            content,
            0,
            Math.min(content.length, 1024),
            java.nio.charset.StandardCharsets.ISO_8859_1);
    String start = head.replace("\u00EF\u00BB\u00BF", "").stripLeading().toLowerCase(Locale.ROOT);
    if (name.endsWith(".html")
        || name.endsWith(".htm")
        || start.startsWith("<!doctype html")
        || start.startsWith("<html")) {
      return "text/html";
    }
    return name.endsWith(".xml") || start.startsWith("<?xml") || start.startsWith("<alert")
        ? "application/cap+xml"
        : "text/plain";
  }

  private static String listing(Reading reading) {
    StringBuilder out = new StringBuilder();
    reading.title().ifPresent(t -> out.append("title      ").append(oneLine(t)).append('\n'));
    reading.published().ifPresent(p -> out.append("published  ").append(p).append('\n'));
    for (PlaceMention p : reading.places()) {
      out.append(
          "place      %s  %s%s  %.4f %.4f%s%n"
              .formatted(
                  at(p),
                  p.name(),
                  p.country().map(c -> ", " + c).orElse(""),
                  p.latitude(),
                  p.longitude(),
                  p.alternatives().isEmpty()
                      ? ""
                      : "  (+%d of that name)".formatted(p.alternatives().size())));
    }
    reading
        .times()
        .forEach(t -> out.append("time       %s  %s to %s%n".formatted(at(t), t.from(), t.to())));
    reading.groups().forEach(g -> out.append("group      %s  %s%n".formatted(at(g), g.name())));
    reading.findings().forEach(f -> out.append(finding(f)));
    int number = 1;
    for (Incident incident : reading.incidents()) {
      out.append(IncidentListing.of(incident, number++));
    }
    return out.isEmpty() ? "nothing found" : out.toString().stripTrailing();
  }

  private static String finding(Finding f) {
    StringBuilder out = new StringBuilder();
    out.append(
        "%-10s %d-%d  %s  (%s%s, %s)%n"
            .formatted(
                lower(f.type()),
                f.span().start(),
                f.span().end(),
                oneLine(f.text()),
                lower(f.voice()),
                f.historic() ? ", history" : "",
                f.rule()));
    line(out, "said by", f.assertedBy().map(Mention::value));
    line(out, "actor", f.actor().map(Mention::value));
    line(out, "recipient", f.recipient().map(Mention::value));
    line(out, "target", f.target().map(Mention::value));
    line(out, "method", f.method().map(Mention::value));
    line(out, "place", f.place().map(PlaceMention::name));
    line(out, "time", f.time().map(t -> t.from() + " to " + t.to()));
    line(out, "killed", f.killed().map(ReadCommand::figure));
    line(out, "wounded", f.wounded().map(ReadCommand::figure));
    f.otherEffects().forEach(e -> line(out, e.what(), Optional.of(oneLine(e.text()))));
    return out.toString();
  }

  private static void line(StringBuilder out, String name, Optional<String> value) {
    value.ifPresent(v -> out.append("           %-9s %s%n".formatted(name, oneLine(v))));
  }

  static String figure(Figure f) {
    String range =
        f.min().isPresent() && f.min().equals(f.max())
            ? "" + f.min().getAsLong()
            : "%s to %s"
                .formatted(
                    f.min().isPresent() ? f.min().getAsLong() : "?",
                    f.max().isPresent() ? f.max().getAsLong() : "?");
    return range + " (" + lower(f.qualifier()).replace('_', ' ') + ")";
  }

  private static String at(Cited cited) {
    return "%d-%d  %s ".formatted(cited.span().start(), cited.span().end(), oneLine(cited.text()));
  }

  static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= MAX_SHOWN_UNITS ? line : line.substring(0, MAX_SHOWN_UNITS - 1) + "…";
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
