// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.kernel.web.Page;
import org.tocsin.server.warn.signing.SigningKeys;

/** The pages of warnings: the list, the one screen on which an approver signs, the life cycle. */
@Controller
@RequestMapping("/desk/warnings")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class WarnPages {

  private static final int ROWS = 50;

  /** How many who are not cleared are counted; nobody reads a longer list. */
  private static final int NOT_CLEARED_NAMED = 5;

  private final Warnings warnings;
  private final Releases releases;
  private final WarningWords words;
  private final Cases cases;
  private final OfficerNames names;
  private final CurrentOfficer officer;
  private final SigningKeys keys;
  private final TextStandings standings;
  private final Previews previews;
  private final Remarks remarks;
  private final Lapses lapses;
  private final BeforeSigning before;
  private final Page page;
  private final Clock clock;

  WarnPages(
      Warnings warnings,
      Releases releases,
      WarningWords words,
      Cases cases,
      OfficerNames names,
      CurrentOfficer officer,
      SigningKeys keys,
      TextStandings standings,
      Previews previews,
      Remarks remarks,
      Lapses lapses,
      BeforeSigning before,
      Page page,
      Clock clock) {
    this.warnings = warnings;
    this.releases = releases;
    this.words = words;
    this.cases = cases;
    this.names = names;
    this.officer = officer;
    this.keys = keys;
    this.standings = standings;
    this.previews = previews;
    this.remarks = remarks;
    this.lapses = lapses;
    this.before = before;
    this.page = page;
    this.clock = clock;
  }

  @GetMapping
  ResponseEntity<String> list(
      @RequestParam(defaultValue = "") String state,
      @RequestParam(required = false) @Nullable String after) {
    List<Warning> rows =
        warnings.inState(
            WarnApi.states(state), Optional.ofNullable(after).map(WarningId::new), ROWS);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("rows", rows);
    parameters.put("state", state);
    parameters.put("states", List.of(WarningState.values()));
    parameters.put("wanting", lapses.wanting(rows));
    if (rows.size() == ROWS) {
      parameters.put("next", "/desk/warnings?state=" + state + "&after=" + rows.getLast().id());
    }
    return page.of("warn/warnings.jte", "Warnings", "warnings", parameters);
  }

  @GetMapping("/{id}")
  ResponseEntity<String> one(@PathVariable String id) {
    return one(200, new WarningId(id), null);
  }

  private ResponseEntity<String> one(int status, WarningId id, @Nullable Problem refused) {
    Warning warning = warnings.get(id);
    Officer me = officer.get();
    Map<String, Object> parameters = new HashMap<>();
    Optional<Preview> shown = warnings.shown(id);
    boolean mayFreeze = me.may(Role.OFFICER) || me.may(Role.APPROVER);
    if (shown.isEmpty()
        && warning.state() == WarningState.DRAFT
        && mayFreeze
        && warnings.sentBack(id).isEmpty()) {
      try {
        shown = Optional.of(warnings.preview(id));
      } catch (Problem unsound) {
        parameters.put("unsound", unsound);
      }
      warning = warnings.get(id);
    }
    parameters.put("warning", warning);
    parameters.put("file", cases.get(warning.caseId()));
    parameters.put("authors", warning.authors().stream().map(by -> names.of(by.value())).toList());
    parameters.put("mine", warning.authors().contains(me.id()));
    parameters.put("map", words.map(warning.draft().areas()));
    parameters.put("now", clock.instant());
    parameters.put("parts", warnings.audienceParts(id));
    parameters.put("refused", refused);
    parameters.put("demands", lapses.demands(warning));
    parameters.put("standings", standings.of(warning));
    parameters.put(
        "remarks", warning.state() == WarningState.DRAFT ? remarks.of(warning) : List.<Remark>of());
    parameters.put("shown", previews.orNone(warning));
    parameters.put(
        "blocks", warning.state() == WarningState.DRAFT ? releases.blocks(warning) : List.of());
    shown.ifPresent(each -> parameters.put("preview", each));
    parameters.put(
        "notCleared", before.notCleared(warning, warnings.audience(id), NOT_CLEARED_NAMED));
    warning.approvedBy().ifPresent(by -> parameters.put("approvedBy", names.of(by.value())));
    signature(warning).ifPresent(line -> parameters.put("signature", line));
    warnings.followedBy(id).ifPresent(next -> parameters.put("followedBy", next.value()));
    lapses.draftAfter(id).ifPresent(draft -> parameters.put("draftAfter", draft.value()));
    lapses.reason(id).ifPresent(reason -> parameters.put("lapseReason", reason));
    warnings
        .sentBack(id)
        .ifPresent(back -> {
          parameters.put("sentBack", back);
          parameters.put("sentBackBy", names.of(back.by().value()));
        });
    return page.of(status, "warn/warning.jte", WarningWords.kind(warning), "warnings", parameters);
  }

  /** What is to be said of the signature under a public alert. */
  private Optional<String> signature(Warning warning) {
    if (!warning.draft().forEverybody()) {
      return Optional.empty();
    }
    if (warning.state() == WarningState.DRAFT) {
      return keys.outlook();
    }
    return warnings.sentAlert(warning.id()).isSigned()
        ? Optional.of("It carries the desk's signature.")
        : Optional.empty();
  }

  /** Freezes the audience anew. */
  @PostMapping("/{id}/preview")
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<String> preview(@PathVariable String id) {
    WarningId warning = new WarningId(id);
    return after(warning, () -> warnings.preview(warning));
  }

  @PostMapping("/{id}/approval")
  @Requires(Role.APPROVER)
  ResponseEntity<String> approve(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String contentHash,
      @RequestParam(defaultValue = "") String despite) {
    WarningId warning = new WarningId(id);
    return after(warning, () -> warnings.approve(warning, contentHash, despite));
  }

  @PostMapping("/{id}/return")
  @Requires(Role.APPROVER)
  ResponseEntity<String> sendBack(
      @PathVariable String id, @RequestParam(defaultValue = "") String why) {
    WarningId warning = new WarningId(id);
    return after(warning, () -> warnings.sendBack(warning, why));
  }

  @PostMapping("/{id}/lapse")
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<String> lapse(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String decision,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String until) {
    WarningId warning = new WarningId(id);
    try {
      Optional<Warning> next =
          lapses.decide(
              warning,
              decision,
              reason,
              decision.equals("letLapse") ? Optional.empty() : time(until));
      return seeOther(next.map(Warning::id).orElse(warning), next.isPresent() ? "/edit" : "");
    } catch (Problem refused) {
      return one(refused.type().status(), warning, refused);
    }
  }

  private static Optional<Instant> time(String local) {
    if (local.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDateTime.parse(local).atZone(DeskTime.zone()).toInstant());
    } catch (DateTimeException e) {
      throw WarnProblem.BAD_LAPSE.because(
          "until: '%s' is no time; write it like 2024-03-07T18:00"
              .formatted(Problem.shorten(local)));
    }
  }

  /**
   * An act of a form: back to the page when it is done, the page with the refusal when it is not.
   */
  private ResponseEntity<String> after(WarningId id, Runnable act) {
    try {
      act.run();
      return seeOther(id, "");
    } catch (Problem refused) {
      if (refused.type() == WarnProblem.NO_WARNING) {
        throw refused;
      }
      return one(refused.type().status(), id, refused);
    }
  }

  static ResponseEntity<String> seeOther(WarningId id, String more) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create("/desk/warnings/" + id + more))
        .build();
  }
}
