// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.CaseId;

/**
 * Full texts and releases over HTTP. What is held back is told to officers and approvers; an
 * auditor sees that it is held back, where and by whom, and not the words.
 */
@RestController
@RequestMapping("/api/v1")
@Requires({Role.OFFICER, Role.APPROVER})
class ReleaseApi {

  private final FullTexts fullTexts;
  private final Lowerings lowerings;
  private final ReleaseDesk releases;
  private final CurrentOfficer officer;

  ReleaseApi(
      FullTexts fullTexts, Lowerings lowerings, ReleaseDesk releases, CurrentOfficer officer) {
    this.fullTexts = fullTexts;
    this.lowerings = lowerings;
    this.releases = releases;
    this.officer = officer;
  }

  /** A marked passage. */
  record SpanView(int id, int from, int to, String words, String marking, String why) {}

  /**
   * A full text, its newest version.
   *
   * @param lowered earlier versions that count beside it until a second person confirms it
   */
  record FullTextView(
      String id,
      int version,
      String caseId,
      String marking,
      String rest,
      String language,
      String text,
      List<SpanView> spans,
      List<String> sources,
      String by,
      Instant at,
      String sha256,
      List<Integer> lowered) {
    static FullTextView of(FullText full, List<FullText> lowered) {
      return new FullTextView(
          full.id(),
          full.version(),
          full.caseId().value(),
          full.marking().label(),
          full.rest().label(),
          full.language(),
          full.text(),
          full.spans().stream()
              .map(each ->
                  new SpanView(
                      each.id(),
                      each.from(),
                      each.to(),
                      full.words(each),
                      each.marking().label(),
                      each.why()))
              .toList(),
          full.sources(),
          full.by().value(),
          full.at(),
          full.sha256(),
          lowered.stream().map(FullText::version).toList());
    }
  }

  /** A place of a lower text that would give something away. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record HitView(
      @Nullable String key,
      String where,
      int from,
      int to,
      @Nullable String words,
      String kind,
      String why,
      int span,
      @Nullable String hidden,
      String remedy) {
    static HitView of(Hit hit, boolean maySee) {
      return new HitView(
          maySee ? hit.key() : null,
          hit.where(),
          hit.from(),
          hit.to(),
          maySee ? hit.words() : null,
          hit.kind().name().toLowerCase(Locale.ROOT),
          hit.kind().words(),
          hit.span(),
          maySee && !hit.hidden().isEmpty() ? hit.hidden() : null,
          hit.kind().remedy());
    }
  }

  /** A release with what the check finds in it now and nobody answers for. */
  record ReleaseView(
      String id,
      String caseId,
      String fullText,
      int version,
      String state,
      Release.Content content,
      List<String> authors,
      Instant derivedAt,
      @Nullable String agreedBy,
      @Nullable Instant agreedAt,
      String sha256,
      List<HitView> hits) {}

  /** At which marking. */
  record DeriveBody(@Nullable String marking) {}

  /** A hit and why it may stand. */
  record LetBody(@Nullable String hit, @Nullable String reason) {}

  /** What the person saw. */
  record AgreeBody(@Nullable String sha256) {}

  private FullTextView view(FullText full) {
    return FullTextView.of(full, lowerings.lowered(full));
  }

  private ReleaseView view(Release release) {
    boolean maySee = officer.get().may(Role.OFFICER) || officer.get().may(Role.APPROVER);
    return new ReleaseView(
        release.id(),
        release.caseId().value(),
        release.fullText(),
        release.version(),
        release.state(),
        maySee ? release.content() : release.forAuditor(),
        release.authors().stream().map(Object::toString).toList(),
        release.derivedAt(),
        release.agreedBy().map(Object::toString).orElse(null),
        release.agreedAt().orElse(null),
        release.sha256(),
        releases.open(release).stream().map(each -> HitView.of(each, maySee)).toList());
  }

  @GetMapping("/cases/{id}/full-texts")
  List<FullTextView> ofCase(@PathVariable String id) {
    return fullTexts.ofCase(new CaseId(id)).stream().map(this::view).toList();
  }

  @PostMapping("/cases/{id}/full-texts")
  @Requires(Role.OFFICER)
  ResponseEntity<FullTextView> begin(@PathVariable String id, @RequestBody FullTexts.Body body) {
    FullText made = fullTexts.begin(new CaseId(id), body);
    return ResponseEntity.created(URI.create("/api/v1/full-texts/" + made.id())).body(view(made));
  }

  @GetMapping("/full-texts/{id}")
  FullTextView get(@PathVariable String id) {
    return view(fullTexts.get(id));
  }

  @PutMapping("/full-texts/{id}")
  @Requires(Role.OFFICER)
  FullTextView change(@PathVariable String id, @RequestBody FullTexts.Body body) {
    return view(fullTexts.change(id, body));
  }

  /** A second person confirms that the newest version may hold back less. */
  @PostMapping("/full-texts/{id}/confirmation")
  @Requires(Role.APPROVER)
  FullTextView confirm(@PathVariable String id, @RequestBody AgreeBody body) {
    return view(lowerings.confirm(id, Objects.requireNonNullElse(body.sha256(), "")));
  }

  @PostMapping("/full-texts/{id}/spans")
  @Requires(Role.OFFICER)
  FullTextView mark(@PathVariable String id, @RequestBody FullTexts.SpanBody body) {
    return view(fullTexts.mark(id, body));
  }

  @DeleteMapping("/full-texts/{id}/spans/{span}")
  @Requires(Role.OFFICER)
  FullTextView unmark(@PathVariable String id, @PathVariable int span) {
    return view(fullTexts.unmark(id, span));
  }

  @GetMapping("/full-texts/{id}/suggestions")
  List<FullTexts.Suggestion> suggestions(@PathVariable String id) {
    return fullTexts.suggestions(id);
  }

  @PostMapping("/full-texts/{id}/releases")
  @Requires(Role.OFFICER)
  ResponseEntity<ReleaseView> derive(@PathVariable String id, @RequestBody DeriveBody body) {
    Release made = releases.derive(id, Objects.requireNonNullElse(body.marking(), ""));
    return ResponseEntity.created(URI.create("/api/v1/releases/" + made.id())).body(view(made));
  }

  @GetMapping("/cases/{id}/releases")
  @Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
  List<ReleaseView> releasesOf(@PathVariable String id) {
    return releases.ofCase(new CaseId(id)).stream().map(this::view).toList();
  }

  @GetMapping("/releases/{id}")
  @Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
  ReleaseView release(@PathVariable String id) {
    return view(releases.get(id));
  }

  @PutMapping("/releases/{id}")
  @Requires(Role.OFFICER)
  ReleaseView edit(@PathVariable String id, @RequestBody ReleaseDesk.Edit body) {
    return view(releases.edit(id, body));
  }

  @PostMapping("/releases/{id}/lets")
  @Requires(Role.OFFICER)
  ReleaseView let(@PathVariable String id, @RequestBody LetBody body) {
    return view(
        releases.let(
            id,
            Objects.requireNonNullElse(body.hit(), ""),
            Objects.requireNonNullElse(body.reason(), "")));
  }

  @PostMapping("/releases/{id}/agreement")
  @Requires(Role.APPROVER)
  ReleaseView agree(@PathVariable String id, @RequestBody AgreeBody body) {
    return view(releases.agree(id, Objects.requireNonNullElse(body.sha256(), "")));
  }

  /** What the check finds in words that are no release yet. */
  record CheckBody(@Nullable String marking, @Nullable Map<String, String> texts) {}

  @PostMapping("/cases/{id}/release-check")
  List<HitView> check(@PathVariable String id, @RequestBody CheckBody body) {
    return releases
        .check(
            new CaseId(id),
            Objects.requireNonNullElse(body.marking(), ""),
            Objects.requireNonNullElse(body.texts(), Map.of()))
        .stream()
        .map(each -> HitView.of(each, true))
        .toList();
  }
}
