// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.HtmlUtils;
import org.tocsin.cap.CapException;
import org.tocsin.cap.CapFeeds;
import org.tocsin.cap.Feed;
import org.tocsin.cap.FeedEntry;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.ProblemType;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * The door of stage 1: keeps what arrives exactly as it arrived, or keeps it in quarantine and says
 * why.
 */
@Service
public class Reports {

  /** Of a source's name, in characters. */
  public static final int SOURCE_LENGTH = 200;

  private static final int TITLE_LENGTH = 200;

  /** The order in which the form asks for them. */
  private static final List<String> FORM = List.of("text", "source", "publishedAt", "title");

  private static final int REASON_LENGTH = 500;
  private static final int PLACES_AT_ONCE = 5_000;

  private final ReportStore store;
  private final SourceBook sources;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;
  private final IdMaker ids;
  private final Clock clock;
  private final ObjectProvider<GradeRule> rules;

  Reports(
      ReportStore store,
      SourceBook sources,
      Ledger ledger,
      CurrentOfficer officer,
      ApplicationEventPublisher events,
      TransactionTemplate transaction,
      IdMaker ids,
      Clock clock,
      ObjectProvider<GradeRule> rules) {
    this.rules = rules;
    this.store = store;
    this.sources = sources;
    this.ledger = ledger;
    this.officer = officer;
    this.events = events;
    this.transaction = transaction;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Keeps what arrived. The same bytes from the same source are one report: the first is returned.
   * A feed gives one report an entry; anything else gives one.
   *
   * @throws Problem when it cannot be read; its bytes are then in quarantine, and the problem says
   *     so
   */
  public List<Report> receive(Intake intake) {
    check(intake, List.of());
    MediaType type = Content.type(intake.contentType());
    try {
      return Content.isFeed(type)
          ? receiveFeed(intake, type)
          : List.of(receiveOne(intake, type).report());
    } catch (Problem problem) {
      throw problem.type() == CollectProblem.EMPTY ? problem : quarantine(intake, type, problem);
    }
  }

  /** A report, and whether it is new. */
  private record Received(Report report, boolean anew) {}

  /**
   * Keeps an alert that a feed brought; false when this source has sent these bytes before, under
   * whatever address.
   *
   * @throws Problem when it cannot be read; its bytes are then in quarantine
   */
  boolean receiveAlert(Intake intake) {
    MediaType type = Content.type(intake.contentType());
    try {
      return receiveOne(intake, type).anew();
    } catch (Problem problem) {
      throw problem.type() == CollectProblem.EMPTY ? problem : quarantine(intake, type, problem);
    }
  }

  /**
   * Refuses with every fault at once, in the order of the form: T1005, or T1013 when only the title
   * is at fault, or what the first of the others is.
   *
   * @param unread what could not even be read of it, or is missing
   */
  static void check(Intake intake, List<Unread> unread) {
    List<Fault> faults = new ArrayList<>();
    unread.forEach(each -> faults.add(each.fault()));
    ProblemType type = unread.isEmpty() ? CollectProblem.BAD_TITLE : unread.getFirst().type();
    String title = intake.title().orElse("");
    if (title.length() > TITLE_LENGTH) {
      faults.add(
          new Fault(
              "title",
              Problem.shorten(title),
              "has %d characters".formatted(title.length()),
              "write at most %d".formatted(TITLE_LENGTH)));
      type = CollectProblem.BAD_TITLE;
    }
    Optional<Fault> source = faultOf(intake.source());
    if (source.isPresent()) {
      faults.add(source.get());
      type = CollectProblem.NO_SOURCE;
    }
    if (!faults.isEmpty()) {
      faults.sort(Comparator.comparingInt(fault -> FORM.indexOf(fault.where())));
      throw refusal(type, faults);
    }
  }

  /** A fault that was found before there was anything to check, and what it alone is. */
  record Unread(ProblemType type, Fault fault) {}

  static void requireSource(String source) {
    faultOf(source)
        .ifPresent(fault -> {
          throw refusal(CollectProblem.NO_SOURCE, List.of(fault));
        });
  }

  private static Problem refusal(ProblemType type, List<Fault> faults) {
    return new Problem(
        type,
        faults.stream()
            .map(fault -> "'%s' %s".formatted(fault.where(), fault.message()))
            .collect(Collectors.joining("; ")),
        faults);
  }

  private static Optional<Fault> faultOf(String source) {
    if (!source.isBlank() && source.length() <= SOURCE_LENGTH) {
      return Optional.empty();
    }
    return Optional.of(
        new Fault(
            "source",
            Problem.shorten(source),
            source.isBlank() ? "is empty" : "has %d characters".formatted(source.length()),
            "say who or what it came from, in 1 to %d characters".formatted(SOURCE_LENGTH)));
  }

  private Received receiveOne(Intake intake, MediaType type) {
    Optional<String> found = Content.inspect(intake.bytes(), type);
    String title =
        intake
            .title()
            .filter(t -> !t.isBlank())
            .or(() -> found)
            .orElse("Report from " + intake.source());
    return inTransaction(() -> keep(intake, type, title, null));
  }

  private List<Report> receiveFeed(Intake intake, MediaType type) {
    Feed feed;
    try {
      feed = CapFeeds.read(intake.bytes());
    } catch (CapException e) {
      throw CollectProblem.BAD_FEED.because(Content.noFeed(e, intake.bytes()));
    }
    byte[] document = sha256(intake.bytes());
    AlertsInside inside = inside(feed.entries(), intake.bytes());
    return inTransaction(() -> {
      store.insertDocument(document, Content.name(type), intake.bytes(), clock.instant());
      List<Report> reports = new ArrayList<>();
      for (FeedEntry entry : feed.entries()) {
        reports.add(keepEntry(intake, entry, inside, document).report());
      }
      return reports;
    });
  }

  /** The alerts inside a feed, looked for only when one of its entries has one. */
  static AlertsInside inside(List<FeedEntry> entries, byte[] feed) {
    return entries.stream().anyMatch(entry -> entry.alert().isPresent())
        ? AlertsInside.of(feed)
        : AlertsInside.none();
  }

  private Received keepEntry(Intake feed, FeedEntry entry, AlertsInside inside, byte[] document) {
    Intake one = ofEntry(feed, entry, inside.find(entry));
    return keep(one, Content.type(one.contentType()), title(entry), document);
  }

  private static String title(FeedEntry entry) {
    return entry
        .alert()
        .flatMap(alert -> alert.infos().stream().findFirst())
        .map(info -> info.headline().orElse(info.event()))
        .filter(title -> !title.isBlank() && entry.title().isBlank())
        .orElse(entry.title());
  }

  /** Keeps one entry of a feed whose bytes are given; false when it was kept before. */
  boolean receiveEntry(Intake feed, FeedEntry entry, AlertsInside inside) {
    MediaType type = Content.type(feed.contentType());
    byte[] document = sha256(feed.bytes());
    return inTransaction(() -> {
      store.insertDocument(document, Content.name(type), feed.bytes(), clock.instant());
      return keepEntry(feed, entry, inside, document).anew();
    });
  }

  /** Keeps a document as it was received, for what is taken out of it; gives its digest. */
  public byte[] keepDocument(Intake document, MediaType type) {
    byte[] digest = sha256(document.bytes());
    store.insertDocument(digest, Content.name(type), document.bytes(), clock.instant());
    return digest;
  }

  /** Keeps what was taken out of a document; in the transaction that keeps the document. */
  public Report keepPart(Intake part, byte[] document) {
    MediaType type = Content.type(part.contentType());
    return keep(part, type, part.title().orElse("Report from " + part.source()), document).report();
  }

  /** The alert of an entry, or else the entry as a small page; the feed is kept beside it. */
  private static Intake ofEntry(Intake feed, FeedEntry entry, Optional<byte[]> alert) {
    String page =
        "<!doctype html><title>%s</title><article><h1>%s</h1>%s<p><a href=\"%s\">%s</a></p></article>"
            .formatted(
                HtmlUtils.htmlEscape(entry.title()),
                HtmlUtils.htmlEscape(entry.title()),
                entry.summary(),
                HtmlUtils.htmlEscape(entry.link().orElse("")),
                HtmlUtils.htmlEscape(entry.id()));
    return new Intake(
        alert.orElseGet(() -> page.getBytes(StandardCharsets.UTF_8)),
        alert.isPresent() ? "application/cap+xml" : "text/html;charset=utf-8",
        Optional.of(entry.title()),
        feed.source(),
        feed.grade(),
        feed.marking(),
        feed.via(),
        entry.updated().map(java.time.OffsetDateTime::toInstant).or(feed::publishedAt));
  }

  private Received keep(Intake intake, MediaType type, String title, byte @Nullable [] partOf) {
    String digest = HexFormat.of().formatHex(sha256(intake.bytes()));
    SourceBook.Known source = sources.resolve(intake.source());
    // F says that nobody has judged it here; then what is known of the source stands.
    boolean standing =
        intake.grade().reliability() == Reliability.F && source.standing() != Reliability.F;
    Report report =
        new Report(
            ReportId.next(ids),
            title,
            Content.name(type),
            digest,
            intake.bytes().length,
            intake.source(),
            standing ? new Grade(source.standing(), intake.grade().credibility()) : intake.grade(),
            intake.marking(),
            intake.via(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            intake.publishedAt(),
            standing);
    String by = officer.find().map(person -> person.id().value()).orElse("system");
    if (!store.insert(report, intake.bytes(), by, partOf)) {
      return new Received(store.find(intake.source(), digest).orElseThrow(), false);
    }
    Act act =
        Act.of("ReportReceived")
            .about(report.id())
            .fact("sha256", digest)
            .fact("mediaType", report.mediaType())
            .fact("size", report.size())
            .fact("grade", report.grade().code())
            .fact("gradeOf", standing ? "source" : null)
            .fact("sourceId", source.id())
            .fact("marking", report.marking().label())
            .fact("via", report.via())
            .fact("publishedAt", report.publishedAt().map(Object::toString).orElse(null))
            .commits("source", report.source())
            .commits("title", title)
            .says(
                "Report received, graded %s, %s"
                    .formatted(report.grade().code(), report.marking().label()));
    officer.find().ifPresent(person -> act.by(person.id()));
    ledger.append(act);
    events.publishEvent(new ReportCollected(report.id()));
    return new Received(report, true);
  }

  /** Keeps what cannot be read, and says so in the problem that it gives back. */
  public Problem quarantine(Intake intake, MediaType type, Problem problem) {
    Quarantined kept =
        new Quarantined(
            new QuarantineId(ids.next(QuarantineId.PREFIX)),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            intake.via(),
            intake.source(),
            Content.name(type),
            problem.type().number(),
            problem.detail(),
            HexFormat.of().formatHex(sha256(intake.bytes())),
            intake.bytes().length);
    inTransaction(() -> {
      store.insertQuarantined(kept, intake.bytes());
      ledger.append(
          Act.of("InputQuarantined")
              .about(kept.id())
              .fact("sha256", kept.sha256())
              .fact("size", kept.size())
              .fact("problem", kept.problem())
              .fact("via", kept.via())
              .commits("source", kept.source())
              .says("Input kept in quarantine: " + problem.type().title()));
      return kept;
    });
    return new Problem(
        problem.type(),
        problem.detail() + " (kept as " + kept.id().value() + ")",
        problem.faults());
  }

  /**
   * Gives a report another grade; the earlier ones stay. Of two given in one instant the one that
   * came later holds, and says that it follows the other.
   *
   * @param reason why, in a sentence
   */
  @Transactional
  public Report grade(ReportId id, Grade grade, String reason) {
    if (reason.isBlank() || reason.length() > REASON_LENGTH) {
      throw CollectProblem.NO_REASON.because(
          "'reason' has %d characters".formatted(reason.strip().length()));
    }
    store.lockGrades(id);
    Report report = get(id);
    rules.forEach(rule -> rule.require(id, grade));
    var person = officer.get();
    store.insertGrade(id, grade, reason, person.id().value(), clock.instant());
    ledger.append(
        Act.of("ReportGraded")
            .by(person.id())
            .about(id)
            .fact("from", report.grade().code())
            .fact("to", grade.code())
            .commits("reason", reason)
            .says("Report graded %s, was %s".formatted(grade.code(), report.grade().code())));
    return get(id);
  }

  /** The report with this id; T1007 when there is none. */
  public Report get(ReportId id) {
    return store
        .find(id)
        .orElseThrow(() -> CollectProblem.NO_REPORT.because("no report has the id " + id));
  }

  /** The bytes as received; T1007 when there is no such report. */
  public byte[] original(ReportId id) {
    return store
        .original(id)
        .orElseThrow(() -> CollectProblem.NO_REPORT.because("no report has the id " + id));
  }

  /**
   * A grade as it was given.
   *
   * @param grade what it says
   * @param at when it was given
   * @param by the officer's id, or {@code system}
   * @param reason why; empty for the grade at receipt
   */
  public record Graded(Grade grade, Instant at, String by, String reason) {}

  /** What the desk knows of the source of this name. */
  public Optional<SourceBook.Known> source(String name) {
    return sources.find(name);
  }

  /** Every grade of a report, oldest first; the last counts. */
  public List<Graded> grades(ReportId id) {
    return store.grades(id);
  }

  /** How many came in after this instant. */
  public long countSince(Instant instant) {
    return store.countSince(instant);
  }

  /** These reports, oldest first; ids that name none are passed over. */
  public List<Report> list(List<ReportId> wanted) {
    return store.list(wanted);
  }

  /** At most {@code most} reports older than {@code before}, newest first. */
  public List<Report> newest(Optional<ReportId> before, int most) {
    return store.newest(before.orElse(null), most);
  }

  /**
   * At most {@code most} reports that came to be seen after this one, oldest first. Whoever goes on
   * from the last that they were given misses none: what was made earlier and committed later comes
   * after it. Never in a transaction.
   */
  @Transactional(propagation = Propagation.NEVER)
  public List<Report> after(Optional<ReportId> cursor, int most) {
    if (store.lackPlaces()) {
      int given = PLACES_AT_ONCE;
      while (given == PLACES_AT_ONCE) {
        Integer here = transaction.execute(_ -> store.givePlaces(PLACES_AT_ONCE));
        given = here == null ? 0 : here;
      }
    }
    return store.after(cursor.orElse(null), most);
  }

  /** What is in quarantine, newest first. */
  public List<Quarantined> quarantine(Optional<QuarantineId> before, int most) {
    return store.quarantine(before.orElse(null), most);
  }

  /** The bytes of something in quarantine. */
  public byte[] quarantined(QuarantineId id) {
    return store
        .quarantined(id)
        .orElseThrow(() -> CollectProblem.NO_QUARANTINED.because("nothing there has the id " + id));
  }

  private <T> T inTransaction(java.util.function.Supplier<T> work) {
    return java.util.Objects.requireNonNull(transaction.execute(status -> work.get()));
  }

  /** SHA-256 of these bytes. */
  public static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
