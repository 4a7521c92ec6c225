// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.record.NoteSignature;
import org.tocsin.record.RecordException;
import org.tocsin.record.SignedCheckpoint;

/**
 * The checkpoints of this record that witnesses cosigned, of which the newest with a quorum counts.
 *
 * <p>Nothing is believed because it stands in the table: every cosignature is verified with the
 * keys in the settings before it counts. Thread-safe.
 */
@Component
class CosignedRecord {

  private static final Logger log = LoggerFactory.getLogger(CosignedRecord.class);

  /** As many as are kept that have no quorum yet: minutes, at the usual pace. */
  private static final int NEWER_KEPT = 50;

  private final CosignatureStore store;
  private final List<WitnessSettings.Named> witnesses;
  private final int quorum;
  private final Map<CosignatureStore.Version, Optional<Quorum>> judged = new HashMap<>();

  /**
   * A checkpoint that enough witnesses cosigned.
   *
   * @param checkpoint the signed note with their cosignatures
   * @param by who cosigned it, by name, and when by their own clocks
   * @param at as of when a quorum saw it: so many of them named this time or a later one
   */
  record Quorum(SignedCheckpoint checkpoint, Map<String, Instant> by, Instant at) {
    Quorum {
      by = Map.copyOf(by);
    }

    long size() {
      return checkpoint.checkpoint().size();
    }
  }

  CosignedRecord(CosignatureStore store, WitnessSettings settings) {
    this.store = store;
    this.witnesses = settings.named();
    this.quorum = settings.witnessQuorum();
  }

  /**
   * Adds a witness's cosignatures to what is kept of this checkpoint, and notes that it cosigned.
   *
   * @param dueAt when it is asked again
   * @throws IllegalStateException when another checkpoint of the same size is kept
   */
  @Transactional
  public void add(String witness, SignedCheckpoint cosigned, Instant at, Instant dueAt) {
    long size = cosigned.checkpoint().size();
    if (!store.insert(size, cosigned.bytes())) {
      SignedCheckpoint kept = SignedCheckpoint.parse(store.lock(size));
      if (!kept.note().text().equals(cosigned.note().text())) {
        throw new IllegalStateException(
            "witnesses cosigned two checkpoints of this record at size %d; its key or its table was changed"
                .formatted(size));
      }
      store.replace(size, kept.with(newOf(cosigned, kept)).bytes());
    }
    store.cosigned(witness, size, at, dueAt);
  }

  /** Without the record's own signature if it is there already, so that it stays the first. */
  private static List<NoteSignature> newOf(SignedCheckpoint cosigned, SignedCheckpoint kept) {
    return cosigned.note().signatures().stream()
        .filter(given ->
            kept.note().signatures().stream()
                .noneMatch(own ->
                    own.name().equals(kept.checkpoint().origin())
                        && own.name().equals(given.name())
                        && own.keyId() == given.keyId()))
        .toList();
  }

  /** The newest checkpoint that a quorum cosigned. What is older is forgotten. */
  synchronized Optional<Quorum> newest() {
    if (witnesses.isEmpty()) {
      return Optional.empty();
    }
    List<CosignatureStore.Version> versions = store.versions();
    judged.keySet().retainAll(versions);
    for (CosignatureStore.Version version : versions) {
      Optional<Quorum> found = judged.computeIfAbsent(version, this::judge);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Quorum> judge(CosignatureStore.Version version) {
    try {
      return store.note(version.size()).map(SignedCheckpoint::parse).flatMap(this::quorumOf);
    } catch (RecordException e) {
      log.error(
          "a cosigned checkpoint was changed in its table and does not count: size={} {}",
          version.size(),
          e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Quorum> quorumOf(SignedCheckpoint checkpoint) {
    Map<String, Instant> by = new HashMap<>();
    for (WitnessSettings.Named witness : witnesses) {
      checkpoint.cosignedBy(witness.keys()).stream()
          .map(SignedCheckpoint.Cosigned::at)
          .min(Comparator.naturalOrder())
          .ifPresent(at -> by.put(witness.name(), at));
    }
    if (by.size() < quorum) {
      return Optional.empty();
    }
    List<Instant> newestFirst = new ArrayList<>(by.values());
    newestFirst.sort(Comparator.reverseOrder());
    return Optional.of(new Quorum(checkpoint, by, newestFirst.get(quorum - 1)));
  }

  /** Forgets what a newer checkpoint with a quorum made superfluous. */
  void prune() {
    store.prune(newest().map(Quorum::size).orElse(0L), NEWER_KEPT);
  }
}
