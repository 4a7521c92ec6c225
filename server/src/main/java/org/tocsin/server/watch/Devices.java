// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.kernel.secret.Sealer;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * The ways to reach watchers that they add themselves, beside those of the desk's files: a new file
 * leaves them as they are. Addresses are sealed, each with a key of its own; the record says that
 * one was added or removed and how many there are, never which. Thread-safe.
 *
 * <p>Who adds and who takes in a file at the same time meet at the watcher's row: the second waits
 * for the first and sees what it did.
 */
@Service
public class Devices {

  private final DeviceStore store;
  private final WatcherStore watchers;
  private final RosterKeeper keeper;
  private final Sealer sealer;
  private final Addresses addresses;
  private final Ledger ledger;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Devices(
      DeviceStore store,
      WatcherStore watchers,
      RosterKeeper keeper,
      Sealer sealer,
      Addresses addresses,
      Ledger ledger,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.watchers = watchers;
    this.keeper = keeper;
    this.sealer = sealer;
    this.addresses = addresses;
    this.ledger = ledger;
    this.events = events;
    this.clock = clock;
  }

  /** How many of this kind a watcher has added. */
  @Transactional(readOnly = true)
  public int count(WatcherId id, String kind) {
    return store.count(id.number(), kind);
  }

  /**
   * Adds one, or puts it in the place of the one that is the same; adding what is there already
   * changes nothing.
   *
   * @param same whether a kept address is of the same device
   * @param most how many of this kind a watcher may have
   * @throws org.tocsin.server.kernel.Problem T5001 when there is no such watcher, T5006 when the
   *     address cannot be used, T5007 when there are as many as allowed
   */
  @Transactional
  public void add(WatcherId id, Contact.Channel added, Predicate<String> same, int most) {
    WatcherStore.Row row = held(id).orElseThrow(() -> missing(id));
    addresses
        .fault(added.kind(), added.address())
        .ifPresent(fault -> {
          throw WatchProblem.BAD_DEVICE.because("the address " + fault);
        });
    List<DeviceStore.Row> known = ofKind(id, added.kind());
    List<Long> replaced = new ArrayList<>();
    for (DeviceStore.Row each : known) {
      String address = open(each);
      if (address.equals(added.address())) {
        return;
      }
      if (same.test(address)) {
        replaced.add(each.id());
      }
    }
    int count = known.size() - replaced.size() + 1;
    if (count > most) {
      throw WatchProblem.TOO_MANY_DEVICES.because(
          "%d are warned already, the most that are allowed".formatted(known.size()));
    }
    store.remove(replaced);
    store.add(
        id.number(),
        added.kind(),
        sealer.seal(bytes(added.address()), name(id.number(), added.kind())),
        clock.instant());
    changed(row);
    ledger.append(
        act("DeviceAdded", id, added.kind(), count)
            .says("Watcher %s is warned on one device more (%s)".formatted(id, added.kind())));
  }

  /**
   * Removes those that are meant, if there are any; returns how many.
   *
   * @param meant whether a kept address is one of them
   */
  @Transactional
  public int forget(WatcherId id, String kind, Predicate<String> meant) {
    Optional<WatcherStore.Row> row = held(id);
    if (row.isEmpty()) {
      return 0;
    }
    List<DeviceStore.Row> known = ofKind(id, kind);
    List<Long> gone =
        known.stream().filter(each -> meant.test(open(each))).map(DeviceStore.Row::id).toList();
    if (!gone.isEmpty()) {
      store.remove(gone);
      changed(row.get());
      ledger.append(
          act("DeviceRemoved", id, kind, known.size() - gone.size())
              .says(
                  "Watcher %s is warned on %d devices less (%s)".formatted(id, gone.size(), kind)));
    }
    return gone.size();
  }

  /** The addresses that each of these watchers has added; whoever added none is missing. */
  Map<Long, List<Contact.Channel>> of(List<WatcherStore.Reached> asked) {
    if (asked.isEmpty() || !asked.getFirst().anyDevices()) {
      // Few have added any, and a city is asked for in thousands of such queries.
      return Map.of();
    }
    Map<Long, List<Contact.Channel>> all = new HashMap<>();
    long[] numbers = asked.stream().mapToLong(WatcherStore.Reached::number).toArray();
    for (DeviceStore.Row each : store.of(numbers)) {
      all.computeIfAbsent(each.watcher(), _ -> new ArrayList<>())
          .add(new Contact.Channel(each.kind(), open(each)));
    }
    return all;
  }

  /** Those of these watchers that have devices, with the kinds of these. */
  Map<Long, SortedSet<String>> kinds(long[] numbers) {
    return store.kinds(numbers);
  }

  /** Destroys what an erased watcher has added. */
  void erase(long number) {
    store.removeAll(number);
  }

  /** These kinds and those, sorted, each once. */
  static Traits with(Traits traits, SortedSet<String> kinds) {
    TreeSet<String> all = new TreeSet<>(traits.channels());
    all.addAll(kinds);
    return new Traits(traits.kind(), List.copyOf(all), traits.languages());
  }

  /** Says in the watcher's row, and to every node, by what kinds the watcher is reached now. */
  private void changed(WatcherStore.Row row) {
    Sealer.Sealed sealed = row.sealed();
    String externalId = row.externalId();
    if (sealed == null || externalId == null) {
      throw new IllegalStateException("a watcher was held that is erased");
    }
    Personal personal = PersonalBytes.decode(sealer.open(sealed, externalId));
    TreeSet<String> listed = new TreeSet<>();
    personal.channels().forEach(each -> listed.add(each.kind()));
    Traits traits =
        with(
            new Traits(row.traits().kind(), List.copyOf(listed), row.traits().languages()),
            store.kinds(new long[] {row.number()}).getOrDefault(row.number(), new TreeSet<>()));
    watchers.setChannels(row.number(), traits, clock.instant());
    keeper.afterCommit(
        List.of(
            new Roster.Known(
                personal.toFileWatcher(externalId, traits.kind()).toWatcher(row.number()), traits)),
        List.of());
    events.publishEvent(new WatcherChanged(1));
  }

  private List<DeviceStore.Row> ofKind(WatcherId id, String kind) {
    return store.of(new long[] {id.number()}).stream()
        .filter(each -> each.kind().equals(kind))
        .toList();
  }

  /** The watcher's row, held until the transaction ends; empty when there is none or no more. */
  private Optional<WatcherStore.Row> held(WatcherId id) {
    return watchers.held(id.number()).filter(row -> row.sealed() != null);
  }

  private String open(DeviceStore.Row row) {
    return new String(
        sealer.open(row.sealed(), name(row.watcher(), row.kind())), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String name(long watcher, String kind) {
    return "device %d %s".formatted(watcher, kind);
  }

  private static Act act(String type, WatcherId id, String kind, int left) {
    return Act.of(type)
        .about(Watchers.subject(id.number()))
        .fact("channel", kind)
        .fact("devices", left);
  }

  private static org.tocsin.server.kernel.Problem missing(WatcherId id) {
    return WatchProblem.NO_WATCHER.because("no watcher has the number %s".formatted(id));
  }
}
