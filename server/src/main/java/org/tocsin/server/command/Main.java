// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tocsin.reading.ReadCommand;
import org.tocsin.record.MonitorCommand;
import org.tocsin.record.VerifyCommand;
import org.tocsin.server.command.Command.Streams;
import org.tocsin.server.ledger.TimeStamps;

/** Entry of the program: finds the command that is meant and turns what comes of it into a code. */
public final class Main {

  private record Word(String name, String form, String purpose, Command command) {}

  // Each behind a lambda, so that no command loads another's classes.
  private static final List<Word> WORDS =
      List.of(
          new Word(
              "serve",
              ServeCommand.FORM,
              "run the desk",
              (arguments, s) -> new ServeCommand().run(arguments, s)),
          new Word(
              "demo",
              DemoCommand.FORM,
              "play the whole chain on a real case, as an exercise",
              (arguments, s) -> new DemoCommand().run(arguments, s)),
          new Word(
              "read",
              "read [--json] [--date DATE] FILE|-",
              "find places, times, groups and findings in a text",
              (arguments, s) -> ReadCommand.run(arguments, s.in(), s.out(), s.err())),
          new Word(
              "check",
              CheckCommand.FORM,
              "hold CAP messages to their standard",
              (arguments, s) -> new CheckCommand().run(arguments, s)),
          new Word(
              "match",
              MatchCommand.FORM,
              "list who is in the way of a danger",
              (arguments, s) -> new MatchCommand().run(arguments, s)),
          new Word(
              "verify",
              "verify FILE [--json] [--key VKEY]… [--handover FILE]… [--tsa PEM] [--against FILE|DIR]",
              "prove a case bundle, a proof or a record folder offline",
              (arguments, s) ->
                  VerifyCommand.run(
                      arguments, s.out(), s.err(), Optional.of(TimeStamps::trusting))),
          new Word(
              "monitor",
              "monitor FOLDER|URL --key VKEY --state DIR [--once] [--silence DURATION] [--never TYPE]…",
              "follow a record and cry out when it tells a second history, goes back or falls silent",
              (arguments, s) -> MonitorCommand.run(arguments, s.out(), s.err())),
          new Word(
              "bundle",
              BundleCommand.FORM,
              "fetch a case's bundle from a desk, and verify it",
              (arguments, s) -> new BundleCommand().run(arguments, s)),
          new Word(
              "export",
              ExportCommand.FORM,
              "fetch from a desk what people made of findings, as training examples",
              (arguments, s) -> new ExportCommand().run(arguments, s)),
          new Word(
              "record",
              RecordCommand.FORM,
              "change the record's key, with an entry that its readers can follow",
              (arguments, s) -> new RecordCommand().run(arguments, s)),
          new Word(
              "dkim",
              DkimCommand.FORM,
              "make a key for signing mails, and print its DNS record",
              (arguments, s) -> new DkimCommand().run(arguments, s)));

  private static final int DISTANCE_MAX = 2;

  private Main() {}

  /** Runs the command named first and ends the process with its exit code. */
  public static void main(String[] arguments) {
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    int code = run(Arrays.asList(arguments), new Streams(System.in, out, err));
    out.flush();
    err.flush();
    System.exit(code);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16),
        false,
        StandardCharsets.UTF_8);
  }

  /** The same without ending the process. */
  static int run(List<String> arguments, Streams streams) {
    if (arguments.isEmpty() || List.of("--help", "-h", "help").contains(arguments.getFirst())) {
      help(arguments.isEmpty() ? streams.err() : streams.out());
      return arguments.isEmpty() ? Exit.USAGE : Exit.WELL;
    }
    String name = arguments.getFirst();
    if (name.equals("--version")) {
      streams.out().println("tocsin " + version());
      return Exit.WELL;
    }
    if (name.equals(Rehearsal.NAME)) {
      return Rehearsal.run(streams.err());
    }
    Optional<Word> word = WORDS.stream().filter(w -> w.name.equals(name)).findFirst();
    if (word.isEmpty()) {
      streams.err().println("tocsin: there is no command \"" + name + "\"" + nearest(name));
      streams.err().println("Commands and options: tocsin --help");
      return Exit.USAGE;
    }
    List<String> own = arguments.subList(1, arguments.size());
    if (own.contains("--help")) {
      streams.out().println("tocsin " + word.get().form + "\n" + word.get().purpose);
      return Exit.WELL;
    }
    return run(word.get(), own, streams);
  }

  private static int run(Word word, List<String> arguments, Streams streams) {
    try {
      return word.command.run(arguments, streams);
    } catch (UsageException e) {
      streams.err().println("tocsin " + word.name + ": " + e.getMessage());
      return Exit.USAGE;
    } catch (NoSuchFileException e) {
      streams.err().println("tocsin " + word.name + ": there is no file " + e.getFile());
      return Exit.USAGE;
    } catch (IOException e) {
      streams.err().println("tocsin " + word.name + ": cannot read or write: " + e);
      return Exit.BROKEN;
    } catch (RuntimeException | Error e) {
      streams.err().println("tocsin " + word.name + ": Tocsin is broken here; please report this:");
      e.printStackTrace(streams.err());
      return Exit.BROKEN;
    }
  }

  private static void help(PrintStream out) {
    out.println("Tocsin " + version() + ": a server for the duty to warn");
    out.println();
    out.println("usage: tocsin COMMAND …");
    for (Word word : WORDS) {
      out.println("  " + word.form);
      out.println("      " + word.purpose);
    }
    out.println("  prepare");
    out.println("      build now, and let the server start faster from then on");
    out.println("  test");
    out.println("      build everything and run all tests");
    out.println("  bench [NAME…]");
    out.println("      measure against peers; the table of names: tocsin bench --help");
    out.println("  --version, --help");
    out.println();
    out.println("Exit codes: 0 all well, 1 the answer is no, 2 wrong usage, 3 Tocsin is broken.");
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  private static String nearest(String name) {
    return WORDS.stream()
        .map(Word::name)
        .filter(candidate -> distance(candidate, name) <= DISTANCE_MAX)
        .min((a, b) -> Integer.compare(distance(a, name), distance(b, name)))
        .map(candidate -> "; did you mean \"" + candidate + "\"?")
        .orElse("");
  }

  /** Levenshtein's: how many letters to add, take away or change. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
