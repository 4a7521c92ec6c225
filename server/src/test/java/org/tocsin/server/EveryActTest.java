// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * FEATURE UNDER TEST: an act that matters leaves an entry. Every transaction of the server that
 * changes a table can append to the record, or stands here with the reason why it need not.
 */
class EveryActTest {

  /** Transactions without an entry, each with its reason. */
  private static final Map<String, String> SILENT =
      new TreeMap<>(
          Map.ofEntries(
              entry("ChannelRunner.claim", "a lease; the entry comes with the chunk's receipts"),
              entry("ChunkWorker.canBeWritten", "rolled back: whether receipts can be written"),
              entry("DrillNotices.claim", "a lease; that it was mailed is an entry"),
              entry("ClosedCases.page", "a closed case waits for nothing; its end is an entry"),
              entry("ExerciseMailbox.1.send", "a delivery in an exercise; its receipt is sealed"),
              entry("FeedChanges.runDue", "which public feeds are new, told to subscribers"),
              entry("GlassPost.claim", "a lease; that it was mailed is an entry"),
              entry("HubDoor.ask", "a program subscribes to what is public anyway"),
              entry("HubIntents.ask", "a program confirms that subscription"),
              entry("LapseMails.claim", "a lease; that it was mailed is an entry"),
              entry("LateComparing.runDue", "what reports share, made anew from their texts"),
              entry("LevelCounter.claim", "a lease on counting"),
              entry("LevelCounter.count", "counts of receipts, which are sealed"),
              entry(
                  "Matching.runDue",
                  "suggestions, made anew from reports; what people answer to them is an entry"),
              entry("PhoneChannel.1.send", "a call is put on the list; taking it is an entry"),
              entry("PhoneDesk.keep", "an officer holds the call in hand longer; the lease only"),
              entry("Readings.readNext", "findings are made anew from the report, which is hashed"),
              entry("Readings.readNow", "findings are made anew from the report, which is hashed"),
              entry(
                  "ReportKeeper.handedOver",
                  "ids of a provider; the hand-over's receipt is sealed"),
              entry("ReportKeeper.write", "the word of a provider, which proves nothing"),
              entry("Takeover.look", "leases of a node that died"),
              entry("Reports.after", "in which order reports are listed; what came in is an entry"),
              entry("TokenReports.reported", "the word of a mail server, which proves nothing"),
              entry(
                  "Warnings.preview", "the approval's entry carries the hashes of what it froze")));

  /** Single statements outside every transaction of ours, each with its reason. */
  private static final Map<String, String> OUTSIDE =
      new TreeMap<>(
          Map.ofEntries(
              entry("FeedStore.answered", "how a poll went; what came in is an entry"),
              entry("FeedStore.failed", "how a poll went"),
              entry("FeedStore.refusedAnew", "how a poll went"),
              entry("FeedStore.tried", "how a poll went"),
              entry("HubStore.again", "telling subscribers of public feeds"),
              entry("HubStore.claimDue", "telling subscribers of public feeds"),
              entry("HubStore.claimWishes", "telling subscribers of public feeds"),
              entry("HubStore.forget", "telling subscribers of public feeds"),
              entry("HubStore.settle", "telling subscribers of public feeds"),
              entry("HubStore.taken", "telling subscribers of public feeds"),
              entry("IdempotencyStore.claim", "an answer kept for a repeated request"),
              entry("IdempotencyStore.keep", "an answer kept for a repeated request"),
              entry("IdempotencyStore.release", "an answer kept for a repeated request"),
              entry("IdempotencyStore.runDue", "an answer kept for a repeated request"),
              entry("MonitorStore.forget", "what a monitor said, after its time; reports stay"),
              entry("Retention.calls", "what is kept beside the record, after its time"),
              entry("Retention.exerciseMail", "what is kept beside the record, after its time"),
              entry("Retention.old", "what is kept beside the record, after its time"),
              entry("SessionStore.begin", "a sign-in; what is done in it are the acts"),
              entry("SessionStore.end", "a sign-out"),
              entry("SessionStore.find", "when a session was last used"),
              entry(
                  "SyntheticStore.arrived", "a leg of the server's own alert; its end is an entry"),
              entry("TaxiiStore.answered", "how a poll went; what came in is an entry"),
              entry("TaxiiStore.claim", "a lease on polling"),
              entry("TaxiiStore.dropMark", "where a poll asks next; what came in is an entry"),
              entry("TaxiiStore.failed", "how a poll went"),
              entry("Tokens.use", "when a token was last used"),
              entry("WebSubStore.again", "subscriptions at others' hubs"),
              entry("WebSubStore.claim", "subscriptions at others' hubs"),
              entry("WebSubStore.told", "subscriptions at others' hubs")));

  private static Path classesOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @Test
  void everyTransactionThatChangesTablesLeavesAnEntryOrSaysWhyNot() throws URISyntaxException {
    WritesAndEntries server = WritesAndEntries.of(classesOf(TocsinServer.class));
    assertThat(server.silent())
        .as("append an entry (Ledger.append), or name it here with its reason; no stale names")
        .isEqualTo(new TreeSet<>(SILENT.keySet()));
    assertThat(server.speaking()).as("transactions that leave an entry").isGreaterThan(50);
  }

  @Test
  void whatIsWrittenOutsideEveryTransactionIsNoAct() throws URISyntaxException {
    assertThat(WritesAndEntries.of(classesOf(TocsinServer.class)).outside())
        .as("write it in a transaction with its entry, or name it here with its reason")
        .isEqualTo(new TreeSet<>(OUTSIDE.keySet()));
  }

  @Test
  void anActWithoutAnEntryIsFoundInEachOfItsForms() throws URISyntaxException {
    String folder = Acts.class.getName().replace('.', '/').replaceAll("/[^/]*$", "");
    WritesAndEntries found =
        WritesAndEntries.of(
            classesOf(TocsinServer.class).resolve("org/tocsin/server/ledger"),
            classesOf(Acts.class).resolve(folder));
    assertThat(found.silent())
        .filteredOn(name -> name.startsWith("EveryActTest."))
        .containsExactly(
            "EveryActTest.Acts.declared",
            "EveryActTest.Acts.handsOver",
            "EveryActTest.Acts.throughAnother",
            "EveryActTest.Acts.withTemplate");
    assertThat(found.outside()).contains("EveryActTest.Acts.alone");
  }

  /** Acts as somebody might add them; read by the test, never run. */
  static class Acts {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Ledger ledger;

    Acts(JdbcClient jdbc, TransactionTemplate transaction, Ledger ledger) {
      this.jdbc = jdbc;
      this.transaction = transaction;
      this.ledger = ledger;
    }

    @Transactional
    void declared(String table) {
      jdbc.sql("insert into a.b (c) values (" + table + ")").update();
    }

    @Transactional
    void throughAnother() {
      change();
    }

    private void change() {
      jdbc.sql("update a.b set c = 1").update();
    }

    void withTemplate() {
      transaction.executeWithoutResult(_ -> jdbc.sql("delete from a.b").update());
    }

    int handsOver() {
      return together(() -> jdbc.sql("update a.b set c = 2").update());
    }

    private int together(java.util.function.IntSupplier work) {
      Integer done = transaction.execute(_ -> work.getAsInt());
      return done == null ? 0 : done;
    }

    @Transactional(readOnly = true)
    long looks() {
      return jdbc.sql("select count(*) from a.b for update").query(Long.class).single();
    }

    @Transactional
    void withItsEntry() {
      change();
      ledger.append(Act.of("Changed"));
    }

    void alone() {
      jdbc.sql("delete from a.b where c = 1").update();
    }
  }
}
