// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.tocsin.record.NoteVerifier;
import org.tocsin.record.SignedCheckpoint;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Text;

/** The door to what witnesses cosigned of this record. Thread-safe. */
@Service
public class Witnesses {

  /** Longer than a line of an Ed25519 key of any sensible name. */
  private static final int LINE_MAX = 400;

  private static final int LINE_CUT = 120;

  private final CosignatureStore store;
  private final CosignedRecord cosigned;
  private final List<WitnessSettings.Named> witnesses;
  private final int quorum;

  /**
   * A witness and what it cosigned last.
   *
   * @param name its short name in the settings
   * @param keyName the name that its cosignatures bear
   * @param vkeys its public keys; take them from whoever runs it rather than from here
   * @param size the entries of the newest checkpoint that it cosigned, 0 for none
   * @param cosignedAt when, by its own clock
   * @param outcome in one word, what came of asking it last; absent when it was not asked yet
   * @param said its words where it did not cosign; for the desk only
   * @param contradicting whether it says that this record has another history
   */
  public record OneWitness(
      String name,
      String keyName,
      List<String> vkeys,
      long size,
      @Nullable Instant cosignedAt,
      @Nullable String outcome,
      @Nullable String said,
      boolean contradicting) {}

  /**
   * The newest checkpoint that a quorum cosigned.
   *
   * @param size its entries
   * @param checkpoint the signed note with the cosignatures
   * @param at as of when so many witnesses saw it, by their own clocks
   * @param by the short names of those that cosigned it
   */
  public record Witnessed(long size, String checkpoint, Instant at, List<String> by) {}

  /**
   * All of it.
   *
   * @param quorum how many witnesses must have cosigned
   * @param witnesses those that are asked; empty where none is
   * @param newest the newest witnessed checkpoint, if there is one
   */
  public record State(int quorum, List<OneWitness> witnesses, @Nullable Witnessed newest) {}

  Witnesses(CosignatureStore store, CosignedRecord cosigned, WitnessSettings settings) {
    this.store = store;
    this.cosigned = cosigned;
    this.witnesses = settings.named();
    this.quorum = settings.witnessQuorum();
  }

  /** Whether any is asked. */
  public boolean areAsked() {
    return !witnesses.isEmpty();
  }

  /** What is known now. */
  public State state() {
    if (witnesses.isEmpty()) {
      return new State(quorum, List.of(), null);
    }
    Map<String, CosignatureStore.Known> known = new HashMap<>();
    store
        .list(witnesses.stream().map(WitnessSettings.Named::name).toList())
        .forEach(each -> known.put(each.name(), each));
    return new State(
        quorum,
        witnesses.stream()
            .map(each -> one(each, Optional.ofNullable(known.get(each.name()))))
            .toList(),
        cosigned.newest().map(Witnesses::witnessed).orElse(null));
  }

  private static OneWitness one(
      WitnessSettings.Named witness, Optional<CosignatureStore.Known> known) {
    return new OneWitness(
        witness.name(),
        witness.keys().getFirst().name(),
        witness.keys().stream().map(NoteVerifier::vkey).toList(),
        known.map(CosignatureStore.Known::size).orElse(0L),
        known.map(CosignatureStore.Known::cosignedAt).orElse(null),
        known.map(CosignatureStore.Known::outcome).orElse(null),
        known.map(CosignatureStore.Known::said).orElse(null),
        known.map(CosignatureStore.Known::contradictedAt).isPresent());
  }

  private static Witnessed witnessed(CosignedRecord.Quorum newest) {
    return new Witnessed(
        newest.size(),
        text(newest.checkpoint()),
        newest.at(),
        newest.by().keySet().stream().sorted(Comparator.naturalOrder()).toList());
  }

  private static String text(SignedCheckpoint checkpoint) {
    return new String(checkpoint.bytes(), StandardCharsets.UTF_8);
  }

  /**
   * The newest witnessed checkpoint as a signed note.
   *
   * @throws Problem T9065 when there is none
   */
  public String checkpoint() {
    return cosigned
        .newest()
        .map(newest -> text(newest.checkpoint()))
        .orElseThrow(() ->
            WitnessProblem.NOT_WITNESSED.because(
                witnesses.isEmpty()
                    ? "this record asks no witnesses"
                    : "%d witnesses are asked, %d must have cosigned one checkpoint"
                        .formatted(witnesses.size(), quorum)));
  }

  /** A signed note for the eye: signatures of thousands of characters are cut. */
  public static String shown(String note) {
    return note.lines()
        .map(line -> line.length() <= LINE_MAX ? line : Text.clip(line, LINE_CUT + 1))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** How long ago that was, in words: {@code a moment ago}, {@code 3 minutes ago}. */
  public static String ago(Instant then, Instant now) {
    long seconds = Duration.between(then, now).toSeconds();
    if (seconds < 60) {
      return "a moment ago";
    }
    if (seconds < 2 * 3_600) {
      return count(seconds / 60, "minute");
    }
    return seconds < 2 * 86_400 ? count(seconds / 3_600, "hour") : count(seconds / 86_400, "day");
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s") + " ago";
  }
}
