// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Officer;
import org.tocsin.server.access.OfficerNames;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Handling;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.MarkingSettings;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.Page;

/**
 * The pages of the tear line: the full texts of a case, and one release with what it leaves out.
 */
@Controller
@RequestMapping("/desk")
@Requires({Role.OFFICER, Role.APPROVER})
class ReleasePages {

  private final FullTexts fullTexts;
  private final Lowerings lowerings;
  private final ReleaseDesk releases;
  private final Cases cases;
  private final MarkingSettings markings;
  private final OfficerNames names;
  private final CurrentOfficer officer;
  private final Page page;

  ReleasePages(
      FullTexts fullTexts,
      Lowerings lowerings,
      ReleaseDesk releases,
      Cases cases,
      MarkingSettings markings,
      OfficerNames names,
      CurrentOfficer officer,
      Page page) {
    this.fullTexts = fullTexts;
    this.lowerings = lowerings;
    this.releases = releases;
    this.cases = cases;
    this.markings = markings;
    this.names = names;
    this.officer = officer;
    this.page = page;
  }

  @GetMapping("/cases/{id}/tear-line")
  ResponseEntity<String> ofCase(@PathVariable String id) {
    return ofCase(200, new CaseId(id), null, Map.of());
  }

  private ResponseEntity<String> ofCase(
      int status, CaseId id, @Nullable Problem refused, Map<String, String> typed) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("file", cases.get(id));
    parameters.put(
        "texts",
        fullTexts.ofCase(id).stream()
            .map(each ->
                FullTextSheet.of(each, fullTexts.suggestions(each.id()), lowerings.lowered(each)))
            .toList());
    parameters.put("releases", releases.ofCase(id).stream().map(ReleaseLine::of).toList());
    parameters.put("labels", markings.labels());
    parameters.put(
        "sources", String.join("\n", fullTexts.sourcesAbove(id, Handling.of(Marking.CLEAR))));
    parameters.put("typed", typed);
    parameters.put("refused", refused);
    return page.of(status, "warn/tear-line.jte", "Tear line", "cases", parameters);
  }

  @PostMapping("/cases/{id}/tear-line")
  @Requires(Role.OFFICER)
  ResponseEntity<String> begin(@PathVariable String id, @RequestParam Map<String, String> fields) {
    CaseId caseId = new CaseId(id);
    return after(
        caseId,
        fields,
        () ->
            "/desk/cases/"
                + fullTexts.begin(caseId, body(fields, List.of())).caseId()
                + "/tear-line");
  }

  @PostMapping("/full-texts/{id}")
  @Requires(Role.OFFICER)
  ResponseEntity<String> change(@PathVariable String id, @RequestParam Map<String, String> fields) {
    FullText full = fullTexts.get(id);
    // By their words, for the places move with the text; what is gone must be unmarked first.
    List<FullTexts.SpanBody> spans =
        full.spans().stream()
            .map(each ->
                new FullTexts.SpanBody(
                    null, null, full.words(each), each.marking().label(), each.why()))
            .toList();
    return after(full.caseId(), fields, () -> sheet(fullTexts.change(id, body(fields, spans))));
  }

  private static FullTexts.Body body(Map<String, String> fields, List<FullTexts.SpanBody> spans) {
    return new FullTexts.Body(
        fields.get("marking"),
        fields.get("rest"),
        fields.getOrDefault("language", "en"),
        fields.get("text"),
        spans,
        fields.getOrDefault("sources", "").lines().toList());
  }

  private static String sheet(FullText full) {
    return "/desk/cases/" + full.caseId() + "/tear-line#" + full.id();
  }

  @PostMapping("/full-texts/{id}/spans")
  @Requires(Role.OFFICER)
  ResponseEntity<String> mark(@PathVariable String id, @RequestParam Map<String, String> fields) {
    FullTexts.SpanBody span =
        new FullTexts.SpanBody(
            number(fields.get("from")),
            number(fields.get("to")),
            fields.get("words"),
            fields.get("marking"),
            fields.get("why"));
    return after(fullTexts.get(id).caseId(), fields, () -> sheet(fullTexts.mark(id, span)));
  }

  private static @Nullable Integer number(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,6}") ? Integer.valueOf(text) : null;
  }

  @PostMapping("/full-texts/{id}/spans/{span}/drop")
  @Requires(Role.OFFICER)
  ResponseEntity<String> unmark(@PathVariable String id, @PathVariable int span) {
    return after(fullTexts.get(id).caseId(), Map.of(), () -> sheet(fullTexts.unmark(id, span)));
  }

  @PostMapping("/full-texts/{id}/confirmation")
  @Requires(Role.APPROVER)
  ResponseEntity<String> confirm(
      @PathVariable String id, @RequestParam(defaultValue = "") String sha256) {
    return after(fullTexts.get(id).caseId(), Map.of(), () -> sheet(lowerings.confirm(id, sha256)));
  }

  @PostMapping("/full-texts/{id}/releases")
  @Requires(Role.OFFICER)
  ResponseEntity<String> derive(
      @PathVariable String id, @RequestParam(defaultValue = "") String marking) {
    return after(
        fullTexts.get(id).caseId(),
        Map.of(),
        () -> "/desk/releases/" + releases.derive(id, marking).id());
  }

  private ResponseEntity<String> after(CaseId id, Map<String, String> typed, Supplier<String> act) {
    try {
      return seeOther(act.get());
    } catch (Problem refused) {
      return ofCase(refused.type().status(), id, refused, typed);
    }
  }

  private static ResponseEntity<String> seeOther(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
  }

  @GetMapping("/releases/{id}")
  @Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
  ResponseEntity<String> one(@PathVariable String id) {
    return one(200, id, null);
  }

  private ResponseEntity<String> one(int status, String id, @Nullable Problem refused) {
    Release release = releases.get(id);
    FullText full = releases.from(release);
    Officer me = officer.get();
    boolean maySee = me.may(Role.OFFICER) || me.may(Role.APPROVER);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("file", cases.get(release.caseId()));
    parameters.put(
        "sheet",
        ReleaseSheet.of(
            release,
            full,
            maySee,
            releases.open(release),
            names,
            release.authors().contains(me.id()) || full.by().equals(me.id())));
    parameters.put("refused", refused);
    return page.of(status, "warn/release.jte", "Release", "cases", parameters);
  }

  @PostMapping("/releases/{id}")
  @Requires(Role.OFFICER)
  ResponseEntity<String> edit(@PathVariable String id, @RequestParam Map<String, String> fields) {
    Map<Integer, String> replacements = new TreeMap<>();
    fields.forEach((name, value) -> {
      if (name.matches("replacement[.][0-9]{1,3}")) {
        replacements.put(Integer.valueOf(name.substring("replacement.".length())), value);
      }
    });
    boolean anew = "derive".equals(fields.get("act"));
    return afterRelease(
        id,
        () ->
            releases.edit(
                id,
                new ReleaseDesk.Edit(
                    fields.get("headline"),
                    anew ? null : fields.get("description"),
                    fields.get("instruction"),
                    replacements)));
  }

  @PostMapping("/releases/{id}/lets")
  @Requires(Role.OFFICER)
  ResponseEntity<String> let(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String hit,
      @RequestParam(defaultValue = "") String reason) {
    return afterRelease(id, () -> releases.let(id, hit, reason));
  }

  @PostMapping("/releases/{id}/agreement")
  @Requires(Role.APPROVER)
  ResponseEntity<String> agree(
      @PathVariable String id, @RequestParam(defaultValue = "") String sha256) {
    return afterRelease(id, () -> releases.agree(id, sha256));
  }

  private ResponseEntity<String> afterRelease(String id, Runnable act) {
    try {
      act.run();
      return seeOther("/desk/releases/" + id);
    } catch (Problem refused) {
      if (refused.type() == ReleaseProblem.NO_RELEASE) {
        throw refused;
      }
      return one(refused.type().status(), id, refused);
    }
  }
}
