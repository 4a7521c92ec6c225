// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Handling;
import org.tocsin.server.kernel.MarkingSettings;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.warn.Draft;
import org.tocsin.server.warn.MessageType;
import org.tocsin.server.warn.Remark;
import org.tocsin.server.warn.TearLine;

/**
 * The tear line between a case and its warnings: asked when the preview freezes a draft, and once
 * more when it is signed, for a full text may have been marked in between.
 */
@Component
class ReleaseGate implements TearLine {

  private static final int NAMED_MOST = 5;

  private final ReleaseStore store;
  private final ReleaseDesk releases;
  private final Lowerings lowerings;
  private final Cases cases;
  private final Reports reports;
  private final MarkingSettings markings;

  ReleaseGate(
      ReleaseStore store,
      ReleaseDesk releases,
      Lowerings lowerings,
      Cases cases,
      Reports reports,
      MarkingSettings markings) {
    this.store = store;
    this.releases = releases;
    this.lowerings = lowerings;
    this.cases = cases;
    this.reports = reports;
    this.markings = markings;
  }

  @Override
  public Words words(CaseId caseId, String release) {
    Release.Content content = ofCase(caseId, release).content();
    return new Words(
        content.marking(),
        content.language(),
        content.headline(),
        content.description(),
        content.instruction());
  }

  @Override
  public Draft pinned(CaseId caseId, Draft draft) {
    Draft.Release named = draft.release();
    if (named == null) {
      return draft;
    }
    Release release = ofCase(caseId, named.id());
    if (!named.sha256().isEmpty() && !named.sha256().equals(release.sha256())) {
      throw ReleaseProblem.OTHER_CONTENT.because(
          "%s hashes to %s, the draft names %s"
              .formatted(named.id(), release.sha256(), Problem.shorten(named.sha256())));
    }
    return draft.from(new Draft.Release(release.id(), release.sha256()));
  }

  private Release ofCase(CaseId caseId, String id) {
    return store
        .find(id)
        .filter(each -> each.caseId().equals(caseId))
        .orElseThrow(() ->
            ReleaseProblem.NO_RELEASE.because(
                "%s has no release '%s'".formatted(caseId, Problem.shorten(id))));
  }

  @Override
  public void require(CaseId caseId, MessageType type, Draft draft, Optional<Draft> follows) {
    Handling lower = Handling.parse(draft.marking());
    List<String> unknown = markings.faults(lower);
    if (!unknown.isEmpty()) {
      throw new Problem(
          ReleaseProblem.BAD_RELEASE,
          "the draft's marking is none of this desk's",
          List.of(
              new Fault(
                  "marking",
                  Problem.shorten(draft.marking()),
                  String.join("; ", unknown),
                  "use one that GET /api/v1/markings lists")));
    }
    List<FullText> above =
        lowerings.standing(caseId).stream().filter(each -> each.marking().isAbove(lower)).toList();
    if (above.isEmpty()) {
      return;
    }
    Optional<Draft> told =
        follows
            .filter(_ -> isOver(type, draft))
            .filter(before -> lower.covers(Handling.parse(before.marking())));
    if (told.isPresent()) {
      requireOnlyWhatWasTold(caseId, lower, draft, told.get());
      return;
    }
    Draft.Release named = draft.release();
    if (named == null) {
      throw ReleaseProblem.BELOW.because(
          "the case's full text is %s, the draft is %s and comes from no release%s"
              .formatted(
                  above.getFirst().marking().label(), lower.label(), lowerings.waiting(caseId)));
    }
    Release release = ofCase(caseId, named.id());
    requireUsable(release, named, type, lower);
    if (!isOver(type, draft)
        && !(type == MessageType.UPDATE && follows.filter(draft::saysTheSame).isPresent())) {
      requireItsWords(release.content(), draft);
    }
    ReleaseDesk.requireNoLeak(left(caseId, release, lower, draft));
  }

  @Override
  public List<Remark> unchecked(CaseId caseId, Draft draft) {
    if (!lowerings.standing(caseId).isEmpty()) {
      return List.of();
    }
    Handling lower = Handling.parse(draft.marking());
    CaseFile file = cases.get(caseId);
    List<String> above =
        reports.list(file.reports()).stream()
            .filter(report -> Handling.of(report.marking()).isAbove(lower))
            .map(report -> "R%d (%s)".formatted(file.number(report.id()), report.marking().label()))
            .toList();
    String nothing =
        "The case has no full text, so nothing was checked for what this text gives away";
    return List.of(
        above.isEmpty()
            ? new Remark(
                "unchecked",
                Remark.Weight.ADVICE,
                "release",
                nothing,
                "read it for sources and methods yourself, or write the full text of the case and"
                    + " mark what must not leave")
            : new Remark(
                "unchecked-below-reports",
                Remark.Weight.ADVICE,
                "release",
                "%s; it is marked %s, below what it may rest on: %s"
                    .formatted(nothing, lower.label(), shortened(above)),
                "hold each line against these reports before you sign, or write the full text of"
                    + " the case, mark what must not leave, and warn from a release"));
  }

  private static String shortened(List<String> all) {
    String some = String.join(", ", all.subList(0, Math.min(all.size(), NAMED_MOST)));
    return all.size() > NAMED_MOST ? some + " and " + (all.size() - NAMED_MOST) + " more" : some;
  }

  /** Whether it says that the danger is over, and nothing else. */
  private static boolean isOver(MessageType type, Draft draft) {
    return type == MessageType.CANCEL
        || (type == MessageType.UPDATE && draft.responseTypes().contains("AllClear"));
  }

  /**
   * Whoever was told must be told that it is over, whatever was written down or marked since: the
   * words that they have read give nothing away any more.
   */
  private void requireOnlyWhatWasTold(CaseId caseId, Handling lower, Draft draft, Draft before) {
    Set<String> told = Set.copyOf(fields(before).values());
    ReleaseDesk.requireNoLeak(
        releases.hits(caseId, lower, fields(draft)).stream()
            .filter(hit -> told.stream().noneMatch(text -> stands(hit.words(), text)))
            .toList());
  }

  /** Whether these words stand in a text, as whole words. */
  private static boolean stands(String words, String text) {
    if (words.isEmpty()) {
      return false;
    }
    for (int at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
      int end = at + words.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      if (begins && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private void requireUsable(
      Release release, Draft.Release named, MessageType type, Handling lower) {
    if (!release.isAgreed()) {
      throw ReleaseProblem.NOT_AGREED.because(release.id() + " is not agreed");
    }
    if (!release.sha256().equals(named.sha256())) {
      throw ReleaseProblem.OTHER_CONTENT.because(
          release.id() + " is not what the draft was written from");
    }
    if (Handling.parse(release.content().marking()).isAbove(lower)) {
      throw ReleaseProblem.BELOW.because(
          "%s is for %s, the draft is %s"
              .formatted(release.id(), release.content().marking(), lower.label()));
    }
    // Whoever was told must be told what changed and that it is over, whatever the full text has
    // become; the check of the words is by the newest version all the same.
    if (type == MessageType.ALERT) {
      releases.requireNewest(release);
    }
  }

  /**
   * A first message and an update say what was agreed; other languages are its translations. An
   * update reaches people who were told nothing before.
   */
  private static void requireItsWords(Release.Content agreed, Draft draft) {
    boolean same =
        draft.texts().stream()
            .filter(each -> each.language().equalsIgnoreCase(agreed.language()))
            .anyMatch(each ->
                plain(each.description()).equals(plain(agreed.description()))
                    && isOrEmpty(agreed.headline(), each.headline())
                    && isOrEmpty(agreed.instruction(), each.instruction()));
    if (!same) {
      throw ReleaseProblem.NOT_AGREED.because(
          "the draft's text in %s is not the one that was agreed".formatted(agreed.language()));
    }
  }

  private static boolean isOrEmpty(String agreed, String given) {
    return agreed.isEmpty() || plain(agreed).equals(plain(given));
  }

  /** A form ends its lines in two characters, where JSON ends them in one. */
  private static String plain(String text) {
    return text.strip().replace("\r\n", "\n");
  }

  /**
   * What was let stand was let stand in the release's own words and in no others. Where the release
   * has no words, in a translation or the name of an area, the same passage may be told in the same
   * way.
   */
  private List<Hit> left(CaseId caseId, Release release, Handling lower, Draft draft) {
    Map<String, String> fields = fields(draft);
    Map<String, String> agreed = release.content().fields();
    Set<String> let =
        release.content().lets().stream().map(Release.Let::hit).collect(Collectors.toSet());
    List<Hit> found = releases.hits(caseId, lower, fields);
    Set<String> passages =
        let.isEmpty()
            ? Set.of()
            : releases.hits(caseId, lower, agreed).stream()
                .filter(hit -> let.contains(hit.key()))
                .map(ReleaseGate::passage)
                .collect(Collectors.toSet());
    return found.stream()
        .filter(hit -> {
          String own = agreed.get(hit.where());
          return own == null
              ? !let.contains(hit.key()) && !passages.contains(passage(hit))
              : !let.contains(hit.key())
                  || !plain(own).equals(plain(fields.getOrDefault(hit.where(), "")));
        })
        .toList();
  }

  /** A marked passage and how it is given away; of a source, which has no passage, its name. */
  private static String passage(Hit hit) {
    return hit.span() == 0
        ? hit.key()
        : String.join("#", hit.fullText(), hit.kind().name(), hit.hidden());
  }

  /** Every word of a draft that leaves, by where it stands. */
  static Map<String, String> fields(Draft draft) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Draft.Text text : draft.texts()) {
      put(fields, text, "event", text.event());
      put(fields, text, "headline", text.headline());
      put(fields, text, "description", text.description());
      put(fields, text, "instruction", text.instruction());
      put(fields, text, "contact", Objects.requireNonNullElse(text.contact(), ""));
      put(fields, text, "web", Objects.requireNonNullElse(text.web(), ""));
    }
    for (int i = 0; i < draft.areas().size(); i++) {
      fields.put("areas." + i + ".areaDesc", draft.areas().get(i).areaDesc());
    }
    return fields;
  }

  private static void put(Map<String, String> fields, Draft.Text text, String field, String value) {
    fields.put(LeakCheck.where(text.language(), field), value.strip());
  }
}
