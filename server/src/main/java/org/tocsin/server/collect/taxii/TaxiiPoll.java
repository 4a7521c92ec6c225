// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.taxii;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.collect.CollectProblem;
import org.tocsin.server.collect.FeedBackOff;
import org.tocsin.server.collect.Grade;
import org.tocsin.server.collect.Intake;
import org.tocsin.server.collect.Reliability;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.Text;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.kernel.secret.Sealer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Polls the collections that are due. A page of objects is kept in one transaction with where to go
 * on, so a crash repeats a page at most, of which each version of an object is known by then.
 */
@Component
class TaxiiPoll implements DueWork {

  private static final Logger log = LoggerFactory.getLogger(TaxiiPoll.class);

  private static final String TYPE = "application/taxii+json;version=2.1";
  private static final MediaType KEPT = MediaType.parseMediaType("application/taxii+json");
  private static final int BYTES_MAX = 10_000_000;
  private static final int PAGE = 100;
  private static final int PAGES_MAX = 10;
  private static final int ROUND_MAX = 16;
  private static final int NEXT_LENGTH = 1_000;

  /** How a server says that it does not know a mark: any of these, as the standard names none. */
  private static final Set<Integer> REFUSES_MARK = Set.of(400, 404, 410, 416, 422);

  /** Longer than a poll can take; a node that dies gives its collections up after it. */
  private static final Duration LEASE = Duration.ofMinutes(10);

  /** The wait when there is more than a poll takes. */
  private static final Duration REST = Duration.ofSeconds(30);

  private final TaxiiStore store;
  private final Reports reports;
  private final Outbound outbound;
  private final Sealer sealer;
  private final TransactionTemplate transaction;
  private final JsonMapper json;
  private final Clock clock;
  private final RandomGenerator random = new SplittableRandom();

  TaxiiPoll(
      TaxiiStore store,
      Reports reports,
      Outbound outbound,
      Sealer sealer,
      TransactionTemplate transaction,
      JsonMapper json,
      Clock clock) {
    this.store = store;
    this.reports = reports;
    this.outbound = outbound;
    this.sealer = sealer;
    this.transaction = transaction;
    this.json = json;
    this.clock = clock;
  }

  /**
   * What a poll brought.
   *
   * @param objects of all types that came
   * @param reports how many reports are new
   * @param broken how many objects had not their form
   * @param error why it failed
   */
  record Result(int objects, int reports, int broken, Optional<String> error) {}

  @Override
  public String name() {
    return "collect.taxii";
  }

  @Override
  public int runDue(Instant now) {
    List<TaxiiCollection> due = store.claim(now, now.plus(LEASE), ROUND_MAX);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      due.forEach(each -> threads.execute(() -> run(each)));
    }
    return due.size();
  }

  Result run(TaxiiCollection collection) {
    Tally tally = new Tally();
    try {
      boolean more = pages(collection, tally);
      Duration wait =
          more && REST.compareTo(collection.interval()) < 0 ? REST : collection.interval();
      Instant now = clock.instant();
      store.answered(
          collection.id(),
          tally.reports > 0,
          now,
          now.plus(FeedBackOff.wait(wait, 0, random.nextDouble())));
      return tally.result(Optional.empty());
    } catch (IOException e) {
      return failed(collection, tally, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // A fault of ours must not make it due again at every beat, nor end the round of others.
      log.error("collection={} poll failed", collection.id(), e);
      return failed(collection, tally, "this server could not take what it gave: " + e);
    }
  }

  private Result failed(TaxiiCollection collection, Tally tally, String why) {
    String said = Text.line(why, 500);
    Duration wait =
        FeedBackOff.wait(collection.interval(), collection.failures() + 1, random.nextDouble());
    store.failed(collection.id(), said, clock.instant().plus(wait));
    return tally.result(Optional.of(said));
  }

  /** Whether more is there than a poll takes. */
  private boolean pages(TaxiiCollection collection, Tally tally) throws IOException {
    Optional<String> after = collection.addedAfter();
    Optional<String> next = store.mark(collection.id());
    int refusals = 0;
    for (int page = 0; page < PAGES_MAX; page++) {
      Outbound.Answer answer = ask(collection, after, next);
      if (next.isPresent() && REFUSES_MARK.contains(answer.status())) {
        store.dropMark(collection.id());
        next = Optional.empty();
        refusals++;
        continue;
      }
      requireOk(answer);
      StixReader.Envelope envelope = read(collection, answer);
      Optional<String> last = answer.header("x-taxii-date-added-last").filter(TaxiiPoll::isTime);
      // A server that refuses its own marks again is asked by times only.
      boolean marks = envelope.more() && refusals < 2;
      Optional<String> asked = next;
      next =
          envelope.next().filter(mark -> marks && isMark(mark) && !asked.equals(Optional.of(mark)));
      keep(collection, envelope, answer.body(), last, next, tally);
      if (!envelope.more()) {
        return false;
      }
      // Either the server's own mark, or the time of what came last; without both there is no way
      // on that does not go round in circles.
      if (next.isEmpty() && (last.isEmpty() || last.equals(after))) {
        throw new IOException("it says that there is more, but not how to go on");
      }
      if (next.isEmpty()) {
        after = last;
      }
    }
    return true;
  }

  private static boolean isMark(String mark) {
    return mark.length() <= NEXT_LENGTH && Text.storable(mark).equals(mark);
  }

  private static boolean isTime(String text) {
    try {
      Instant.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private Outbound.Answer ask(
      TaxiiCollection collection, Optional<String> after, Optional<String> next)
      throws IOException {
    String query =
        "objects/?limit=%d%s%s"
            .formatted(
                PAGE,
                after.map(time -> "&added_after=" + URLEncoder.encode(time, UTF_8)).orElse(""),
                next.map(mark -> "&next=" + URLEncoder.encode(mark, UTF_8)).orElse(""));
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept", TYPE);
    headers.put("User-Agent", "Tocsin");
    if (!collection.user().isEmpty()) {
      byte[] password =
          store
              .password(collection.id())
              .map(sealed -> sealer.open(sealed, collection.id().value()))
              .orElse(new byte[0]);
      String pair = collection.user() + ":" + new String(password, UTF_8);
      headers.put(
          "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    }
    return outbound.send(
        Outbound.Call.get(URI.create(collection.url().toString() + query), headers, BYTES_MAX));
  }

  private static void requireOk(Outbound.Answer answer) throws IOException {
    if (answer.status() != 200) {
      throw new IOException(
          "it answered with status %d%s"
              .formatted(
                  answer.status(),
                  switch (answer.status()) {
                    case 401, 403 -> ": user or password is wrong, or may not read it";
                    case 404 -> ": there is no such collection";
                    case 406 -> ": it does not speak TAXII 2.1";
                    default -> "";
                  }));
    }
  }

  private StixReader.Envelope read(TaxiiCollection collection, Outbound.Answer answer)
      throws IOException {
    try {
      return StixReader.read(json, answer.body(), collection.marking());
    } catch (IOException e) {
      transaction.executeWithoutResult(
          status -> quarantine(collection, answer.body(), String.valueOf(e.getMessage())));
      throw e;
    }
  }

  /** In a transaction; the same bytes are kept once in a row. */
  private void quarantine(TaxiiCollection collection, byte[] bytes, String why) {
    if (store.refusedAnew(collection.id(), Reports.sha256(bytes))) {
      reports.quarantine(
          intake(collection, bytes, KEPT.toString(), null),
          KEPT,
          CollectProblem.BAD_STIX.because(why));
    }
  }

  private void keep(
      TaxiiCollection collection,
      StixReader.Envelope envelope,
      byte[] bytes,
      Optional<String> last,
      Optional<String> next,
      Tally tally) {
    tally.objects += envelope.objects();
    tally.broken += envelope.broken() + envelope.unread();
    transaction.executeWithoutResult(status -> {
      List<StixReader.Item> news =
          envelope.items().stream()
              .filter(item -> store.came(collection.id(), item, clock.instant()))
              .toList();
      if (!news.isEmpty()) {
        byte[] document =
            reports.keepDocument(intake(collection, bytes, KEPT.toString(), null), KEPT);
        for (StixReader.Item item : news) {
          reports.keepPart(
              intake(collection, item.text().getBytes(UTF_8), "text/plain;charset=utf-8", item),
              document);
        }
      }
      if (envelope.unread() > 0) {
        quarantine(
            collection,
            bytes,
            "it gave %d objects at once, of which %d were read"
                .formatted(envelope.objects() + envelope.unread(), envelope.objects()));
      }
      next.ifPresentOrElse(
          mark -> store.goesOn(collection.id(), mark, last.orElse(null)),
          () -> store.goneOn(collection.id(), last.orElse(null)));
      tally.reports += news.size();
    });
  }

  private static Intake intake(
      TaxiiCollection collection,
      byte[] bytes,
      String type,
      StixReader.@org.jspecify.annotations.Nullable Item item) {
    return new Intake(
        bytes,
        type,
        Optional.ofNullable(item).map(StixReader.Item::title),
        collection.name(),
        item == null ? Grade.UNJUDGED : new Grade(Reliability.F, item.credibility()),
        item == null ? collection.marking() : item.marking(),
        "taxii:" + collection.id(),
        Optional.ofNullable(item).flatMap(StixReader.Item::publishedAt));
  }

  /** What a poll has done so far. */
  private static final class Tally {
    private int objects;
    private int reports;
    private int broken;

    private Result result(Optional<String> error) {
      return new Result(objects, reports, broken, error);
    }
  }
}
