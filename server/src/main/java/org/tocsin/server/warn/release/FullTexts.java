// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.assess.Citation;
import org.tocsin.server.assess.Statement;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Handling;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.MarkingSettings;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.Text;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.read.Readings;
import org.tocsin.server.read.StoredReading;

/** Keeps the full texts of cases, each change a version, and suggests what is to be marked. */
@Service
class FullTexts {

  /** Prefix of the ids. */
  static final String PREFIX = "fulltext";

  private static final int TEXT_MOST = 10_000;
  private static final int SPANS_MOST = 200;
  private static final int SOURCES_MOST = 50;
  private static final int WHY_MOST = 200;
  private static final int TEXTS_MOST = 20;

  private final ReleaseStore store;
  private final Cases cases;
  private final Reports reports;
  private final Readings readings;
  private final MarkingSettings markings;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final IdMaker ids;
  private final Clock clock;

  FullTexts(
      ReleaseStore store,
      Cases cases,
      Reports reports,
      Readings readings,
      MarkingSettings markings,
      Ledger ledger,
      CurrentOfficer officer,
      IdMaker ids,
      Clock clock) {
    this.store = store;
    this.cases = cases;
    this.reports = reports;
    this.readings = readings;
    this.markings = markings;
    this.ledger = ledger;
    this.officer = officer;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * A full text as people give it.
   *
   * @param rest the marking of what is in no span; TLP:CLEAR when not given
   */
  record Body(
      @Nullable String marking,
      @Nullable String rest,
      @Nullable String language,
      @Nullable String text,
      @Nullable List<SpanBody> spans,
      @Nullable List<String> sources) {}

  /** A span as people give it: by its place, or by its words, then everywhere they stand. */
  record SpanBody(
      @Nullable Integer from,
      @Nullable Integer to,
      @Nullable String words,
      @Nullable String marking,
      @Nullable String why) {}

  /** Words of the full text that stand in what is marked narrower. */
  record Suggestion(int from, int to, String words, String marking, String why) {}

  /** The newest version. */
  FullText get(String id) {
    return store
        .newest(id)
        .orElseThrow(() ->
            ReleaseProblem.NO_FULL_TEXT.because(
                "no full text has the id '%s'".formatted(Problem.shorten(id))));
  }

  /** A version; the newest of a full text is not always what a release comes from. */
  FullText version(String id, int version) {
    return store.version(id, version).orElseThrow(() -> ReleaseProblem.NO_FULL_TEXT.because(id));
  }

  List<FullText> ofCase(CaseId caseId) {
    return store.newestOf(caseId);
  }

  /** Begins a full text of a case; T5032 with every fault. */
  @Transactional
  FullText begin(CaseId caseId, Body body) {
    cases.get(caseId);
    store.lock(caseId);
    if (store.newestOf(caseId).size() >= TEXTS_MOST) {
      refuse(List.of(new Fault("text", "", "the case has " + TEXTS_MOST, "change one of them")));
    }
    return keep(ids.next(PREFIX), 1, caseId, body, Optional.empty());
  }

  /** Keeps another version of it; T5032 with every fault. */
  @Transactional
  FullText change(String id, Body body) {
    store.lock(get(id).caseId());
    FullText before = get(id);
    return keep(id, before.version() + 1, before.caseId(), body, Optional.of(before));
  }

  /** Marks words wherever they stand in it; T5043 when they do not. */
  @Transactional
  FullText mark(String id, SpanBody span) {
    store.lock(get(id).caseId());
    FullText before = get(id);
    List<SpanBody> spans = new ArrayList<>(bodies(before));
    spans.add(span);
    return change(id, risen(body(before, spans), before, span));
  }

  /** The whole is marked as narrow as the narrowest in it. */
  private Body risen(Body body, FullText before, SpanBody span) {
    Handling whole = before.marking().and(handling(new ArrayList<>(), "marking", span.marking()));
    return new Body(
        span.marking() == null ? body.marking() : whole.label(),
        body.rest(),
        body.language(),
        body.text(),
        body.spans(),
        body.sources());
  }

  /** Takes the marking of a span away. */
  @Transactional
  FullText unmark(String id, int span) {
    store.lock(get(id).caseId());
    FullText before = get(id);
    return change(
        id,
        body(
            before,
            bodies(before, before.spans().stream().filter(each -> each.id() != span).toList())));
  }

  private static Body body(FullText full, List<SpanBody> spans) {
    return new Body(
        full.marking().label(),
        full.rest().label(),
        full.language(),
        full.text(),
        spans,
        full.sources());
  }

  private static List<SpanBody> bodies(FullText full) {
    return bodies(full, full.spans());
  }

  private static List<SpanBody> bodies(FullText full, List<FullText.MarkedSpan> spans) {
    return spans.stream()
        .map(each ->
            new SpanBody(
                each.from(), each.to(), full.words(each), each.marking().label(), each.why()))
        .toList();
  }

  private FullText keep(
      String id, int version, CaseId caseId, Body body, Optional<FullText> before) {
    List<Fault> faults = new ArrayList<>();
    String text = body.text() == null ? "" : body.text().strip().replace("\r\n", "\n");
    if (text.isEmpty() || text.length() > TEXT_MOST) {
      faults.add(
          new Fault(
              "text", "", "has %d characters".formatted(text.length()), "write 1 to " + TEXT_MOST));
    }
    Handling rest = handling(faults, "rest", body.rest() == null ? "TLP:CLEAR" : body.rest());
    Handling marking = handling(faults, "marking", body.marking());
    String language = body.language() == null ? "en" : body.language().strip();
    if (!language.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")) {
      faults.add(new Fault("language", Problem.shorten(language), "is no language tag", "use en"));
    }
    List<FullText.MarkedSpan> spans = spans(faults, text, rest, body.spans());
    Handling narrowest = rest;
    for (FullText.MarkedSpan span : spans) {
      narrowest = narrowest.and(span.marking());
    }
    if (faults.isEmpty() && !marking.equals(marking.and(narrowest))) {
      faults.add(
          new Fault(
              "marking",
              marking.label(),
              "is wider than what stands in it",
              "mark the whole " + marking.and(narrowest).label()));
    }
    refuse(faults);
    List<String> sources =
        body.sources() == null
            ? List.of()
            : body.sources().stream()
                .map(String::strip)
                .filter(each -> !each.isEmpty() && each.length() <= WHY_MOST)
                .distinct()
                .limit(SOURCES_MOST)
                .toList();
    FullText unsealed =
        new FullText(
            id,
            version,
            caseId,
            marking,
            rest,
            language.toLowerCase(Locale.ROOT),
            text,
            spans,
            sources,
            officer.get().id(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            "");
    FullText full = sealed(unsealed);
    store.insert(full);
    record(full, before);
    return full;
  }

  private FullText sealed(FullText full) {
    return new FullText(
        full.id(),
        full.version(),
        full.caseId(),
        full.marking(),
        full.rest(),
        full.language(),
        full.text(),
        full.spans(),
        full.sources(),
        full.by(),
        full.at(),
        store.sha256(ReleaseStore.stored(full)));
  }

  /** The entry says how much is marked how, and holds a commitment to the rest. */
  private void record(FullText full, Optional<FullText> before) {
    Map<String, Integer> counts = new TreeMap<>();
    full.spans().forEach(each -> counts.merge(each.marking().label(), 1, Integer::sum));
    Set<String> kept = new HashSet<>();
    full.spans().forEach(each -> kept.add(full.words(each) + each.marking().label()));
    int unmarked =
        (int)
            before.stream()
                .flatMap(old ->
                    old.spans().stream().map(each -> old.words(each) + each.marking().label()))
                .filter(each -> !kept.contains(each))
                .count();
    ledger.append(
        Act.of("FullTextKept")
            .by(full.by())
            .inCase(full.caseId())
            .about(full.id())
            .fact("version", full.version())
            .fact("marking", full.marking().label())
            .fact("rest", full.rest().label())
            .fact("spans", counts)
            .fact("sources", full.sources().size())
            .fact("unmarked", unmarked)
            .commits("sha256", full.sha256())
            .says(
                "Full text kept, version %d: %d passages marked%s"
                    .formatted(
                        full.version(),
                        full.spans().size(),
                        unmarked == 0 ? "" : ", %d no longer as before".formatted(unmarked))));
  }

  private List<FullText.MarkedSpan> spans(
      List<Fault> faults, String text, Handling rest, @Nullable List<SpanBody> bodies) {
    List<FullText.MarkedSpan> found = new ArrayList<>();
    int number = 0;
    for (SpanBody body : bodies == null ? List.<SpanBody>of() : bodies) {
      String where = "spans." + number++;
      Handling marking = handling(faults, where + ".marking", body.marking());
      String why = body.why() == null || body.why().isBlank() ? "by hand" : body.why().strip();
      String cut = Text.clip(why, WHY_MOST);
      List<int[]> places = places(faults, where, text, body);
      if (!places.isEmpty() && !marking.isAbove(rest)) {
        faults.add(
            new Fault(
                where + ".marking",
                marking.label(),
                "is not above the rest of the text, " + rest.label(),
                "give a narrower one"));
      }
      places.forEach(at -> found.add(new FullText.MarkedSpan(0, at[0], at[1], marking, cut)));
    }
    List<FullText.MarkedSpan> numbered = new ArrayList<>();
    found.stream()
        .distinct()
        .sorted(
            Comparator.comparingInt(FullText.MarkedSpan::from)
                .thenComparingInt(FullText.MarkedSpan::to)
                .thenComparing(each -> each.marking().label()))
        .filter(each ->
            numbered.stream()
                .noneMatch(has ->
                    has.from() == each.from()
                        && has.to() == each.to()
                        && has.marking().equals(each.marking())))
        .forEach(each ->
            numbered.add(
                new FullText.MarkedSpan(
                    numbered.size() + 1, each.from(), each.to(), each.marking(), each.why())));
    if (numbered.size() > SPANS_MOST) {
      faults.add(new Fault("spans", "", "are " + numbered.size(), "mark at most " + SPANS_MOST));
    }
    return numbered;
  }

  /** By the words where given, wherever they stand; else by the place. */
  private static List<int[]> places(List<Fault> faults, String where, String text, SpanBody body) {
    Integer from = body.from();
    Integer to = body.to();
    String words = body.words() == null ? "" : body.words().strip();
    if (from != null && to != null) {
      boolean lies = from >= 0 && from < to && to <= text.length();
      if (lies && (words.isEmpty() || text.substring(from, to).strip().equals(words))) {
        return List.of(new int[] {from, to});
      }
      if (words.isEmpty()) {
        faults.add(
            new Fault(
                where,
                from + " to " + to,
                "lies outside the text",
                "give places from 0 to " + text.length()));
        return List.of();
      }
    }
    List<int[]> found = new ArrayList<>();
    for (int at = words.isEmpty() ? -1 : text.indexOf(words);
        at >= 0 && found.size() <= SPANS_MOST;
        at = text.indexOf(words, at + words.length())) {
      found.add(new int[] {at, at + words.length()});
    }
    if (found.isEmpty()) {
      throw ReleaseProblem.NOT_FOUND_IN_TEXT.because(
          where + ": the words of this marking do not stand in the text");
    }
    return found;
  }

  private Handling handling(List<Fault> faults, String field, @Nullable String label) {
    try {
      return markings.read(label == null ? "" : label);
    } catch (Problem unread) {
      faults.add(
          new Fault(
              field,
              Problem.shorten(label == null ? "" : label),
              "is no marking of this desk: " + unread.getMessage(),
              "use a TLP label, and behind // the desk's own"));
      return Handling.of(org.tocsin.server.kernel.Marking.RED);
    }
  }

  private static void refuse(List<Fault> faults) {
    if (!faults.isEmpty()) {
      throw new Problem(
          ReleaseProblem.BAD_FULL_TEXT, faults.size() + " faults, see the list", faults);
    }
  }

  /** What of it stands in reports that the assessment cites and that are marked above its rest. */
  @Transactional(readOnly = true)
  List<Suggestion> suggestions(String id) {
    FullText full = get(id);
    List<Suggestion> found = new ArrayList<>();
    cited(full.caseId())
        .forEach((report, name) -> {
          Handling marking = Handling.of(report.marking());
          if (marking.isAbove(full.rest())) {
            readings
                .of(report.id())
                .map(StoredReading::text)
                .ifPresent(text -> shared(full, text, marking, name, found));
          }
        });
    return found.stream()
        .filter(each ->
            full.spans().stream()
                .noneMatch(span ->
                    span.from() <= each.from()
                        && each.to() <= span.to()
                        && !Handling.parse(each.marking()).isAbove(span.marking())))
        .limit(SPANS_MOST)
        .toList();
  }

  /** Names of the sources of cited reports that are marked above this. */
  List<String> sourcesAbove(CaseId caseId, Handling lower) {
    return cited(caseId).keySet().stream()
        .filter(report -> Handling.of(report.marking()).isAbove(lower))
        .map(Report::source)
        .distinct()
        .toList();
  }

  /** The reports that the assessment cites, with what the case calls them. */
  Map<Report, String> cited(CaseId caseId) {
    CaseFile file = cases.get(caseId);
    Set<ReportId> ids = new HashSet<>();
    file.assessment()
        .ifPresent(each ->
            each.statements().stream()
                .map(Statement::cites)
                .flatMap(List::stream)
                .map(Citation::report)
                .forEach(ids::add));
    Map<Report, String> cited = new HashMap<>();
    for (Report report : reports.list(file.reports().stream().filter(ids::contains).toList())) {
      cited.put(report, "report R" + (file.reports().indexOf(report.id()) + 1));
    }
    return cited;
  }

  /** Runs of words that stand in both. */
  private static void shared(
      FullText full, String report, Handling marking, String why, List<Suggestion> found) {
    List<Clean.Word> theirs = Clean.words(report);
    Set<List<String>> known = new HashSet<>();
    for (int i = 0; i + Held.SHINGLE <= theirs.size(); i++) {
      known.add(keys(theirs, i));
    }
    List<Clean.Word> ours = Clean.words(full.text());
    int from = -1;
    int to = -1;
    for (int i = 0; i + Held.SHINGLE <= ours.size(); i++) {
      if (!known.contains(keys(ours, i))) {
        continue;
      }
      if (from >= 0 && ours.get(i).from() > to) {
        found.add(new Suggestion(from, to, full.text().substring(from, to), marking.label(), why));
        from = -1;
      }
      from = from < 0 ? ours.get(i).from() : from;
      to = ours.get(i + Held.SHINGLE - 1).to();
    }
    if (from >= 0) {
      found.add(new Suggestion(from, to, full.text().substring(from, to), marking.label(), why));
    }
  }

  private static List<String> keys(List<Clean.Word> words, int from) {
    return words.subList(from, from + Held.SHINGLE).stream().map(Clean.Word::key).toList();
  }
}
