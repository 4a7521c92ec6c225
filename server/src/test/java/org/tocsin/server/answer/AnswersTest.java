// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.deliver.AnswerTokens;
import org.tocsin.server.deliver.Deliveries;
import org.tocsin.server.deliver.DeliveryPaused;
import org.tocsin.server.deliver.ReplyReceived;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.warn.Story;
import org.tocsin.server.watch.Watchers;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;
import org.tocsin.sim.ReceivedMail;
import org.tocsin.sim.SmtpReceiver;

/**
 * FEATURE UNDER TEST: watchers answer by their link, silence is escalated, reactions are recorded.
 *
 * <p>This file is long because its stories share one server with a mail receiver of its own.
 */
class AnswersTest {

  private static final List<ReceivedMail> MAILS = new CopyOnWriteArrayList<>();
  private static SmtpReceiver smtp;
  private static ServerWorld world;

  @BeforeAll
  static void start() throws IOException {
    smtp = SmtpReceiver.start(SmtpReceiver.Settings.of(Instant::now), MAILS::add);
    world =
        ServerWorld.another(
            Map.of("tocsin.mail.host", "127.0.0.1", "tocsin.mail.port", smtp.port()));
  }

  @AfterAll
  static void stop() {
    world.stop();
    smtp.close();
  }

  /** A warning in force, handed over, with the link of the story's watcher. */
  private record Told(Story story, String id, String link, WatcherId watcher) {
    static Told begun() {
      Story story = Story.begun(world);
      String id = story.inForce();
      world.beat();
      WatcherId watcher = world.bean(Watchers.class).find(story.watcher()).orElseThrow();
      ReceivedMail mail = mails(story, id).getFirst();
      int at = mail.text().indexOf("/a/");
      return new Told(story, id, mail.text().substring(at).split("\\s", 2)[0], watcher);
    }

    static List<ReceivedMail> mails(Story story, String id) {
      return MAILS.stream()
          .filter(mail -> mail.watcherId().equals(story.watcher()))
          .filter(mail -> mail.findHeader("Tocsin-Warning").orElse("").equals(id))
          .toList();
    }

    Answer say(String answer, String note) {
      return world.nobody().submit(link, Map.of("answer", answer, "note", note));
    }

    Answer answers() {
      return world.bo().get("/api/v1/warnings/" + id + "/answers?limit=1000");
    }

    String mine(String field) {
      for (var item : answers().json().get("items")) {
        if (item.get("watcher").asLong() == watcher.number()) {
          return item.get(field).asString();
        }
      }
      return "";
    }
  }

  @Test
  void theLinkOfTheMailShowsWhatWhereUntilWhenAndWhatToDo() {
    Told told = Told.begun();
    Answer page = world.nobody().page(told.link());

    assertThat(page.status()).isEqualTo(200);
    // The watcher reads Russian.
    assertThat(page.body())
        .contains("<html lang=\"ru\"", "Держитесь подальше", "Moscow", "UTC", "Мне нужна помощь")
        .doesNotContain("<script", "Kestrel");
    assertThat(page.header("Referrer-Policy")).contains("no-referrer");
    assertThat(page.header("Cache-Control")).contains("no-store");
  }

  @Test
  void anAnswerIsTakenOnceAndAChangedOneIsANewTurn() {
    Told told = Told.begun();
    Answer thanks = told.say("acknowledged", "");
    assertThat(thanks.status()).isEqualTo(303);
    assertThat(thanks.header("Location")).isEqualTo(told.link() + "?done");
    assertThat(told.mine("turn")).isEqualTo("1");

    // The same again, as a double tap or a replayed request sends it.
    told.say("acknowledged", "");
    assertThat(told.mine("turn")).isEqualTo("1");

    told.say("acting", "We close the hall tonight");
    assertThat(told.mine("turn")).isEqualTo("2");
    assertThat(told.mine("answer")).isEqualTo("acting");
    assertThat(told.mine("note")).isEqualTo("We close the hall tonight");
    assertThat(world.nobody().page(told.link() + "?done").body()).contains("Ваш ответ записан");
    assertThat(world.bean(Ledger.class).about(told.id()))
        .extracting("type")
        .filteredOn("AnswerReceived"::equals)
        .hasSize(2);
  }

  @Test
  void whoNeedsHelpIsLoudOnTheDesk() {
    Told told = Told.begun();
    told.say("need-help", "Second floor <b>exit</b> blocked");

    Answer page = world.ana().page("/desk/warnings/" + told.id() + "/answers");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("1 needs help.", "exit&lt;/b&gt; blocked");
    assertThat(world.ana().page("/desk").body()).contains("Need help");
    assertThat(told.answers().json().get("needHelp").asInt()).isEqualTo(1);

    world.clock().forwardTo(world.clock().instant().plusSeconds(1));
    Told later = Told.begun();
    later.say("need-help", "");
    assertThat(world.ana().page("/desk").body()).contains(later.id() + "/answers?kind=needHelp");
    later.say("safe", "");
    assertThat(world.ana().page("/desk").body())
        .as("where somebody needs it still")
        .contains(told.id() + "/answers?kind=needHelp")
        .doesNotContain(later.id() + "/answers");
  }

  @Test
  void wordsThatAreTooLongAreCutBetweenCharactersAndHalvesOfOneAreTaken() {
    Told told = Told.begun();
    assertThat(told.say("need-help", "x".repeat(1_998) + "\uD83C\uDD98 and more").status())
        .isEqualTo(303);
    assertThat(told.mine("note")).isEqualTo("x".repeat(1_998) + "…");
    // As a short message ends that was divided in the middle of one.
    reply(told.id(), "Help \uD83C", told.watcher());
    assertThat(told.mine("note")).isEqualTo("Help \uFFFD");
  }

  @Test
  void whoSharesANumberIsHeardThoughAnotherHasAnsweredTooOften() {
    Told told = Told.begun();
    WatcherId other = Told.begun().watcher();
    for (int i = 0; i < AnswerLimits.A_MINUTE; i++) {
      reply(told.id(), "1", told.watcher());
    }
    reply(told.id(), "help", told.watcher(), other);
    assertThat(told.mine("answer")).isEqualTo("safe");
    assertThat(told.answers().json().get("needHelp").asInt()).isEqualTo(1);
  }

  private static void reply(String warning, String text, WatcherId... watchers) {
    world
        .server()
        .publishEvent(
            new ReplyReceived(
                "sms", new WarningId(warning), List.of(watchers), text, world.clock().instant()));
  }

  @Test
  void theSilentGetTheNextStepAndWhoAnsweredDoesNot() {
    Told silent = Told.begun();
    Told answered = Told.begun();
    answered.say("safe", "");
    assertThat(Told.mails(silent.story(), silent.id())).hasSize(1);
    AnswerStore store = world.bean(AnswerStore.class);
    // Of a warning that is not there: due before all others, it cannot be taken and holds up none.
    store.addEscalation(
        "wave_of_nothing",
        WarningId.next(world.bean(IdMaker.class)),
        0,
        world.clock().instant().plusSeconds(1));

    world.clock().forwardTo(world.clock().instant().plus(Duration.ofMinutes(31)));
    world.beat();
    store.endEscalation("wave_of_nothing", world.clock().instant(), 0, "warning ended");

    assertThat(Told.mails(silent.story(), silent.id())).hasSize(2);
    assertThat(Told.mails(answered.story(), answered.id())).hasSize(1);
    assertThat(
            Told.mails(silent.story(), silent.id()).stream()
                .map(mail -> mail.findHeader("Message-ID")))
        .doesNotHaveDuplicates();
    assertThat(world.bean(Ledger.class).about(silent.id()))
        .extracting("type")
        .contains("SilenceEscalated");
    // Twice is no more: the plan has two steps.
    world.clock().forwardTo(world.clock().instant().plus(Duration.ofMinutes(120)));
    world.beat();
    assertThat(Told.mails(silent.story(), silent.id())).hasSize(2);
  }

  @Test
  void whileDeliveriesAreHeldUpNobodyCountsAsSilent() {
    Told told = Told.begun();
    String deliveries = "/api/v1/warnings/" + told.id() + "/deliveries/";
    Map<String, String> why = Map.of("why", "The second text is wrong.");
    assertThat(world.ana().post(deliveries + "pause", why).status()).isEqualTo(200);
    world.clock().forwardTo(world.clock().instant().plus(Duration.ofHours(2)));
    world.beat();
    assertThat(world.ana().post(deliveries + "resume", Map.of()).status()).isEqualTo(200);
    world.beat();
    assertThat(Told.mails(told.story(), told.id())).as("the time left is the time left").hasSize(1);
    world.clock().forwardTo(world.clock().instant().plus(Duration.ofMinutes(31)));
    world.beat();
    assertThat(Told.mails(told.story(), told.id())).hasSize(2);
  }

  @Test
  void afterTheWindowThePageSaysThatItIsOverAndStillTakesAnAnswer() {
    Told told = Told.begun();
    world.clock().forwardTo(world.clock().instant().plus(Duration.ofDays(3)));
    world.beat();

    assertThat(world.nobody().page(told.link()).body()).contains("Срок предупреждения истёк");
    assertThat(told.say("safe", "").status()).isEqualTo(303);

    world.clock().forwardTo(world.clock().instant().plus(Duration.ofDays(8)));
    Answer expired = world.nobody().page(told.link());
    assertThat(expired.status()).isEqualTo(410);
    assertThat(expired.body()).contains("T6003", "no longer valid");
    assertThat(told.say("safe", "").status()).isEqualTo(410);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          a token cut short    ; AQGNaXo            ; 404 ; T6002
          a token of nonsense  ; ~~~~~~~~~~         ; 404 ; T6002
          no base64            ; a.b.c              ; 404 ; T6002
          """)
  void aBadLinkIsRefusedCalmly(String what, String token, int status, String number) {
    Answer page = world.nobody().page("/a/" + token);
    assertThat(page.status()).as(what).isEqualTo(status);
    assertThat(page.body()).contains(number);
    assertThat(world.nobody().submit("/a/" + token, Map.of("answer", "safe")).status())
        .isEqualTo(status);
  }

  @Test
  void aTamperedTokenOfAnotherWatcherIsRefused() {
    Told told = Told.begun();
    String token = told.link().substring(3);
    char last = token.charAt(token.length() - 2);
    String changed =
        token.substring(0, token.length() - 2)
            + (last == 'A' ? 'B' : 'A')
            + token.charAt(token.length() - 1);
    assertThat(world.nobody().page("/a/" + changed).status()).isEqualTo(404);
  }

  @Test
  void anAnswerThatIsNoneIsRefusedAndNothingIsWritten() {
    Told told = Told.begun();
    assertThat(told.say("", "").status()).isEqualTo(422);
    assertThat(told.say("maybe", "").status()).isEqualTo(422);
    assertThat(told.mine("answer")).isEmpty();
  }

  @Test
  void aLinkThatIsUsedTooOftenIsSlowedDown() {
    Told told = Told.begun();
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i <= AnswerLimits.A_MINUTE; i++) {
      statuses.add(told.say(i % 2 == 0 ? "safe" : "acting", "").status());
    }
    assertThat(statuses.getLast()).isEqualTo(429);
    assertThat(statuses.subList(0, AnswerLimits.A_MINUTE)).containsOnly(303);
  }

  @Test
  void erasingAWatcherTakesTheWordsAway() {
    Told told = Told.begun();
    told.say("acting", "My name is Anna");
    world.ana().delete("/api/v1/watchers/" + told.watcher());

    assertThat(told.mine("note")).isEmpty();
    assertThat(told.mine("answer")).isEqualTo("acting");
    // The link still says what the warning was.
    assertThat(world.nobody().page(told.link()).status()).isEqualTo(200);
  }

  @Test
  void manyAnswersAtOnceAreAllDurableAndCountedOnce() throws InterruptedException {
    Story story = Story.begun(world);
    String id = story.inForce();
    world.beat();
    AnswerTokens tokens = world.bean(AnswerTokens.class);
    int people = 500;
    List<Thread> threads = new ArrayList<>();
    List<Integer> statuses = new CopyOnWriteArrayList<>();
    for (int i = 1; i <= people; i++) {
      String token =
          tokens.make(
              new WarningId(id),
              new WatcherId(1_000_000 + i),
              world.clock().instant().plus(Duration.ofDays(1)));
      for (int twice = 0; twice < 2; twice++) {
        threads.add(
            Thread.startVirtualThread(() ->
                statuses.add(
                    world.nobody().submit("/a/" + token, Map.of("answer", "safe")).status())));
      }
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(statuses).hasSize(people * 2).containsOnly(303);
    assertThat(world.bo().get("/api/v1/warnings/" + id + "/answers").json().get("safe").asInt())
        .isEqualTo(people);
  }

  @Test
  void aGovernmentThatDismissesInPublicHasAnswered() {
    Told told = Told.begun();
    Answer report =
        world
            .ana()
            .post(
                "/api/v1/reports?source=press&reliability=B&credibility=1",
                "text/plain",
                "The president called the warnings provocative.".getBytes(StandardCharsets.UTF_8),
                Map.of());
    String path = "/api/v1/cases/" + told.story().caseId() + "/reactions";
    Map<String, Object> body =
        Map.of(
            "warning",
            told.id(),
            "by",
            "The host government",
            "kind",
            "dismissed",
            "words",
            "Provocative statements",
            "report",
            report.text("id"),
            "saidAt",
            world.clock().instant().minusSeconds(60).toString());
    Answer made = world.ana().post(path, body);

    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    assertThat(world.bo().get(path).json().at("/items/0/kind").asString()).isEqualTo("dismissed");
    assertThat(
            world
                .ana()
                .post(
                    path,
                    Map.of(
                        "by",
                        "",
                        "kind",
                        "shrugged",
                        "words",
                        "x",
                        "report",
                        report.text("id"),
                        "saidAt",
                        world.clock().instant().plusSeconds(60).toString()))
                .json()
                .get("faults")
                .size())
        .isEqualTo(3);
    assertThat(
            world
                .ana()
                .post(
                    path,
                    Map.of(
                        "by",
                        "x",
                        "kind",
                        "dismissed",
                        "words",
                        "x",
                        "report",
                        report.text("id"),
                        "saidAt",
                        "2024-03-19T15:00:00"))
                .problem())
        .isEqualTo("T0008");
  }

  @Test
  void everyFaultOfAReactionIsToldAtOnceAndWhatWasTypedStays() {
    Story story = Story.begun(world);
    String path = "/desk/cases/" + story.caseId();
    world.ana().page(path);
    Answer refused =
        world
            .ana()
            .submit(
                path + "/reactions",
                Map.of("by", "", "kind", "shrug", "words", "", "report", "x", "saidAt", "soon"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .containsSubsequence(
            "<a href=\"#f-by\">Who said it</a>",
            "<a href=\"#f-reaction-kind\">What it amounts to</a>",
            "<a href=\"#f-reaction-words\">What was said</a>",
            "<a href=\"#f-saidAt\">When it was said</a>: is no time")
        .contains("id=\"e-by\"", "value=\"soon\"", "id=\"f-reaction-words\"");
  }

  /** How many steps of a warning wait for their time, or are held up. */
  private static long held(WarningId warning, boolean isHeld) {
    return jdbc()
        .sql(
            "select count(*) from answer.escalation where warning_id = ? and done_at is null"
                + " and (held_at is not null) = ?")
        .params(warning.value(), isHeld)
        .query(Long.class)
        .single();
  }

  private static JdbcClient jdbc() {
    return world.bean(JdbcClient.class);
  }

  /** Does one thing in a transaction; another begins before it commits, as far as it is let. */
  private static void meanwhile(Runnable one, Runnable other) {
    CompletableFuture<Void> begun =
        world
            .bean(TransactionTemplate.class)
            .execute(_ -> {
              one.run();
              CompletableFuture<Void> running = CompletableFuture.runAsync(other);
              while (!running.isDone() && !isWaiting()) {
                Thread.onSpinWait();
              }
              return running;
            });
    begun.join();
  }

  private static boolean isWaiting() {
    return jdbc()
        .sql(
            "select exists (select 1 from pg_locks where locktype = 'advisory' and not granted"
                + " and classid::bigint = hashtext('answer.hold')::bigint & 4294967295)")
        .query(Boolean.class)
        .single();
  }

  @Test
  void whatIsQueuedInTheVeryMomentOfAPauseIsHeldAndOfItsEndIsNot() {
    Told told = Told.begun();
    WarningId warning = new WarningId(told.id());
    String act = "/api/v1/warnings/" + warning + "/deliveries/";
    Runnable queue =
        () ->
            world
                .bean(Deliveries.class)
                .queueGrown(warning, LongStream.of(told.watcher().number()));
    Runnable pause =
        () ->
            assertThat(world.ana().post(act + "pause", Map.of("why", "Wrong area")).status())
                .isEqualTo(200);
    Runnable resume =
        () -> assertThat(world.ana().post(act + "resume", Map.of()).status()).isEqualTo(200);

    meanwhile(queue, pause);
    assertThat(held(warning, false)).as("queued before the pause, committed after").isZero();
    assertThat(held(warning, true)).isEqualTo(2);
    meanwhile(queue, resume);
    assertThat(held(warning, true)).as("queued before its end, committed after").isZero();
    assertThat(held(warning, false)).isEqualTo(3);

    // The other way round: somebody pauses, and before that commits a wave is queued.
    Instant now = world.clock().instant();
    meanwhile(
        () -> {
          jdbc()
              .sql("insert into deliver.hold (warning_id, since, officer, why) values (?, ?, ?, ?)")
              .params(warning.value(), Timestamp.from(now), "officer_none", "Wrong area")
              .update();
          world.server().publishEvent(new DeliveryPaused(warning, now));
        },
        () -> world.bean(TransactionTemplate.class).executeWithoutResult(_ -> queue.run()));
    assertThat(held(warning, false)).as("queued while somebody pauses").isZero();
    assertThat(held(warning, true)).isEqualTo(4);
  }
}
