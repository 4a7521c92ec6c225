// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.record.Hash;
import org.tocsin.record.Merkle;
import org.tocsin.record.ReceiptProof;
import org.tocsin.record.Salt;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.watch.Watchers;

/** The door to deliveries: queues waves, tells how far they are, proves single receipts. */
@Service
public class Deliveries {

  /** The channel of those who cannot be reached by any channel of the step. */
  static final String NO_CHANNEL = "none";

  private static final int SECRET_BYTES = 32;

  private final WaveStore waves;
  private final ProgressStore reading;
  private final ApprovedWarnings approved;
  private final Watchers watchers;
  private final Ledger ledger;
  private final ApplicationEventPublisher events;
  private final DeliverySettings settings;
  private final Clock clock;
  private final IdMaker ids;
  private final SecureRandom random = new SecureRandom();

  Deliveries(
      WaveStore waves,
      ProgressStore reading,
      ApprovedWarnings approved,
      Watchers watchers,
      Ledger ledger,
      ApplicationEventPublisher events,
      DeliverySettings settings,
      Clock clock,
      IdMaker ids) {
    this.waves = waves;
    this.reading = reading;
    this.approved = approved;
    this.watchers = watchers;
    this.ledger = ledger;
    this.events = events;
    this.settings = settings;
    this.clock = clock;
    this.ids = ids;
  }

  /** Why a wave is queued. */
  public enum Cause {
    /** The warning was approved. */
    APPROVED("approved"),
    /** Somebody came into the danger after the approval. */
    GROWN("grown"),
    /** Nobody answered in time. */
    ESCALATED("escalated"),
    /** An update or a cancel for those who were told before. */
    CORRECTION("correction"),
    /** An officer asked for another try for those whom nothing reached. */
    AGAIN("again");

    private final String word;

    Cause(String word) {
      this.word = word;
    }

    /** The word that table and record use. */
    public String word() {
      return word;
    }
  }

  /**
   * Queues one step for these watchers, in the caller's transaction: nothing is sent unless it
   * commits, and once it has committed nothing is lost.
   *
   * @param numbers watchers, in any order, each once counted
   * @throws Problem T6001 when the plan has no such step
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void queue(ApprovedWarning warning, int step, long[] numbers, Cause cause) {
    queue(warning, step, numbers, cause, false);
  }

  /** Queues a step once more; in the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  void queueAgain(ApprovedWarning warning, int step, long[] numbers, boolean mayHaveArrived) {
    queue(warning, step, numbers, Cause.AGAIN, mayHaveArrived);
  }

  private void queue(
      ApprovedWarning warning, int step, long[] numbers, Cause cause, boolean repeats) {
    if (step < 0 || step >= warning.steps().size()) {
      throw DeliverProblem.NO_STEP.because(
          "step %d; the plan of %s has steps 0 to %d"
              .formatted(step, warning.id(), warning.steps().size() - 1));
    }
    long[] sorted = LongStream.of(numbers).sorted().distinct().toArray();
    if (sorted.length == 0) {
      return;
    }
    Instant now = clock.instant();
    String waveId = ids.next("wave");
    waves.addWave(
        new WaveStore.NewWave(
            waveId,
            warning.id(),
            warning.caseId(),
            step,
            cause.word(),
            sorted.length,
            warning.contentHash(),
            warning.exercise(),
            now,
            warning.window().until()));
    List<WaveStore.NewChunk> chunks = new ArrayList<>();
    byChannel(sorted, warning.steps().get(step).channels())
        .forEach((channel, members) -> {
          for (int from = 0; from < members.length; from += settings.chunkSize()) {
            int to = Math.min(members.length, from + settings.chunkSize());
            chunks.add(
                new WaveStore.NewChunk(
                    waveId,
                    warning.id(),
                    step,
                    channel,
                    Lane.of(warning).code(),
                    1,
                    repeats,
                    Arrays.copyOfRange(members, from, to),
                    now,
                    secret()));
          }
        });
    waves.addChunks(chunks);
    ledger.append(
        Act.of("WaveQueued")
            .inCase(warning.caseId())
            .about(warning.id())
            .fact("wave", waveId)
            .fact("step", step)
            .fact("reason", cause.word())
            .fact("recipients", sorted.length)
            .fact("contentHash", warning.contentHash())
            .says(
                "Step %d queued for %,d watchers (%s)"
                    .formatted(step + 1, sorted.length, cause.word())));
    events.publishEvent(
        new WaveQueued(waveId, warning.id(), step, sorted.length, cause == Cause.AGAIN, now));
  }

  /** Queues a later step of the plan for those who are silent; in the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void queueStep(WarningId warning, int step, LongStream numbers) {
    queue(approved.get(warning), step, numbers.toArray(), Cause.ESCALATED);
  }

  /** Queues the first step for those who came into the danger late; in the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void queueGrown(WarningId warning, LongStream numbers) {
    queue(approved.get(warning), 0, numbers.toArray(), Cause.GROWN);
  }

  /** Lets nothing more of this warning out; what waits is given up with this reason. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void stop(WarningId warning, String why) {
    waves.stop(warning, clock.instant(), why);
  }

  private Map<String, long[]> byChannel(long[] numbers, List<String> channels) {
    Map<String, LongStream.Builder> divided = new TreeMap<>();
    for (long number : numbers) {
      List<String> has = watchers.channels(new WatcherId(number));
      boolean reachable = false;
      for (String channel : channels) {
        if (has.contains(channel)) {
          divided.computeIfAbsent(channel, word -> LongStream.builder()).add(number);
          reachable = true;
        }
      }
      if (!reachable) {
        divided.computeIfAbsent(NO_CHANNEL, word -> LongStream.builder()).add(number);
      }
    }
    Map<String, long[]> result = new TreeMap<>();
    divided.forEach((channel, members) -> result.put(channel, members.build().toArray()));
    return result;
  }

  private byte[] secret() {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return secret;
  }

  /** How far this warning has got. */
  @Transactional(readOnly = true)
  public Progress progress(WarningId warning) {
    return reading.progress(warning);
  }

  /** How many each of these got to, read at once; a warning that was never queued is left out. */
  @Transactional(readOnly = true)
  public Map<WarningId, Progress.Reached> reached(List<WarningId> warnings) {
    return reading.reached(warnings);
  }

  /** How many of the watchers named with each warning were told of it, read at once. */
  @Transactional(readOnly = true)
  public Map<WarningId, Integer> toldAmong(Map<WarningId, long[]> named) {
    return reading.toldAmong(named);
  }

  /**
   * What workers take before the first of its deliveries; empty when nothing stands before it, or
   * when it was begun.
   */
  @Transactional(readOnly = true)
  public Optional<InFront> inFront(WarningId warning) {
    return reading.inFront(warning, clock.instant());
  }

  /** The watchers to whom it was handed over, ascending. */
  @Transactional(readOnly = true)
  public LongStream told(WarningId warning) {
    return waves.watchersOf(warning, ReceiptKind.TOLD).stream().mapToLong(Long::longValue);
  }

  /** The watchers for whom an attempt has been made or given up, ascending. */
  @Transactional(readOnly = true)
  public LongStream tried(WarningId warning) {
    return waves.watchersOf(warning, null).stream().mapToLong(Long::longValue);
  }

  /** Everybody for whom a wave was queued, ascending, whatever has come of it. */
  @Transactional(readOnly = true)
  public LongStream recipients(String wave) {
    return waves.recipients(wave);
  }

  /** Whether nothing more of this warning goes out. */
  @Transactional(readOnly = true)
  public boolean stopped(WarningId warning) {
    return waves.stopped(warning).isPresent();
  }

  /** Whether an officer holds its deliveries up. */
  @Transactional(readOnly = true)
  public boolean heldUp(WarningId warning) {
    return waves.course(warning).isHeld();
  }

  /** Watchers to whom nothing has got through, by number. */
  @Transactional(readOnly = true)
  public List<Progress.Unreached> unreached(WarningId warning, long after, int limit) {
    return reading.unreached(warning, after, limit);
  }

  /** Watchers who were told, but whose providers say that nothing arrived; by number. */
  @Transactional(readOnly = true)
  public List<Progress.Unreached> neverArrived(WarningId warning, long after, int limit) {
    return reading.neverArrived(warning, after, limit);
  }

  /** The warnings of a case that have been queued, newest first. */
  @Transactional(readOnly = true)
  public List<WarningId> warningsOf(CaseId caseId) {
    return reading.warningsOf(caseId);
  }

  /**
   * A receipt that can be shown to an outsider without showing any other.
   *
   * @param text what the leaf says, see the entry format
   * @param salt the leaf's salt; leaf = SHA-256(0x00, salt, text)
   * @param index its place among the chunk's receipts
   * @param size how many receipts the chunk has
   * @param path RFC 6962 inclusion path, sibling first
   * @param root the root in the record's entry; null until the chunk is finished
   * @param entry the number of that entry
   */
  public record ProvenReceipt(
      String text,
      byte[] salt,
      int index,
      int size,
      List<Hash> path,
      Hash root,
      @org.jspecify.annotations.Nullable Long entry) {
    /** Copies the path. */
    public ProvenReceipt {
      path = List.copyOf(path);
    }
  }

  /**
   * Every receipt of this watcher for this warning, each with its proof.
   *
   * @throws Problem T6004 when there is none
   */
  @Transactional(readOnly = true)
  public List<ProvenReceipt> prove(WarningId warning, WatcherId watcher) {
    List<ProgressStore.Proven> found = reading.receiptsOf(warning, watcher);
    if (found.isEmpty()) {
      throw DeliverProblem.NO_RECEIPT.because(
          "nothing of %s went to watcher %s".formatted(warning, watcher));
    }
    return found.stream().map(each -> prove(warning, each)).toList();
  }

  /**
   * The receipts of this watcher that the record has sealed, newest first, as a bundle takes them.
   *
   * @param most how many at most; the others are counted
   */
  @Transactional(readOnly = true)
  public SealedReceipts sealed(WarningId warning, WatcherId watcher, int most) {
    List<ProgressStore.Proven> sealed =
        reading.receiptsOf(warning, watcher).stream()
            .filter(each -> each.entry() != null)
            .toList()
            .reversed();
    List<SealedReceipts.One> shown = new ArrayList<>();
    for (ProgressStore.Proven each : sealed.subList(0, Math.min(most, sealed.size()))) {
      ProvenReceipt proven = prove(warning, each);
      shown.add(
          new SealedReceipts.One(
              java.util.Objects.requireNonNull(proven.entry()),
              new ReceiptProof(
                  proven.text(),
                  Salt.of(proven.salt()),
                  proven.index(),
                  proven.size(),
                  proven.path())));
    }
    return new SealedReceipts(shown, sealed.size() - shown.size());
  }

  private ProvenReceipt prove(WarningId warning, ProgressStore.Proven each) {
    List<Receipt> receipts = waves.receipts(each.chunkId());
    Receipt.Leaves made =
        new Receipt.Leaves(
            each.secret(), warning.value(), each.channel(), each.step(), each.attempt());
    List<Hash> leaves = new ArrayList<>(receipts.size());
    int index = 0;
    for (Receipt receipt : receipts) {
      if (receipt.position() == each.receipt().position()) {
        index = leaves.size();
      }
      leaves.add(made.of(receipt));
    }
    return new ProvenReceipt(
        made.text(each.receipt()),
        made.salt(each.receipt().position()),
        index,
        leaves.size(),
        Merkle.inclusionProof(leaves, index),
        Merkle.root(leaves),
        each.entry());
  }
}
