// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Officer;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Handling;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.MarkingSettings;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/** Derives releases from full texts, checks them, and lets a second person agree. */
@Service
class ReleaseDesk {

  /** Prefix of the ids. */
  static final String PREFIX = "release";

  /** What stands where something was taken out until its authors say otherwise. */
  static final String GAP = "[…]";

  private static final int HEADLINE_MOST = 160;
  private static final int TEXT_MOST = 10_000;

  private final ReleaseStore store;
  private final FullTexts fullTexts;
  private final Lowerings lowerings;
  private final MarkingSettings markings;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final IdMaker ids;
  private final Clock clock;

  ReleaseDesk(
      ReleaseStore store,
      FullTexts fullTexts,
      Lowerings lowerings,
      MarkingSettings markings,
      Ledger ledger,
      CurrentOfficer officer,
      IdMaker ids,
      Clock clock) {
    this.store = store;
    this.fullTexts = fullTexts;
    this.lowerings = lowerings;
    this.markings = markings;
    this.ledger = ledger;
    this.officer = officer;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * An edit: what is null stays.
   *
   * @param replacements by the number of the cut, from 0, what stands in its place; the description
   *     is derived anew when one changes and no description is given
   */
  record Edit(
      @Nullable String headline,
      @Nullable String description,
      @Nullable String instruction,
      @Nullable Map<Integer, String> replacements) {}

  Release get(String id) {
    return store
        .find(id)
        .orElseThrow(() ->
            ReleaseProblem.NO_RELEASE.because(
                "no release has the id '%s'".formatted(Problem.shorten(id))));
  }

  List<Release> ofCase(CaseId caseId) {
    return store.ofCase(caseId);
  }

  /** The version of the full text that a release was derived from. */
  FullText from(Release release) {
    return fullTexts.version(release.fullText(), release.version());
  }

  /** Takes everything out that is marked above this; T5034 when the marking is not lower. */
  @Transactional
  Release derive(String fullText, String marking) {
    FullText full = fullTexts.get(fullText);
    Handling lower = markings.read(marking);
    if (!full.marking().isAbove(lower)) {
      refuse(
          List.of(
              new Fault(
                  "marking",
                  lower.label(),
                  "is not below the full text's, " + full.marking().label(),
                  "derive a lower one; the full text itself may be told at its own marking")));
    }
    if (full.rest().isAbove(lower)) {
      refuse(
          List.of(
              new Fault(
                  "marking",
                  lower.label(),
                  "is below everything in the full text, which is at least " + full.rest().label(),
                  "derive at " + full.rest().label() + " or narrower")));
    }
    Officer person = officer.get();
    List<Release.Cut> cuts =
        full.stretchesAbove(lower).stream()
            .map(at ->
                new Release.Cut(
                    at[0], at[1], narrowest(full, at).label(), GAP, person.id().value()))
            .toList();
    Release.Content content =
        new Release.Content(
            lower.label(), full.language(), "", derived(full, cuts), "", cuts, List.of());
    String id = ids.next(PREFIX);
    Instant now = now();
    store.insert(id, full, content, now);
    store.addAuthor(id, person.id(), now);
    ledger.append(
        Act.of("ReleaseDerived")
            .by(person.id())
            .inCase(full.caseId())
            .about(id)
            .fact("fullText", full.id())
            .fact("version", full.version())
            .fact("marking", lower.label())
            .fact("cuts", cuts.size())
            .commits("takenOut", cuts.stream().map(ReleaseDesk::facts).toList())
            .says(
                "Release derived at %s: %d passages taken out"
                    .formatted(lower.label(), cuts.size())));
    return get(id);
  }

  private static Handling narrowest(FullText full, int[] at) {
    return full.spans().stream()
        .filter(each -> each.from() < at[1] && at[0] < each.to())
        .map(FullText.MarkedSpan::marking)
        .reduce(Handling::and)
        .orElse(full.marking());
  }

  /** What was taken out without its words: where, how much, by what, by whom. */
  private static Map<String, Object> facts(Release.Cut cut) {
    return Map.of(
        "from", cut.from(),
        "to", cut.to(),
        "marking", cut.marking(),
        "replacedBy", cut.replacedBy(),
        "by", cut.by());
  }

  static String derived(FullText full, List<Release.Cut> cuts) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (Release.Cut cut : cuts) {
      out.append(full.text(), at, cut.from()).append(cut.replacedBy());
      at = cut.to();
    }
    return out.append(full.text().substring(at)).toString().replaceAll(" {2,}", " ").strip();
  }

  /** Changes a draft; whoever does is one of its authors. T5035 when it is agreed. */
  @Transactional
  Release edit(String id, Edit edit) {
    store.lock(id);
    Release before = get(id);
    Officer person = officer.get();
    Release.Content old = before.content();
    List<Release.Cut> cuts = new ArrayList<>();
    Map<Integer, String> given = edit.replacements() == null ? Map.of() : edit.replacements();
    for (int i = 0; i < old.cuts().size(); i++) {
      Release.Cut cut = old.cuts().get(i);
      String by = given.getOrDefault(i, cut.replacedBy());
      cuts.add(
          by.equals(cut.replacedBy())
              ? cut
              : new Release.Cut(cut.from(), cut.to(), cut.marking(), by, person.id().value()));
    }
    String description =
        edit.description() != null
            ? edit.description()
            : cuts.equals(old.cuts()) ? old.description() : derived(from(before), cuts);
    Release.Content changed =
        new Release.Content(
            old.marking(),
            old.language(),
            Objects.requireNonNullElse(edit.headline(), old.headline()).strip(),
            description.strip().replace("\r\n", "\n"),
            Objects.requireNonNullElse(edit.instruction(), old.instruction())
                .strip()
                .replace("\r\n", "\n"),
            cuts,
            old.lets());
    requireSound(changed);
    return change(before, changed, person, "ReleaseEdited");
  }

  private Release change(Release before, Release.Content content, Officer person, String act) {
    if (!store.change(before.id(), content)) {
      throw ReleaseProblem.NOT_DRAFT.because(before.id() + " is " + before.state());
    }
    store.addAuthor(before.id(), person.id(), now());
    Release after = get(before.id());
    ledger.append(
        Act.of(act)
            .by(person.id())
            .inCase(before.caseId())
            .about(before.id())
            .fact("sha256", after.sha256())
            .commits("takenOut", content.cuts().stream().map(ReleaseDesk::facts).toList())
            .says("Release at " + content.marking() + " edited"));
    return after;
  }

  private static void requireSound(Release.Content content) {
    List<Fault> faults = new ArrayList<>();
    length(faults, "headline", content.headline(), HEADLINE_MOST);
    length(faults, "description", content.description(), TEXT_MOST);
    length(faults, "instruction", content.instruction(), TEXT_MOST);
    content.cuts().forEach(cut -> length(faults, "replacements", cut.replacedBy(), 500));
    refuse(faults);
  }

  private static void length(List<Fault> faults, String field, String text, int most) {
    if (text.length() > most) {
      faults.add(
          new Fault(
              field,
              Problem.shorten(text),
              "has %d characters".formatted(text.length()),
              "write at most " + most));
    }
  }

  private static void refuse(List<Fault> faults) {
    if (!faults.isEmpty()) {
      throw new Problem(
          ReleaseProblem.BAD_RELEASE, faults.size() + " faults, see the list", faults);
    }
  }

  /** What the check finds in a release, against every full text of the case as it is now. */
  List<Hit> hits(Release release) {
    return hits(
        release.caseId(), Handling.parse(release.content().marking()), release.content().fields());
  }

  /** What the check finds in texts that are to be told at a marking. */
  List<Hit> hits(CaseId caseId, Handling lower, Map<String, String> fields) {
    List<Hit> found = new ArrayList<>();
    Set<String> told = new java.util.HashSet<>();
    List<String> cited = fullTexts.sourcesAbove(caseId, lower);
    for (FullText full : lowerings.standing(caseId)) {
      Set<String> sources = new java.util.LinkedHashSet<>(cited);
      if (full.marking().isAbove(lower)) {
        sources.addAll(full.sources());
      }
      FullText whole =
          new FullText(
              full.id(),
              full.version(),
              full.caseId(),
              full.marking(),
              full.rest(),
              full.language(),
              full.text(),
              full.spans(),
              List.copyOf(sources),
              full.by(),
              full.at(),
              full.sha256());
      // Two versions of a full text find much in the same place: the newer says it.
      Map<String, List<Hit>> places =
          LeakCheck.of(Held.of(whole, lower), fields, clock.instant()).stream()
              .collect(
                  Collectors.groupingBy(
                      ReleaseDesk::place, LinkedHashMap::new, Collectors.toList()));
      places.forEach((place, hits) -> {
        if (!told.contains(place)) {
          found.addAll(hits);
        }
      });
      told.addAll(places.keySet());
    }
    return found;
  }

  private static String place(Hit hit) {
    return String.join(
        " ", hit.fullText(), hit.where(), hit.from() + "-" + hit.to(), hit.kind().name());
  }

  /** Those that nobody answers for. */
  List<Hit> open(Release release) {
    Set<String> let =
        release.content().lets().stream().map(Release.Let::hit).collect(Collectors.toSet());
    return hits(release).stream().filter(each -> !let.contains(each.key())).toList();
  }

  /** Lets a hit stand: a second person answers for it as well when they agree to the release. */
  @Transactional
  Release let(String id, String hit, String reason) {
    if (reason.isBlank() || reason.length() > 1000) {
      throw ReleaseProblem.NO_REASON.because(
          "'reason' has %d characters; write 1 to 1000".formatted(reason.length()));
    }
    store.lock(id);
    Release before = get(id);
    Hit found =
        open(before).stream()
            .filter(each -> each.key().equals(hit))
            .findFirst()
            .orElseThrow(() -> ReleaseProblem.NO_HIT.because("the check finds no such hit now"));
    Officer person = officer.get();
    List<Release.Let> lets = new ArrayList<>(before.content().lets());
    lets.add(
        new Release.Let(
            found.key(),
            found.where(),
            found.words(),
            found.kind().name(),
            reason.strip(),
            person.id().value()));
    Release.Content old = before.content();
    Release after =
        change(
            before,
            new Release.Content(
                old.marking(),
                old.language(),
                old.headline(),
                old.description(),
                old.instruction(),
                old.cuts(),
                lets),
            person,
            "ReleaseEdited");
    ledger.append(
        Act.of("LeakLetStand")
            .by(person.id())
            .inCase(before.caseId())
            .about(id)
            .fact("kind", found.kind().name())
            .fact("where", found.where())
            .commits("reason", reason.strip())
            .says("A hit of the release check is let stand; a second person must agree"));
    return after;
  }

  /**
   * Agrees to a release as it is.
   *
   * @param sha256 what the person saw
   * @throws Problem T5035, T5038, T5039, T5040
   */
  @Transactional
  Release agree(String id, String sha256) {
    store.lock(id);
    Release release = get(id);
    Officer person = officer.get();
    if (release.isAgreed()) {
      throw ReleaseProblem.NOT_DRAFT.because(id + " was agreed already");
    }
    if (release.authors().contains(person.id())) {
      throw ReleaseProblem.SAME_PERSON.because("you wrote on " + id);
    }
    if (from(release).by().equals(person.id())) {
      throw ReleaseProblem.SAME_PERSON.because("you marked the full text that it comes from");
    }
    if (!release.sha256().equals(sha256)) {
      throw ReleaseProblem.OTHER_CONTENT.because(
          "it hashes to %s, the agreement names %s"
              .formatted(release.sha256(), Problem.shorten(sha256)));
    }
    requireNewest(release);
    requireNoLeak(open(release));
    if (!store.agree(id, person.id(), now())) {
      throw ReleaseProblem.NOT_DRAFT.because(id + " is no draft");
    }
    ledger.append(
        Act.of("ReleaseAgreed")
            .by(person.id())
            .inCase(release.caseId())
            .about(id)
            .fact("sha256", release.sha256())
            .fact("fullText", release.fullText())
            .fact("version", release.version())
            .fact("marking", release.content().marking())
            .fact("cuts", release.content().cuts().size())
            .fact("letStand", release.content().lets().size())
            .fact("authors", release.authors().stream().map(Object::toString).toList())
            .says(
                "Release at %s agreed; %d passages taken out, %d hits let stand"
                    .formatted(
                        release.content().marking(),
                        release.content().cuts().size(),
                        release.content().lets().size())));
    return get(id);
  }

  void requireNewest(Release release) {
    int newest = fullTexts.get(release.fullText()).version();
    if (newest != release.version()) {
      throw ReleaseProblem.NOT_AGREED.because(
          "%s comes from version %d of the full text, which has version %d now"
              .formatted(release.id(), release.version(), newest));
    }
  }

  /** T5038 with each place; never with the words that it would give away. */
  static void requireNoLeak(List<Hit> hits) {
    if (hits.isEmpty()) {
      return;
    }
    Map<String, Fault> faults = new LinkedHashMap<>();
    for (Hit hit : hits) {
      faults.putIfAbsent(
          hit.where() + hit.from() + hit.kind(),
          new Fault(
              "%s, characters %d to %d".formatted(hit.where(), hit.from(), hit.to()),
              Problem.shorten(hit.words()),
              hit.kind().words()
                  + (hit.span() == 0 ? " that is held back" : " of marked passage " + hit.span()),
              hit.kind().remedy()));
    }
    throw new Problem(
        ReleaseProblem.LEAK,
        hits.size() + " places would give it away, see the list",
        List.copyOf(faults.values()));
  }

  /** What the check finds in any texts; writes nothing. */
  List<Hit> check(CaseId caseId, String marking, Map<String, String> texts) {
    int size = texts.values().stream().mapToInt(String::length).sum();
    if (texts.size() > 200 || size > 20 * TEXT_MOST) {
      refuse(List.of(new Fault("texts", "", "are too long", "check fewer at a time")));
    }
    return hits(caseId, markings.read(marking), texts);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
