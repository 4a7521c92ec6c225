// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.source;

import java.time.Instant;
import java.util.Optional;
import org.tocsin.server.collect.Reliability;

/**
 * Who or what reports come from.
 *
 * @param id names it
 * @param name what the desk calls it; may be a person's
 * @param kind what it is
 * @param owner who at the desk answers for it: an officer's id or a post in words; empty: nobody
 * @param standing the reliability that its reports have when they bring none of their own
 * @param interest what it is an interested party in, in words; empty: nothing known
 * @param silence when it counts as silent
 * @param addedAt when the desk first heard of it
 * @param lastReportAt when its newest report came
 * @param silentSince since when it is silent
 * @param silenceSeenBy the officer who knows of its silence
 */
public record Source(
    SourceId id,
    String name,
    SourceKind kind,
    String owner,
    Reliability standing,
    String interest,
    Silence silence,
    Instant addedAt,
    Optional<Instant> lastReportAt,
    Optional<Instant> silentSince,
    Optional<String> silenceSeenBy) {

  /** A standing grade as it was given. */
  public record Graded(Reliability grade, Instant at, String by, String reason) {}

  /**
   * A way in which its reports come.
   *
   * @param via as reports say it, for example {@code api} or {@code feed:…}
   */
  public record FedBy(String via, long reports, Instant last) {}

  /**
   * How it does.
   *
   * @param reports how many reports it gave
   * @param rhythm how often; empty while too few came
   * @param refused what of it went to quarantine in the last 30 days
   * @param lastError the newest of that, in words; or why its feed fails
   * @param lastErrorAt when that was; empty for a feed that fails now
   */
  public record Health(
      long reports,
      Optional<Rhythm> rhythm,
      long refused,
      Optional<String> lastError,
      Optional<Instant> lastErrorAt) {}
}
