// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Officer;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * Nobody lowers a full text alone. A version that holds back less than the one before it counts
 * beside that one, and not in its place, until an approver who did not make it confirms it.
 */
@Service
class Lowerings {

  private final ReleaseStore store;
  private final FullTexts fullTexts;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final Clock clock;

  Lowerings(
      ReleaseStore store, FullTexts fullTexts, Ledger ledger, CurrentOfficer officer, Clock clock) {
    this.store = store;
    this.fullTexts = fullTexts;
    this.ledger = ledger;
    this.officer = officer;
    this.clock = clock;
  }

  /**
   * Whether a version may hold back less than the one before it. Only more marks on the same words
   * are known not to: words that are added where nothing is marked free the same words elsewhere.
   */
  static boolean lowers(FullText before, FullText after) {
    boolean keeps =
        after.text().equals(before.text())
            && after.language().equals(before.language())
            && after.marking().covers(before.marking())
            && after.rest().covers(before.rest())
            && new HashSet<>(after.sources()).containsAll(before.sources())
            && before.spans().stream()
                .allMatch(old ->
                    after.spans().stream()
                        .anyMatch(each ->
                            each.from() <= old.from()
                                && old.to() <= each.to()
                                && each.marking().covers(old.marking())));
    return !keeps;
  }

  /** What counts of a case: every newest version, and behind it what it lowered unconfirmed. */
  List<FullText> standing(CaseId caseId) {
    List<FullText> all = new ArrayList<>();
    for (FullText newest : fullTexts.ofCase(caseId)) {
      all.add(newest);
      all.addAll(lowered(newest));
    }
    return all;
  }

  /** The versions that still count though newer ones lowered them; the newest first. */
  List<FullText> lowered(FullText newest) {
    List<FullText> counting = new ArrayList<>();
    FullText after = newest;
    int settled = Math.max(store.confirmed(newest.id()), 1);
    for (int version = newest.version() - 1; version >= settled; version--) {
      FullText before = fullTexts.version(newest.id(), version);
      if (lowers(before, after)) {
        counting.add(before);
      }
      after = before;
    }
    return counting;
  }

  /** What must be confirmed, for a refusal; empty when nothing must. */
  String waiting(CaseId caseId) {
    return fullTexts.ofCase(caseId).stream()
        .filter(each -> !lowered(each).isEmpty())
        .map(each ->
            "; version %d of %s lowers it and counts when an approver other than %s confirms it"
                .formatted(
                    each.version(),
                    each.id(),
                    makers(each).stream().sorted().collect(Collectors.joining(", "))))
        .collect(Collectors.joining());
  }

  private List<String> makers(FullText newest) {
    return lowered(newest).stream()
        .map(each -> fullTexts.version(each.id(), each.version() + 1).by().value())
        .distinct()
        .toList();
  }

  /**
   * Confirms the newest version: what it lowered counts no longer.
   *
   * @param sha256 of the version that the person saw
   * @throws Problem T5031, T5039 for whoever made one of the versions that lower it, T5040 when it
   *     is another version by now
   */
  @Transactional
  FullText confirm(String id, String sha256) {
    store.lock(fullTexts.get(id).caseId());
    FullText newest = fullTexts.get(id);
    Officer person = officer.get();
    if (!newest.sha256().equals(sha256)) {
      throw ReleaseProblem.OTHER_CONTENT.because(
          "version %d hashes to %s, the confirmation names %s"
              .formatted(newest.version(), newest.sha256(), Problem.shorten(sha256)));
    }
    if (makers(newest).contains(person.id().value())) {
      throw ReleaseProblem.SAME_PERSON.because("you lowered " + id + " yourself");
    }
    if (lowered(newest).isEmpty()) {
      return newest;
    }
    store.confirm(newest, person.id(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    ledger.append(
        Act.of("FullTextLoweringConfirmed")
            .by(person.id())
            .inCase(newest.caseId())
            .about(id)
            .fact("version", newest.version())
            .fact("marking", newest.marking().label())
            .commits("sha256", newest.sha256())
            .says(
                "Lowering of a full text confirmed by a second person: version %d counts alone"
                    .formatted(newest.version())));
    return newest;
  }
}
