// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Holds messages to every {@link Rule} of CAP 1.2, and to the profiles that it is given. Safe for
 * several threads.
 */
public final class CapChecker {
  private static final int PROBLEMS_MAX = 200;

  private CapChecker() {}

  /** Checks an alert that was built; its problems have paths but no positions. */
  public static CheckResult check(Alert alert) {
    Problems problems = new Problems(PROBLEMS_MAX);
    ModelRules.alert(alert, Site.model("alert"), problems);
    ModelRules.onlyCap(alert, Site.model("alert"), problems);
    return result(Optional.of(alert.version()), problems.sorted());
  }

  /** Checks an alert that was built, and whether it makes sense at that time. */
  public static CheckResult check(Alert alert, Instant now) {
    return check(alert, now, List.of());
  }

  /** Checks an alert that was built, also against profiles. */
  public static CheckResult check(Alert alert, Instant now, List<CapProfile> profiles) {
    Problems problems = new Problems(PROBLEMS_MAX);
    Site site = Site.model("alert");
    ModelRules.alert(alert, site, problems);
    ModelRules.onlyCap(alert, site, problems);
    ModelRules.now(alert, now, site, problems);
    profiles.forEach(profile -> profile.check(alert, new Spot(site, problems)));
    return result(Optional.of(alert.version()), problems.sorted());
  }

  /** Checks the text of a message, and whether it makes sense at that time. */
  public static CheckResult check(byte[] input, Instant now) {
    return check(input, now, ReadLimits.alert());
  }

  /** Checks the text of a message within these limits. */
  public static CheckResult check(byte[] input, Instant now, ReadLimits limits) {
    return check(input, now, limits, List.of());
  }

  /** Checks the text of a message within these limits, also against profiles. */
  public static CheckResult check(
      byte[] input, Instant now, ReadLimits limits, List<CapProfile> profiles) {
    return checked(CapReader.read(input, limits, profiles), now, limits);
  }

  /**
   * Checks a document of any kind that carries alerts: a message, or every message in a feed (RSS,
   * Atom) or envelope (EDXL-DE). A feed is held to the rules of its own kind as well, and one that
   * only links to its alerts to no others.
   *
   * @return a result for each message in it, in order, and a last one for the feed itself if there
   *     is something to say of it; none for a feed of links in which nothing is wrong; one result
   *     that is not valid when it is none of these
   */
  public static List<CheckResult> checkAll(
      byte[] input, Instant now, ReadLimits limits, List<CapProfile> profiles) {
    CapReader.Whole whole = CapReader.readWhole(input, limits, profiles);
    List<Problem> ofFeed = whole.isFeed() ? ofFeed(whole, input, limits) : List.of();
    List<Reading> readings = whole.isFeed() ? whole.ofAlerts() : whole.readings();
    List<CheckResult> results = new ArrayList<>();
    readings.forEach(reading -> results.add(checked(reading, now, limits)));
    if (!ofFeed.isEmpty()) {
      boolean valid = ofFeed.stream().noneMatch(Problem::isError);
      results.add(new CheckResult(CheckResult.Subject.FEED, valid, Optional.empty(), ofFeed));
    }
    return results;
  }

  private static List<Problem> ofFeed(CapReader.Whole whole, byte[] input, ReadLimits limits) {
    List<Problem> problems = new ArrayList<>(whole.aroundAlerts());
    try {
      problems.addAll(CapFeeds.brokenRules(input, limits));
    } catch (CapException refused) {
      if (problems.stream().noneMatch(Problem::isError)) {
        problems.addAll(refused.problems());
      }
    }
    problems.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    return problems;
  }

  private static CheckResult checked(Reading reading, Instant now, ReadLimits limits) {
    Problems late = new Problems(limits.problemsMax());
    reading.alert().ifPresent(alert -> ModelRules.now(alert, now, Site.model("alert"), late));
    List<Problem> problems = new ArrayList<>(reading.problems());
    problems.addAll(late.sorted());
    return result(reading.version(), problems);
  }

  private static CheckResult result(Optional<CapVersion> version, List<Problem> problems) {
    boolean valid = problems.stream().noneMatch(Problem::isError);
    return new CheckResult(CheckResult.Subject.MESSAGE, valid, version, problems);
  }
}
