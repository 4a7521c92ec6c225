// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.kernel.database.DataFolder;
import org.tocsin.server.kernel.secret.Sealer;
import org.tocsin.server.world.PostgresWorld;

/** A node of which only the ledger runs: starts and dies in a moment, on a database that stays. */
final class LedgerNode implements AutoCloseable {

  /** Opens in no time; that a key is sealed dearly is shown by {@link RecordKeyTest}. */
  static final KeyBox QUICK = new KeyBox(1_000);

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  private LedgerNode(
      PostgresWorld.Database database,
      Path data,
      KeyChangeFaults faults,
      String passphrase,
      Optional<Pkcs11> device,
      Optional<RecordPlace> place) {
    context.registerBean(DataSource.class, database::dataSource);
    context.registerBean(DataFolder.class, () -> new DataFolder(data));
    context.register(
        LedgerGround.class,
        LedgerStore.class,
        TimelineStore.class,
        Sequencer.class,
        TransactionalLedger.class,
        StampStore.class,
        RecordKeys.class,
        KeyChanges.class,
        RecordPublisher.class,
        BundleStore.class,
        CaseBundles.class,
        WitnessWait.class,
        PublishedRecord.class);
    context.registerBean(
        RecordPlace.class,
        () ->
            place.orElseGet(
                () -> new RecordPlace.Folder(context.getBean(DataFolder.class).folder("record"))));
    context.registerBean(
        WitnessSettings.class, () -> new WitnessSettings(Map.of(), 1, Duration.ofSeconds(10)));
    Sealer sealer = new Sealer(new byte[32]);
    context.registerBean(
        KeyPlace.class,
        () ->
            device
                .<KeyPlace>map(DeviceKeyTest::key)
                .orElseGet(() ->
                    faults.of(
                        new RecordKey(
                            context.getBean(DataFolder.class), "", passphrase, sealer, QUICK))));
    context.registerBean(
        KeyChangeStore.class, () -> faults.store(context.getBean(JdbcClient.class)));
    context.refresh();
  }

  static LedgerNode start(PostgresWorld.Database database, Path data) {
    return start(database, data, new KeyChangeFaults(0), "");
  }

  /** One that dies somewhere in the change of a key, and keeps its key under a passphrase. */
  static LedgerNode start(
      PostgresWorld.Database database, Path data, KeyChangeFaults faults, String passphrase) {
    return new LedgerNode(database, data, faults, passphrase, Optional.empty(), Optional.empty());
  }

  /** One whose key is in a device. */
  static LedgerNode start(PostgresWorld.Database database, Path data, Pkcs11 device) {
    return new LedgerNode(
        database, data, new KeyChangeFaults(0), "", Optional.of(device), Optional.empty());
  }

  /** One that publishes elsewhere. */
  static LedgerNode start(PostgresWorld.Database database, Path data, RecordPlace place) {
    return new LedgerNode(
        database, data, new KeyChangeFaults(0), "", Optional.empty(), Optional.of(place));
  }

  <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }
}
