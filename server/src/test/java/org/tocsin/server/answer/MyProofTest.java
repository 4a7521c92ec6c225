// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.record.Entry;
import org.tocsin.record.NoteVerifier;
import org.tocsin.record.Verdict;
import org.tocsin.record.Verification;
import org.tocsin.record.VerifyCommand;
import org.tocsin.server.access.Role;
import org.tocsin.server.deliver.AnswerTokens;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.warn.Story;
import org.tocsin.server.watch.Watchers;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: what a stranger can check offline of a warning: a watcher's own proof, the
 * case for a court and for the press, and what is left of somebody who was erased.
 */
class MyProofTest {

  private static final String HELP = "Second floor, ask for Vera Petrova";

  private final ServerWorld world = ServerWorld.running();
  @TempDir private Path folder;

  /** A warning in force with two watchers tried, of whom the story's has answered. */
  private record Told(Story story, WarningId id, WatcherId watcher, WatcherId other, String link) {}

  private Told told() {
    Story story = Story.begun(world);
    story.watcher(story.watcher() + "-next-door", 55.751, 37.601);
    WarningId id = new WarningId(story.inForce());
    world.beat();
    WatcherId watcher = number(story.watcher());
    String link = link(id, watcher);
    Answer taken = world.nobody().submit(link, Map.of("answer", "need-help", "note", HELP));
    assertThat(taken.status()).isEqualTo(303);
    return new Told(story, id, watcher, number(story.watcher() + "-next-door"), link);
  }

  private WatcherId number(String externalId) {
    return world.bean(Watchers.class).find(externalId).orElseThrow();
  }

  private String link(WarningId id, WatcherId watcher) {
    return "/a/"
        + world
            .bean(AnswerTokens.class)
            .make(id, watcher, world.clock().instant().plus(Duration.ofDays(1)));
  }

  private Path kept(Answer answer) throws IOException {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    Path file = folder.resolve("given.tocsin-bundle");
    Files.writeString(file, answer.body());
    return file;
  }

  private Verdict verdict(Path file) throws IOException {
    NoteVerifier key = NoteVerifier.parse(world.nobody().page("/record/vkey").body().strip());
    return Verification.verify(file, List.of(key));
  }

  /** The types of the entries in a bundle, as its lines have them. */
  private static List<String> types(Answer bundle) {
    return bundle
        .body()
        .lines()
        .filter(line -> line.startsWith("entry "))
        .map(line -> Entry.parse(line.split(" ", 3)[2].getBytes(StandardCharsets.UTF_8)).type())
        .toList();
  }

  private static String words(Verdict verdict, String check) {
    return verdict.checks().stream()
        .filter(each -> each.name().equals(check))
        .map(Verdict.Check::words)
        .findFirst()
        .orElse("");
  }

  @Test
  void aWatchersProofShowsAStrangerWhatTheyWereToldAndAnswered() throws IOException {
    Told told = told();
    Answer page = world.nobody().page(told.link());
    assertThat(page.body()).contains(told.link() + "/proof", "Скачать доказательство");
    Answer given = world.nobody().get(told.link() + "/proof");
    assertThat(given.header("Content-Disposition")).contains("proof-" + told.id());
    assertThat(given.header("Cache-Control")).contains("no-store");
    assertThat(given.header("Referrer-Policy")).contains("no-referrer");

    Path file = kept(given);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
    String vkey = world.nobody().page("/record/vkey").body().strip();
    int code = VerifyCommand.run(List.of(file.toString(), "--key", vkey), printed, printed);
    assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("Made for one watcher")
        .contains("watcher " + told.watcher() + " ")
        .contains(told.id().value());
    // The words as they were approved, and the answer with whose it is.
    assertThat(given.body())
        .contains("Держитесь подальше")
        .contains("\"answer\":\"needHelp\"")
        .contains("\"value\":\"" + Watchers.subject(told.watcher().number()) + "\"");
    assertThat(given.body().length()).isLessThan(200_000);
  }

  @Test
  void aProofHoldsNothingOfAnybodyElse() throws IOException {
    Told told = told();
    world.nobody().submit(link(told.id(), told.other()), Map.of("answer", "acting", "note", ""));
    Answer given = world.nobody().get(told.link() + "/proof");
    assertThat(given.body().lines().filter(line -> line.startsWith("receipt ")))
        .isNotEmpty()
        .allMatch(receipt -> receipt.contains("\\n" + told.watcher() + "\\n"));
    assertThat(types(given))
        .containsOnly("WarningApproved", "ReceiptsSealed", "AnswerReceived")
        .containsOnlyOnce("AnswerReceived");
    assertThat(given.body())
        .doesNotContain(Watchers.subject(told.other().number()))
        .doesNotContain("@example.org", "Concerts in Moscow", "ISIS-K", "partner");
    assertThat(given.body()).as("their own words").contains(HELP);

    Answer without = world.nobody().get("/a/" + "A".repeat(60) + "/proof");
    assertThat(without.status()).isEqualTo(404);
    assertThat(without.body()).doesNotContain("entry ");
  }

  @Test
  void aReceiptOfAnotherPutIntoAProofDoesNotVerify() throws IOException {
    Told told = told();
    String mine = world.nobody().get(told.link() + "/proof").body();
    Path file = folder.resolve("forged.tocsin-bundle");
    Files.writeString(
        file,
        mine.replace(
            told.id() + "\\n" + told.watcher() + "\\n", told.id() + "\\n" + told.other() + "\\n"));
    Verdict verdict = verdict(file);
    assertThat(verdict.ok()).isFalse();
    assertThat(words(verdict, "receipts")).contains("does not lead to the root in its entry");
  }

  @Test
  void askingForAProofBeforeAnythingIsSealedOrTooOftenIsRefusedCalmly() {
    Told told = told();
    WatcherId stranger = new WatcherId(999_999);
    Answer none = world.nobody().get(link(told.id(), stranger) + "/proof");
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.body()).contains("T7007");
    int last = 0;
    for (int i = 0; i <= AnswerLimits.A_MINUTE; i++) {
      last = world.nobody().get(told.link() + "/proof").status();
    }
    assertThat(last).isEqualTo(429);
  }

  @Test
  void thePressLearnsWhatWasSentAndNothingOfPersonsOrSources() throws IOException {
    Told told = told();
    Answer given = world.bo().get("/api/v1/cases/" + told.story().caseId() + "/bundle?level=press");
    assertThat(given.header("Content-Disposition")).contains("-press.tocsin-bundle");
    Verdict verdict = verdict(kept(given));
    assertThat(verdict).matches(Verdict::ok);
    assertThat(words(verdict, "withheld"))
        .contains("Made for the press", "left out", "2 values as personal", "as restricted");
    assertThat(given.body())
        .contains(
            "Держитесь подальше", "\"type\":\"WarningApproved\"", "\"type\":\"AnswerReceived\"");
    for (String personal :
        List.of(
            told.story().watcher(),
            "@example.org",
            "Vera Petrova",
            Watchers.subject(told.watcher().number()),
            world.ana().email(),
            world.bo().email(),
            "Concerts in Moscow",
            "ISIS-K",
            "partner",
            "as reported",
            "A credible and specific threat",
            "ReportReceived",
            "sha256\":")) {
      assertThat(given.body()).doesNotContain(personal);
    }
    Answer desk = world.ana().page("/desk/cases/" + told.story().caseId() + "/bundle?level=press");
    assertThat(desk.status()).isEqualTo(200);
    assertThat(world.ana().page("/desk/cases/" + told.story().caseId()).body())
        .contains("bundle?level=press");
    Answer wrong = world.bo().get("/api/v1/cases/" + told.story().caseId() + "/bundle?level=all");
    assertThat(wrong.problem()).isEqualTo("T9056");
  }

  @Test
  void aCourtSeesReasonsAndSourcesButNoPerson() throws IOException {
    Told told = told();
    Answer given = world.bo().get("/api/v1/cases/" + told.story().caseId() + "/bundle");
    Verdict verdict = verdict(kept(given));
    assertThat(verdict).matches(Verdict::ok);
    assertThat(words(verdict, "withheld"))
        .contains("Made for a court", "left out 0 entries", "0 as restricted");
    assertThat(given.body())
        .contains("ISIS-K", "A credible and specific threat")
        .doesNotContain(Watchers.subject(told.watcher().number()), "@example.org", "Vera Petrova");
  }

  @Test
  void whoIsErasedLeavesOldProofsValidAndABundleThatSaysSo() throws IOException {
    Told told = told();
    String before = world.nobody().get(told.link() + "/proof").body();
    Answer erased = world.officerWith(Role.ADMIN).delete("/api/v1/watchers/" + told.watcher());
    assertThat(erased.status()).as(erased.toString()).isEqualTo(204);
    world.nobody().submit(told.link(), Map.of("answer", "safe", "note", HELP));

    // What they were given before still proves what it proved.
    Path old = folder.resolve("old.tocsin-bundle");
    Files.writeString(old, before);
    assertThat(verdict(old)).matches(Verdict::ok);

    Answer given = world.bo().get("/api/v1/cases/" + told.story().caseId() + "/bundle");
    Verdict verdict = verdict(kept(given));
    assertThat(verdict).matches(Verdict::ok);
    assertThat(words(verdict, "withheld")).contains("Erased on ", "2 values; nobody can show them");
    assertThat(given.body()).contains("\"why\":\"erased\"");
    // And their own link proves the receipts, which name a number that leads nowhere any more.
    Answer after = world.nobody().get(told.link() + "/proof");
    assertThat(verdict(kept(after))).matches(Verdict::ok);
    assertThat(types(after)).contains("ReceiptsSealed").doesNotContain("AnswerReceived");
    assertThat(
            world
                .bean(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("select count(*) from ledger.disclosure where value = ? or person = ?")
                .params(
                    "\"" + Watchers.subject(told.watcher().number()) + "\"",
                    Watchers.subject(told.watcher().number()))
                .query(Long.class)
                .single())
        .isZero();
  }
}
