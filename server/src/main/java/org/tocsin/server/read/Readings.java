// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.reading.Document;
import org.tocsin.reading.Reading;
import org.tocsin.reading.ReadingJson;
import org.tocsin.reading.UnreadableDocumentException;
import org.tocsin.reading.story.Signature;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.ReportCollected;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.DueWorks;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.kernel.web.LiveStream;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * The door of stage 2: reads every report, and again when somebody asks, and keeps what was read.
 *
 * <p>A report waits in a table from the moment it is kept, in the same transaction; so one that
 * came just before a crash is read after the restart. Reading follows within milliseconds by a
 * nudge, and at the next beat otherwise. One report is read at a time in each {@link Lane}, so that
 * a few lines about a danger do not wait behind a long text.
 */
@Service
public class Readings implements DueWorks {

  private static final Logger log = LoggerFactory.getLogger(Readings.class);

  private static final int ROUND_MAX = 200;

  private final ReadingStore store;
  private final DeskReader reader;
  private final Comparing comparing;
  private final Reports reports;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;
  private final LiveStream live;
  private final Clock clock;
  private final Object turnOfShort = new Object();
  private final Object turnOfLong = new Object();

  Readings(
      ReadingStore store,
      DeskReader reader,
      Comparing comparing,
      Reports reports,
      Ledger ledger,
      CurrentOfficer officer,
      ApplicationEventPublisher events,
      TransactionTemplate transaction,
      LiveStream live,
      Clock clock) {
    this.store = store;
    this.reader = reader;
    this.comparing = comparing;
    this.reports = reports;
    this.ledger = ledger;
    this.officer = officer;
    this.events = events;
    this.transaction = transaction;
    this.live = live;
    this.clock = clock;
  }

  @EventListener
  void await(ReportCollected collected) {
    store.await(collected.report(), reports.get(collected.report()).size(), clock.instant());
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void nudge(ReportCollected collected) {
    ReportId report = collected.report();
    Thread.ofVirtual().name("read-" + report).start(() -> nudged(report));
  }

  private void nudged(ReportId report) {
    try {
      catchUp(Lane.of(reports.get(report).size()));
    } catch (RuntimeException e) {
      // The report still waits in its table; the next beat reads it.
      log.warn("reading was put off to the next beat", e);
    }
  }

  @Override
  public List<DueWork> dueWorks() {
    return List.of(new Waiting(Lane.SHORT), new Waiting(Lane.LONG));
  }

  /** What waits in one lane. */
  private final class Waiting implements DueWork {
    private final Lane lane;

    Waiting(Lane lane) {
      this.lane = lane;
    }

    @Override
    public String name() {
      return lane.work();
    }

    @Override
    public int runDue(Instant now) {
      return catchUp(lane);
    }
  }

  /** Whoever holds it keeps this node from reading in this lane. */
  Object turn(Lane lane) {
    return switch (lane) {
      case SHORT -> turnOfShort;
      case LONG -> turnOfLong;
    };
  }

  /**
   * Reads what waits in a lane, and waits for a reading that is under way in it on this node.
   *
   * @return how many reports were read
   */
  private int catchUp(Lane lane) {
    synchronized (turn(lane)) {
      int done = 0;
      while (done < ROUND_MAX && readNext(lane)) {
        done++;
      }
      if (done > 0) {
        live.tell("inbox", "read");
      }
      return done;
    }
  }

  private boolean readNext(Lane lane) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          Optional<ReportId> next = store.takeWaiting(lane);
          next.ifPresent(this::readOne);
          return next.isPresent();
        }));
  }

  /**
   * Reads this report before all others that wait, in the caller's transaction.
   *
   * @return what was read; empty when the report does not wait any more
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<StoredReading> readNow(ReportId report) {
    if (!store.takeWaiting(report)) {
      return Optional.empty();
    }
    readOne(report);
    return store.find(report);
  }

  /**
   * Reads those of these reports that wait, so that what they say can be cited. Others that wait
   * are passed by: nobody who assesses waits behind a long text that is none of theirs.
   */
  public void readNow(Collection<ReportId> wanted) {
    for (ReportId each : wanted) {
      if (store.waits(each)) {
        transaction.executeWithoutResult(status -> readNow(each));
      }
    }
  }

  private void readOne(ReportId id) {
    Report report = reports.get(id);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    StoredReading stored;
    String contract = "";
    try {
      Reading reading = reader.now().read(document(report));
      stored = ReadingMapper.stored(id, now, reading);
      contract = ReadingJson.write(reading);
    } catch (UnreadableDocumentException e) {
      stored = ReadingMapper.failed(id, now, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // A fault of the reader must not stop the reports behind this one; a person reads this one.
      log.error("the reader failed: report={}", id, e);
      stored = ReadingMapper.failed(id, now, "The reader failed; read it yourself and tell us.");
    }
    Signature signature = Signature.of(stored.text());
    Long[] prints = signature.fingerprints().toArray(Long[]::new);
    store.insert(stored, report.receivedAt(), contract, prints);
    comparing.first(report, signature);
    events.publishEvent(new ReportRead(id, stored.findings().size()));
  }

  /**
   * Reads a report again with the reader that this program has now. The text stays as it was read
   * first, since offsets count in it; what people said of findings stays ({@link LaterReading}).
   *
   * @throws Problem T2001 while it waits, T2002 when it could not be read, T2007 when the reader
   *     cannot read it now
   */
  @Transactional
  public StoredReading readAgain(ReportId id) {
    Report report = reports.get(id);
    StoredReading before =
        store
            .hold(report.id())
            .orElseThrow(
                () -> ReadProblem.NOT_READ_YET.because(id + " waits behind other reports"));
    before
        .failure()
        .ifPresent(why -> {
          throw ReadProblem.UNREADABLE.because(why);
        });
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Reading reading = readLike(report, before);
    StoredReading later = ReadingMapper.stored(report.id(), now, reading);
    StoredReading laid =
        new StoredReading(
            report.id(),
            before.revision() + 1,
            now,
            later.reader(),
            Optional.empty(),
            before.title(),
            before.text(),
            LaterReading.over(before.findings(), later.findings()),
            later.places(),
            later.groups());
    store.readAgain(laid, ReadingJson.write(reading));
    ledger.append(
        Act.of("ReportReadAgain")
            .by(officer.get().id())
            .about(report.id())
            .fact("revision", laid.revision())
            .fact("findings", laid.standing().size())
            .fact("reader", laid.reader())
            .says("Read again: %d findings hold".formatted(laid.standing().size())));
    comparing.again(report, Signature.of(laid.text()));
    // Only what it did not say before is new to others.
    int fresh = laid.findings().size() - before.findings().size();
    events.publishEvent(new ReportRead(report.id(), fresh));
    return laid;
  }

  /** A reading whose text is the one that is kept: if need be of that text itself. */
  private Reading readLike(Report report, StoredReading before) {
    try {
      Reading reading = reader.now().read(document(report));
      if (ReadingStore.storable(reading.text()).equals(before.text())) {
        return reading;
      }
      Reading ofText =
          reader
              .now()
              .read(dated(report, before.text().getBytes(UTF_8), "text/plain;charset=utf-8"));
      if (ofText.text().equals(before.text())) {
        return ofText;
      }
      throw ReadProblem.NOT_READ_AGAIN.because(
          "this reader takes another text out of " + report.id());
    } catch (UnreadableDocumentException e) {
      throw ReadProblem.NOT_READ_AGAIN.because(String.valueOf(e.getMessage()));
    }
  }

  private Document document(Report report) {
    return dated(report, reports.original(report.id()), report.mediaType());
  }

  private static Document dated(Report report, byte[] bytes, String mediaType) {
    Instant date = report.publishedAt().orElse(report.receivedAt());
    return Document.of(bytes, mediaType).withDate(ZonedDateTime.ofInstant(date, DeskTime.zone()));
  }

  /** What was read from a report; empty while it waits. */
  public Optional<StoredReading> of(ReportId report) {
    return store.find(report);
  }

  /** The same of several at once; reports that wait are left out. */
  public Map<ReportId, StoredReading> of(Collection<ReportId> reports) {
    return store.find(List.copyOf(reports)).stream()
        .collect(Collectors.toMap(StoredReading::report, Function.identity()));
  }

  /**
   * The reading as {@code tocsin read --json} prints it; empty while it waits or when it failed.
   */
  public Optional<String> contract(ReportId report) {
    return store.contract(report).filter(json -> !json.isEmpty());
  }

  /** Readings in a line each; reports that wait are left out. */
  public Map<ReportId, ReadingSummary> summaries(List<ReportId> reports) {
    return store.summaries(reports);
  }

  /** Earlier reports that say the same, most alike first. */
  public Map<ReportId, List<Alike>> alike(List<ReportId> reports) {
    return store.alike(reports);
  }

  /**
   * Reports that name a group, newest first.
   *
   * @param names the names that readings give it, one at least; it may have been renamed since
   * @param most at most so many
   */
  public List<ReportId> naming(Collection<String> names, int most) {
    return store.naming(names, most);
  }

  /** Whether a report waits to be read. */
  public boolean waits(ReportId report) {
    return store.waits(report);
  }
}
