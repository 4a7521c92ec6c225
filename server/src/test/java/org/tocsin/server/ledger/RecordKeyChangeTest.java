// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import org.tocsin.record.BundleScope;
import org.tocsin.record.NoteVerifier;
import org.tocsin.record.SignedCheckpoint;
import org.tocsin.record.Verdict;
import org.tocsin.record.Verification;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.world.PostgresWorld;

/**
 * FEATURE UNDER TEST: the record's key is changed by an entry; a crash at any step leaves a record
 * that whoever knows the old key can follow, and several nodes change together.
 */
class RecordKeyChangeTest {

  private static final String REASON = "the laptop of Maria Petrova was stolen";

  @TempDir private Path folder;
  private final PostgresWorld.Database database = PostgresWorld.freshDatabase();
  private final Instant now = Instant.now();
  private final Instant after = now.plus(Duration.ofDays(8));

  private Path data() {
    return folder.resolve("data");
  }

  private LedgerNode node() {
    return LedgerNode.start(database, data());
  }

  private static void act(LedgerNode node, Instant at) {
    node.get(TransactionTemplate.class)
        .executeWithoutResult(_ -> node.get(Ledger.class).append(Act.of("Acted")));
    node.get(RecordPublisher.class).catchUp(at);
  }

  private static KeyChanges.KeyChange change(LedgerNode node) {
    return change(node, KeyChanges.OVERLAP);
  }

  private static KeyChanges.KeyChange change(LedgerNode node, Duration overlap) {
    OfficerId officer = OfficerId.next(node.get(IdMaker.class));
    return node.get(TransactionTemplate.class)
        .execute(_ -> node.get(KeyChanges.class).change(officer, REASON, overlap));
  }

  private static void run(LedgerNode node, Instant at) {
    node.get(RecordPublisher.class).runDue(at);
  }

  private static String vkey(LedgerNode node) {
    return node.get(PublishedRecord.class).state().vkey();
  }

  private static String failed(Path path, String vkey) {
    try {
      return Verification.verify(path, List.of(NoteVerifier.parse(vkey))).checks().stream()
          .filter(check -> check.result() == Verdict.Result.FAILED)
          .map(check -> check.name() + ": " + check.words())
          .reduce("", String::concat);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Path record() {
    return data().resolve("record");
  }

  private int signatures() throws IOException {
    return SignedCheckpoint.parse(Files.readAllBytes(record().resolve("checkpoint")))
        .note()
        .signatures()
        .size();
  }

  @Test
  void theOldKeySignsTheChangeThenBothThenTheNewOneAlone() throws IOException {
    try (LedgerNode node = node()) {
      act(node, now);
      String old = vkey(node);
      KeyChanges.KeyChange change = change(node);
      assertThat(change.oldKey()).isEqualTo(old);
      assertThat(signatures()).as("before the entry has its place").isEqualTo(1);
      run(node, now);
      act(node, now);
      assertThat(signatures()).as("while both sign").isEqualTo(2);
      assertThat(vkey(node)).isEqualTo(change.newKey());
      run(node, after);
      act(node, after);
      assertThat(signatures()).as("when the overlap is over").isEqualTo(1);
      assertThat(node.get(KeyChanges.class).last().orElseThrow().newKey())
          .isEqualTo(change.newKey());
      for (String key : List.of(old, change.newKey())) {
        assertThat(failed(record(), key)).isEmpty();
      }
      assertThat(node.get(PublishedRecord.class).verify()).matches(Verdict::ok);
      assertThat(Files.readString(data().resolve("keys/record.key")))
          .doesNotContain(NoteVerifier.parse(old).keyIdHex())
          .contains(NoteVerifier.parse(change.newKey()).keyIdHex());
      assertThat(data().resolve("keys/record.key.next")).doesNotExist();
    }
  }

  @Test
  void theEntrySaysWhoAndWhichKeysAndHidesTheReason() {
    try (LedgerNode node = node()) {
      KeyChanges.KeyChange change = change(node);
      run(node, now);
      PublishedRecord.RecordedEntry entry = node.get(PublishedRecord.class).get(0);
      assertThat(entry.line().type()).isEqualTo("RecordKeyChanged");
      assertThat(entry.line().by()).startsWith("officer_");
      assertThat(entry.json())
          .contains("\"oldKey\":\"" + change.oldKey(), "\"newKey\":\"" + change.newKey())
          .doesNotContain("Petrova");
      assertThat(node.get(PublishedRecord.class).handovers()).isEqualTo(1);
    }
  }

  @Test
  void aCaseBundleOfTheNewKeyIsFollowedFromTheOldOne() throws IOException {
    try (LedgerNode node = node()) {
      act(node, now);
      String old = vkey(node);
      CaseId caseId = CaseId.next(node.get(IdMaker.class));
      node.get(TransactionTemplate.class)
          .executeWithoutResult(
              _ -> node.get(Ledger.class).append(Act.of("CaseOpened").inCase(caseId)));
      change(node);
      for (Instant at : List.of(now, now, after, after)) {
        act(node, at);
        byte[] bundle =
            Bundles.of(node.get(CaseBundles.class), caseId, "A case", BundleScope.Level.COURT);
        Path file = Files.write(folder.resolve("bundle"), bundle);
        assertThat(failed(file, old)).isEmpty();
        assertThat(failed(file, vkey(node))).isEmpty();
      }
    }
  }

  @Test
  void whereverANodeDiesInTheChangeTheNextStartFinishesIt() throws IOException {
    String first;
    try (LedgerNode node = node()) {
      act(node, now);
      first = vkey(node);
    }
    int deaths = 0;
    for (int step = 1; ; step++) {
      boolean died = false;
      KeyChanges.KeyChange change;
      try (LedgerNode node = LedgerNode.start(database, data(), new KeyChangeFaults(step), "")) {
        change = change(node, Duration.ZERO);
        for (Instant at : List.of(now, now, after, after)) {
          try {
            run(node, at);
          } catch (KeyChangeFaults.Died e) {
            died = true;
            break;
          }
        }
      }
      assertThat(failed(record(), first)).as("as left by death %d", step).isEmpty();
      try (LedgerNode node = node()) {
        act(node, after);
        act(node, after);
        act(node, after);
        assertThat(vkey(node)).as("after death %d", step).isEqualTo(change.newKey());
        assertThat(signatures()).isEqualTo(1);
        assertThat(failed(record(), first)).as("death %d, by the first key", step).isEmpty();
        assertThat(failed(record(), change.newKey())).isEmpty();
      }
      if (!died) {
        assertThat(deaths).isEqualTo(8);
        return;
      }
      deaths++;
    }
  }

  @Test
  void aNodeThatDiesBeforeTheEntryHasItsPlaceChangesAtTheNextStart() {
    KeyChanges.KeyChange change;
    try (LedgerNode node = node()) {
      act(node, now);
      change = change(node);
      node.get(TransactionTemplate.class)
          .executeWithoutResult(_ -> node.get(LedgerStore.class).sequence(100));
    }
    try (LedgerNode node = node()) {
      run(node, now);
      run(node, now);
      assertThat(vkey(node)).isEqualTo(change.newKey());
      assertThat(failed(record(), change.oldKey())).isEmpty();
    }
  }

  @Test
  void aRecordLostInTheMiddleOfAChangeIsMadeAgainAndCanBeFollowed() throws IOException {
    for (Instant at : List.of(now, after)) {
      String old;
      try (LedgerNode node = node()) {
        act(node, after);
        act(node, after);
        old = vkey(node);
        change(node, Duration.ZERO);
        run(node, at);
        run(node, at);
      }
      FileSystemUtils.deleteRecursively(record());
      try (LedgerNode node = node()) {
        act(node, at);
        act(node, at);
        assertThat(failed(record(), old)).isEmpty();
        assertThat(failed(record(), vkey(node))).isEmpty();
      }
    }
  }

  @Test
  void twoNodesChangeTogetherAndTheOneThatSleptFollows() throws IOException {
    Path other = folder.resolve("other");
    Path phrase = Files.writeString(folder.resolve("phrase"), "correct horse battery staple");
    KeyChangeFaults none = new KeyChangeFaults(0);
    String old;
    KeyChanges.KeyChange change;
    try (LedgerNode here = LedgerNode.start(database, data(), none, phrase.toString())) {
      act(here, now);
      FileSystemUtils.copyRecursively(data().resolve("keys"), other.resolve("keys"));
      old = vkey(here);
      try (LedgerNode there = LedgerNode.start(database, other, none, phrase.toString())) {
        run(there, now);
        change = change(there);
        assertThatThrownBy(() -> change(here))
            .isInstanceOf(Problem.class)
            .hasMessageContaining("being changed");
        run(here, now);
        run(here, now);
        assertThat(vkey(here)).as("made by the other node").isEqualTo(change.newKey());
      }
      run(here, after);
      act(here, after);
    }
    try (LedgerNode there = LedgerNode.start(database, other, none, phrase.toString())) {
      run(there, after);
      run(there, after);
      act(there, after);
      assertThat(vkey(there)).isEqualTo(change.newKey());
    }
    for (Path data : List.of(data(), other)) {
      assertThat(failed(data.resolve("record"), old)).isEmpty();
      assertThat(failed(data.resolve("record"), change.newKey())).isEmpty();
      assertThat(Files.readString(data.resolve("keys/record.key")))
          .startsWith("tocsin.org/sealed-key@v1\n");
    }
    assertThat(Files.readAllBytes(data().resolve("record/handover/0")))
        .isEqualTo(Files.readAllBytes(other.resolve("record/handover/0")));
  }

  @Test
  void theNextKeyLiesNowhereOpenInTheDatabase() {
    try (LedgerNode node = node()) {
      change(node);
      assertThat(
              node.get(JdbcClient.class)
                  .sql("select sealed from ledger.key_change")
                  .query(String.class)
                  .single())
          .doesNotContain("PRIVATE");
    }
  }

  @Test
  void aForeignKeyIsNotPutInTheRecordsPlace() throws IOException {
    try (LedgerNode node = node()) {
      act(node, now);
      change(node);
      run(node, now);
      run(node, after);
      act(node, after);
    }
    try (Stream<Path> keys = Files.list(data().resolve("keys"))) {
      for (Path key : keys.filter(k -> k.toString().contains("record")).toList()) {
        Files.delete(key);
      }
    }
    byte[] before = Files.readAllBytes(record().resolve("checkpoint"));
    try (LedgerNode node = node()) {
      assertThatThrownBy(() -> act(node, after)).isInstanceOf(RuntimeException.class);
    }
    assertThat(Files.readAllBytes(record().resolve("checkpoint"))).isEqualTo(before);
  }

  @Test
  void aChangeNeedsAReasonAndATimeWithinAYear() {
    try (LedgerNode node = node()) {
      OfficerId officer = OfficerId.next(node.get(IdMaker.class));
      KeyChanges changes = node.get(KeyChanges.class);
      for (String reason : List.of(" ", "x".repeat(2_001))) {
        assertThatThrownBy(() -> changes.change(officer, reason, Duration.ZERO))
            .isInstanceOf(Problem.class);
      }
      for (Duration overlap : List.of(Duration.ofDays(-1), Duration.ofDays(367))) {
        assertThatThrownBy(() -> changes.change(officer, REASON, overlap))
            .isInstanceOf(Problem.class);
      }
      assertThat(changes.last()).isEmpty();
    }
  }
}
