// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.MarkingSettings;
import org.tocsin.server.kernel.WatcherId;

/** Markings and clearances over HTTP. */
@RestController
@RequestMapping("/api/v1")
@Requires({Role.OFFICER, Role.APPROVER, Role.ADMIN, Role.AUDITOR})
class ClearanceApi {

  private final Clearances clearances;
  private final Watchers watchers;
  private final MarkingSettings markings;

  ClearanceApi(Clearances clearances, Watchers watchers, MarkingSettings markings) {
    this.clearances = clearances;
    this.watchers = watchers;
    this.markings = markings;
  }

  /** What a watcher is cleared for; {@code standing} is {@code given} or {@code default}. */
  record ClearanceView(long watcher, String clearance, String standing) {}

  /** What is to be given; a blank clearance takes it away. */
  record ClearanceBody(@Nullable String clearance, @Nullable String reason) {}

  /** A marking of the desk's own. */
  record OwnView(String name, String atLeast, String meaning) {}

  /** The markings that this desk knows, narrowest first, and what everybody is cleared for. */
  record MarkingsView(List<String> tlp, List<OwnView> own, String defaultClearance) {}

  @GetMapping("/markings")
  MarkingsView known() {
    return new MarkingsView(
        Arrays.stream(Marking.values()).map(Marking::label).toList(),
        markings.named().entrySet().stream()
            .map(each ->
                new OwnView(
                    each.getKey(), each.getValue().widest().label(), each.getValue().meaning()))
            .toList(),
        markings.clearanceOfOthers().label());
  }

  @GetMapping("/watchers/{id}/clearance")
  ClearanceView get(@PathVariable long id) {
    WatcherId watcher =
        watchers.card(new WatcherId(id)).orElseThrow(() -> WatcherApi.missing(id)).id();
    return new ClearanceView(
        id,
        clearances.of(watcher).label(),
        clearances.given(watcher).isPresent() ? "given" : "default");
  }

  @PutMapping("/watchers/{id}/clearance")
  @Requires({Role.APPROVER, Role.ADMIN})
  ClearanceView set(@PathVariable long id, @RequestBody ClearanceBody body) {
    clearances.set(
        new WatcherId(id),
        Objects.requireNonNullElse(body.clearance(), ""),
        Objects.requireNonNullElse(body.reason(), ""));
    return get(id);
  }
}
