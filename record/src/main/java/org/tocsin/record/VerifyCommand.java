// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code tocsin verify FILE [--json] [--key VKEY]… [--handover FILE]… [--tsa PEM [--crl
 * FILE]…] [--against FILE|DIR]}: needs no server and no network.
 */
public final class VerifyCommand {

  private static final int OK = 0;
  private static final int NO = 1;
  private static final int USAGE = 2;
  private static final int BROKEN = 3;

  private static final String HELP =
      """
      Usage: tocsin verify FILE [--json] [--key VKEY]... [--handover FILE]... [--tsa PEM
         [--crl FILE]...] [--against FILE|DIR]

      Verifies a case bundle, a .tlog-proof or a record's folder, offline, and says in words what was
      checked and what could not be.

        --key VKEY      a key you trust: the record's published key, or a witness's; may be repeated
        --handover F    the record's proof that its key was changed (/record/handover/0, 1, ...), for files
                        that do not carry it; may be repeated, in their order
        --tsa PEM       certificates of authorities for time that you trust: a time stamp must be there
                        and lead to one of them
        --crl F         a list of revoked certificates (PEM or DER) by the issuer of that authority's
                        certificate; may be repeated. Nothing is fetched
        --against COPY  another copy of the same record: a folder, bundle, proof or kept checkpoint;
                        says whether both tell one history, and if not, where they first part
        --json          one JSON object instead of words

      Exit code: 0 it verifies, 1 it does not, 2 wrong usage, 3 the file could not be read.
      """;

  private VerifyCommand() {}

  /** What the arguments ask for. */
  private record Request(
      Path file,
      boolean json,
      List<NoteVerifier> keys,
      List<Path> handovers,
      Optional<Path> tsa,
      List<Path> revoked,
      Optional<Path> against) {

    /** The keys given, and those that they were changed to. */
    List<NoteVerifier> trusted() throws IOException {
      List<Handover> changes = new ArrayList<>();
      for (Path handover : handovers) {
        changes.add(Handover.parse(Verification.read(handover, SignedNote.MAX_BYTES)));
      }
      return Handover.follow(keys, changes);
    }
  }

  /** Runs as a program of its own. */
  public static void main(String[] args) {
    System.exit(run(List.of(args), System.out, System.err));
  }

  /**
   * Verifies one file.
   *
   * @param args the arguments after {@code verify}
   * @param out takes the result
   * @param err takes the words for people
   * @return the exit code: 0 it verifies, 1 it does not, 2 wrong usage, 3 the file could not be
   *     read
   */
  public static int run(List<String> args, PrintStream out, PrintStream err) {
    return run(args, out, err, Optional.empty());
  }

  /** Whom to believe about time, by the certificates in a PEM file and lists of revoked ones. */
  @FunctionalInterface
  public interface Stamps {
    /**
     * The verifier.
     *
     * @throws IOException if a file cannot be read
     * @throws RecordException if one holds no certificates, or no list
     */
    Stamp.Verifier trusting(Path certificates, List<Path> revoked) throws IOException;
  }

  /** The same of a program that can check time stamps. */
  public static int run(
      List<String> args, PrintStream out, PrintStream err, Optional<Stamps> stamps) {
    if (args.contains("--help")) {
      out.print(HELP);
      return OK;
    }
    Request request;
    try {
      request = parse(args);
      if (request.tsa.isPresent() && stamps.isEmpty()) {
        throw new IllegalArgumentException("this program cannot check time stamps");
      }
    } catch (IllegalArgumentException | RecordException e) {
      err.println("tocsin verify: " + e.getMessage());
      err.print(HELP);
      return USAGE;
    }
    try {
      List<NoteVerifier> keys = request.trusted();
      Verdict verdict =
          request.against.isPresent()
              ? Verification.verify(request.file, keys, request.against.get())
              : Verification.verify(request.file, keys);
      Optional<Stamp.Verifier> time =
          request.tsa.isPresent() && stamps.isPresent()
              ? Optional.of(stamps.get().trusting(request.tsa.get(), request.revoked))
              : Optional.empty();
      verdict = Stamp.judge(verdict, request.file, time);
      print(request, verdict, out, err);
      return verdict.ok() ? OK : NO;
    } catch (NoSuchFileException e) {
      err.println("tocsin verify: there is no file " + e.getFile());
      return USAGE;
    } catch (IOException | UncheckedIOException e) {
      err.println("tocsin verify: reading " + request.file + " failed: " + e);
      return BROKEN;
    } catch (RecordException e) {
      err.println(
          "tocsin verify: a file given with --handover, --tsa or --crl is none: " + e.getMessage());
      return USAGE;
    }
  }

  private static Request parse(List<String> args) {
    List<String> files = new ArrayList<>();
    List<NoteVerifier> keys = new ArrayList<>();
    List<Path> handovers = new ArrayList<>();
    Optional<Path> tsa = Optional.empty();
    List<Path> revoked = new ArrayList<>();
    boolean json = false;
    Optional<Path> against = Optional.empty();
    Iterator<String> rest = args.iterator();
    while (rest.hasNext()) {
      String arg = rest.next();
      if (arg.equals("--json")) {
        json = true;
      } else if (arg.equals("--key")) {
        if (!rest.hasNext()) {
          throw new IllegalArgumentException("--key needs a key of the form name+keyid+base64");
        }
        keys.add(NoteVerifier.parse(rest.next()));
      } else if (arg.equals("--handover")) {
        if (!rest.hasNext()) {
          throw new IllegalArgumentException("--handover needs a file");
        }
        handovers.add(path(rest.next()));
      } else if (arg.equals("--tsa")) {
        if (tsa.isPresent() || !rest.hasNext()) {
          throw new IllegalArgumentException("--tsa needs one PEM file");
        }
        tsa = Optional.of(path(rest.next()));
      } else if (arg.equals("--crl")) {
        if (!rest.hasNext()) {
          throw new IllegalArgumentException("--crl needs a file");
        }
        revoked.add(path(rest.next()));
      } else if (arg.equals("--against")) {
        if (against.isPresent() || !rest.hasNext()) {
          throw new IllegalArgumentException("--against needs one other copy of the record");
        }
        against = Optional.of(path(rest.next()));
      } else if (arg.startsWith("-")) {
        throw new IllegalArgumentException("unknown option " + arg);
      } else {
        files.add(arg);
      }
    }
    if (files.size() != 1) {
      throw new IllegalArgumentException("give exactly one file, not " + files.size());
    }
    if (!revoked.isEmpty() && tsa.isEmpty()) {
      throw new IllegalArgumentException("--crl says something only about the authority of --tsa");
    }
    return new Request(path(files.getFirst()), json, keys, handovers, tsa, revoked, against);
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + file + "' is not a file's name here", e);
    }
  }

  private static void print(Request request, Verdict verdict, PrintStream out, PrintStream err) {
    if (request.json) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("file", request.file.toString());
      json.putAll(verdict.json());
      out.println(CanonicalJson.text(json));
      return;
    }
    out.println(
        request.file
            + ": "
            + (verdict.ok() ? "verifies" : "DOES NOT VERIFY")
            + " ("
            + verdict.kind().words()
            + ")");
    out.flush();
    for (Verdict.Check check : verdict.checks()) {
      err.println("  " + label(check.result()) + check.name() + ": " + check.words());
    }
  }

  private static String label(Verdict.Result result) {
    return switch (result) {
      case OK -> "ok           ";
      case FAILED -> "FAILED       ";
      case NOT_CHECKED -> "not checked  ";
    };
  }
}
