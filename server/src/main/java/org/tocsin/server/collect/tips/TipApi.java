// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.tips;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.ReportId;

/** Tips over HTTP for the desk. */
@RestController
@RequestMapping("/api/v1/tips")
@Requires({Role.COLLECTOR, Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class TipApi {

  private static final int MOST = 200;

  private final Tips tips;
  private final TipStore store;

  TipApi(Tips tips, TipStore store) {
    this.tips = tips;
    this.store = store;
  }

  /** A question for the tipster. */
  record QuestionBody(@Nullable String question) {}

  /** A tip as the desk's list shows it. */
  record TipView(
      String id,
      Instant openedAt,
      Instant lastAt,
      int reports,
      int questions,
      boolean answeredSinceAsked) {}

  /** A page of the list. */
  record TipList(List<TipView> items, @Nullable String next) {}

  /** One thing that was said of a tip. */
  record LineView(Instant at, @Nullable String report, @Nullable String question) {}

  @GetMapping
  TipList list(
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "50") int limit) {
    int most = Math.clamp(limit, 1, MOST);
    List<TipRow> rows =
        store.list(after.isEmpty() ? TipPages.NEWEST : new TipId(after).value(), most);
    return new TipList(
        rows.stream()
            .map(row ->
                new TipView(
                    row.id().value(),
                    row.openedAt(),
                    row.lastAt(),
                    row.reports(),
                    row.questions(),
                    row.answered()))
            .toList(),
        rows.size() < most ? null : rows.getLast().id().value());
  }

  @GetMapping("/{id}")
  List<LineView> get(@PathVariable String id) {
    return tips.get(new TipId(id)).stream()
        .map(line ->
            new LineView(
                line.at(),
                line.report().map(ReportId::value).orElse(null),
                line.question().orElse(null)))
        .toList();
  }

  @PostMapping("/{id}/questions")
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<List<LineView>> ask(@PathVariable String id, @RequestBody QuestionBody body) {
    tips.ask(new TipId(id), Optional.ofNullable(body.question()).orElse(""));
    return ResponseEntity.status(201).body(get(id));
  }
}
