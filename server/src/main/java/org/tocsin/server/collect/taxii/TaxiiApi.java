// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.taxii;

import java.net.URI;
import java.time.Instant;
import java.util.List;
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

/** TAXII collections that are polled, over HTTP. */
@RestController
@RequestMapping("/api/v1/taxii")
@Requires({Role.COLLECTOR, Role.OFFICER, Role.ADMIN})
class TaxiiApi {

  private final TaxiiCollections collections;

  TaxiiApi(TaxiiCollections collections) {
    this.collections = collections;
  }

  /** A collection as somebody adds it; its password is kept sealed and never shown. */
  record TaxiiBody(
      @Nullable String url,
      @Nullable String name,
      @Nullable String user,
      @Nullable String password,
      @Nullable Long minutes,
      @Nullable String marking) {
    /** Without the password. */
    @Override
    public String toString() {
      return "TaxiiBody[name=%s]".formatted(name);
    }
  }

  /** A collection as the API shows it. */
  record TaxiiView(
      String id,
      String url,
      String name,
      String user,
      long minutes,
      String marking,
      String health,
      @Nullable String addedAfter,
      Instant nextPollAt,
      @Nullable Instant polledAt,
      @Nullable Instant newsAt,
      int failures,
      @Nullable String lastError) {
    static TaxiiView of(TaxiiCollection one) {
      return new TaxiiView(
          one.id().value(),
          one.url().toString(),
          one.name(),
          one.user(),
          one.interval().toMinutes(),
          one.marking().label(),
          one.health(),
          one.addedAfter().orElse(null),
          one.nextPollAt(),
          one.polledAt().orElse(null),
          one.newsAt().orElse(null),
          one.failures(),
          one.lastError().orElse(null));
    }
  }

  /** What a poll brought. */
  record TaxiiPolled(int objects, int reports, int broken, @Nullable String error) {}

  @GetMapping
  @Requires({Role.COLLECTOR, Role.OFFICER, Role.APPROVER, Role.ADMIN, Role.AUDITOR})
  List<TaxiiView> list() {
    return collections.list().stream().map(TaxiiView::of).toList();
  }

  @PostMapping
  ResponseEntity<TaxiiView> add(@RequestBody TaxiiBody body) {
    TaxiiDraft blank = TaxiiDraft.BLANK;
    TaxiiCollection one =
        collections.add(
            new TaxiiDraft(
                text(body.url()),
                text(body.name()),
                text(body.user()),
                text(body.password()),
                Optional.ofNullable(body.minutes()).map(String::valueOf).orElse(blank.minutes()),
                Optional.ofNullable(body.marking()).orElse(blank.marking())));
    return ResponseEntity.created(URI.create("/api/v1/taxii/" + one.id())).body(TaxiiView.of(one));
  }

  private static String text(@Nullable String value) {
    return Optional.ofNullable(value).orElse("");
  }

  @GetMapping("/{id}")
  @Requires({Role.COLLECTOR, Role.OFFICER, Role.APPROVER, Role.ADMIN, Role.AUDITOR})
  TaxiiView get(@PathVariable String id) {
    return TaxiiView.of(collections.get(new TaxiiId(id)));
  }

  @PostMapping("/{id}/poll")
  TaxiiPolled poll(@PathVariable String id) {
    TaxiiPoll.Result result = collections.poll(new TaxiiId(id));
    return new TaxiiPolled(
        result.objects(), result.reports(), result.broken(), result.error().orElse(null));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> remove(@PathVariable String id) {
    collections.remove(new TaxiiId(id));
    return ResponseEntity.noContent().build();
  }
}
