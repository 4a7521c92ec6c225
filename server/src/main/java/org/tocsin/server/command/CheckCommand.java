// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tocsin.cap.CapChecker;
import org.tocsin.cap.CapProfile;
import org.tocsin.cap.CapVersion;
import org.tocsin.cap.CheckResult;
import org.tocsin.cap.Problem;
import org.tocsin.cap.ReadLimits;
import org.tocsin.cap.profile.Profiles;

/** {@code tocsin check}: holds CAP messages to their standard and to profiles. */
final class CheckCommand implements Command {
  static final String FORM = "check [--json] [--profile P]… FILE|DIR|-…";

  private static final ReadLimits LIMITS = ReadLimits.feed();

  /** So many of the rules that were broken most are named in the summary. */
  private static final int RULES_NAMED = 5;

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
    List<CapProfile> profiles =
        arguments.list("--profile").stream().map(id -> profile(id, arguments)).toList();
    if (arguments.rest().isEmpty()) {
      throw arguments.refusal("name a file, a folder, or - for standard input");
    }
    boolean json = arguments.has("--json");
    Tally tally = new Tally();
    CheckInputs inputs =
        new CheckInputs(
            LIMITS.bytesMax(),
            (name, message) ->
                tally.add(report(name, check(message, profiles), profiles, json, streams.out())));
    for (String name : arguments.rest()) {
      if (name.equals("-")) {
        inputs.stream(name, streams.in());
      } else if (inputs.path(Path.of(name)) == 0) {
        throw arguments.refusal(
            "the folder %s holds no file ending in %s, and no archive"
                .formatted(name, String.join(", ", CheckInputs.ENDINGS)));
      }
    }
    streams.err().println(tally.words(inputs.passedOver()));
    return tally.files > 0 && tally.valid == tally.files ? Exit.WELL : Exit.NO;
  }

  private static CapProfile profile(String id, Arguments arguments) {
    if (id.equals(Profiles.CLAIMED)) {
      return Profiles.claimed();
    }
    return Profiles.find(id)
        .orElseThrow(() ->
            arguments.refusal(
                "there is no profile \"%s\"; there are %s, and %s for those that a message claims"
                    .formatted(
                        id,
                        Profiles.all().stream()
                            .map(CapProfile::id)
                            .collect(Collectors.joining(", ")),
                        Profiles.CLAIMED)));
  }

  /** A feed or envelope is one file: valid when each message in it is. */
  private CheckResult check(byte[] message, List<CapProfile> profiles) {
    List<CheckResult> results = CapChecker.checkAll(message, clock.instant(), LIMITS, profiles);
    List<Problem> problems = new ArrayList<>();
    results.forEach(result -> problems.addAll(result.problems()));
    return new CheckResult(
        CheckResult.Subject.MESSAGE,
        results.stream().allMatch(CheckResult::valid),
        results.stream().map(CheckResult::version).flatMap(Optional::stream).findFirst(),
        problems);
  }

  private static CheckResult report(
      String name, CheckResult result, List<CapProfile> profiles, boolean json, PrintStream out) {
    out.println(json ? json(name, result, profiles) : words(name, result));
    return result;
  }

  private static String words(String name, CheckResult result) {
    StringBuilder text = new StringBuilder(name);
    text.append(result.valid() ? ": valid" : ": NOT valid");
    result.version().ifPresent(version -> text.append(", CAP ").append(version.word()));
    result.problems().forEach(problem -> text.append("\n  ").append(problem));
    return text.toString();
  }

  private static String json(String name, CheckResult result, List<CapProfile> profiles) {
    @Nullable String held =
        profiles.isEmpty()
            ? null
            : profiles.stream().map(CapProfile::id).collect(Collectors.joining(","));
    JsonLine line = new JsonLine();
    line.begin().put("file", name).put("valid", result.valid());
    line.put("version", result.version().map(CapVersion::word).orElse(null));
    line.put("profile", held).beginList("problems");
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
    private final Map<String, Integer> filesByRule = new TreeMap<>();

    void add(CheckResult result) {
      files++;
      valid += result.valid() ? 1 : 0;
      List<Problem> wrong = result.problems().stream().filter(Problem::isError).toList();
      errors += wrong.size();
      others += result.problems().size() - wrong.size();
      wrong.stream()
          .map(Problem::rule)
          .distinct()
          .forEach(rule -> filesByRule.merge(rule, 1, Integer::sum));
    }

    String words(int passedOver) {
      StringBuilder words =
          new StringBuilder(
              "%,d %s checked: %,d valid, %,d not; %,d errors, %,d warnings and advice"
                  .formatted(
                      files, files == 1 ? "file" : "files", valid, files - valid, errors, others));
      if (passedOver > 0) {
        words.append("\n%,d other files passed over".formatted(passedOver));
      }
      filesByRule.entrySet().stream()
          .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
          .limit(files > 1 ? RULES_NAMED : 0)
          .forEach(each ->
              words.append(
                  "\n  %,d %s: %s"
                      .formatted(
                          Objects.requireNonNull(each.getValue()),
                          each.getValue() == 1 ? "file" : "files",
                          each.getKey())));
      return words.toString();
    }
  }
}
