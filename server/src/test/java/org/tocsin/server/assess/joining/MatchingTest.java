// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.access.ActingAs;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.assess.AssessWorld;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.web.LiveStream;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.read.Kinship;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: no report is left out of matching, and no link out of the origins. */
class MatchingTest {

  private final ServerWorld world = ServerWorld.running();
  private final AssessWorld assess = new AssessWorld(world);
  private final TransactionTemplate transaction = world.bean(TransactionTemplate.class);
  private final JdbcClient jdbc = world.bean(JdbcClient.class);
  private final JoinStore store = world.bean(JoinStore.class);

  private class Suggesting extends Suggestions {
    final List<ReportId> tried = new ArrayList<>();

    Suggesting() {
      super(
          store,
          world.bean(Kinship.class),
          world.bean(Cases.class),
          world.bean(Ledger.class),
          world.bean(CurrentOfficer.class),
          world.bean(IdMaker.class),
          world.bean(Clock.class));
    }
  }

  private int runDue(Suggestions suggestions) {
    return new Matching(
            store, suggestions, transaction, world.bean(LiveStream.class), world.bean(Clock.class))
        .runDue(world.clock().instant());
  }

  private boolean waits(String subject) {
    return jdbc.sql("select exists (select from assess.matching where subject = ?)")
        .param(subject)
        .query(Boolean.class)
        .single();
  }

  @Test
  void aCaseThatWouldBringVeryManyReportsAtOnceIsRefused() {
    CaseId id = new CaseId("case_01HRS4000000000000000000CG");
    assertThatCode(() -> Joining.requireFew(id, 200)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Joining.requireFew(id, 203))
        .hasMessageContaining("at most 200 at once; join 3 of them to it by hand first");
  }

  @Test
  void aDeadlockPutsMatchingOffAndLosesNothing() {
    String report = assess.report("B2", "Gunmen will attack the opera in Odessa.");
    transaction.executeWithoutResult(
        _ -> store.await(new ReportId(report), world.clock().instant()));
    runDue(
        new Suggesting() {
          @Override
          int suggest(ReportId subject) {
            throw new CannotAcquireLockException("deadlock detected");
          }
        });
    assertThat(waits(report)).isTrue();
    world.beat();
    assertThat(waits(report)).isFalse();
  }

  @Test
  void aCandidateThatCannotBeMatchedStopsNoOther() {
    ReportId bad = new ReportId(assess.report("B2", "Gunmen will attack the opera in Odessa."));
    ReportId good = new ReportId(assess.report("B2", "A bomb is in the library of Odessa."));
    CaseId caseId = new CaseId(assess.open("Odessa"));
    transaction.executeWithoutResult(_ -> store.await(caseId, world.clock().instant()));
    Suggesting suggesting =
        new Suggesting() {
          @Override
          List<ReportId> candidates(CaseId subject) {
            return List.of(bad, good);
          }

          @Override
          int suggest(ReportId subject) {
            tried.add(subject);
            if (subject.equals(bad)) {
              throw new IllegalStateException("cannot be matched");
            }
            return 0;
          }
        };
    runDue(suggesting);
    assertThat(suggesting.tried).contains(bad, good);
    assertThat(waits(bad.value())).isFalse();
  }

  @Test
  void aSuggestionIsKeptWhileSomebodyWorksOnTheCase() {
    String report = assess.report("B2", "Gunmen will attack the opera in Odessa.");
    String id = assess.open("Odessa");
    transaction.executeWithoutResult(_ -> {
      ActingAs.of(
          world.server(),
          world.ana().email(),
          () -> world.bean(Cases.class).holdOpen(new CaseId(id)));
      CompletableFuture<Void> kept =
          CompletableFuture.runAsync(() ->
              transaction.executeWithoutResult(_ -> {
                jdbc.sql("set local lock_timeout = '2s'").update();
                jdbc.sql(
                        "insert into assess.suggestion (id, report_id, case_id, score, reasons,"
                            + " codes, made_at, state, reason) values (?, ?, ?, 0, '[]', '{}',"
                            + " now(), 'declined', '')")
                    .params("suggestion_" + id.substring(5), report, id)
                    .update();
              }));
      assertThatCode(kept::join).doesNotThrowAnyException();
    });
  }

  @Test
  void noNumberOfOtherLinksHidesThatTwoReportsAreOfOneOrigin() {
    String one = assess.report("B2", "Gunmen will attack the opera in Odessa.");
    String other = assess.report("B2", "A bomb is in the library of Odessa.");
    String id = assess.open("Odessa", one, other);
    assertThat(count(id)).isEqualTo(2);
    jdbc.sql(
            "insert into read.shared select ?, 'report_' || n, 'SAME_PASSAGE', 100, 90, '', n, n,"
                + " 0, 9 from generate_series(1, 4001) n")
        .param(one)
        .update();
    jdbc.sql("insert into read.shared values (?, ?, 'SAME_PASSAGE', 41, 30, '', 0, 9, 0, 9)")
        .params(other, one)
        .update();
    assertThat(count(id)).isEqualTo(1);
    jdbc.sql("delete from read.shared where report_id = ?").param(one).update();
  }

  @Test
  void reportsReadBeforeReportsWereComparedAreComparedLater() {
    String words =
        "Gunmen will attack the opera in Odessa on Friday, said the night porter of the"
            + " hotel beside it, who heard them speak of doors, guards and the second interval.";
    String one = assess.report("B2", words);
    String other = assess.report("B2", words);
    String id = assess.open("Odessa", one, other);
    assertThat(count(id)).isEqualTo(1);
    String[] both = {one, other};
    jdbc.sql("delete from read.shared where report_id = any(?)").param(both).update();
    assertThat(count(id)).isEqualTo(2);
    jdbc.sql("update read.reading set compared = false where report_id = any(?)")
        .param(both)
        .update();
    world.beat();
    assertThat(count(id)).isEqualTo(1);
    jdbc.sql("delete from read.shared where report_id = any(?)").param(both).update();
    Answer again = world.ana().post("/api/v1/reports/" + one + "/reading", Map.of());
    assertThat(again.status()).as(again.toString()).isLessThan(300);
    assertThat(count(id)).isEqualTo(1);
  }

  private int count(String id) {
    return world.bean(Joining.class).origins(world.bean(Cases.class).get(new CaseId(id))).count();
  }

  @Test
  void aCaseThatContinuesNoMoreIsMatchedAgain() {
    String from = assess.open("Odessa, one");
    String into = assess.open("Odessa, two");
    String path = "/api/v1/cases/" + from + "/continuation";
    Answer made = world.ana().post(path, Map.of("into", into, "reason", "One danger."));
    assertThat(made.status()).as(made.toString()).isLessThan(300);
    world.beat();
    Answer undone = world.ana().post(path + "/undoing", Map.of("reason", "Two dangers."));
    assertThat(undone.status()).as(undone.toString()).isLessThan(300);
    assertThat(waits(from)).isTrue();
    assertThat(waits(into)).isTrue();
  }
}
