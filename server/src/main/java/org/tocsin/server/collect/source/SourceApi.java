// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.source;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.collect.CaseFates.Fate;
import org.tocsin.server.collect.CaseFates.Verdict;
import org.tocsin.server.collect.Reliability;

/** Sources over HTTP. */
@RestController
@RequestMapping("/api/v1/sources")
@Requires({Role.COLLECTOR, Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class SourceApi {

  private static final int MOST = 200;

  private final Sources sources;
  private final SourceStore store;

  SourceApi(Sources sources, SourceStore store) {
    this.sources = sources;
    this.store = store;
  }

  /** A source as the API shows it; {@code owner} is an officer's id or a post. */
  record SourceView(
      String id,
      String name,
      String kind,
      String owner,
      String reliability,
      String reliabilityWords,
      String interest,
      String silence,
      @Nullable Long silenceMinutes,
      Instant addedAt,
      @Nullable Instant lastReportAt,
      @Nullable Instant silentSince,
      @Nullable String silenceSeenBy) {
    static SourceView of(Source source) {
      return new SourceView(
          source.id().value(),
          source.name(),
          source.kind().word(),
          source.owner(),
          source.standing().name(),
          source.standing().words(),
          source.interest(),
          source.silence().mode().word(),
          Optional.ofNullable(source.silence().after()).map(Duration::toMinutes).orElse(null),
          source.addedAt(),
          source.lastReportAt().orElse(null),
          source.silentSince().orElse(null),
          source.silenceSeenBy().orElse(null));
    }
  }

  /** A standing grade as it was given. */
  record StandingView(String reliability, Instant at, String by, String reason) {}

  /** How often it gives something, in seconds, and how it does. */
  record HealthView(
      long reports,
      @Nullable Long usualGapSeconds,
      @Nullable Long alarmAfterSeconds,
      long refusedIn30Days,
      @Nullable String lastError,
      @Nullable Instant lastErrorAt) {}

  /** A case that its reports foretold. */
  record FateView(
      String caseId, String title, String verdict, String outcome, Instant first, int reports) {}

  /** How often what it told of was borne out. */
  record TrackView(
      long borneOut, long notBorneOut, long undecided, String words, List<FateView> cases) {}

  /** A way in which its reports come. */
  record FedByView(String via, long reports, Instant last) {}

  /** A source with all that is known of it. */
  record SourceWhole(
      SourceView source,
      List<String> names,
      List<StandingView> grades,
      HealthView health,
      List<FedByView> fedBy,
      TrackView track) {}

  /** A page of the list; {@code next} is the {@code after} of the page that follows. */
  record SourceList(List<SourceView> items, @Nullable String next) {}

  /** A source as somebody adds or changes it. */
  record SourceBody(
      @Nullable String name,
      @Nullable String kind,
      @Nullable String owner,
      @Nullable String interest,
      @Nullable String silence,
      @Nullable Long silenceMinutes,
      @Nullable String reliability,
      @Nullable String reason) {
    SourceDraft draft() {
      SourceDraft blank = SourceDraft.BLANK;
      return new SourceDraft(
          Optional.ofNullable(name).orElse(""),
          Optional.ofNullable(kind).orElse(blank.kind()),
          Optional.ofNullable(owner).orElse(""),
          Optional.ofNullable(interest).orElse(""),
          Optional.ofNullable(silence).orElse(blank.silence()),
          Optional.ofNullable(silenceMinutes).map(String::valueOf).orElse(blank.silenceMinutes()));
    }
  }

  /** Another standing grade. */
  record StandingBody(@Nullable String reliability, @Nullable String reason) {}

  /** Another name of the same source. */
  record NameBody(@Nullable String name) {}

  @GetMapping
  SourceList list(
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit) {
    int most = Math.clamp(limit, 1, MOST);
    List<Source> found = store.list(Optional.ofNullable(after).map(Sources::fold).orElse(""), most);
    return new SourceList(
        found.stream().map(SourceView::of).toList(),
        found.size() < most ? null : found.getLast().name());
  }

  @PostMapping
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<SourceView> add(@RequestBody SourceBody body) {
    Reliability standing =
        Sources.letter(Optional.ofNullable(body.reliability()).orElse(Reliability.F.name()));
    Source made =
        sources.add(body.draft(), standing, Optional.ofNullable(body.reason()).orElse(""));
    return ResponseEntity.created(URI.create("/api/v1/sources/" + made.id()))
        .body(SourceView.of(made));
  }

  @GetMapping("/{id}")
  SourceWhole get(@PathVariable String id) {
    Source source = sources.get(new SourceId(id));
    Source.Health health = sources.health(source.id());
    TrackRecord track = sources.track(source.id());
    return new SourceWhole(
        SourceView.of(source),
        store.names(source.id()),
        store.grades(source.id()).stream()
            .map(each -> new StandingView(each.grade().name(), each.at(), each.by(), each.reason()))
            .toList(),
        new HealthView(
            health.reports(),
            health.rhythm().map(each -> each.usual().toSeconds()).orElse(null),
            health.rhythm().map(each -> each.alarmAfter().toSeconds()).orElse(null),
            health.refused(),
            health.lastError().orElse(null),
            health.lastErrorAt().orElse(null)),
        store.fedBy(source.id()).stream()
            .map(each -> new FedByView(each.via(), each.reports(), each.last()))
            .toList(),
        new TrackView(
            track.count(Verdict.BORNE_OUT),
            track.count(Verdict.NOT_BORNE_OUT),
            track.count(Verdict.UNDECIDED),
            track.words(),
            track.cases().stream().map(SourceApi::fate).toList()));
  }

  private static FateView fate(Fate each) {
    return new FateView(
        each.caseId().value(),
        each.title(),
        each.verdict().words(),
        each.outcome(),
        each.first(),
        each.reports());
  }

  @PutMapping("/{id}")
  @Requires({Role.OFFICER, Role.APPROVER})
  SourceView change(@PathVariable String id, @RequestBody SourceBody body) {
    return SourceView.of(sources.change(new SourceId(id), body.draft()));
  }

  @PostMapping("/{id}/grades")
  @Requires({Role.OFFICER, Role.APPROVER})
  SourceView grade(@PathVariable String id, @RequestBody StandingBody body) {
    return SourceView.of(
        sources.grade(
            new SourceId(id),
            Sources.letter(Optional.ofNullable(body.reliability()).orElse("")),
            Optional.ofNullable(body.reason()).orElse("")));
  }

  @PostMapping("/{id}/names")
  @Requires({Role.OFFICER, Role.APPROVER})
  SourceView join(@PathVariable String id, @RequestBody NameBody body) {
    return SourceView.of(
        sources.join(new SourceId(id), Optional.ofNullable(body.name()).orElse("")));
  }

  @PostMapping("/{id}/silence/seen")
  @Requires({Role.COLLECTOR, Role.OFFICER, Role.APPROVER})
  SourceView seen(@PathVariable String id) {
    sources.seen(new SourceId(id));
    return SourceView.of(sources.get(new SourceId(id)));
  }
}
