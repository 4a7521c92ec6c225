// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.Marking;

/** Feeds over HTTP. */
@RestController
@RequestMapping("/api/v1/feeds")
@Requires({Role.COLLECTOR, Role.OFFICER, Role.APPROVER, Role.ADMIN, Role.AUDITOR})
class FeedApi {

  private final Feeds feeds;

  FeedApi(Feeds feeds) {
    this.feeds = feeds;
  }

  /** A feed as the API reads it. */
  record FeedBody(
      @Nullable String url,
      @Nullable String name,
      @Nullable Integer intervalSeconds,
      @Nullable Integer silentAfterSeconds,
      @Nullable String reliability,
      @Nullable String credibility,
      @Nullable String marking) {

    FeedDraft draft() {
      int interval = Optional.ofNullable(intervalSeconds).orElse(300);
      int silent =
          Optional.ofNullable(silentAfterSeconds)
              .orElse(Math.max(interval, (int) FeedDraft.SILENT_AFTER.toSeconds()));
      return new FeedDraft(
          Optional.ofNullable(url).orElse(""),
          Optional.ofNullable(name).orElse(""),
          Duration.ofSeconds(interval),
          Duration.ofSeconds(silent),
          Grade.parse(
              Optional.ofNullable(reliability).orElse("F"),
              Optional.ofNullable(credibility).orElse("6")),
          Marking.parse(Optional.ofNullable(marking).orElse("TLP:AMBER")));
    }
  }

  /** A feed as the API shows it. */
  record FeedView(
      String id,
      String url,
      String name,
      long intervalSeconds,
      long silentAfterSeconds,
      String grade,
      String marking,
      String health,
      int failures,
      @Nullable String lastError,
      Instant nextPollAt,
      @Nullable Instant polledAt,
      @Nullable Instant newsAt,
      @Nullable Instant silentSince) {
    static FeedView of(PolledFeed feed) {
      return new FeedView(
          feed.id().value(),
          feed.url().toString(),
          feed.name(),
          feed.interval().toSeconds(),
          feed.silentAfter().toSeconds(),
          feed.grade().code(),
          feed.marking().label(),
          feed.health().name().toLowerCase(Locale.ROOT),
          feed.failures(),
          feed.lastError().orElse(null),
          feed.nextPollAt(),
          feed.polledAt().orElse(null),
          feed.newsAt().orElse(null),
          feed.silentSince().orElse(null));
    }
  }

  /** What a poll brought. */
  record PollView(
      String outcome, int entries, int reports, int quarantined, @Nullable String error) {}

  @PostMapping
  @Requires({Role.COLLECTOR, Role.OFFICER, Role.ADMIN})
  ResponseEntity<FeedView> add(@RequestBody FeedBody body) {
    PolledFeed feed = feeds.add(body.draft());
    return ResponseEntity.created(URI.create("/api/v1/feeds/" + feed.id())).body(FeedView.of(feed));
  }

  @GetMapping
  CollectApi.PageOf<FeedView> list() {
    List<FeedView> all = feeds.list().stream().map(FeedView::of).toList();
    return new CollectApi.PageOf<>(all, null);
  }

  @GetMapping("/{id}")
  FeedView get(@PathVariable String id) {
    return FeedView.of(feeds.get(new FeedId(id)));
  }

  @DeleteMapping("/{id}")
  @Requires({Role.COLLECTOR, Role.OFFICER, Role.ADMIN})
  ResponseEntity<Void> remove(@PathVariable String id) {
    feeds.remove(new FeedId(id));
    return ResponseEntity.noContent().build();
  }

  @PostMapping("/{id}/poll")
  @Requires({Role.COLLECTOR, Role.OFFICER, Role.ADMIN})
  PollView poll(@PathVariable String id) {
    FeedPoll.Result result = feeds.poll(new FeedId(id));
    return new PollView(
        result.outcome(),
        result.entries(),
        result.reports(),
        result.quarantined(),
        result.error().orElse(null));
  }
}
