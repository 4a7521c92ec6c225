// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells of what kind the attack is that a finding speaks of: from its method, its target and its
 * means, else from other words of its sentence, which weigh less.
 */
final class KindFinder {
  /** What words of the sentence weigh that are no part of the method or the target. */
  private static final double BESIDE = 0.7;

  private static final Set<FindingType> OF_ATTACKS =
      EnumSet.of(
          FindingType.ATTACK,
          FindingType.THREAT,
          FindingType.CLAIM,
          FindingType.FOILED,
          FindingType.ATTRIBUTION,
          FindingType.DENIAL,
          FindingType.ACCUSATION);

  private final KindWords attacks = KindWords.of("attack");
  private final KindWords targets = KindWords.of("target");
  private final KindWords weapons = KindWords.of("weapon");

  /** The findings with their kinds, in the same order. */
  List<Finding> code(Tokens tokens, List<Finding> findings) {
    List<Finding> coded = new ArrayList<>(findings.size());
    for (Finding finding : findings) {
      coded.add(
          OF_ATTACKS.contains(finding.type()) ? finding.with(kinds(tokens, finding)) : finding);
    }
    return coded;
  }

  private Kinds kinds(Tokens tokens, Finding finding) {
    Optional<Coded> attack =
        finding
            .method()
            .flatMap(m -> best(tokens, attacks, m.span()))
            .or(() -> best(tokens, attacks, finding.span()).map(c -> beside(c, "attack")));
    Optional<Coded> weapon =
        finding
            .method()
            .flatMap(m -> best(tokens, weapons, m.span()))
            .filter(c -> c.subtype().isPresent())
            .or(() -> best(tokens, weapons, finding.span()))
            .or(() -> finding.method().flatMap(m -> best(tokens, weapons, m.span())));
    return new Kinds(attack, target(tokens, finding), weapon);
  }

  /** The head of the target's name tells most: "the gate of the embassy" is of its last kind. */
  private Optional<Coded> target(Tokens tokens, Finding finding) {
    if (finding.type() != FindingType.ATTACK
        && finding.type() != FindingType.THREAT
        && finding.type() != FindingType.FOILED
        && finding.type() != FindingType.CLAIM) {
      return Optional.empty();
    }
    Optional<Coded> named =
        finding
            .target()
            .flatMap(t ->
                in(tokens, targets, t.span()).stream()
                    .reduce((a, b) -> b.confidence() >= a.confidence() ? b : a));
    return named.or(() ->
        finding
            .killed()
            .or(finding::wounded)
            .flatMap(f -> in(tokens, targets, f.span()).stream().max(surest()))
            .map(c -> beside(c, "target")));
  }

  private static Coded beside(Coded coded, String set) {
    return coded.weakened(BESIDE, "kind." + set + ".beside");
  }

  private static Comparator<Coded> surest() {
    return Comparator.comparingDouble(Coded::confidence);
  }

  /** The surest kind told in a stretch; of several as sure the first, a subtype before none. */
  private static Optional<Coded> best(Tokens tokens, KindWords words, Span span) {
    return in(tokens, words, span).stream()
        .reduce((a, b) -> b.confidence() > a.confidence() + 0.05 ? b : a);
  }

  private static List<Coded> in(Tokens tokens, KindWords words, Span span) {
    int from = tokens.firstFrom(span.start());
    int to = tokens.firstFrom(span.end());
    return words.in(tokens, from, to);
  }
}
