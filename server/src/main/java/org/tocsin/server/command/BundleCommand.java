// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tocsin.record.Verdict;
import org.tocsin.record.Verification;
import org.tocsin.server.ledger.CaseBundles;

/** Fetches a case's bundle from a desk and verifies it before it says that it is there. */
final class BundleCommand implements Command {

  static final String FORM =
      "bundle --server URL --token-file FILE [--level court|press] [--out FILE] CASE";

  /** The desk writes the whole bundle before it answers. */
  private static final Duration ANSWER = Duration.ofMinutes(10);

  private static final int REFUSAL_MAX = 2_000;

  @Override
  public int run(List<String> given, Streams streams) throws IOException {
    Arguments arguments =
        Arguments.parse(
            given, FORM, Set.of("--server", "--token-file", "--level", "--out"), Set.of());
    if (arguments.rest().size() != 1) {
      throw arguments.refusal("name one case");
    }
    String level = arguments.find("--level").orElse("court");
    if (!level.equals("court") && !level.equals("press")) {
      throw arguments.refusal("--level is court or press");
    }
    String caseId = caseId(arguments);
    Path out = Path.of(arguments.find("--out").orElse(caseId + ".tocsin-bundle"));
    try (DeskCall desk = new DeskCall(arguments)) {
      // The body is read as it comes: a bundle has no limit of size.
      HttpResponse<InputStream> answer =
          desk.ask(
              "/cases/" + caseId + "/bundle?level=" + level,
              Optional.empty(),
              ANSWER,
              HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        if (answer.statusCode() != 200) {
          return DeskCall.refused(
              streams, "bundle", answer.statusCode(), body.readNBytes(REFUSAL_MAX));
        }
        Files.copy(body, out, StandardCopyOption.REPLACE_EXISTING);
      }
      answer
          .headers()
          .firstValue(CaseBundles.NOT_WITNESSED)
          .ifPresent(at ->
              streams
                  .err()
                  .println(
                      "tocsin bundle: witnesses have not cosigned the newest of it yet; for a file"
                          + " that bears their cosignatures fetch it again after "
                          + DeskCall.words(at.getBytes(StandardCharsets.UTF_8))));
    }
    Verdict verdict = Verification.verify(out, List.of());
    verdict.checks().forEach(check -> streams.err().println(check.name() + ": " + check.words()));
    streams.out().println(out + (verdict.ok() ? " verifies" : " DOES NOT VERIFY"));
    return verdict.ok() ? Exit.WELL : Exit.NO;
  }

  private static String caseId(Arguments arguments) {
    String id = arguments.rest().getFirst();
    if (!id.matches("case_[0-9A-Z]{26}")) {
      throw arguments.refusal("a case is named like case_ and 26 letters and digits");
    }
    return id;
  }
}
