// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.hypotheses;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
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
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.ReportId;

/** Competing hypotheses over HTTP. */
@RestController
@RequestMapping("/api/v1/cases/{id}/hypotheses")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class HypothesesApi {

  private final Hypotheses hypotheses;

  HypothesesApi(Hypotheses hypotheses) {
    this.hypotheses = hypotheses;
  }

  /** A new version as the API reads it. */
  record NewMatrix(
      @Nullable Integer base,
      @Nullable String why,
      @Nullable List<NewHypothesis> hypotheses,
      @Nullable List<NewWeighing> findings) {

    Hypotheses.Change change() {
      return new Hypotheses.Change(
          Optional.ofNullable(base).orElse(0),
          text(why),
          given(hypotheses).map(NewHypothesis::hypothesis).toList(),
          given(findings).map(NewWeighing::weighing).toList());
    }
  }

  /** A hypothesis as the API reads it: without a key it is new. */
  record NewHypothesis(@Nullable String key, @Nullable String text) {
    Hypothesis hypothesis() {
      return new Hypothesis(HypothesesApi.text(key).strip(), HypothesesApi.text(text));
    }
  }

  /** A weighing as the API reads it. */
  record NewWeighing(
      @Nullable String report,
      @Nullable Integer finding,
      @Nullable String relevance,
      @Nullable Map<String, @Nullable String> cells) {

    Weighing weighing() {
      Map<String, Consistency> weighed = new HashMap<>();
      Optional.ofNullable(cells)
          .orElse(Map.of())
          .forEach((key, letters) -> weighed.put(key, consistency(key, text(letters))));
      String level = text(relevance);
      return new Weighing(
          new ReportId(text(report)),
          Optional.ofNullable(finding).orElse(-1),
          level.isEmpty() ? Level.MODERATE : level(level),
          weighed);
    }
  }

  static Consistency consistency(String where, String letters) {
    return Consistency.find(letters)
        .orElseThrow(() ->
            HypothesesProblem.BAD_MATRIX.because(
                "%s: '%s' is none of CC, C, N, I, II, NA"
                    .formatted(Problem.shorten(where), Problem.shorten(letters))));
  }

  static Level level(String word) {
    return Level.find(word)
        .orElseThrow(() ->
            HypothesesProblem.BAD_MATRIX.because(
                "relevance: '%s' is none of low, moderate, high".formatted(Problem.shorten(word))));
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }

  private static <T> Stream<T> given(@Nullable List<T> list) {
    return Optional.ofNullable(list).orElse(List.of()).stream().filter(Objects::nonNull);
  }

  /** The matrix as the API shows it. */
  record MatrixView(
      int version,
      @Nullable String by,
      @Nullable Instant at,
      @Nullable String why,
      List<StandingView> hypotheses,
      List<String> leading,
      List<RowView> findings,
      long notYetWeighed,
      int dropped,
      List<TurnView> sensitivity) {

    static MatrixView of(Matrix matrix) {
      return new MatrixView(
          matrix.version(),
          matrix.made().map(made -> made.by().value()).orElse(null),
          matrix.made().map(MatrixVersion::at).orElse(null),
          matrix.made().map(MatrixVersion::why).orElse(null),
          matrix.analysis().standings().stream().map(StandingView::of).toList(),
          matrix.analysis().leading(),
          matrix.rows().stream().map(row -> RowView.of(matrix, row)).toList(),
          matrix.fresh(),
          matrix.dropped(),
          matrix.analysis().turns().stream().map(TurnView::of).toList());
    }
  }

  /** To three digits: sums of square roots have no others that mean anything. */
  private static @Nullable Double rounded(@Nullable Double exact) {
    return exact == null ? null : Math.rint(exact * 1000) / 1000;
  }

  /** A hypothesis with its standing. */
  record StandingView(
      String key, String text, @Nullable Double against, int findingsAgainst, int rank) {
    static StandingView of(Analysis.Standing standing) {
      return new StandingView(
          standing.hypothesis().key(),
          standing.hypothesis().text(),
          rounded(standing.against()),
          standing.findings(),
          standing.rank());
    }
  }

  /** A finding with its weights and cells. */
  record RowView(
      String report,
      int finding,
      String ref,
      String type,
      String text,
      String grade,
      String credibility,
      boolean possibleDeception,
      String relevance,
      boolean weighed,
      Map<String, String> cells,
      @Nullable Double diagnosticity) {

    static RowView of(Matrix matrix, Row row) {
      Map<String, String> cells = new TreeMap<>();
      row.cells().forEach((key, cell) -> cells.put(key, cell.name()));
      return new RowView(
          row.cite().report().value(),
          row.cite().finding().orElse(-1),
          row.ref(),
          row.type(),
          row.text(),
          row.grade(),
          row.credibility().word(),
          row.deception(),
          row.relevance().word(),
          !row.fresh(),
          cells,
          rounded(matrix.analysis().telling().get(row.key())));
    }
  }

  /** What would change the order. */
  record TurnView(
      List<String> refs,
      @Nullable List<String> leadingIfWrong,
      @Nullable List<String> leadingIfDeceptive,
      boolean leadChanges) {
    static TurnView of(Analysis.Turn turn) {
      return new TurnView(
          turn.refs(), turn.ifWrong().orElse(null), turn.ifDeceptive().orElse(null), turn.leads());
    }
  }

  /** A version in a line. */
  record VersionView(int version, String by, Instant at, String why, List<String> leading) {
    static VersionView of(MatrixVersion made) {
      return new VersionView(
          made.version(), made.by().value(), made.at(), made.why(), made.leading());
    }
  }

  /** All versions. */
  record Versions(List<VersionView> items) {}

  @GetMapping
  MatrixView get(@PathVariable String id) {
    return MatrixView.of(hypotheses.of(new CaseId(id)));
  }

  @GetMapping("/versions")
  Versions versions(@PathVariable String id) {
    return new Versions(hypotheses.versions(new CaseId(id)).stream().map(VersionView::of).toList());
  }

  @PostMapping
  @Requires(Role.OFFICER)
  ResponseEntity<MatrixView> weigh(@PathVariable String id, @RequestBody NewMatrix body) {
    Matrix made = hypotheses.weigh(new CaseId(id), body.change());
    return ResponseEntity.created(URI.create("/api/v1/cases/" + id + "/hypotheses"))
        .body(MatrixView.of(made));
  }
}
