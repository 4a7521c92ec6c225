// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.audience.Coordinates;
import org.tocsin.audience.FileWatcher;
import org.tocsin.audience.LineProblem;
import org.tocsin.audience.Place;
import org.tocsin.audience.Preferences;
import org.tocsin.audience.Shape;
import org.tocsin.audience.WatcherKind;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * The watcher that this server itself is. It has a row, a place and a channel like everybody, so
 * that whatever finds and tells people can be tried on it; it is in nobody's list, in no figure and
 * in no audience but that of a rehearsal. Thread-safe.
 */
@Service
public class BuiltInWatcher {

  /** What begins so is no id for anybody else. */
  private static final String RESERVED = "tocsin:";

  /** Its external id. */
  static final String ID = RESERVED + "built-in";

  /** Where it is: the spot of the oceans that is farthest from any land, which people call Nemo. */
  public static final double LATITUDE = -48.876667;

  /** Degrees east of the same spot. */
  public static final double LONGITUDE = -123.393333;

  private static final double RADIUS_METRES = 1_000;

  private final Watchers watchers;
  private final WatcherStore store;
  private final Roster roster;
  private final Ledger ledger;
  private final Clock clock;

  BuiltInWatcher(Watchers watchers, WatcherStore store, Roster roster, Ledger ledger, Clock clock) {
    this.watchers = watchers;
    this.store = store;
    this.roster = roster;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Whether nobody may be called so. */
  static boolean isReserved(String externalId) {
    return externalId.toLowerCase(Locale.ROOT).startsWith(RESERVED);
  }

  static LineProblem refusal(long line, String externalId) {
    return new LineProblem(
        line,
        "id",
        externalId,
        "begins with '%s', which is kept for the server itself".formatted(RESERVED),
        "choose another id",
        LineProblem.Grade.ERROR);
  }

  /**
   * Sees to it that it is there and reached by a webhook at this address.
   *
   * @return its number
   */
  @Transactional
  public WatcherId reachedAt(String address) {
    Optional<Long> known = store.find(ID);
    if (known.isPresent() && isReachedAt(known.get(), address)) {
      return new WatcherId(known.get());
    }
    store.lockForWriting();
    watchers.replace(
        new FileWatcher(
            ID,
            "Tocsin",
            WatcherKind.ORGANISATION,
            List.of(
                Place.always(
                    new Shape.PointRadius(new Coordinates(LATITUDE, LONGITUDE), RADIUS_METRES))),
            Preferences.everything(),
            List.of(new FileWatcher.Channel("webhook", address))),
        clock.instant());
    long number = store.find(ID).orElseThrow();
    // Before the index has it, so that no audience ever does.
    roster.recognise(ID, number);
    ledger.append(
        Act.of("BuiltInWatcherPut")
            .about(Watchers.subject(number))
            .says("Watcher %d is the server itself".formatted(number)));
    return new WatcherId(number);
  }

  /** Its number; empty while there is none. */
  public Optional<WatcherId> number() {
    return store.find(ID).map(WatcherId::new);
  }

  private boolean isReachedAt(long number, String address) {
    return watchers.contacts(number).stream()
        .flatMap(contact -> contact.channels().stream())
        .anyMatch(each -> each.kind().equals("webhook") && each.address().equals(address));
  }
}
