// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code tocsin monitor FOLDER|URL --key VKEY --state DIR}: follows a record and cries
 * out. Ends with 1 at the first fork or roll-back, since there is one history no more.
 */
public final class MonitorCommand {

  private static final int OK = 0;
  private static final int NO = 1;
  private static final int USAGE = 2;
  private static final int BROKEN = 3;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final String HELP =
      """
      Usage: tocsin monitor FOLDER|URL --key VKEY --state DIR [--once] [--every DURATION]
               [--silence DURATION] [--never TYPE]... [--only TYPE]... [--no-entries] [--json]

      Follows a record from the checkpoint that it kept and cries out when the record tells a second
      history, goes back, falls silent, or holds an entry of a type that should never appear.

        --key VKEY    the record's published key
        --state DIR   where the monitor keeps the last checkpoint, and proof against the record
        --once        look once and end: 0 nothing to cry, 1 there is
        --every D     how often to look otherwise; PT1M if not said (ISO 8601)
        --silence D   how long without a new checkpoint is too long; PT1H if not said
        --never TYPE  a type of entry that should never appear; may be repeated
        --only TYPE   the only types that may appear; may be repeated
        --no-entries  only the tiles of hashes are public: types of entries are not checked
        --json        one JSON object for each cry instead of words

      Exit code: 0 nothing to cry, 1 something was cried (without --once: a fork or a roll-back),
      2 wrong usage, 3 the state could not be read or written.
      """;

  private MonitorCommand() {}

  /** Waits between two looks; false ends the command. */
  @FunctionalInterface
  interface Pause {
    boolean until(Duration wait) throws InterruptedException;
  }

  private static final class Request {
    private Optional<String> log = Optional.empty();
    private Optional<NoteVerifier> key = Optional.empty();
    private Optional<Path> state = Optional.empty();
    private final Set<String> never = new HashSet<>();
    private final Set<String> only = new HashSet<>();
    private Duration every = Duration.ofMinutes(1);
    private Duration silence = Duration.ofHours(1);
    private boolean once;
    private boolean entries = true;
    private boolean json;
  }

  /**
   * Follows a record until it is interrupted or there is one history no more.
   *
   * @param args the arguments after {@code monitor}
   * @param out takes the cries
   * @param err takes the words for people
   * @return the exit code
   */
  public static int run(List<String> args, PrintStream out, PrintStream err) {
    Pause pause =
        wait -> {
          Thread.sleep(wait);
          return true;
        };
    return run(args, InstantSource.system(), pause, out, err);
  }

  static int run(
      List<String> args, InstantSource clock, Pause pause, PrintStream out, PrintStream err) {
    if (args.contains("--help")) {
      out.print(HELP);
      return OK;
    }
    Request request;
    try {
      request = parse(args);
    } catch (IllegalArgumentException | RecordException | DateTimeParseException e) {
      err.println("tocsin monitor: " + e.getMessage());
      err.print(HELP);
      return USAGE;
    }
    try {
      return follow(request, clock, pause, out, err);
    } catch (IOException | RecordException e) {
      err.println("tocsin monitor: the state could not be kept: " + e.getMessage());
      return BROKEN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OK;
    }
  }

  private static int follow(
      Request request, InstantSource clock, Pause pause, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    Monitor.Watch watch =
        new Monitor.Watch(
            request.silence,
            type ->
                !request.never.contains(type)
                    && (request.only.isEmpty() || request.only.contains(type)),
            request.entries);
    Monitor monitor =
        new Monitor(
            source(request.log.orElseThrow()),
            request.key.orElseThrow(),
            watch,
            request.state.orElseThrow(),
            clock,
            cry -> print(cry, request.json, out));
    while (true) {
      Monitor.Look look = monitor.look();
      if (look.added() > 0 && !request.json) {
        err.println("the record has " + Words.entries(look.size()) + ", " + look.added() + " new");
      }
      boolean over =
          look.cries().stream()
              .anyMatch(c -> c instanceof Monitor.Cry.Fork || c instanceof Monitor.Cry.RolledBack);
      if (over || request.once) {
        return look.cries().isEmpty() ? OK : NO;
      }
      if (!pause.until(request.every)) {
        return OK;
      }
    }
  }

  private static void print(Monitor.Cry cry, boolean asJson, PrintStream out) {
    if (asJson) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("cry", name(cry));
      json.put("words", cry.words());
      out.println(CanonicalJson.text(json));
    } else {
      out.println(cry.words());
    }
    out.flush();
  }

  private static String name(Monitor.Cry cry) {
    return switch (cry) {
      case Monitor.Cry.Fork fork -> "fork";
      case Monitor.Cry.RolledBack rolled -> "rolledBack";
      case Monitor.Cry.Silent silent -> "silent";
      case Monitor.Cry.Unwanted unwanted -> "unwanted";
      case Monitor.Cry.KeyChanged changed -> "keyChanged";
      case Monitor.Cry.Broken broken -> "broken";
    };
  }

  private static Request parse(List<String> args) {
    Request request = new Request();
    Iterator<String> rest = args.iterator();
    while (rest.hasNext()) {
      String arg = rest.next();
      switch (arg) {
        case "--once" -> request.once = true;
        case "--json" -> request.json = true;
        case "--no-entries" -> request.entries = false;
        case "--key" -> request.key = Optional.of(NoteVerifier.parse(value(arg, rest)));
        case "--state" -> request.state = Optional.of(path(value(arg, rest)));
        case "--every" -> request.every = positive(value(arg, rest));
        case "--silence" -> request.silence = positive(value(arg, rest));
        case "--never" -> request.never.add(value(arg, rest));
        case "--only" -> request.only.add(value(arg, rest));
        default -> {
          if (arg.startsWith("-") || request.log.isPresent()) {
            throw new IllegalArgumentException("unknown option or second record " + arg);
          }
          request.log = Optional.of(arg);
        }
      }
    }
    if (request.log.isEmpty() || request.key.isEmpty() || request.state.isEmpty()) {
      throw new IllegalArgumentException("give a folder or URL, --key and --state");
    }
    return request;
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.next();
  }

  private static Duration positive(String text) {
    Duration duration = Duration.parse(text);
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("a duration must be positive, such as PT1M; was " + text);
    }
    return duration;
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + file + "' is not a file's name here", e);
    }
  }

  private static LogSource source(String log) {
    return log.startsWith("https://") || log.startsWith("http://")
        ? url(log.replaceAll("/+$", ""))
        : LogSource.folder(path(log));
  }

  /** A record by HTTP; the one who runs the command chose the address, so it is not restricted. */
  private static LogSource url(String prefix) {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    return path -> {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(prefix + "/" + path)).timeout(TIMEOUT).GET().build();
      try {
        HttpResponse<byte[]> response =
            client.send(
                request,
                HttpResponse.BodyHandlers.limiting(
                    HttpResponse.BodyHandlers.ofByteArray(), LogSource.MAX_FILE_BYTES));
        return switch (response.statusCode()) {
          case 200 -> Optional.of(response.body());
          case 404 -> Optional.empty();
          default ->
              throw new IOException(request.uri() + " answered status " + response.statusCode());
        };
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while reading " + request.uri(), e);
      }
    };
  }
}
