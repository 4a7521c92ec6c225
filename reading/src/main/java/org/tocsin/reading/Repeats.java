// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a sentence tells a second time of the same sort of thing: two steps taken, two arrests
 * ("checks were stepped up and the market stays shut"). Most sentences that seem to only say the
 * same in other words.
 */
final class Repeats {
  private static final Set<String> PARTS = Set.of("and", ";", ",", "but", "while");
  private static final Set<String> STRONG = Set.of(";");

  private final Utterance here;
  private final List<FindingFinder.Hit> hits = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  Repeats(Utterance here) {
    this.here = here;
  }

  void add(FindingFinder.Hit hit, Finding finding) {
    hits.add(hit);
    findings.add(finding);
  }

  /** What was told so far in the part of the sentence that a trigger stands in. */
  Set<FindingType> typesNear(FindingFinder.Hit hit) {
    boolean lays =
        hit.trigger().type() == FindingType.ATTRIBUTION
            || hit.trigger().type() == FindingType.ACCUSATION;
    Set<FindingType> types = EnumSet.noneOf(FindingType.class);
    for (int i = 0; i < hits.size(); i++) {
      if (!isParted(hits.get(i), hit, lays ? PARTS : STRONG)) {
        types.add(findings.get(i).type());
      }
    }
    return types;
  }

  /** Whether a trigger may tell of another thing of the type of an earlier one. */
  boolean mayRepeat(FindingFinder.Hit hit) {
    boolean step = hit.trigger().type() == FindingType.MEASURE;
    if (hit.trigger().id().equals("arrest.before-court")) {
      return false;
    }
    if (!step && hit.trigger().type() != FindingType.ARREST) {
      return false;
    }
    return hits.stream()
        .filter(h -> h.trigger().type() == hit.trigger().type())
        .allMatch(h ->
            isParted(h, hit, PARTS)
                && (!step
                    || !h.trigger().method().equals(hit.trigger().method())
                    || isParted(h, hit, STRONG)));
  }

  /** Whether it is done to somebody or something else than what was told before. */
  boolean isAnother(Finding finding) {
    return finding.target().isPresent()
        && findings.stream()
            .filter(f -> f.type() == finding.type())
            .allMatch(f ->
                f.target().isPresent()
                    && !f.target().get().span().overlaps(finding.target().get().span()));
  }

  /** Whether a claim told the harm already. */
  boolean tellsHarm() {
    return hits.stream().anyMatch(h -> FindingBuilder.tellsHarm(h.trigger()))
        || findings.stream().anyMatch(f -> f.type() == FindingType.CLAIM && f.killed().isPresent());
  }

  /**
   * Whether what a trigger tells is the harm of a claim before it: "its men had struck and killed".
   */
  boolean tellsHarmOf(FindingFinder.Hit attack) {
    return hits.stream()
        .anyMatch(h ->
            FindingBuilder.tellsHarm(h.trigger())
                && !h.trigger().id().startsWith("claim.owned")
                && !h.trigger().id().startsWith("claim.confessed")
                && !isParted(h, attack, STRONG));
  }

  private boolean isParted(FindingFinder.Hit one, FindingFinder.Hit other, Set<String> marks) {
    for (int i = Math.min(one.to(), other.to()); i < Math.max(one.from(), other.from()); i++) {
      if (marks.contains(here.word(i))) {
        return true;
      }
    }
    return false;
  }
}
