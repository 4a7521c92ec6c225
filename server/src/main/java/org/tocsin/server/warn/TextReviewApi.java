// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.warn.phrases.Review;
import org.tocsin.server.warn.phrases.Reviews;

/** Who translated and reviewed a warning's texts, over HTTP and by the form on its page. */
@Controller
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class TextReviewApi {

  private final Warnings warnings;
  private final TextStandings standings;

  TextReviewApi(Warnings warnings, TextStandings standings) {
    this.warnings = warnings;
    this.standings = standings;
  }

  /** How far one text can be relied on. */
  record StandingView(
      String language, String direction, boolean reviewed, String words, @Nullable Review review) {}

  /** Who translated or reviewed a text. */
  record TextReviewBody(
      @Nullable String translator, @Nullable String reviewer, @Nullable String office) {}

  @GetMapping("/api/v1/warnings/{id}/texts")
  @ResponseBody
  List<StandingView> texts(@PathVariable String id) {
    return standings.of(warnings.get(new WarningId(id))).stream().map(this::view).toList();
  }

  private StandingView view(Reviews.Standing each) {
    return new StandingView(
        each.language(),
        standings.direction(each.language()),
        !each.unreviewed(),
        each.how().words(),
        each.review().orElse(null));
  }

  @PostMapping("/api/v1/warnings/{id}/texts/{language}/reviews")
  @Requires(Role.OFFICER)
  @ResponseBody
  @ResponseStatus(HttpStatus.CREATED)
  Review review(
      @PathVariable String id, @PathVariable String language, @RequestBody TextReviewBody body) {
    return standings.record(
        new WarningId(id),
        language,
        Objects.requireNonNullElse(body.translator(), ""),
        Objects.requireNonNullElse(body.reviewer(), ""),
        Objects.requireNonNullElse(body.office(), ""));
  }

  @PostMapping("/desk/warnings/{id}/texts")
  @Requires(Role.OFFICER)
  ResponseEntity<String> reviewed(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String language,
      @RequestParam(defaultValue = "") String translator,
      @RequestParam(defaultValue = "") String reviewer,
      @RequestParam(defaultValue = "") String office) {
    WarningId warning = new WarningId(id);
    standings.record(warning, language, translator, reviewer, office);
    return WarnPages.seeOther(warning, "#read");
  }
}
