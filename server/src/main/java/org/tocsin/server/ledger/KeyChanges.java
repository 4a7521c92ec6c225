// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.record.Handover;
import org.tocsin.record.NoteSigner;
import org.tocsin.record.NoteVerifier;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Problem;

/** Changes the record's key, by an entry that whoever knows the old key can follow. Thread-safe. */
@Service
public class KeyChanges {

  /** How long both keys sign, if nobody says otherwise. */
  public static final Duration OVERLAP = Duration.ofDays(7);

  private static final Duration OVERLAP_MOST = Duration.ofDays(366);
  private static final int REASON_MOST = 2_000;

  private final RecordKeys keys;
  private final KeyPlace place;
  private final KeyChangeStore store;
  private final Ledger ledger;
  private final Clock clock;

  KeyChanges(RecordKeys keys, KeyPlace place, KeyChangeStore store, Ledger ledger, Clock clock) {
    this.keys = keys;
    this.place = place;
    this.store = store;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * A change of the key.
   *
   * @param oldKey the verifier key before
   * @param newKey the one from then on
   * @param fingerprint of the new one
   * @param overlapUntil until when both sign
   * @param over whether the new one signs alone
   */
  public record KeyChange(
      String oldKey, String newKey, String fingerprint, Instant overlapUntil, boolean over) {}

  /** A refusal of what was asked for: T9059. */
  public static Problem refused(String why) {
    return LedgerProblem.BAD_KEY_CHANGE.because(why);
  }

  /** The last change, if the key was ever changed. */
  public Optional<KeyChange> last() {
    List<KeyChangeStore.Change> all = store.all();
    return all.isEmpty() ? Optional.empty() : Optional.of(shown(all.getLast()));
  }

  /**
   * Makes a new key and begins to change to it: the entry is in the record with this transaction,
   * the rest follows within seconds.
   *
   * @param reason why, in the officer's words; committed to, not shown to everybody
   * @param overlap how long both keys sign, so that everybody hears of the new one in time
   * @throws Problem T9058 while a change is under way, T9059 without a reason or with an overlap
   *     that is not 0 to 366 days
   */
  @Transactional
  public KeyChange change(OfficerId by, String reason, Duration overlap) {
    String why = reason.strip();
    if (why.isEmpty() || why.length() > REASON_MOST) {
      throw LedgerProblem.BAD_KEY_CHANGE.because(
          "the reason has %d characters; 1 to %d are needed".formatted(why.length(), REASON_MOST));
    }
    if (overlap.isNegative() || overlap.compareTo(OVERLAP_MOST) > 0) {
      throw LedgerProblem.BAD_KEY_CHANGE.because(
          "both keys were to sign for %s; 0 to 366 days are possible".formatted(overlap));
    }
    store.lock();
    Instant now = clock.instant();
    List<KeyChangeStore.Change> before = store.all();
    NoteSigner old = keys.current();
    if (!before.isEmpty()) {
      KeyChangeStore.Change last = before.getLast();
      if (!last.isOver(now) || !last.newKey().equals(old.vkey())) {
        throw LedgerProblem.KEY_CHANGING.because(
            "it is being changed to %s, both keys sign until %s"
                .formatted(last.newKey(), last.overlapUntil()));
      }
    }
    KeyPlace.Made made = place.make();
    long entry =
        ledger.append(
            Act.of(Handover.TYPE)
                .by(by)
                .fact(Handover.OLD_KEY, old.vkey())
                .fact(Handover.NEW_KEY, made.key().vkey())
                .commits("reason", why)
                .says("The record's key is changed"));
    KeyChangeStore.Change change =
        new KeyChangeStore.Change(
            before.size(),
            null,
            old.vkey(),
            made.key().vkey(),
            now.plus(overlap).truncatedTo(ChronoUnit.MICROS),
            made.sealed(),
            null);
    store.insert(change, entry);
    return shown(change);
  }

  private KeyChange shown(KeyChangeStore.Change change) {
    return new KeyChange(
        change.oldKey(),
        change.newKey(),
        NoteVerifier.parse(change.newKey()).fingerprint(),
        change.overlapUntil(),
        change.isOver(clock.instant()));
  }
}
