// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Handling;
import org.tocsin.server.kernel.MarkingSettings;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.warn.Draft;
import org.tocsin.server.warn.MessageType;
import org.tocsin.server.warn.TearLine;

/**
 * The tear line between a case and its warnings: asked when the preview freezes a draft, and once
 * more when it is signed, for a full text may have been marked in between.
 */
@Component
class ReleaseGate implements TearLine {

  private final ReleaseStore store;
  private final ReleaseDesk releases;
  private final FullTexts fullTexts;
  private final MarkingSettings markings;

  ReleaseGate(
      ReleaseStore store, ReleaseDesk releases, FullTexts fullTexts, MarkingSettings markings) {
    this.store = store;
    this.releases = releases;
    this.fullTexts = fullTexts;
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
  public void require(CaseId caseId, MessageType type, Draft draft) {
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
        fullTexts.ofCase(caseId).stream().filter(each -> each.marking().isAbove(lower)).toList();
    if (above.isEmpty()) {
      return;
    }
    Draft.Release named = draft.release();
    if (named == null) {
      throw ReleaseProblem.BELOW.because(
          "the case's full text is %s, the draft is %s and comes from no release"
              .formatted(above.getFirst().marking().label(), lower.label()));
    }
    Release release = ofCase(caseId, named.id());
    requireUsable(release, named, type, lower);
    if (type == MessageType.ALERT) {
      requireItsWords(release.content(), draft);
    }
    ReleaseDesk.requireNoLeak(left(caseId, release, lower, draft));
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

  /** A first message says what was agreed; other languages are its translations. */
  private static void requireItsWords(Release.Content agreed, Draft draft) {
    boolean same =
        draft.texts().stream()
            .filter(each -> each.language().equalsIgnoreCase(agreed.language()))
            .anyMatch(each ->
                each.description().strip().equals(agreed.description())
                    && isOrEmpty(agreed.headline(), each.headline())
                    && isOrEmpty(agreed.instruction(), each.instruction()));
    if (!same) {
      throw ReleaseProblem.NOT_AGREED.because(
          "the draft's text in %s is not the one that was agreed".formatted(agreed.language()));
    }
  }

  private static boolean isOrEmpty(String agreed, String given) {
    return agreed.isEmpty() || agreed.equals(given.strip());
  }

  /** What was let stand was let stand in the release's own words and in no others. */
  private List<Hit> left(CaseId caseId, Release release, Handling lower, Draft draft) {
    Map<String, String> fields = fields(draft);
    Map<String, String> agreed = release.content().fields();
    Set<String> let =
        release.content().lets().stream().map(Release.Let::hit).collect(Collectors.toSet());
    return releases.hits(caseId, lower, fields).stream()
        .filter(hit ->
            !let.contains(hit.key())
                || !Objects.equals(agreed.get(hit.where()), fields.get(hit.where())))
        .toList();
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
