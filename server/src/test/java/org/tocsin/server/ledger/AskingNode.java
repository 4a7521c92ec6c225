// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.database.DataFolder;
import org.tocsin.server.kernel.secret.Sealer;
import org.tocsin.server.world.PostgresWorld;

/**
 * A node of which only the ledger runs, with its witnesses: starts and dies in a moment, on a
 * database that stays. Asks over real HTTP. The clock is the machine's; when something is due goes
 * by the time that is given to {@link #ask}.
 */
final class AskingNode implements AutoCloseable {

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  private Runnable whileWaiting = () -> {};

  AskingNode(PostgresWorld.Database database, Path data, WitnessSettings settings) {
    context.registerBean(DataSource.class, database::dataSource);
    context.registerBean(DataFolder.class, () -> new DataFolder(data));
    context.registerBean(
        RecordPlace.class,
        () -> new RecordPlace.Folder(context.getBean(DataFolder.class).folder("record")));
    context.registerBean(WitnessSettings.class, () -> settings);
    context.register(
        LedgerGround.class,
        LedgerStore.class,
        TimelineStore.class,
        Sequencer.class,
        TransactionalLedger.class,
        StampStore.class,
        RecordKeys.class,
        KeyChangeStore.class,
        KeyChanges.class,
        RecordPublisher.class,
        BundleStore.class,
        CaseBundles.class,
        PublishedRecord.class,
        CosignatureStore.class,
        CosignedRecord.class,
        WitnessMeters.class,
        WitnessAsking.class,
        WitnessAudit.class,
        WitnessHealth.class,
        Witnesses.class);
    context.registerBean(
        KeyPlace.class,
        () -> new RecordKey(context.getBean(DataFolder.class), "", "", new Sealer(new byte[32])));
    context.registerBean(
        WitnessWait.class,
        () ->
            new WitnessWait(
                context.getBean(RecordPublisher.class),
                settings,
                context.getBean(Clock.class),
                false,
                _ -> whileWaiting.run()));
    context.refresh();
  }

  <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  /** Appends acts and publishes them. */
  void act(Act... acts) {
    get(TransactionTemplate.class)
        .executeWithoutResult(_ -> get(Ledger.class).appendAll(List.of(acts)));
    publish();
  }

  void publish() {
    while (get(RecordPublisher.class).runDue(Instant.now()) > 0) {}
  }

  /** Asks the witnesses that are due at this time; returns how many were. */
  int ask(Instant at) {
    return get(WitnessAsking.class).runDue(at);
  }

  /** What happens in each pause of whoever waits for witnesses; nothing passes otherwise. */
  void whileWaiting(Runnable deed) {
    whileWaiting = deed;
  }

  Witnesses.State state() {
    return get(Witnesses.class).state();
  }

  /** The entries of the newest witnessed checkpoint; 0 for none. */
  long witnessed() {
    Witnesses.Witnessed newest = state().newest();
    return newest == null ? 0 : newest.size();
  }

  /** A metric of counters or gauges by its name and tags. */
  double metric(String name, String... tags) {
    return get(MeterRegistry.class)
        .get(name)
        .tags(tags)
        .meter()
        .measure()
        .iterator()
        .next()
        .getValue();
  }

  @Override
  public void close() {
    context.close();
  }
}
