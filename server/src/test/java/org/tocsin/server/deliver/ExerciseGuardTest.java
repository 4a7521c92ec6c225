// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.tocsin.server.answer.Answers;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.warn.Story;
import org.tocsin.server.watch.Watchers;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.ServerWorld;
import org.tocsin.sim.ReceivedMail;
import org.tocsin.sim.SmtpReceiver;

/**
 * FEATURE UNDER TEST: an exercise reaches nobody by a live channel unless an operator has said so,
 * whatever a runner is wired to, and nothing that is meant ends in the exercise mailbox.
 */
class ExerciseGuardTest {

  private static final List<ReceivedMail> MAILS = new CopyOnWriteArrayList<>();
  private static SmtpReceiver smtp;

  /** A server that is an exercise, with a mail server that reaches real people. */
  private static ServerWorld exercise;

  /** A server that is none. */
  private static ServerWorld live;

  @BeforeAll
  static void start() throws IOException {
    smtp = SmtpReceiver.start(SmtpReceiver.Settings.of(Instant::now), MAILS::add);
    Map<String, Object> mail =
        Map.of("tocsin.mail.host", "127.0.0.1", "tocsin.mail.port", smtp.port());
    live = ServerWorld.another(mail);
    Map<String, Object> same = new java.util.HashMap<>(mail);
    same.put("tocsin.exercise", true);
    exercise = ServerWorld.another(same);
  }

  @AfterAll
  static void end() {
    exercise.stop();
    live.stop();
    smtp.close();
  }

  @BeforeEach
  void clear() {
    MAILS.clear();
  }

  private static Parcel parcel(String channel, boolean isExercise) {
    WarningId id = new WarningId("warning_01HRS4000000000000000000EX");
    Instant now = Instant.parse("2024-03-07T08:00:00Z");
    ApprovedWarning like =
        StubWarnings.approve(id, now, now.plus(Duration.ofDays(2)), List.of(channel));
    ApprovedWarning warning =
        new ApprovedWarning(
            id,
            like.caseId(),
            like.msgType(),
            like.urgency(),
            like.severity(),
            isExercise,
            like.marking(),
            like.window(),
            like.texts(),
            like.steps(),
            like.contentHash());
    return new Parcel(
        Parcel.id(id, new WatcherId(7), channel, 0),
        new WatcherId(7),
        "somebody@example.org",
        new Letters(warning, ZoneId.of("UTC")).in(List.of("en")),
        "https://warn.example.org/a/token",
        false,
        now);
  }

  private static GuardedChannel email(ServerWorld world) {
    return world.server().getBeansOfType(GuardedChannel.class).values().stream()
        .filter(each -> each.kind().equals("email"))
        .findFirst()
        .orElseThrow();
  }

  private static List<Outcome> sent(Channel.Line line, Parcel... parcels) {
    try (line) {
      return line.send(List.of(parcels));
    }
  }

  @Test
  void everyChannelThatAnybodyCanGetHoldOfIsGuarded() {
    Map<String, Channel> all = live.server().getBeansOfType(Channel.class);
    assertThat(all).hasSizeGreaterThan(7);
    assertThat(all.values()).allMatch(GuardedChannel.class::isInstance);
  }

  @Test
  void aRunnerThatSendsAnExerciseStraightToPeopleGetsNothingOut() {
    for (ServerWorld world : List.of(live, exercise)) {
      assertThat(sent(email(world).toPeople(), parcel("email", true)))
          .containsExactly(new Outcome.Failed(GuardedChannel.NOT_LIVE));
    }
    for (Channel each : live.server().getBeansOfType(Channel.class).values()) {
      assertThat(sent(each.open(), parcel(each.kind(), true)))
          .as(each.kind())
          .containsExactly(new Outcome.Told("kept in the exercise mailbox"));
    }
    assertThat(MAILS).isEmpty();
  }

  @Test
  void whatIsMeantGoesOutBesideAnExerciseAndIsNeverKept() {
    assertThat(
            sent(
                email(live).open(),
                parcel("email", true),
                parcel("email", false),
                parcel("email", true)))
        .containsExactly(
            new Outcome.Told("kept in the exercise mailbox"),
            new Outcome.Told(),
            new Outcome.Told("kept in the exercise mailbox"));
    assertThat(MAILS).hasSize(1);
    assertThat(MAILS.getFirst().subject()).doesNotContain("EXERCISE");
    assertThat(sent(email(live).toMailbox(), parcel("email", false)))
        .containsExactly(new Outcome.Failed(GuardedChannel.NOT_HERE));
  }

  @Test
  void aServerThatIsAnExerciseSendsNothingThatIsMeant() {
    assertThat(sent(email(exercise).open(), parcel("email", false)))
        .containsExactly(new Outcome.Failed(GuardedChannel.NOT_MEANT));
    assertThat(MAILS).isEmpty();
  }

  @Test
  void anOperatorMayLetExercisesOutByOneChannelMarkedAsSuch() {
    ExerciseSettings settings =
        new Binder(
                new MapConfigurationPropertySource(Map.of("tocsin.deliver.exercise.email", "live")))
            .bindOrCreate("tocsin.deliver", ExerciseSettings.class);
    assertThat(settings.mayReachPeople("email")).isTrue();
    assertThat(settings.mayReachPeople("sms")).isFalse();
    assertThat(settings.mayReachPeople("toString")).isFalse();

    try (ServerWorldOf world = new ServerWorldOf(Map.of("tocsin.deliver.exercise.email", "live"))) {
      assertThat(sent(email(world.world()).open(), parcel("email", true)))
          .containsExactly(new Outcome.Told());
    }
    assertThat(MAILS).hasSize(1);
    assertThat(MAILS.getFirst().subject()).contains("EXERCISE");
  }

  /** A server of its own that is an exercise, with one more setting. */
  private record ServerWorldOf(ServerWorld world) implements AutoCloseable {
    ServerWorldOf(Map<String, Object> more) {
      this(ServerWorld.another(with(more)));
    }

    private static Map<String, Object> with(Map<String, Object> more) {
      Map<String, Object> settings = new java.util.HashMap<>(more);
      settings.put("tocsin.exercise", true);
      settings.put("tocsin.mail.host", "127.0.0.1");
      settings.put("tocsin.mail.port", smtp.port());
      return settings;
    }

    @Override
    public void close() {
      world.stop();
    }
  }

  @Test
  void anExerciseIsReadAndAnsweredInItsMailboxAndReachesNobody() {
    Story story = Story.begun(exercise);
    String id = story.inForce();
    exercise.beat();

    assertThat(MAILS).isEmpty();
    assertThat(exercise.bo().get("/api/v1/warnings/" + id + "/deliveries").text("told"))
        .isNotEqualTo("0");
    assertThat(exercise.bo().page("/desk/warnings/" + id + "/deliveries").body())
        .contains("were kept in", "status-exercise");
    Answer list = exercise.bo().get("/api/v1/exercise/mail?warning=" + id);
    String message = list.text("/items/0/id");
    assertThat(list.text("/items/0/channel")).isEqualTo("email");
    Answer text = exercise.bo().get("/api/v1/exercise/mail/" + message);
    assertThat(text.text("title")).contains("EXERCISE");
    assertThat(text.text("text")).contains("Держитесь подальше", "EXERCISE");
    assertThat(exercise.bo().get("/api/v1/exercise/mail/999999").problem()).isEqualTo("T6043");

    String link = text.text("answerLink");
    String path = link.substring(link.indexOf("/a/"));
    assertThat(exercise.nobody().submit(path, Map.of("answer", "safe")).status()).isEqualTo(303);
    assertThat(exercise.bo().get("/api/v1/warnings/" + id + "/answers").text("safe"))
        .isEqualTo("1");
    for (int width : new int[] {1280, 390}) {
      try (var desk = BrowserWorld.running().signedIn(exercise, exercise.ana(), width)) {
        desk.open("/desk/exercise-mail?warning=" + id);
        desk.check("exercise-mail");
        desk.page().locator("tbody a").first().click();
        desk.check("exercise-message");
      }
    }
  }

  @Test
  void nothingOfWhoeverWasErasedIsKeptInTheMailboxNorWhatTheyWriteAfterwards() {
    String id = Story.begun(exercise).inForce();
    exercise.beat();
    Answer list = exercise.bo().get("/api/v1/exercise/mail?warning=" + id);
    String message = "/api/v1/exercise/mail/" + list.text("/items/0/id");
    long watcher = Long.parseLong(list.text("/items/0/watcher"));
    String link = exercise.bo().get(message).text("answerLink");

    exercise
        .bean(Watchers.class)
        .erase(new WatcherId(watcher), new OfficerId("officer_01HRS4000000000000000000AB"));

    assertThat(exercise.bo().get(message).problem()).isEqualTo("T6043");
    exercise
        .nobody()
        .submit(
            link.substring(link.indexOf("/a/")),
            Map.of("answer", "needHelp", "note", "I am at my sister's"));
    assertThat(exercise.bean(Answers.class).list(new WarningId(id), "", 0, 10))
        .filteredOn(line -> line.watcher() == watcher)
        .singleElement()
        .satisfies(line -> assertThat(line.note()).isEmpty());
  }
}
