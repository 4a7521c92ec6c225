// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.record.RecordReader;
import org.tocsin.record.WitnessClient;
import org.tocsin.record.WitnessClient.Outcome;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.Text;
import org.tocsin.server.kernel.http.Outbound;

/**
 * Asks the witnesses in the settings to cosign the newest checkpoint, and keeps what they gave.
 *
 * <p>Beside the record, never before it: this is due work of its own, so no checkpoint and no
 * warning waits for a witness, and all witnesses that are due are asked at the same time about the
 * same checkpoint. They are due on the full multiples of {@code tocsin.record.witness-every}, so
 * that one that was silent meets the others again at one size. A witness that does not cosign is
 * asked less and less often, at least every quarter of an hour. One that has cosigned the newest
 * checkpoint is asked again after an hour, which shows that it still sees no other.
 *
 * <p>One node at a time asks a witness: it claims the row of the witness first, for longer than
 * asking may take. No transaction is open while a witness is asked. A crash in between leaves a
 * witness that knows a size that no table tells; it says so (409) when it is asked next. An
 * exercise, whose clock is not the world's, asks nobody.
 */
@Component
class WitnessAsking implements DueWork {

  static final Duration BACK_OFF_MOST = Duration.ofMinutes(15);

  /** Without anything new, as long as this. */
  static final Duration STALE = Duration.ofHours(1);

  private static final Logger log = LoggerFactory.getLogger(WitnessAsking.class);
  private static final int WORDS_MAX = 300;
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  /** Two questions, since a witness may say first what it knows, and room to write it down. */
  private static final Duration CLAIM = ANSWER_WITHIN.multipliedBy(2).plusSeconds(40);

  private final RecordPublisher publisher;
  private final LedgerStore entries;
  private final CosignatureStore store;
  private final CosignedRecord cosigned;
  private final Ledger ledger;
  private final TransactionTemplate transaction;
  private final WitnessMeters meters;
  private final Outbound outbound;
  private final Duration every;
  private final Map<String, WitnessClient> clients;
  private volatile boolean known;

  WitnessAsking(
      RecordPublisher publisher,
      LedgerStore entries,
      CosignatureStore store,
      CosignedRecord cosigned,
      Ledger ledger,
      TransactionTemplate transaction,
      WitnessMeters meters,
      Outbound outbound,
      WitnessSettings settings,
      Clock clock,
      @Value("${tocsin.exercise:false}") boolean exercise) {
    this.publisher = publisher;
    this.entries = entries;
    this.store = store;
    this.cosigned = cosigned;
    this.ledger = ledger;
    this.transaction = transaction;
    this.meters = meters;
    this.outbound = outbound;
    this.every = settings.witnessEvery();
    List<WitnessSettings.Named> asked = exercise ? List.of() : settings.named();
    this.clients =
        asked.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    WitnessSettings.Named::name,
                    each -> new WitnessClient(each.url(), each.keys(), this::post, clock)));
  }

  @Override
  public String name() {
    return "ledger.witnesses";
  }

  @Override
  public int runDue(Instant now) {
    if (clients.isEmpty()) {
      return 0;
    }
    if (!known) {
      store.know(clients.keySet(), now);
      known = true;
    }
    RecordReader record = publisher.reader();
    if (record.size() == 0) {
      return 0; // Nothing was done yet that could be told otherwise.
    }
    List<String> due =
        store.claim(clients.keySet(), record.size(), now, now.minus(STALE), now.plus(CLAIM));
    if (!due.isEmpty()) {
      // Closing waits for all; one that is silent is waited for seldom, because it is asked seldom.
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        due.forEach(name -> threads.execute(() -> ask(name, record, now)));
      }
      cosigned.prune();
    }
    cosigned.newest().ifPresent(quorum -> publisher.keep(quorum.checkpoint()));
    return due.size();
  }

  private void ask(String name, RecordReader record, Instant now) {
    try {
      WitnessClient client = clients.get(name);
      if (client != null) {
        settle(name, client.ask(record), now);
      }
    } catch (RuntimeException e) {
      log.warn("what a witness answered could not be kept: witness={}", name, e);
    }
  }

  private void settle(String name, Outcome outcome, Instant now) {
    switch (outcome) {
      case Outcome.Cosigned given -> {
        cosigned.add(name, given.checkpoint(), given.at(), tick(now, every));
        meters.count(name, WitnessMeters.COSIGNED);
      }
      case Outcome.Ahead(long size) when size <= entries.sequenced() ->
          // Another node published more meanwhile and asked for it.
          fail(
              name,
              WitnessMeters.SILENT,
              "it has seen " + size + " entries, more than this node",
              now);
      case Outcome.Ahead(long size) ->
          contradict(
              name,
              "it has cosigned %d entries of this record, which has no more than %d: it was rolled back"
                  .formatted(size, entries.sequenced()),
              now);
      case Outcome.Contradicted(String words) ->
          contradict(name, "this record does not continue what it cosigned: " + words, now);
      case Outcome.Refused(int status, String words) ->
          fail(name, WitnessMeters.REFUSED, "status %d: %s".formatted(status, words), now);
      case Outcome.NoAnswer(String words) -> fail(name, WitnessMeters.SILENT, words, now);
    }
  }

  private void fail(String name, String outcome, String words, Instant now) {
    int failures = store.find(name).map(CosignatureStore.Known::failures).orElse(0);
    store.failed(name, outcome, bounded(words), tick(now, backOff(failures)));
    meters.count(name, outcome);
    log.warn(
        "a witness did not cosign: witness={} outcome={} words={}", name, outcome, bounded(words));
  }

  /** The worst that a witness can say: either it lies, or somebody tells two stories. */
  private void contradict(String name, String words, Instant now) {
    transaction.executeWithoutResult(_ -> {
      int failures = store.find(name).map(CosignatureStore.Known::failures).orElse(0);
      store.failed(name, WitnessMeters.CONTRADICTED, bounded(words), tick(now, backOff(failures)));
      if (store.contradicted(name, now)) {
        ledger.append(
            Act.of("WitnessContradicted")
                .about("witness-" + name)
                .fact("witness", name)
                .says("The witness " + name + " says that the record has another history"));
      }
    });
    meters.count(name, WitnessMeters.CONTRADICTED);
    log.error(
        "a witness says that this record has another history: witness={} words={}",
        name,
        bounded(words));
  }

  /** What others say may be long, and hold what disturbs a page or a log. */
  private static String bounded(String words) {
    String clean = words.replaceAll("\\p{Cntrl}", " ");
    return Text.clip(clean, WORDS_MAX);
  }

  private Duration backOff(int failures) {
    Duration wait = every.multipliedBy(1L << Math.min(failures, 20));
    return wait.compareTo(BACK_OFF_MOST) < 0 ? wait : BACK_OFF_MOST;
  }

  /** The first full multiple of the interval at or after so long from now, and not now. */
  private Instant tick(Instant now, Duration wait) {
    long step = every.toMillis();
    long least = now.toEpochMilli() + Math.max(1, wait.toMillis() - step + 1);
    return Instant.ofEpochMilli(Math.ceilDiv(least, step) * step);
  }

  private WitnessClient.Reply post(URI to, byte[] body) throws IOException {
    Outbound.Answer answer =
        outbound.send(
            new Outbound.Call(
                "POST",
                to,
                Map.of("Content-Type", "text/plain; charset=utf-8", "User-Agent", "Tocsin"),
                body,
                WitnessClient.MAX_ANSWER_BYTES),
            ANSWER_WITHIN);
    return new WitnessClient.Reply(
        answer.status(),
        answer.header("content-type").orElse(""),
        new String(answer.body(), StandardCharsets.UTF_8));
  }
}
