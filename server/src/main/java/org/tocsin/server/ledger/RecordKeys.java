// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tocsin.record.Checkpoint;
import org.tocsin.record.Handover;
import org.tocsin.record.NoteSigner;
import org.tocsin.record.NoteVerifier;
import org.tocsin.record.RecordException;
import org.tocsin.record.RecordFolder;
import org.tocsin.record.SignedCheckpoint;

/**
 * Who signs the record at which size: the key of this node, and while it is being changed the next
 * one too.
 *
 * <p>A change begins as an entry with a row of its own ({@link KeyChanges}). {@link #settle}
 * carries it out, in steps that each look at what is there, so that the next run finishes what a
 * crash left: the entry gets its place under a checkpoint of the old key; both sign; the proof that
 * the old key handed over is kept in the table and published; when the overlap is over, the new key
 * takes the old one's place on this node. Thread-safe.
 */
@Component
class RecordKeys {

  private static final Logger log = LoggerFactory.getLogger(RecordKeys.class);

  private final KeyPlace place;
  private final KeyChangeStore store;

  /** What this node can sign with, the newest first; keys of before stay until the process ends. */
  private volatile List<NoteSigner> held;

  private volatile List<Handover> handovers = List.of();

  RecordKeys(KeyPlace place, KeyChangeStore store) {
    this.place = place;
    this.store = store;
    this.held = List.of(place.current());
  }

  /** The key that this node signs with, to be changed. */
  NoteSigner current() {
    return place.current();
  }

  /**
   * How a folder is opened: by the current key, whoever of the record's keys signed it last.
   *
   * @throws org.tocsin.server.kernel.Problem T9054 when this node's key is not the record's
   */
  RecordFolder.Keys forOpening() {
    List<KeyChangeStore.Change> changes = store.all();
    if (!changes.isEmpty()) {
      requireOurs(changes.getLast());
    }
    return new RecordFolder.Keys(List.of(place.current()), known());
  }

  /** Every key that ever was the record's, the newest first. */
  private List<NoteVerifier> known() {
    List<NoteVerifier> known = new ArrayList<>();
    for (KeyChangeStore.Change change : store.all().reversed()) {
      known.add(NoteVerifier.parse(change.newKey()));
      known.add(NoteVerifier.parse(change.oldKey()));
    }
    known.add(place.current().verifier());
    return known.stream().distinct().toList();
  }

  /**
   * The checkpoint, if one of the record's keys signed it.
   *
   * @throws RecordException if none did
   */
  Checkpoint verified(SignedCheckpoint signed) {
    List<NoteVerifier> known = known();
    for (NoteVerifier key : known) {
      try {
        return signed.verify(key);
      } catch (RecordException other) {
        // Another one of them may have.
      }
    }
    return signed.verify(known.getFirst());
  }

  /** The newest key of this node that signed a checkpoint and can be followed to. */
  NoteSigner signerOf(SignedCheckpoint checkpoint) {
    List<NoteSigner> all = held;
    List<NoteVerifier> proven = handovers.stream().map(Handover::to).toList();
    Stream<NoteSigner> signed =
        all.stream()
            .filter(key ->
                checkpoint.note().signatures().stream()
                    .anyMatch(each -> each.keyId() == key.verifier().keyId()));
    List<NoteSigner> found = signed.toList();
    return found.stream()
        .filter(key -> key.equals(all.getLast()) || proven.contains(key.verifier()))
        .findFirst()
        .or(() -> found.stream().findFirst())
        .orElse(all.getFirst());
  }

  /** The proofs that the key was changed, the first one first. */
  List<Handover> handovers() {
    return handovers;
  }

  /** Carries out what of a change is due, on an open folder whose owner holds it still. */
  void settle(RecordFolder folder, Instant now) throws IOException {
    List<KeyChangeStore.Change> changes = store.all();
    if (changes.isEmpty()) {
      return;
    }
    KeyChangeStore.Change last = changes.getLast();
    requireOurs(last);
    if (place.current().vkey().equals(last.newKey())) {
      folder.signBy(List.of(place.current()));
    } else if (last.isIn(folder.size())) {
      change(folder, last, now);
    }
    publish(folder);
  }

  /** A foreign key must not sign, least of all because keys of before may have. */
  private void requireOurs(KeyChangeStore.Change last) {
    String own = place.current().vkey();
    if (!own.equals(last.newKey()) && !own.equals(last.oldKey())) {
      throw LedgerProblem.DIVERGED.because(
          "this node signs with key %s, but the record's is %s since entry %s; copy keys/record.key from another node or from the safe"
              .formatted(own, last.newKey(), last.leafIndex()));
    }
  }

  private void change(RecordFolder folder, KeyChangeStore.Change change, Instant now)
      throws IOException {
    NoteSigner old = place.current();
    NoteSigner next = next(change);
    if (change.handover() == null) {
      folder.signBy(List.of(old, next));
      long index = java.util.Objects.requireNonNull(change.leafIndex());
      store.keepHandover(change.number(), Handover.make(folder.reader(), index, old, next).bytes());
    } else if (change.isOver(now)) {
      folder.signBy(List.of(next));
      place.promote();
      store.forgetBefore(change.number());
      log.info("the record's key is changed: {} signs alone", next.vkey());
    } else {
      folder.signBy(List.of(old, next));
    }
  }

  private NoteSigner next(KeyChangeStore.Change change) {
    for (NoteSigner key : held) {
      if (key.vkey().equals(change.newKey())) {
        return key;
      }
    }
    String sealed = change.sealed();
    if (sealed == null) {
      throw LedgerProblem.KEY_SEALED.because(
          "the next key %s was changed again before this node took it; copy keys/record.key from another node"
              .formatted(change.newKey()));
    }
    NoteSigner next = place.take(sealed);
    if (!next.vkey().equals(change.newKey())) {
      throw LedgerProblem.DIVERGED.because("the next key in the table is not the entry's");
    }
    List<NoteSigner> more = new ArrayList<>(List.of(next));
    more.addAll(held);
    held = List.copyOf(more);
    return next;
  }

  /** Shows the proofs beside the record, those that others made as well. */
  private void publish(RecordFolder folder) throws IOException {
    List<Handover> proven = new ArrayList<>();
    for (KeyChangeStore.Change change : store.all()) {
      byte[] handover = change.handover();
      if (handover == null || !change.isIn(folder.size())) {
        break;
      }
      boolean isKnown = change.number() < handovers.size();
      Handover proof = isKnown ? handovers.get(change.number()) : Handover.parse(handover);
      folder.publish(change.number(), proof);
      proven.add(proof);
    }
    handovers = List.copyOf(proven);
  }
}
