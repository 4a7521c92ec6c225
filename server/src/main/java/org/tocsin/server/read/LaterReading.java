// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tocsin.server.read.Review.Origin;
import org.tocsin.server.read.Review.State;
import org.tocsin.server.read.StoredReading.Found;

/**
 * What a later edition of the reader gives, laid over what stands.
 *
 * <p>A statement is known again by its kind and its place in the text. Where a person said anything
 * of it, what the person said stays, also that it is not so; where nobody did, the later reading
 * replaces the earlier one under the same number. What is new gets the next numbers. What the
 * reader no longer finds and nobody looked at stays under its number, as given up, since statements
 * may cite it.
 */
final class LaterReading {

  private LaterReading() {}

  static List<Found> over(List<Found> standing, List<Found> later) {
    List<Found> findings = new ArrayList<>(standing);
    Set<Integer> known = new HashSet<>();
    List<Found> fresh = new ArrayList<>();
    for (Found found : later) {
      Optional<Found> same = same(standing, known, found);
      if (same.isEmpty()) {
        fresh.add(found);
        continue;
      }
      int number = same.get().number();
      known.add(number);
      if (!same.get().review().byPerson()) {
        findings.set(number, found.withNumber(number));
      }
    }
    for (Found found : standing) {
      if (!known.contains(found.number()) && found.review().state() == State.READ) {
        findings.set(found.number(), found.withReview(givenUp(found)));
      }
    }
    fresh.forEach(found -> findings.add(found.withNumber(findings.size())));
    return findings;
  }

  private static Review givenUp(Found found) {
    return new Review(
        State.GIVEN_UP,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        found.review().origin());
  }

  /** The standing finding that shares most words with this one, of the same kind. */
  private static Optional<Found> same(List<Found> standing, Set<Integer> taken, Found found) {
    Found best = null;
    int most = 0;
    for (Found each : standing) {
      int shared = taken.contains(each.number()) ? 0 : shared(each, found);
      if (shared > most) {
        most = shared;
        best = each;
      }
    }
    return Optional.ofNullable(best);
  }

  /** How many units both have, if one kind and at least half of the shorter; 0 otherwise. */
  private static int shared(Found standing, Found found) {
    Origin as = new Origin(standing.type(), standing.start(), standing.end());
    int now = shared(as, found);
    return Math.max(now, standing.review().origin().map(was -> shared(was, found)).orElse(0));
  }

  private static int shared(Origin one, Found other) {
    int both = Math.min(one.end(), other.end()) - Math.max(one.start(), other.start());
    int shorter = Math.min(one.end() - one.start(), other.end() - other.start());
    return one.type().equals(other.type()) && both > 0 && 2 * both >= shorter ? both : 0;
  }
}
