// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a bundle tells of its record before its checkpoint (spec/bundle.md, "Earlier"): changes of
 * the key, and checkpoints that were stamped or cosigned, each with the proof that the bundle's
 * checkpoint continues it.
 *
 * @param handovers changes of the record's key by rising index
 * @param earlier checkpoints by rising size
 */
public record BundleHistory(List<HandedOver> handovers, List<Earlier> earlier) {

  /** None of it. */
  public static final BundleHistory NONE = new BundleHistory(List.of(), List.of());

  static final String HANDOVER = "handover ";
  static final String EARLIER = "earlier ";
  static final String CONSISTENT = "consistent ";

  private static final int EARLIER_MOST = 8;
  private static final int LINES_MOST = 256;

  /**
   * A change of the key.
   *
   * @param handover its proof
   * @param consistency from its checkpoint to the bundle's
   */
  public record HandedOver(Handover handover, List<Hash> consistency) {
    /** Copies the list. */
    public HandedOver {
      consistency = List.copyOf(consistency);
    }
  }

  /**
   * An earlier checkpoint.
   *
   * @param checkpoint with its signatures
   * @param consistency from it to the bundle's
   */
  public record Earlier(SignedCheckpoint checkpoint, List<Hash> consistency) {
    /** Copies the list. */
    public Earlier {
      consistency = List.copyOf(consistency);
    }
  }

  /** Refuses what is out of order or too much. */
  public BundleHistory {
    handovers = List.copyOf(handovers);
    earlier = List.copyOf(earlier);
    if (handovers.size() > Handover.MOST || earlier.size() > EARLIER_MOST) {
      throw RecordException.outOfRange(
          "a bundle tells of at most %d changes of the key and %d earlier checkpoints"
              .formatted(Handover.MOST, EARLIER_MOST));
    }
    requireRising(handovers.stream().mapToLong(each -> each.handover.index()).toArray());
    requireRising(
        earlier.stream().mapToLong(each -> each.checkpoint.checkpoint().size()).toArray());
  }

  private static void requireRising(long[] numbers) {
    for (int i = 1; i < numbers.length; i++) {
      if (numbers[i] <= numbers[i - 1]) {
        throw RecordException.malformed("what a bundle tells of before must rise");
      }
    }
  }

  /** The history of a record as of this view, of these proofs and checkpoints. */
  public static BundleHistory of(
      RecordReader record, List<Handover> handovers, List<SignedCheckpoint> earlier) {
    return new BundleHistory(
        handovers.stream()
            .filter(handover -> handover.checkpoint().size() <= record.size())
            .map(handover ->
                new HandedOver(
                    handover, record.consistencyProof(handover.checkpoint().size(), record.size())))
            .toList(),
        earlier.stream()
            .filter(kept -> kept.checkpoint().size() <= record.size())
            .map(kept ->
                new Earlier(kept, record.consistencyProof(kept.checkpoint().size(), record.size())))
            .toList());
  }

  boolean isEmpty() {
    return handovers.isEmpty() && earlier.isEmpty();
  }

  List<Handover> keyChanges() {
    return handovers.stream().map(HandedOver::handover).toList();
  }

  /** The lines of the bundle's text. */
  String text() {
    StringBuilder text = new StringBuilder();
    handovers.forEach(each -> add(text, HANDOVER, each.handover.bytes(), each.consistency));
    earlier.forEach(each -> add(text, EARLIER, each.checkpoint.bytes(), each.consistency));
    return text.toString();
  }

  private static void add(StringBuilder text, String word, byte[] file, List<Hash> consistency) {
    String lines = new String(file, StandardCharsets.UTF_8);
    text.append(word).append(lines.lines().count()).append('\n').append(lines);
    consistency.forEach(hash -> text.append(CONSISTENT).append(hash.base64()).append('\n'));
  }

  static BundleHistory parse(CaseBundle.Lines lines) {
    List<HandedOver> handovers = new ArrayList<>();
    while (lines.next(HANDOVER)) {
      handovers.add(new HandedOver(Handover.parse(file(lines, HANDOVER)), consistency(lines)));
    }
    List<Earlier> earlier = new ArrayList<>();
    while (lines.next(EARLIER)) {
      earlier.add(new Earlier(SignedCheckpoint.parse(file(lines, EARLIER)), consistency(lines)));
    }
    return new BundleHistory(handovers, earlier);
  }

  private static byte[] file(CaseBundle.Lines lines, String word) {
    long count = Words.decimal(lines.take(word), "the number of lines after " + word.strip());
    if (count > LINES_MOST) {
      throw RecordException.outOfRange(
          word.strip() + " has " + count + " lines; at most " + LINES_MOST + " are read");
    }
    StringBuilder text = new StringBuilder();
    for (long i = 0; i < count; i++) {
      text.append(lines.take()).append('\n');
    }
    return Words.bytes(text.toString());
  }

  private static List<Hash> consistency(CaseBundle.Lines lines) {
    List<Hash> proof = new ArrayList<>();
    while (lines.next(CONSISTENT)) {
      proof.add(Hash.fromBase64(lines.take(CONSISTENT)));
    }
    return proof;
  }

  /** Adds the check {@code earlier} if there is anything to check. */
  void check(Checkpoint now, List<NoteVerifier> keys, Verdict.Checks checks) {
    if (isEmpty()) {
      return;
    }
    List<String> wrong = new ArrayList<>();
    for (HandedOver each : handovers) {
      if (!continues(each.handover.checkpoint(), now, each.consistency)) {
        wrong.add("the change of the key at entry " + each.handover.index());
      }
    }
    for (Earlier each : earlier) {
      Checkpoint before = each.checkpoint.checkpoint();
      boolean signed = keys.stream().anyMatch(key -> isSigned(each.checkpoint, key));
      if (!signed || !continues(before, now, each.consistency)) {
        wrong.add("the checkpoint of " + Words.entries(before.size()));
      }
    }
    if (wrong.isEmpty()) {
      checks.ok(
          "earlier",
          "The record grew on from each state before that the file tells of, and changed none of"
              + " it.");
    } else {
      checks.failed(
          "earlier",
          "Not signed by the record's key, or not continued by the checkpoint: "
              + String.join(", ", wrong)
              + ".");
    }
  }

  private static boolean continues(Checkpoint before, Checkpoint now, List<Hash> proof) {
    if (!before.origin().equals(now.origin())) {
      return false;
    }
    return before.size() == 0
        ? proof.isEmpty()
        : before.size() <= now.size()
            && Merkle.verifyConsistency(
                before.size(), before.root(), now.size(), now.root(), proof);
  }

  private static boolean isSigned(SignedCheckpoint checkpoint, NoteVerifier key) {
    try {
      checkpoint.verify(key);
      return true;
    } catch (RecordException e) {
      return false;
    }
  }
}
