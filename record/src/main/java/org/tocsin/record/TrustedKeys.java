// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The keys that whoever verifies brought along: record keys and witness keys. */
final class TrustedKeys {

  private final List<NoteVerifier> records;
  private final List<NoteVerifier> witnesses;
  private final List<Handover> handovers;

  TrustedKeys(Collection<NoteVerifier> keys) {
    this(keys, List.of());
  }

  /** Keys, and the changes of keys that what is verified proves. */
  TrustedKeys(Collection<NoteVerifier> keys, List<Handover> handovers) {
    this.records = keys.stream().filter(key -> !key.isWitness()).toList();
    this.witnesses = keys.stream().filter(NoteVerifier::isWitness).toList();
    this.handovers = handovers;
  }

  /** The keys that follow from those given. */
  private List<NoteVerifier> followed() {
    return Handover.follow(records, handovers);
  }

  /** This key and all that signed before it, as the changes of keys tell. */
  List<NoteVerifier> ofRecord(NoteVerifier key) {
    List<NoteVerifier> keys = new ArrayList<>(List.of(key));
    for (Handover handover : handovers.reversed()) {
      if (handover.to().equals(keys.getLast())) {
        keys.add(handover.from());
      }
    }
    return keys;
  }

  /** Says whether the key stated in a file is one that was brought along. */
  void judge(NoteVerifier stated, String where, Verdict.Checks checks) {
    if (records.isEmpty()) {
      checks.notChecked(
          "key",
          "The key stands in the "
              + where
              + " itself, so this does not show whose it is. Compare its"
              + " fingerprint with the one the desk publishes, or give the published key with --key."
              + " Key "
              + stated.vkey()
              + ", fingerprint (SHA-256) "
              + stated.fingerprint()
              + ".");
    } else if (records.contains(stated)) {
      checks.ok("key", "The key is the one you gave: " + stated.vkey() + ".");
    } else if (followed().contains(stated)) {
      checks.ok(
          "key",
          "The record's key has changed since the one you gave, each time by an entry under a"
              + " checkpoint that the key before signed: "
              + handovers.stream().map(Handover::words).collect(Collectors.joining("; "))
              + ". Key now "
              + stated.vkey()
              + ", fingerprint (SHA-256) "
              + stated.fingerprint()
              + ".");
    } else {
      checks.failed(
          "key",
          "The "
              + where
              + " names key "
              + stated.vkey()
              + ", which is not one you gave"
              + (handovers.isEmpty()
                  ? ", and nothing in it proves that the record's key was changed"
                  : ", and none that you gave was changed to it")
              + ".");
    }
  }

  /** The key given for an origin. */
  Optional<NoteVerifier> findFor(SignedCheckpoint checkpoint) {
    String origin = checkpoint.checkpoint().origin();
    List<NoteVerifier> named =
        followed().stream().filter(key -> key.name().equals(origin)).toList();
    return named.stream()
        .filter(key -> checkpoint.note().signatures().stream().anyMatch(key::matches))
        .findFirst()
        .or(() -> named.stream().findFirst());
  }

  /** Says whether a checkpoint that somebody kept is the record's. */
  void judgeKept(SignedCheckpoint kept, String name, Verdict.Checks checks) {
    Optional<NoteVerifier> key = findFor(kept);
    if (key.isEmpty()) {
      checks.notChecked(
          "other",
          "Whether "
              + name
              + " is signed by the record's key was not checked; give its published key with"
              + " --key.");
      return;
    }
    try {
      kept.verify(key.get());
      checks.ok("other", name + " is signed by the key you gave.");
    } catch (RecordException e) {
      checks.failed("other", name + " is not signed by the record's key: " + e.getMessage() + ".");
    }
  }

  boolean hasRecordKeys() {
    return !records.isEmpty();
  }

  /** Says which witnesses were checked, which of those given did not cosign, and whose was not. */
  void judgeWitnesses(SignedCheckpoint checkpoint, Verdict.Checks checks) {
    String strangers = strangers(checkpoint);
    if (witnesses.isEmpty()) {
      checks.notChecked(
          "witnesses",
          strangers.isEmpty()
              ? "No witness cosigned the checkpoint, so this does not show that the desk shows"
                  + " everybody the same record."
              : "The checkpoint has further signatures, of "
                  + strangers
                  + ", which were not checked; give the keys of the witnesses you trust with --key.");
      return;
    }
    try {
      List<SignedCheckpoint.Cosigned> cosigned = checkpoint.cosignedBy(witnesses);
      if (cosigned.isEmpty()) {
        checks.failed("witnesses", "None of the witnesses you gave cosigned the checkpoint.");
      } else {
        checks.ok("witnesses", "Cosigned by " + names(cosigned) + "." + silent(cosigned));
        if (!strangers.isEmpty()) {
          checks.notChecked(
              "other witnesses",
              "Further signatures, of "
                  + strangers
                  + ", were not checked: you gave no key of theirs.");
        }
      }
    } catch (RecordException e) {
      checks.failed(
          "witnesses",
          "A witness's cosignature is wrong (forged, of another checkpoint, or of another time): "
              + e.getMessage()
              + ".");
    }
  }

  /** The names of those who signed, apart from the record itself, and whose key was not given. */
  private String strangers(SignedCheckpoint checkpoint) {
    return checkpoint.note().signatures().stream()
        .filter(signature -> witnesses.stream().noneMatch(key -> key.matches(signature)))
        .map(NoteSignature::name)
        .filter(name -> !name.equals(checkpoint.checkpoint().origin()))
        .filter(name -> witnesses.stream().noneMatch(key -> key.name().equals(name)))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** Those given whose cosignature is not there. A key counts by its name: some have two. */
  private String silent(List<SignedCheckpoint.Cosigned> cosigned) {
    String names =
        witnesses.stream()
            .map(NoteVerifier::name)
            .filter(name -> cosigned.stream().noneMatch(each -> each.witness().name().equals(name)))
            .distinct()
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : " Not by " + names + ".";
  }

  private static String names(List<SignedCheckpoint.Cosigned> cosigned) {
    return cosigned.stream().map(TrustedKeys::name).collect(Collectors.joining(", "));
  }

  private static String name(SignedCheckpoint.Cosigned cosigned) {
    Instant at = cosigned.at();
    return cosigned.witness().name() + " at " + at;
  }
}
