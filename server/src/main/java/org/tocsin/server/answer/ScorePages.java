// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.ApprovedWarnings;
import org.tocsin.server.kernel.Csv;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.web.Page;

/** How fast warnings were answered and how exercises compare: pages, JSON and CSV. */
@Controller
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class ScorePages {

  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
  private static final int ROWS = 100;
  private static final int MOST = 1_000;

  private final Scores scores;
  private final ApprovedWarnings approved;
  private final Page page;

  ScorePages(Scores scores, ApprovedWarnings approved, Page page) {
    this.scores = scores;
    this.approved = approved;
    this.page = page;
  }

  /** All exercises. */
  record ExercisesView(List<Scores.Exercise> items) {}

  /** The times with the score. */
  record TimesView(boolean exercise, int score, AnswerTimes times) {}

  /** A page of watchers by number. */
  record NeverView(List<Long> items, @Nullable String next) {}

  @GetMapping("/api/v1/warnings/{id}/answer-times")
  @ResponseBody
  TimesView times(@PathVariable String id) {
    WarningId warning = new WarningId(id);
    AnswerTimes times = scores.times(warning);
    return new TimesView(approved.get(warning).exercise(), times.all().score(), times);
  }

  @GetMapping("/api/v1/warnings/{id}/answer-times.csv")
  ResponseEntity<String> timesAsCsv(@PathVariable String id) {
    AnswerTimes times = scores.times(new WarningId(id));
    List<List<Object>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "by",
            "group",
            "audience",
            "told",
            "answered",
            "within1",
            "within5",
            "within15",
            "within60",
            "medianSeconds",
            "score"));
    rows.add(row("all", times.all()));
    times.byChannel().forEach(each -> rows.add(row("channel", each)));
    times.byKind().forEach(each -> rows.add(row("kind", each)));
    return csv(rows);
  }

  private static List<Object> row(String by, AnswerTimes.Group group) {
    return Stream.concat(Stream.of((Object) by, group.name()), figures(group)).toList();
  }

  private static Stream<Object> figures(AnswerTimes.Group group) {
    Long median = group.medianSeconds();
    return Stream.of(
        group.audience(),
        group.told(),
        group.answered(),
        group.within1(),
        group.within5(),
        group.within15(),
        group.within60(),
        median == null ? "" : median,
        group.score());
  }

  @GetMapping("/api/v1/warnings/{id}/never-answered")
  @ResponseBody
  NeverView never(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "200") int limit) {
    int most = Math.clamp(limit, 1, MOST);
    List<Long> found = scores.neverAnswered(new WarningId(id), after, most);
    return new NeverView(found, found.size() == most ? found.getLast().toString() : null);
  }

  @GetMapping("/api/v1/exercises")
  @ResponseBody
  ExercisesView exercises() {
    return new ExercisesView(scores.exercises(MOST));
  }

  @GetMapping("/api/v1/exercises.csv")
  ResponseEntity<String> exercisesAsCsv() {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "warning",
            "headline",
            "began",
            "audience",
            "told",
            "answered",
            "within1",
            "within5",
            "within15",
            "within60",
            "medianSeconds",
            "score"));
    for (Scores.Exercise each : scores.exercises(MOST)) {
      AnswerTimes.Group figures = each.figures();
      Stream<Object> head =
          Stream.of((Object) each.warning(), each.headline(), each.began().toString());
      rows.add(Stream.concat(head, figures == null ? Stream.empty() : figures(figures)).toList());
    }
    return csv(rows);
  }

  private static ResponseEntity<String> csv(List<List<Object>> rows) {
    StringBuilder out = new StringBuilder();
    rows.forEach(row -> out.append(Csv.write(row.stream().map(Object::toString).toList())));
    return ResponseEntity.ok().contentType(CSV).body(out.toString());
  }

  @GetMapping("/desk/warnings/{id}/answer-times")
  ResponseEntity<String> page(
      @PathVariable String id, @RequestParam(defaultValue = "0") long after) {
    WarningId warning = new WarningId(id);
    ApprovedWarning about = approved.get(warning);
    List<Long> never = scores.neverAnswered(warning, after, ROWS);
    return page.of(
        "answer/times.jte",
        "Answer times",
        "warnings",
        Map.of(
            "id",
            id,
            "headline",
            about.texts().getFirst().headline(),
            "exercise",
            about.exercise(),
            "times",
            scores.times(warning),
            "never",
            never,
            "next",
            never.size() == ROWS ? never.getLast() : 0L));
  }

  @GetMapping("/desk/exercises")
  ResponseEntity<String> exercisesPage() {
    return page.of(
        "answer/exercises.jte",
        "Exercises",
        "warnings",
        Map.of("exercises", scores.exercises(ROWS)));
  }
}
