// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.audience.Audience;
import org.tocsin.audience.AudienceSnapshot;
import org.tocsin.audience.Danger;
import org.tocsin.audience.FileWatcher;
import org.tocsin.audience.LineProblem;
import org.tocsin.audience.Reason;
import org.tocsin.audience.Watcher;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.audience.WatcherKind;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.kernel.secret.Sealer;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * The door to those who want to be warned: takes them in, says who is in the way of a danger, and
 * opens addresses for the one use they were given for. Thread-safe.
 */
@Service
public class Watchers {

  private static final int CONTACTS_A_QUERY = 1_000;

  private final WatcherStore store;
  private final Imports imports;
  private final Roster roster;
  private final RosterKeeper keeper;
  private final Sealer sealer;
  private final Addresses addresses;
  private final Devices devices;
  private final Clearances clearances;
  private final Refusals refusals;
  private final Ledger ledger;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final TransactionTemplate writing;

  Watchers(
      WatcherStore store,
      Imports imports,
      Roster roster,
      RosterKeeper keeper,
      Sealer sealer,
      Addresses addresses,
      Devices devices,
      Clearances clearances,
      Refusals refusals,
      Ledger ledger,
      ApplicationEventPublisher events,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.imports = imports;
    this.roster = roster;
    this.keeper = keeper;
    this.sealer = sealer;
    this.addresses = addresses;
    this.devices = devices;
    this.clearances = clearances;
    this.refusals = refusals;
    this.ledger = ledger;
    this.events = events;
    this.clock = clock;
    this.writing = new TransactionTemplate(transactions);
  }

  /** A reader of one file, for the channels that this server has. */
  FileIntake intake(WatcherFiles.Format format) {
    return new FileIntake(format, addresses);
  }

  /**
   * Takes in a file: everything that can be used in one transaction, by external id; a watcher that
   * is there already is replaced. Lines that cannot be used are kept, sealed, and told.
   *
   * @throws Problem T5003 when the file is too large; nothing of it is taken then
   */
  public ImportResult importFile(InputStream in, WatcherFiles.Format format, OfficerId by) {
    FileIntake intake = intake(format);
    try {
      intake.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the file of watchers broke off; nothing was taken", e);
    }
    // What joins watchers that are known already can only be sealed once they are held.
    Refusals.Known refused = refusals.known();
    List<WatcherStore.Incoming> sealed =
        intake.isMended() ? List.of() : seal(intake.watchers(), refused);
    List<ImportStore.SealedLine> lines =
        intake.isMended() ? List.of() : imports.seal(intake.refused());
    ImportResult result =
        writing.execute(status -> {
          // Somebody who is entered meanwhile is joined, too, and not replaced.
          if (intake.isMended()) {
            store.lockForJoining();
          } else {
            store.lockForWriting();
          }
          List<FileWatcher> watchers = intake.isMended() ? joined(intake) : intake.watchers();
          ImportResult taken =
              noted(
                  intake,
                  watchers,
                  intake.isMended() ? imports.seal(intake.refused()) : lines,
                  format,
                  by);
          // Who refuses an address waits for this transaction or has refused it before.
          boolean sealAgain = intake.isMended() || !refused.isCurrent();
          write(watchers, sealAgain ? seal(watchers, refusals.known()) : sealed, clock.instant());
          return taken;
        });
    return Objects.requireNonNull(result, "a transaction gave no result");
  }

  /** Writes down an import and what it refused. */
  private ImportResult noted(
      FileIntake intake,
      List<FileWatcher> watchers,
      List<ImportStore.SealedLine> lines,
      WatcherFiles.Format format,
      OfficerId by) {
    int places = watchers.stream().mapToInt(each -> each.places().size()).sum();
    int unreachable = (int) watchers.stream().filter(each -> each.channels().isEmpty()).count();
    long importId =
        imports.add(
            new ImportStore.Noted(
                clock.instant(),
                by.value(),
                format.name(),
                intake.sha256(),
                watchers.size(),
                places,
                intake.rejectedLines()),
            intake.header(),
            lines);
    ledger.append(
        Act.of("WatchersImported")
            .by(by)
            .about("import-" + importId)
            .fact("sha256", intake.sha256())
            .fact("watchers", watchers.size())
            .fact("places", places)
            .fact("rejected", intake.rejectedLines())
            .says(
                "%d watchers taken in from a file, %d lines refused"
                    .formatted(watchers.size(), intake.rejectedLines())));
    return new ImportResult(
        importId,
        watchers.size(),
        places,
        unreachable,
        intake.rejectedLines(),
        lines.size(),
        intake.told());
  }

  /**
   * These with the places and channels that those of the same external id have already: lines of a
   * reject file were part of a file whose other lines were taken.
   */
  private List<FileWatcher> joined(FileIntake intake) {
    Map<String, FileWatcher> known = new HashMap<>();
    for (WatcherStore.Row row : store.held(intake.mendedIds())) {
      Sealer.Sealed sealed = row.sealed();
      String externalId = row.externalId();
      if (sealed != null && externalId != null) {
        known.put(
            externalId,
            PersonalBytes.decode(sealer.open(sealed, externalId))
                .toFileWatcher(externalId, row.traits().kind()));
      }
    }
    return intake.joinedTo(known);
  }

  /** The last imports of which lines are kept to be mended, the newest first. */
  public List<PastImport> importsToMend(int limit) {
    return imports.toMend(limit);
  }

  /** How long refused lines are kept, counted from the arrival of their file. */
  public Duration refusedLinesKeptFor() {
    return imports.keptFor();
  }

  /** The last imports, the newest first. */
  public List<PastImport> imports(int limit) {
    return imports.list(limit);
  }

  /**
   * Opens the lines of an import that were refused or doubted, as a file of its format with the
   * reasons, to be mended and taken in again. That they were opened is recorded.
   *
   * @throws Problem T5005 when there is no such import, or none of its lines are kept
   */
  public KeptLines keptLines(long importId, OfficerId by) {
    return imports.open(importId, by);
  }

  /**
   * Destroys the kept lines of an import.
   *
   * @throws Problem T5005 when there is no such import, or none of its lines are kept
   */
  public void forgetKeptLines(long importId, OfficerId by) {
    imports.destroy(importId, by);
  }

  /** Adds one watcher, or replaces the one with its external id. */
  @Transactional
  public WatcherId put(FileWatcher watcher, OfficerId by) {
    store.lockForWriting();
    long number =
        write(List.of(watcher), List.of(seal(refusals.known().allowed(watcher))), clock.instant())
            .getFirst();
    ledger.append(
        Act.of("WatcherPut")
            .by(by)
            .about(subject(number))
            .fact("kind", watcher.kind().word())
            .hides("externalId", watcher.id())
            .says("Watcher %d entered".formatted(number)));
    return new WatcherId(number);
  }

  /**
   * Forgets somebody: key, box, external id, what the record commits of them, and the refused lines
   * that speak of them are destroyed.
   */
  @Transactional
  public void erase(WatcherId id, OfficerId by) {
    store.lockForWriting();
    Optional<String> externalId = store.find(id.number()).map(WatcherStore.Row::externalId);
    if (externalId.isEmpty() || !store.erase(id.number(), clock.instant())) {
      throw WatchProblem.NO_WATCHER.because("no watcher has the number %s".formatted(id));
    }
    devices.erase(id.number());
    int lines = imports.forget(externalId.get());
    refusals.forget(id.number());
    ledger.append(
        Act.of("WatcherErased")
            .by(by)
            .about(subject(id.number()))
            .fact("refusedLines", lines)
            .says("Watcher %s erased".formatted(id)));
    keeper.afterCommit(List.of(), List.of(id.number()));
    ledger.erasePersonal(subject(id.number())); // from now on nothing is written of them
    events.publishEvent(new WatcherErased(id, externalId.get()));
    ledger.erasePersonal(subject(id.number())); // with what the stages wrote on hearing of it
    events.publishEvent(new WatcherChanged(1));
  }

  /** Replaces one watcher that is there, in a transaction of the caller's. */
  void replace(FileWatcher watcher, Instant now) {
    write(List.of(watcher), List.of(seal(watcher)), now);
  }

  private List<Long> write(
      List<FileWatcher> watchers, List<WatcherStore.Incoming> incoming, Instant now) {
    if (watchers.isEmpty()) {
      return List.of();
    }
    Map<String, Long> numbers = store.upsert(incoming, now);
    List<Roster.Known> known = new ArrayList<>(watchers.size());
    List<Long> written = new ArrayList<>(watchers.size());
    for (int i = 0; i < watchers.size(); i++) {
      Long number = numbers.get(watchers.get(i).id());
      if (number == null) {
        throw new IllegalStateException("a watcher was written without a number");
      }
      written.add(number);
    }
    // Only now that the rows are held: what a watcher adds meanwhile waits for this.
    Map<Long, SortedSet<String>> added =
        devices.kinds(written.stream().mapToLong(Long::longValue).toArray());
    for (int i = 0; i < watchers.size(); i++) {
      Long number = written.get(i);
      Traits traits = incoming.get(i).traits();
      SortedSet<String> kinds = added.get(number);
      if (kinds != null) {
        traits = Devices.with(traits, kinds);
        store.setChannels(number, traits, now);
      }
      known.add(new Roster.Known(watchers.get(i).toWatcher(number), traits));
    }
    clearances.ofFile(watchers, written, now);
    keeper.afterCommit(known, List.of());
    events.publishEvent(new WatcherChanged(watchers.size()));
    return written;
  }

  private List<WatcherStore.Incoming> seal(List<FileWatcher> watchers, Refusals.Known refused) {
    return watchers.parallelStream().map(each -> seal(refused.allowed(each))).toList();
  }

  private WatcherStore.Incoming seal(FileWatcher watcher) {
    List<Contact.Channel> channels =
        watcher.channels().stream()
            .map(each -> new Contact.Channel(each.channel(), each.address(), each.quiet()))
            .toList();
    Traits traits =
        new Traits(
            watcher.kind(),
            List.copyOf(new TreeSet<>(channels.stream().map(Contact.Channel::kind).toList())),
            watcher.preferences().languages());
    byte[] plain =
        PersonalBytes.encode(
            new Personal(watcher.name(), channels, watcher.places(), watcher.preferences()));
    return new WatcherStore.Incoming(
        watcher.id(), traits, watcher.places().size(), sealer.seal(plain, watcher.id()));
  }

  /** Everybody in the way of this danger, now. */
  public Audience match(Danger danger) {
    return withoutBuiltIn(roster.snapshot().match(danger));
  }

  /** Why this watcher is in the way, or is not. */
  public Reason explain(Danger danger, WatcherId id) {
    return roster.snapshot().explain(danger, id.number());
  }

  /**
   * Who was added or changed since a mark, on any node; {@link #snapshot()} taken afterwards has
   * them.
   *
   * @param mark of the answer before, {@link Changes#NEVER} to begin
   */
  public Changes changes(long mark) {
    return roster.changes(mark);
  }

  /** The watchers as this node knows them now. */
  public AudienceSnapshot snapshot() {
    return roster.snapshot();
  }

  /** An audience without the watcher that this server itself is. */
  public Audience withoutBuiltIn(Audience audience) {
    return audience.minus(builtIn());
  }

  /** The watcher that this server itself is, as far as this node's index has it; or nobody. */
  public Audience builtIn() {
    return roster.snapshot().pick(roster.builtIn().stream().toArray());
  }

  /** An audience in figures. */
  public AudienceSummary summary(Audience audience) {
    return roster.traits().count(audience::forEach);
  }

  /** These watchers in figures; numbers that nobody has are not counted. */
  public AudienceSummary summary(LongStream numbers) {
    return roster.traits().count(numbers::forEach);
  }

  /** All watchers in figures. */
  public AudienceSummary summary() {
    return roster.traits().count(roster.builtIn());
  }

  /** The kinds of channel by which this watcher can be reached; empty when by none. */
  public List<String> channels(WatcherId id) {
    return roster.traits().find(id.number()).map(Traits::channels).orElse(List.of());
  }

  /** What this watcher is; empty when nobody has the number any more. */
  public Optional<WatcherKind> kind(WatcherId id) {
    return roster.traits().find(id.number()).map(Traits::kind);
  }

  /** Whether there is such a watcher, who has not been erased. */
  public boolean isThere(WatcherId id) {
    return roster.traits().find(id.number()).isPresent();
  }

  /** The languages that this watcher asked for, best first; empty when unknown. */
  public List<String> languages(WatcherId id) {
    return roster.traits().find(id.number()).map(Traits::languages).orElse(List.of());
  }

  /**
   * Opens how to reach these watchers, in ascending order. Erased and unknown ones are missing from
   * the list. At most some thousands at a time: what is opened stays in memory.
   */
  public List<Contact> contacts(long... numbers) {
    List<Contact> contacts = new ArrayList<>(numbers.length);
    for (int from = 0; from < numbers.length; from += CONTACTS_A_QUERY) {
      int to = Math.min(numbers.length, from + CONTACTS_A_QUERY);
      List<WatcherStore.Reached> rows = store.reached(numbers, from, to);
      Map<Long, List<Contact.Channel>> added = devices.of(rows);
      for (WatcherStore.Reached row : rows) {
        contacts.add(
            PersonalBytes.contact(
                new WatcherId(row.number()),
                row.languages(),
                added.getOrDefault(row.number(), List.of()),
                sealer.open(row.sealed(), row.externalId())));
      }
    }
    return contacts;
  }

  /** The watcher that files and other systems call so. */
  public Optional<WatcherId> find(String externalId) {
    return store.find(externalId).map(WatcherId::new);
  }

  /** One watcher, without name and addresses. */
  public Optional<WatcherCard> card(WatcherId id) {
    return store
        .find(id.number())
        .filter(row -> row.externalId() != null)
        .map(row ->
            new WatcherCard(
                id,
                String.valueOf(row.externalId()),
                row.traits().kind(),
                row.traits().channels(),
                row.traits().languages(),
                snapshot().find(id.number()).map(Watcher::places).orElse(List.of()),
                row.changedAt()));
  }

  /**
   * A page of the list, by number.
   *
   * @param after the last number of the page before, 0 to start
   * @param idPart a part of the external id, empty for all
   * @param kind a word of {@link org.tocsin.audience.WatcherKind}, empty for all
   * @param unreachable only those without a channel
   */
  public List<WatcherLine> list(
      long after, int limit, String idPart, String kind, boolean unreachable) {
    return store.list(after, limit, idPart, kind, unreachable).stream()
        .map(row ->
            new WatcherLine(
                row.number(),
                row.externalId(),
                row.traits().kind().word(),
                row.traits().channels(),
                row.traits().languages(),
                row.places(),
                row.changedAt()))
        .toList();
  }

  /** What the record calls a watcher. */
  public static String subject(long number) {
    return "watcher-" + number;
  }

  /** Faults of one watcher of a request. */
  static Problem refusal(List<LineProblem> problems) {
    return new Problem(
        WatchProblem.BAD_WATCHER,
        "the watcher cannot be used: "
            + (problems.isEmpty() ? "it is empty" : problems.getFirst().words()),
        faults(problems));
  }

  static List<Problem.Fault> faults(List<LineProblem> problems) {
    return problems.stream()
        .map(each ->
            new Problem.Fault(
                "line %d%s"
                    .formatted(each.line(), each.column().isEmpty() ? "" : ", " + each.column()),
                Problem.shorten(each.value()),
                each.message(),
                each.remedy()))
        .toList();
  }
}
