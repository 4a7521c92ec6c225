// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.indicators;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.assess.Citation;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.Times;

/** Signs to look for over HTTP. */
@RestController
@RequestMapping("/api/v1")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class SignApi {

  private final Signs signs;
  private final Cases cases;
  private final Clock clock;

  SignApi(Signs signs, Cases cases, Clock clock) {
    this.signs = signs;
    this.cases = cases;
    this.clock = clock;
  }

  /** A list to be used, or a sign of the desk's own. */
  record NewSign(@Nullable String list, @Nullable String expectation, @Nullable String by) {}

  /** What somebody makes of a sign, as the API reads it. */
  record Judging(
      @Nullable String state,
      @Nullable String note,
      @Nullable String by,
      @Nullable List<CiteBody> cites) {}

  /** A citation as the API reads it and shows it. */
  record CiteBody(@Nullable String report, @Nullable Integer finding) {
    Citation citation() {
      return new Citation(
          new ReportId(text(report)),
          finding == null ? OptionalInt.empty() : OptionalInt.of(finding));
    }

    static CiteBody of(Citation cite) {
      return new CiteBody(
          cite.report().value(),
          cite.finding().isPresent() ? cite.finding().getAsInt() : null);
    }
  }

  /** A sign as the API shows it. */
  record SignView(
      String caseId,
      int number,
      String list,
      String expectation,
      Instant by,
      String state,
      @Nullable String stateBy,
      @Nullable Instant stateAt,
      String note,
      List<CiteBody> cites,
      boolean holds) {}

  /** Signs. */
  record SignsView(List<SignView> items) {}

  /** A list that comes with the program. */
  record ListView(String id, String title, String purpose, List<ExpectedView> signs) {
    static ListView of(SignList list) {
      return new ListView(
          list.id(),
          list.title(),
          list.purpose(),
          list.signs().stream()
              .map(each -> new ExpectedView(each.after().toHours(), each.expectation()))
              .toList());
    }
  }

  /** An expected sign of a list. */
  record ExpectedView(long hoursFromBegin, String expectation) {}

  /** All lists. */
  record Lists(List<ListView> items) {}

  @GetMapping("/sign-lists")
  Lists lists() {
    return new Lists(signs.lists().stream().map(ListView::of).toList());
  }

  @GetMapping("/signs/overdue")
  SignsView overdue() {
    return new SignsView(
        signs.overdue().stream()
            .map(each -> view(cases.get(each.caseId()), each.sign()))
            .toList());
  }

  @GetMapping("/cases/{id}/signs")
  SignsView of(@PathVariable String id) {
    CaseFile file = cases.get(new CaseId(id));
    return new SignsView(
        signs.of(file.id()).stream().map(sign -> view(file, sign)).toList());
  }

  @PostMapping("/cases/{id}/signs")
  @Requires(Role.OFFICER)
  ResponseEntity<SignsView> add(@PathVariable String id, @RequestBody NewSign body) {
    CaseId caseId = new CaseId(id);
    if (body.list() != null) {
      signs.use(caseId, body.list());
    } else {
      signs.add(caseId, text(body.expectation()), Times.parse("by", text(body.by())));
    }
    return ResponseEntity.created(URI.create("/api/v1/cases/" + id + "/signs")).body(of(id));
  }

  @PostMapping("/cases/{id}/signs/{number}/state")
  @Requires(Role.OFFICER)
  SignView judge(@PathVariable String id, @PathVariable int number, @RequestBody Judging body) {
    CaseId caseId = new CaseId(id);
    Sign made =
        signs.judge(
            caseId,
            number,
            new Signs.Judged(
                text(body.state()),
                text(body.note()),
                Optional.ofNullable(body.cites()).orElse(List.of()).stream()
                    .filter(Objects::nonNull)
                    .map(CiteBody::citation)
                    .toList(),
                Optional.ofNullable(body.by()).map(by -> Times.parse("by", by))));
    return view(cases.get(caseId), made);
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }

  private SignView view(CaseFile file, Sign sign) {
    return new SignView(
        file.id().value(),
        sign.number(),
        sign.list(),
        sign.expectation(),
        sign.by(),
        sign.standing(clock.instant()),
        sign.stateBy().map(by -> by.value()).orElse(null),
        sign.stateAt().orElse(null),
        sign.note(),
        sign.cites().stream().map(CiteBody::of).toList(),
        signs.holds(file, sign));
  }
}
