// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.kernel.trace.Traces;
import org.tocsin.server.watch.Contact;
import org.tocsin.server.watch.Watchers;

/**
 * Works one claimed chunk off, round by round: send, then commit receipts, progress and the next
 * round's start together.
 *
 * <p>What a crash leaves: between sending and commit, at most one round of this worker has been
 * sent without receipts; the chunk says so ({@code started} beyond {@code done}), and whoever takes
 * it over sends that round again under the same ids, marked as repeats. After the commit nothing is
 * left to do. That round goes out again only when its receipts can be written now: where they
 * cannot, as on a full disk, people would be told again and again.
 */
@Component
class ChunkWorker {

  private static final Logger log = LoggerFactory.getLogger(ChunkWorker.class);

  private final WaveStore waves;
  private final ApprovedWarnings approved;
  private final Watchers watchers;
  private final AnswerTokens tokens;
  private final Patience patience;
  private final Endings endings;
  private final DeliverySettings settings;
  private final Clock clock;
  private final Pulse pulse;
  private final DeliverMeters meters;
  private final DeliveryTraces traces;
  private final TransactionTemplate transaction;
  private final Retries retries;

  ChunkWorker(
      WaveStore waves,
      ApprovedWarnings approved,
      Watchers watchers,
      AnswerTokens tokens,
      Patience patience,
      Endings endings,
      DeliverySettings settings,
      Clock clock,
      Pulse pulse,
      DeliverMeters meters,
      DeliveryTraces traces,
      PlatformTransactionManager transactions,
      Retries retries) {
    this.waves = waves;
    this.approved = approved;
    this.watchers = watchers;
    this.tokens = tokens;
    this.patience = patience;
    this.endings = endings;
    this.settings = settings;
    this.clock = clock;
    this.pulse = pulse;
    this.meters = meters;
    this.traces = traces;
    this.transaction = new TransactionTemplate(transactions);
    this.retries = retries;
  }

  /**
   * Works it off until it is finished, the lease is lost, or {@code goOn} says no; in the middle of
   * a round, too, when the fence holds no more.
   */
  void work(Chunk chunk, Channel.Line line, Stride stride, BooleanSupplier goOn, Fence fence) {
    Traces.Open traced = traces.chunk(chunk);
    try {
      work(chunk, line, stride, goOn, fence, traced);
    } catch (RuntimeException e) {
      traced.failed(e.getClass().getName());
      throw e;
    } finally {
      traced.end();
    }
  }

  private void work(
      Chunk chunk,
      Channel.Line line,
      Stride stride,
      BooleanSupplier goOn,
      Fence fence,
      Traces.Open traced) {
    ApprovedWarning warning = approved.get(chunk.warning());
    Letters letters = new Letters(warning, settings.zone());
    List<WarningId> before = approved.before(chunk.warning());
    boolean asApproved = warning.contentHash().equals(chunk.contentHash());
    if (!asApproved) {
      log.error(
          "refused to send what was not approved: warning={} approved={} found={}",
          chunk.warning(),
          chunk.contentHash(),
          warning.contentHash());
    }
    AnswerTokens.Series links =
        tokens.series(chunk.warning(), warning.window().until().plus(AnswerTokens.GRACE));
    // What a worker has done from the beginning it need not read back for the chunk's entry.
    List<Receipt> all = new ArrayList<>(chunk.done() == 0 ? chunk.ids().length : 0);
    int done = chunk.done();
    int begun = chunk.begun();
    meters.began(chunk);
    while (done < chunk.ids().length) {
      WaveStore.Course course = waves.course(chunk.warning());
      if (!goOn.getAsBoolean() || !fence.holds() || course.isHeld()) {
        waves.giveBack(chunk, clock.instant());
        return;
      }
      if (done == chunk.done() && done < chunk.mayRepeat() && !canBeWritten(chunk)) {
        leaseLost(chunk);
        return;
      }
      long start = System.nanoTime();
      Traces.Open tracedRound = traced.below("round").fact("tocsin.from", done);
      Optional<String> end =
          asApproved
              ? ended(chunk, course)
              : Optional.of("refused: the text is not the one that was approved");
      Round round =
          end.isPresent()
              ? giveUp(chunk, done, end.get())
              : send(chunk, done, begun, stride, letters, links, before, line, fence, tracedRound);
      if (round.isEmpty()) {
        // The channel came to nothing at all, so nobody has it; somebody tries again in a moment.
        waves.giveBack(chunk, clock.instant().plus(settings.retryFirst()));
        return;
      }
      done += round.size();
      int doneNow = done;
      int next = Math.min(chunk.ids().length, done + stride.size());
      Traces.Open tracedCommit = tracedRound.below("commit");
      boolean kept =
          Boolean.TRUE.equals(
              transaction.execute(status -> commit(chunk, doneNow, next, round, all)));
      tracedCommit.end();
      tracedRound.fact("tocsin.receipts", round.size()).end();
      if (!kept) {
        leaseLost(chunk);
        return;
      }
      meters.committed(chunk.channel(), round.receipts(), System.nanoTime() - start);
      begun = next;
      pulse.beat(chunk.warning());
    }
  }

  private void leaseLost(Chunk chunk) {
    meters.leaseLost(chunk.channel());
    log.info("lease lost, receipts dropped: chunk={}", chunk.id());
  }

  /**
   * Writes receipts for what is left and takes them back.
   *
   * @return false when another worker has the chunk
   * @throws org.springframework.dao.DataAccessException when they cannot be written
   */
  private boolean canBeWritten(Chunk chunk) {
    Round rehearsed = giveUp(chunk, chunk.done(), "rehearsed");
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          status.setRollbackOnly();
          if (!waves.advance(
              chunk, chunk.done(), chunk.begun(), settings.lease(), clock.instant(), false)) {
            return false;
          }
          waves.addReceipts(chunk.id(), rehearsed.receipts());
          return true;
        }));
  }

  private Optional<String> ended(Chunk chunk, WaveStore.Course course) {
    Instant now = clock.instant();
    if (!now.isBefore(chunk.until())) {
      return Optional.of("the warning ended before it could be handed over");
    }
    return Optional.ofNullable(course.stopped()).map(why -> "stopped: " + why);
  }

  private Round giveUp(Chunk chunk, int from, String reason) {
    Round round = new Round();
    Instant now = clock.instant();
    for (int i = from; i < chunk.ids().length; i++) {
      round.add(
          new Receipt(
              i, chunk.ids()[i], ReceiptKind.FAILED, chunk.repeatAt(i), now, Round.cut(reason)));
    }
    return round;
  }

  private Round send(
      Chunk chunk,
      int from,
      int begun,
      Stride stride,
      Letters letters,
      AnswerTokens.Series links,
      List<WarningId> before,
      Channel.Line line,
      Fence fence,
      Traces.Open traced) {
    // Whoever dies may have begun more than this one's rounds have.
    int to = Math.min(begun, from + stride.size());
    long[] numbers = Arrays.copyOfRange(chunk.ids(), from, to);
    if (chunk.channel().equals(Deliveries.NO_CHANNEL)) {
      return unreachable(from, numbers);
    }
    Map<Long, Contact> contacts = new HashMap<>();
    watchers.contacts(numbers).forEach(contact -> contacts.put(contact.id().number(), contact));
    Instant now = clock.instant();
    List<Parcel> parcels = new ArrayList<>(numbers.length);
    int[] firstParcel = new int[numbers.length + 1];
    Instant begins = letters.begins();
    Map<Long, Outcome> waits = patience.of(chunk, contacts.values(), before, begins, now);
    for (int i = 0; i < numbers.length; i++) {
      firstParcel[i] = parcels.size();
      Contact contact = contacts.get(numbers[i]);
      if (contact != null && !waits.containsKey(numbers[i])) {
        parcels.addAll(
            parcels(
                chunk,
                from + i,
                contact,
                letters.in(contact.languages()),
                links,
                begins,
                now,
                fence));
      }
    }
    firstParcel[numbers.length] = parcels.size();
    Traces.Open sending = traced.below("send").fact("tocsin.parcels", parcels.size());
    long handed = System.nanoTime();
    List<Outcome> outcomes = line.send(parcels);
    stride.took(numbers.length, Duration.ofNanos(System.nanoTime() - handed));
    sending.end();
    Instant sent = clock.instant();
    Round round = new Round();
    // Only the end of a round is left for the next one: what lies before something that was tried
    // waits for its next attempt, or that would go out again in the next round as if it were new.
    int tried = parcels.size();
    while (tried > 0 && outcomes.get(tried - 1) instanceof Outcome.Untried) {
      tried--;
    }
    for (int i = 0; i < numbers.length; i++) {
      List<Outcome> mine = outcomes.subList(firstParcel[i], firstParcel[i + 1]);
      if (!mine.isEmpty() && firstParcel[i] >= tried) {
        break;
      }
      Outcome wait = waits.get(numbers[i]);
      Contact contact = contacts.get(numbers[i]);
      if (wait != null) {
        round.add(chunk, from + i, List.of(wait), sent);
      } else if (contact != null && mine.stream().allMatch(Outcome.Failed.class::isInstance)) {
        // Whom no other way reaches is told by the one that is left in peace now, afterwards.
        round.add(
            chunk,
            from + i,
            patience.quiet(chunk, contact, begins, now).map(List::of).orElse(mine),
            sent);
      } else {
        round.add(chunk, from + i, mine, sent);
      }
    }
    return round;
  }

  private Round unreachable(int from, long[] numbers) {
    Round round = new Round();
    Instant now = clock.instant();
    for (int i = 0; i < numbers.length; i++) {
      boolean none = watchers.channels(new WatcherId(numbers[i])).isEmpty();
      round.add(
          new Receipt(
              from + i,
              numbers[i],
              ReceiptKind.UNREACHABLE,
              false,
              now,
              none ? "no channel" : "no channel of this step"));
    }
    return round;
  }

  /** One parcel for each address of this kind; each keeps its id over all attempts. */
  private List<Parcel> parcels(
      Chunk chunk,
      int position,
      Contact contact,
      Letter letter,
      AnswerTokens.Series links,
      Instant begins,
      Instant now,
      Fence fence) {
    List<Parcel> parcels = new ArrayList<>(1);
    String link = settings.answerLink(links.of(contact.id()));
    String id = Parcel.id(chunk.warning(), contact.id(), chunk.channel(), chunk.step());
    int way = 0;
    for (Contact.Channel each : contact.ways(chunk.channel())) {
      way++;
      if (patience.isQuiet(chunk, each, begins, now)) {
        continue;
      }
      parcels.add(
          new Parcel(
              way == 1 ? id : id + "-" + way,
              contact.id(),
              each.address(),
              letter,
              link,
              chunk.repeatAt(position),
              now,
              fence));
    }
    return parcels;
  }

  /**
   * Receipts, progress, retries and, at the end, the record's entry: all or nothing.
   *
   * @param started up to which position the next round goes
   * @param all the receipts of the rounds before, to which these are added
   */
  private boolean commit(Chunk chunk, int done, int started, Round round, List<Receipt> all) {
    boolean finished = done == chunk.ids().length;
    Instant now = clock.instant();
    if (!waves.advance(chunk, done, started, settings.lease(), now, finished)) {
      return false;
    }
    List<Receipt> receipts = retries.queue(chunk, round, now);
    waves.addReceipts(chunk.id(), receipts);
    all.addAll(receipts);
    if (finished) {
      endings.chunk(
          chunk, all.size() == chunk.ids().length ? all : waves.receipts(chunk.id()), now);
    }
    return true;
  }
}
