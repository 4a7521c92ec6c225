// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.deliver.DeliveryReports;
import org.tocsin.server.deliver.HandedOver;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.SampleParcels;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.warn.Story;
import org.tocsin.server.watch.Watchers;
import org.tocsin.server.world.Erasing;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: whoever is erased in the very moment in which an answer or a message of
 * theirs is committed leaves nothing behind that leads to them.
 */
class ErasureRaceTest {

  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static ServerWorld world;

  @BeforeAll
  static void start() {
    world = ServerWorld.another(Map.of());
  }

  @AfterAll
  static void stop() {
    world.stop();
  }

  private record Told(Story story, WarningId warning, WatcherId watcher) {
    static Told begun() {
      Story story = Story.begun(world);
      WarningId warning = new WarningId(story.inForce());
      return new Told(
          story, warning, world.bean(Watchers.class).find(story.watcher()).orElseThrow());
    }

    boolean answer(AnswerKind kind, String note) {
      return world
          .bean(Answers.class)
          .record(warning, new CaseId(story.caseId()), watcher, kind, note, "link");
    }

    long kept(String from) {
      return world
          .bean(JdbcClient.class)
          .sql("select count(*) from " + from)
          .query(Long.class)
          .single();
    }

    /** Values in entries, words of answers and addresses that are still whole. */
    List<Long> leftOf() {
      String person = Watchers.subject(watcher.number());
      return List.of(
          kept("ledger.disclosure where person = '" + person + "'"),
          kept("ledger.disclosure where value like '%" + person + "\"'"),
          kept("ledger.disclosure where value like '%Petrovka%'"),
          kept("answer.answer where note is not null and watcher = " + watcher.number()),
          kept(
              "deliver.handed_over where address_mac is not null and watcher = "
                  + watcher.number()));
    }
  }

  private static <T> T whileErasing(Told told, Supplier<T> other) {
    return Erasing.meanwhile(world, told.watcher(), other);
  }

  private static boolean handOver(Told told) {
    Parcel sample = SampleParcels.of("+7916000", SampleParcels.text("Headline", "What", "Do"));
    Parcel parcel =
        new Parcel(
            sample.id(),
            told.watcher(),
            sample.address(),
            sample.letter(),
            sample.answerLink(),
            false,
            sample.at());
    String id = "provider-" + NUMBERS.incrementAndGet();
    HandedOver part = new HandedOver(parcel, sample.address(), id, 1, 1);
    world.bean(DeliveryReports.class).handedOver("sms", List.of(part));
    return true;
  }

  @Test
  void anAnswerThatCommitsWhileItsWatcherIsErasedKeepsNothingOfThem() {
    Told told = Told.begun();
    assertThat(told.answer(AnswerKind.NEED_HELP, "I am at Petrovka 38")).isTrue();
    assertThat(told.leftOf().subList(0, 4)).doesNotContain(0L);
    assertThat(whileErasing(told, () -> told.answer(AnswerKind.SAFE, "Come to Petrovka 39")))
        .isTrue();
    assertThat(told.leftOf()).containsOnly(0L);
  }

  @Test
  void aMessageThatWasUnderWayLeavesNothingThatLeadsFromItsAddress() {
    Told told = Told.begun();
    handOver(told);
    assertThat(told.leftOf().getLast()).isEqualTo(1);
    assertThat(whileErasing(told, () -> handOver(told))).isTrue();
    assertThat(told.leftOf()).containsOnly(0L);
  }

  @Test
  void whoIsNotErasedIsNotHeldUpByWhoIs() {
    Told erased = Told.begun();
    Told other = Told.begun();
    assertThat(whileErasing(erased, () -> other.answer(AnswerKind.SAFE, "Petrov's words")))
        .isTrue();
    assertThat(other.kept("answer.answer where note is not null and watcher = " + other.watcher()))
        .isEqualTo(1);
  }

  @Test
  void theWordsOfAnAnswerAreInItsEntryBehindACommitment() {
    Told told = Told.begun();
    told.answer(AnswerKind.SAFE, "The north exit is blocked");
    String entry =
        world
            .bean(JdbcClient.class)
            .sql(
                "select convert_from(body, 'UTF8') from ledger.entry"
                    + " where type = 'AnswerReceived' and subject = ? order by number desc limit 1")
            .param(told.warning().value())
            .query(String.class)
            .single();
    assertThat(entry).contains("\"note\":\"").doesNotContain("north exit");
    assertThat(told.kept("ledger.disclosure where name = 'note' and value like '%north exit%'"))
        .isEqualTo(1);
  }
}
