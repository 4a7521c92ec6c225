// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.source;

import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Officer;
import org.tocsin.server.collect.CaseFates;
import org.tocsin.server.collect.CollectProblem;
import org.tocsin.server.collect.Reliability;
import org.tocsin.server.collect.SourceBook;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/** What the desk knows of those whom reports come from. Thread-safe. */
@Service
class Sources implements SourceBook {

  private static final int REASON_LENGTH = 500;
  private static final int ARRIVALS = 50;

  /** The newest of a source's reports that its track record is told from. */
  static final int TRACKED = 2_000;

  private final SourceStore store;
  private final ObjectProvider<CaseFates> fates;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final IdMaker ids;
  private final Clock clock;

  Sources(
      SourceStore store,
      ObjectProvider<CaseFates> fates,
      Ledger ledger,
      CurrentOfficer officer,
      IdMaker ids,
      Clock clock) {
    this.store = store;
    this.fates = fates;
    this.ledger = ledger;
    this.officer = officer;
    this.ids = ids;
    this.clock = clock;
  }

  /** A name without what people write one way or another. */
  static String fold(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .strip()
        .replaceAll("\\s+", " ")
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public Known resolve(String name) {
    return known(store.byName(name).orElseGet(() -> spelled(name)));
  }

  @Override
  public Optional<Known> find(String name) {
    return store.byName(name).map(Sources::known);
  }

  private static Known known(Source source) {
    return new Known(source.id().value(), source.name(), source.standing(), source.interest());
  }

  /** A spelling not used before: of a source that is there, or of a new one. */
  private Source spelled(String name) {
    String folded = fold(name);
    Source source =
        store
            .byFolded(folded)
            .orElseGet(() -> {
              SourceDraft draft = SourceDraft.BLANK;
              Source made = made(draft.check(name.strip()), Reliability.F);
              // Somebody else may have made it meanwhile; the statement waits for them.
              return store.insert(made, folded, by()) ? made : store.byFolded(folded).orElseThrow();
            });
    store.addName(name, folded, source.id());
    return source;
  }

  private Source made(SourceDraft.Checked draft, Reliability standing) {
    return new Source(
        SourceId.next(ids),
        draft.name(),
        draft.kind(),
        draft.owner(),
        standing,
        draft.interest(),
        draft.silence(),
        now(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Adds a source before its first report; T1015 with every fault, T1016 when one of that name is
   * there.
   */
  @Transactional
  public Source add(SourceDraft draft, Reliability standing, String reason) {
    SourceDraft.Checked checked = draft.check(faultOf(reason).stream().toList());
    requireReason(reason);
    Officer person = officer.get();
    String folded = fold(checked.name());
    Source source = made(checked, standing);
    if (store.byFolded(folded).isPresent() || !store.insert(source, folded, person.id().value())) {
      throw CollectProblem.SOURCE_EXISTS.at(
          "name", checked.name(), "there is one of this name", "use that one, or another name");
    }
    store.grade(source.id(), new Source.Graded(standing, now(), person.id().value(), reason));
    ledger.append(
        said(Act.of("SourceAdded"), checked)
            .by(person.id())
            .about(source.id())
            .fact("reliability", standing.name())
            .commits("name", source.name())
            .commits("reason", reason)
            .says("Source added, standing grade " + standing.name()));
    return source;
  }

  private static Act said(Act act, SourceDraft.Checked draft) {
    boolean isOfficer = draft.owner().startsWith(OfficerId.PREFIX + "_");
    return act.fact("kind", draft.kind().word())
        .fact("owner", isOfficer ? draft.owner() : null)
        .commits("post", isOfficer || draft.owner().isEmpty() ? null : draft.owner())
        .commits("interest", draft.interest().isEmpty() ? null : draft.interest())
        .fact("silence", draft.silence().mode().word())
        .fact(
            "silenceSeconds",
            Optional.ofNullable(draft.silence().after()).map(Duration::toSeconds).orElse(null));
  }

  /** Says anew what it is, who answers for it, and when it counts as silent; its name stays. */
  @Transactional
  public Source change(SourceId id, SourceDraft draft) {
    Source source = own(id);
    SourceDraft.Checked checked = draft.check(source.name());
    Officer person = officer.get();
    store.change(id, checked);
    ledger.append(
        said(Act.of("SourceChanged"), checked).by(person.id()).about(id).says("Source changed"));
    return get(id);
  }

  /** Gives it another standing grade; reports that came before keep theirs. */
  @Transactional
  public Source grade(SourceId id, Reliability standing, String reason) {
    requireReason(reason);
    Source source = own(id);
    Officer person = officer.get();
    store.grade(id, new Source.Graded(standing, now(), person.id().value(), reason.strip()));
    ledger.append(
        Act.of("SourceGraded")
            .by(person.id())
            .about(id)
            .fact("from", source.standing().name())
            .fact("to", standing.name())
            .commits("reason", reason.strip())
            .says("Source graded %s, was %s".formatted(standing.name(), source.standing().name())));
    return get(id);
  }

  /**
   * The source of this name is this one: its spellings and its reports are from now on. Where
   * nobody waits for this one and somebody waits for the other, they wait for this one instead.
   */
  @Transactional
  public Source join(SourceId id, String name) {
    get(id);
    Officer person = officer.get();
    Source named = named(name);
    if (named.id().equals(id)) {
      throw CollectProblem.SOURCE_EXISTS.at(
          "name", name, "it has this name already", "give the name of another source");
    }
    store.lock(List.of(id, named.id()));
    Source source = own(id);
    Source other = named(name);
    if (!other.id().equals(named.id())) {
      throw CollectProblem.SOURCE_EXISTS.because("somebody has just said whose name this is");
    }
    boolean waits =
        source.silence().mode() == Silence.Mode.OFF && other.silence().mode() != Silence.Mode.OFF;
    store.join(other.id(), id);
    if (waits) {
      store.silence(id, other.silence());
    }
    ledger.append(
        Act.of("SourceJoined")
            .by(person.id())
            .about(id)
            .fact("joined", other.id().value())
            .fact("silence", waits ? other.silence().mode().word() : null)
            .fact(
                "silenceSeconds",
                Optional.ofNullable(other.silence().after())
                    .filter(after -> waits)
                    .map(Duration::toSeconds)
                    .orElse(null))
            .commits("name", name)
            .says("Another name was found to be this source"));
    return get(id);
  }

  private Source named(String name) {
    return store
        .byName(name)
        .or(() -> store.byFolded(fold(name)))
        .orElseThrow(() ->
            CollectProblem.NO_SUCH_SOURCE.at(
                "name",
                name,
                "no source has this name",
                "write it as a report gives it, or as the list of sources does"));
  }

  /** Held until the transaction ends; T1016 when it was found to be another, which counts now. */
  private Source own(SourceId id) {
    get(id);
    store.lock(List.of(id));
    store
        .joinedTo(id)
        .ifPresent(other -> {
          throw CollectProblem.SOURCE_EXISTS.because("it was found to be " + other);
        });
    return get(id);
  }

  /** Whoever is on duty knows that it is silent; the alarm rests until it is heard again. */
  @Transactional
  public void seen(SourceId id) {
    get(id);
    Officer person = officer.get();
    if (store.seen(id, person.id().value())) {
      ledger.append(
          Act.of("SourceSilenceSeen")
              .by(person.id())
              .about(id)
              .says("An officer knows that the source is silent"));
    }
  }

  /** The source with this id; T1014 when there is none. */
  public Source get(SourceId id) {
    return store
        .find(id)
        .orElseThrow(() -> CollectProblem.NO_SUCH_SOURCE.because("no source has the id " + id));
  }

  /** How often it gives something, as far as that can be told. */
  Optional<Rhythm> rhythm(SourceId id) {
    return Rhythm.of(store.arrivals(id, ARRIVALS));
  }

  Source.Health health(SourceId id) {
    return store.health(id, rhythm(id), clock.instant().minus(Duration.ofDays(30)));
  }

  /** How often what it told of was borne out. */
  TrackRecord track(SourceId id) {
    return TrackRecord.of(
        fates.stream().flatMap(each -> each.of(store.reports(id, TRACKED)).stream()).toList());
  }

  private static void requireReason(String reason) {
    faultOf(reason)
        .ifPresent(fault -> {
          throw new Problem(
              CollectProblem.NO_REASON, "'reason' " + fault.message(), List.of(fault));
        });
  }

  private static Optional<Fault> faultOf(String reason) {
    if (!reason.isBlank() && reason.length() <= REASON_LENGTH) {
      return Optional.empty();
    }
    return Optional.of(
        new Fault(
            "reason",
            "",
            reason.isBlank() ? "is empty" : "has %d characters".formatted(reason.length()),
            "say why in a sentence of 1 to %d characters".formatted(REASON_LENGTH)));
  }

  /** A word as a grade's letter; T1004 when it is none. */
  static Reliability letter(String word) {
    for (Reliability each : Reliability.values()) {
      if (each.name().equals(word.strip().toUpperCase(Locale.ROOT))) {
        return each;
      }
    }
    throw CollectProblem.BAD_GRADE.because(
        "reliability '%s' is not one of A, B, C, D, E, F".formatted(Problem.shorten(word)));
  }

  private String by() {
    return officer.find().map(person -> person.id().value()).orElse("system");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
