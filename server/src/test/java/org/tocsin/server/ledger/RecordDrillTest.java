// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.record.NoteVerifier;
import org.tocsin.record.Verdict;
import org.tocsin.record.Verification;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.database.DataFolder;
import org.tocsin.server.kernel.secret.Sealer;
import org.tocsin.server.world.PostgresWorld;

/** FEATURE UNDER TEST: the loss drill of docs/operate/trust.md. */
class RecordDrillTest {

  private static final Instant NOW = Instant.parse("2024-03-22T17:00:00Z");

  @TempDir private Path data;
  @TempDir private Path safe;
  private final PostgresWorld.Database database = PostgresWorld.freshDatabase();

  private void act(LedgerNode node) {
    node.get(TransactionTemplate.class)
        .executeWithoutResult(_ -> node.get(Ledger.class).append(Act.of("Drilled")));
    node.get(RecordPublisher.class).catchUp(NOW);
  }

  private Verdict verdict(String vkey) throws IOException {
    return Verification.verify(data.resolve("record"), List.of(NoteVerifier.parse(vkey)));
  }

  private String begun() throws IOException {
    try (LedgerNode node = LedgerNode.start(database, data)) {
      act(node);
      act(node);
      Files.copy(data.resolve("keys/record.key"), safe.resolve("record.key"));
      return node.get(PublishedRecord.class).state().vkey();
    }
  }

  private static RecordKey key(DataFolder folder, Path passphrase) {
    return new RecordKey(
        folder, "", passphrase.toString(), new Sealer(new byte[32]), LedgerNode.QUICK);
  }

  private void putBack() throws IOException {
    Files.copy(
        safe.resolve("record.key"),
        data.resolve("keys/record.key"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void aLostFolderIsMadeAgainAndVerifiesAgainstThePublishedKey() throws IOException {
    String vkey = begun();
    try (Stream<Path> files = Files.walk(data.resolve("record"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    try (LedgerNode node = LedgerNode.start(database, data)) {
      act(node);
      assertThat(node.get(PublishedRecord.class).state().size()).isEqualTo(3);
    }
    assertThat(verdict(vkey)).matches(Verdict::ok);
  }

  @Test
  void aForeignKeyPublishesNothingAndTheCopyFromTheSafeGoesOn() throws IOException {
    String vkey = begun();
    Files.delete(data.resolve("keys/record.key"));
    try (LedgerNode node = LedgerNode.start(database, data)) {
      assertThatThrownBy(() -> act(node)).isInstanceOf(RuntimeException.class);
    }
    assertThat(verdict(vkey)).as("what was signed stays provable").matches(Verdict::ok);
    putBack();
    try (LedgerNode node = LedgerNode.start(database, data)) {
      act(node);
    }
    assertThat(verdict(vkey)).matches(Verdict::ok);
  }

  @Test
  void aLostPassphraseIsReplacedByMeansOfTheOpenCopy() throws IOException {
    String vkey = begun();
    DataFolder folder = new DataFolder(data);
    Path first = Files.writeString(safe.resolve("first"), "a passphrase that will be lost");
    Path second = Files.writeString(safe.resolve("second"), "another passphrase");
    assertThat(key(folder, first).current().vkey()).isEqualTo(vkey);
    assertThatThrownBy(() -> key(folder, second)).isInstanceOf(Problem.class);
    putBack();
    assertThat(key(folder, second).current().vkey()).isEqualTo(vkey);
    assertThat(Files.readString(data.resolve("keys/record.key"))).doesNotContain("PRIVATE");
  }
}
