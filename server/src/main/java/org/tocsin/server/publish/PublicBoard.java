// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.warn.PublicWarnings;
import org.tocsin.server.warn.PublicWarnings.PublicWarning;

/**
 * What the public sees, kept in memory while nothing changes: a view costs one small question to
 * the database however many alerts there are. Thread-safe.
 */
@Component
class PublicBoard {

  /** Beside those in force, of which there is no limit. */
  private static final int MOST = 200;

  private static final int FEED_MOST = 100;
  private static final Duration HISTORY = Duration.ofDays(30);

  private final PublicWarnings warnings;
  private final Clock clock;
  private volatile Kept kept = new Kept("none", List.of(), Map.of());

  /** The alerts of one version, and which was followed by which. */
  private record Kept(
      String version, List<PublicWarning> newest, Map<WarningId, WarningId> followers) {}

  PublicBoard(PublicWarnings warnings, Clock clock) {
    this.warnings = warnings;
    this.clock = clock;
  }

  private Kept kept() {
    String version = warnings.version();
    Kept now = kept;
    if (!now.version().equals(version)) {
      List<PublicWarning> newest = warnings.inForceAndNewest(MOST);
      Map<WarningId, WarningId> followers = new HashMap<>();
      newest.forEach(each ->
          each.warning()
              .follows()
              .ifPresent(earlier -> followers.putIfAbsent(earlier, each.warning().id())));
      now = new Kept(version, newest, Map.copyOf(followers));
      kept = now;
    }
    return now;
  }

  /** What holds now, the gravest first, then the newest. */
  List<PublicAlert> inForce() {
    return alerts()
        .filter(each -> each.standing() == Standing.IN_FORCE)
        // CAP lists its severities from the gravest on.
        .sorted(Comparator.comparing(each -> each.texts().getFirst().severity()))
        .toList();
  }

  /** What held, or told of an end, within the last thirty days; newest first. */
  List<PublicAlert> recent() {
    Instant oldest = clock.instant().minus(HISTORY);
    return alerts()
        .filter(each -> each.standing() != Standing.IN_FORCE)
        .filter(each -> each.endedAt().orElse(each.until()).isAfter(oldest))
        .toList();
  }

  /** What feeds carry, newest first: all that holds, and of the rest the newest of thirty days. */
  List<PublicAlert> feed() {
    Instant oldest = clock.instant().minus(HISTORY);
    int[] room = {FEED_MOST};
    return alerts()
        .filter(each ->
            each.standing() == Standing.IN_FORCE
                || (each.sentAt().isAfter(oldest) && room[0]-- > 0))
        .toList();
  }

  /**
   * Changes whenever anything that the feeds say does. By what stands in tables alone, so that two
   * nodes whose clocks differ do not tell each other's changes.
   */
  String version() {
    return warnings.version();
  }

  private Stream<PublicAlert> alerts() {
    Kept now = kept();
    return now.newest().stream().map(each -> alert(each, now));
  }

  private PublicAlert alert(PublicWarning each, Kept now) {
    return new PublicAlert(
        Standing.of(each, clock.instant()),
        each,
        Optional.ofNullable(now.followers().get(each.warning().id())).map(WarningId::value));
  }

  /** The alert with this id; T6501 for everything that is not the public's. */
  PublicAlert get(WarningId id) {
    Kept now = kept();
    return now.newest().stream()
        .filter(each -> each.warning().id().equals(id))
        .findFirst()
        .or(() -> warnings.find(id))
        .map(each -> alert(each, now))
        .orElseThrow(() -> PublishProblem.NO_ALERT.because("no public alert has the id " + id));
  }

  /** When anything of it changed last; empty when nothing was ever published. */
  Optional<Instant> changedAt() {
    return kept().newest().stream()
        .flatMap(each ->
            Stream.concat(
                Stream.of(each.warning().approvedAt()), each.warning().endedAt().stream()))
        .max(Comparator.naturalOrder());
  }
}
