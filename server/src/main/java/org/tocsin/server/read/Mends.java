// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.web.LiveStream;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.read.Review.Origin;
import org.tocsin.server.read.Review.State;
import org.tocsin.server.read.StoredReading.Choice;
import org.tocsin.server.read.StoredReading.Found;
import org.tocsin.server.read.StoredReading.FoundPlace;

/**
 * What people make of findings: accept, mend, reject, add, choose a place.
 *
 * <p>Whoever acts names the revision that they looked at; when the findings were changed meanwhile
 * they are refused with T2005, so that nobody overwrites what they have not seen. Every act makes a
 * revision, a row of the history and an entry of the record, in one transaction.
 */
@Service
public class Mends {

  private static final int NOTE_MAX = 500;
  private static final int FINDINGS_MAX = 2_000;

  private final ReadingStore readings;
  private final MendStore store;
  private final Reports reports;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final ApplicationEventPublisher events;
  private final LiveStream live;
  private final Clock clock;

  Mends(
      ReadingStore readings,
      MendStore store,
      Reports reports,
      Ledger ledger,
      CurrentOfficer officer,
      ApplicationEventPublisher events,
      LiveStream live,
      Clock clock) {
    this.readings = readings;
    this.store = store;
    this.reports = reports;
    this.ledger = ledger;
    this.officer = officer;
    this.events = events;
    this.live = live;
    this.clock = clock;
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void tell(FindingMended mended) {
    live.tell("inbox", "read");
  }

  /** Says that a finding is so; also of one that was rejected, which then holds again. */
  @Transactional
  public StoredReading accept(ReportId report, int number, OptionalInt seen) {
    StoredReading reading = hold(report, seen);
    Found found = finding(reading, number);
    State state =
        switch (found.review().state()) {
          case READ, ACCEPTED, GIVEN_UP -> State.ACCEPTED;
          case MENDED -> State.MENDED;
          case ADDED -> State.ADDED;
          case REJECTED -> again(found);
        };
    if (state == found.review().state()) {
      return reading;
    }
    Found after = found.withReview(review(found, state, Optional.empty()));
    return keep(reading, Mend.Kind.ACCEPTED, Optional.of(found), after, Optional.empty(), "");
  }

  /** What a rejected finding is when it holds after all. */
  private static State again(Found found) {
    return found.rule().equals(Found.BY_HAND) ? State.ADDED : State.ACCEPTED;
  }

  /** Says that a finding is not so. T2004 when the reason is none, or the note is too long. */
  @Transactional
  public StoredReading reject(
      ReportId report, int number, OptionalInt seen, String reason, String note) {
    Optional<RejectionReason> why = RejectionReason.find(reason);
    List<Fault> faults = new ArrayList<>();
    if (why.isEmpty()) {
      faults.add(
          new Fault(
              "reason",
              Problem.shorten(reason),
              "is none of the reasons",
              "use "
                  + String.join(
                      ", ",
                      java.util.Arrays.stream(RejectionReason.values())
                          .map(RejectionReason::word)
                          .toList())));
    }
    boolean missing = why.equals(Optional.of(RejectionReason.OTHER)) && note.isBlank();
    if (missing || note.length() > NOTE_MAX) {
      faults.add(
          new Fault(
              "note",
              Problem.shorten(note),
              missing ? "is missing" : "has %d characters".formatted(note.length()),
              "say in 1 to %d characters what is wrong".formatted(NOTE_MAX)));
    }
    refuse(faults);
    StoredReading reading = hold(report, seen);
    Found found = finding(reading, number);
    Found after = found.withReview(review(found, State.REJECTED, why));
    return keep(reading, Mend.Kind.REJECTED, Optional.of(found), after, why, note.strip());
  }

  /** Puts a finding right. T2004 with every fault. */
  @Transactional
  StoredReading mend(ReportId report, int number, OptionalInt seen, FindingDraft draft) {
    StoredReading reading = hold(report, seen);
    Found found = finding(reading, number);
    Found after =
        new FindingMaker(reading.text(), Optional.of(found))
            .make(draft, number, review(found, mended(found), Optional.empty()));
    return keep(reading, Mend.Kind.MENDED, Optional.of(found), after, Optional.empty(), "");
  }

  private static State mended(Found found) {
    return found.rule().equals(Found.BY_HAND) ? State.ADDED : State.MENDED;
  }

  /** Adds a finding that the reader missed; it gets the next number. T2004 with every fault. */
  @Transactional
  StoredReading add(ReportId report, OptionalInt seen, FindingDraft draft) {
    StoredReading reading = hold(report, seen);
    if (reading.findings().size() >= FINDINGS_MAX) {
      refuse(
          List.of(
              new Fault(
                  "findings",
                  "",
                  "are %d already".formatted(reading.findings().size()),
                  "put one of them right instead")));
    }
    Review review =
        new Review(
            State.ADDED,
            Optional.of(officer.get().id().value()),
            Optional.of(now()),
            Optional.empty(),
            Optional.empty());
    Found added =
        new FindingMaker(reading.text(), Optional.empty())
            .make(draft, reading.findings().size(), review);
    return keep(reading, Mend.Kind.ADDED, Optional.empty(), added, Optional.empty(), "");
  }

  /**
   * Chooses what a finding's place is among the places of that name.
   *
   * @param choice from 0, among the alternatives; -1: what the reader took
   * @param everywhere also in every other finding that names it by the same words, unless a person
   *     has put that one right already: a name means one place in a report
   */
  @Transactional
  public StoredReading choosePlace(
      ReportId report, int number, OptionalInt seen, int choice, boolean everywhere) {
    StoredReading reading = hold(report, seen);
    Found found = finding(reading, number);
    FoundPlace place = chosen(found, choice);
    String words = found.place().orElseThrow().text();
    reading = place(reading, found, place);
    if (everywhere) {
      for (Found other : reading.findings()) {
        boolean same =
            other.standing()
                && other.number() != number
                && other.review().state() != State.MENDED
                && other.review().state() != State.ADDED
                && other.place().map(each -> each.text().equals(words)).orElse(false);
        if (same) {
          reading = place(reading, other, place);
        }
      }
    }
    return reading;
  }

  private StoredReading place(StoredReading reading, Found found, FoundPlace place) {
    if (found.place().equals(Optional.of(place)) && found.review().state() == State.READ) {
      Found sure = found.withReview(review(found, State.ACCEPTED, Optional.empty()));
      return keep(reading, Mend.Kind.ACCEPTED, Optional.of(found), sure, Optional.empty(), "");
    }
    Found after = found.withPlace(place, review(found, mended(found), Optional.empty()));
    return keep(reading, Mend.Kind.MENDED, Optional.of(found), after, Optional.empty(), "");
  }

  private static FoundPlace chosen(Found found, int choice) {
    FoundPlace was =
        found
            .place()
            .orElseThrow(() -> ReadProblem.BAD_FINDING.because("the finding has no place"));
    List<Choice> others = was.alternatives();
    if (choice < -1 || choice >= others.size()) {
      refuse(
          List.of(
              new Fault(
                  "choice",
                  Integer.toString(choice),
                  "is none of the places offered",
                  "use -1 for what was read, or 0 to %d".formatted(others.size() - 1))));
    }
    Choice taken = choice == -1 ? was.asChoice() : others.get(choice);
    List<Choice> left = new ArrayList<>();
    if (choice != -1) {
      left.add(was.asChoice());
    }
    others.stream().filter(other -> !other.equals(taken)).forEach(left::add);
    return new FoundPlace(
        was.text(),
        taken.name(),
        taken.latitude(),
        taken.longitude(),
        taken.country(),
        taken.geonameId(),
        taken.score(),
        left);
  }

  /** Everything done to a report's findings, oldest first. */
  public List<Mend> history(ReportId report) {
    return store.of(report);
  }

  private StoredReading hold(ReportId id, OptionalInt seen) {
    ReportId report = reports.get(id).id();
    StoredReading reading =
        readings
            .hold(report)
            .orElseThrow(
                () -> ReadProblem.NOT_READ_YET.because(report + " waits behind other reports"));
    reading
        .failure()
        .ifPresent(why -> {
          throw ReadProblem.UNREADABLE.because(why);
        });
    if (seen.isPresent() && seen.getAsInt() != reading.revision()) {
      throw ReadProblem.CHANGED_MEANWHILE.because(
          "you looked at revision %d; they stand at %d"
              .formatted(seen.getAsInt(), reading.revision()));
    }
    return reading;
  }

  private static Found finding(StoredReading reading, int number) {
    if (number < 0 || number >= reading.findings().size()) {
      throw ReadProblem.NO_FINDING.because(
          "%s has %d findings, counted from 0; none is %d"
              .formatted(reading.report(), reading.findings().size(), number));
    }
    return reading.findings().get(number);
  }

  private Review review(Found found, State state, Optional<RejectionReason> why) {
    boolean fresh = found.review().origin().isEmpty() && !found.rule().equals(Found.BY_HAND);
    return new Review(
        state,
        Optional.of(officer.get().id().value()),
        Optional.of(now()),
        why,
        fresh
            ? Optional.of(new Origin(found.type(), found.start(), found.end()))
            : found.review().origin());
  }

  private StoredReading keep(
      StoredReading reading,
      Mend.Kind act,
      Optional<Found> before,
      Found after,
      Optional<RejectionReason> reason,
      String note) {
    List<Found> findings = new ArrayList<>(reading.findings());
    if (after.number() == findings.size()) {
      findings.add(after);
    } else {
      findings.set(after.number(), after);
    }
    StoredReading changed = reading.with(reading.revision() + 1, findings);
    readings.change(changed);
    String by = officer.get().id().value();
    store.insert(
        new Mend(
            reading.report(),
            changed.revision(),
            after.number(),
            act,
            reason,
            Optional.of(note).filter(each -> !each.isEmpty()),
            before,
            after,
            by,
            now()));
    Map<String, Object> was = before.map(Mends::told).orElse(Map.of());
    Map<String, Object> is = told(after);
    Act entry =
        Act.of("Finding" + after(act))
            .by(officer.get().id())
            .about(reading.report())
            .fact("finding", after.number())
            .fact("revision", changed.revision())
            .fact("findingType", after.type())
            .fact("reason", reason.map(RejectionReason::word).orElse(null))
            .fact("changed", changed(was, is))
            .commits("note", note.isEmpty() ? null : note)
            .commits("before", was.isEmpty() ? null : was)
            .commits("after", is)
            .says(
                "Finding %d (%s) %s%s"
                    .formatted(
                        after.number() + 1,
                        after.type(),
                        act.word(),
                        reason.map(why -> ": " + why.words()).orElse("")));
    ledger.append(entry);
    events.publishEvent(new FindingMended(reading.report(), after.number(), act));
    return changed;
  }

  private static String after(Mend.Kind act) {
    return act.name().charAt(0) + act.word().substring(1);
  }

  /** A finding in plain words, as the record commits to it. */
  static Map<String, Object> told(Found found) {
    Map<String, Object> told = new TreeMap<>();
    told.put("type", found.type());
    told.put("voice", found.voice());
    told.put("start", (long) found.start());
    told.put("end", (long) found.end());
    told.put("text", found.text());
    told.put("historic", found.historic());
    put(told, "assertedBy", found.assertedBy());
    put(told, "actor", found.actor());
    put(told, "recipient", found.recipient());
    put(told, "target", found.target());
    put(told, "method", found.method());
    put(
        told,
        "place",
        found
            .place()
            .map(place ->
                "%s (%.5f, %.5f)".formatted(place.name(), place.latitude(), place.longitude())));
    put(told, "from", found.from());
    put(told, "until", found.until());
    return told;
  }

  private static void put(Map<String, Object> told, String field, Optional<?> value) {
    value.ifPresent(each -> told.put(field, each.toString()));
  }

  /** Which fields differ; null where there was nothing before. */
  static @Nullable List<String> changed(Map<String, Object> was, Map<String, Object> is) {
    if (was.isEmpty()) {
      return null;
    }
    TreeMap<String, Object> all = new TreeMap<>(was);
    all.putAll(is);
    List<String> changed =
        all.keySet().stream()
            .filter(field -> !Objects.equals(was.get(field), is.get(field)))
            .toList();
    return changed.isEmpty() ? null : changed;
  }

  private static void refuse(List<Fault> faults) {
    if (!faults.isEmpty()) {
      throw new Problem(
          ReadProblem.BAD_FINDING,
          faults.getFirst().where() + " " + faults.getFirst().message(),
          faults);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
