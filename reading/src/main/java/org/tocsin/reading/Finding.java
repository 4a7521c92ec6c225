// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.List;
import java.util.Optional;

/**
 * One typed statement read from a text, with who says it and in what voice. What the text does not
 * tell is absent.
 *
 * @param type what sort of statement it is
 * @param span the words that make the statement: a clause or a sentence
 * @param assertedBy who says so, if not the text itself
 * @param actor who did it, plans it, warns, claims, denies, answers, accuses or arrests
 * @param recipient who is told, warned or answered
 * @param target what or who is aimed at; for reactions, claims, denials and accusations, what or
 *     whom they are about
 * @param method the means: shooting, bombing, arson; for reactions the kind of answer
 * @param place where
 * @param time when
 * @param killed how many were killed
 * @param wounded how many were wounded
 * @param otherEffects what else it did
 * @param voice in what voice it is said
 * @param certainty how sure the text is
 * @param historic whether the text tells it as background, long before its own date
 * @param rule id of the rule that read it
 * @param kinds of what kind the attack is that it speaks of
 * @param harmed whom an attack killed, wounded or took, where that is told beside its target
 */
public record Finding(
    FindingType type,
    Span span,
    Optional<Mention> assertedBy,
    Optional<Mention> actor,
    Optional<Mention> recipient,
    Optional<Mention> target,
    Optional<Mention> method,
    Optional<PlaceMention> place,
    Optional<TimeMention> time,
    Optional<Figure> killed,
    Optional<Figure> wounded,
    List<Effect> otherEffects,
    Voice voice,
    Certainty certainty,
    boolean historic,
    String rule,
    Kinds kinds,
    Optional<Mention> harmed)
    implements Cited {
  public Finding {
    otherEffects = List.copyOf(otherEffects);
  }

  /** A finding of which no kinds are known yet. */
  Finding(
      FindingType type,
      Span span,
      Optional<Mention> assertedBy,
      Optional<Mention> actor,
      Optional<Mention> recipient,
      Optional<Mention> target,
      Optional<Mention> method,
      Optional<PlaceMention> place,
      Optional<TimeMention> time,
      Optional<Figure> killed,
      Optional<Figure> wounded,
      List<Effect> otherEffects,
      Voice voice,
      Certainty certainty,
      boolean historic,
      String rule) {
    this(
        type,
        span,
        assertedBy,
        actor,
        recipient,
        target,
        method,
        place,
        time,
        killed,
        wounded,
        otherEffects,
        voice,
        certainty,
        historic,
        rule,
        Kinds.NONE,
        Optional.empty());
  }

  Finding with(Kinds found) {
    return with(found, harmed);
  }

  Finding harming(Optional<Mention> whom) {
    return with(kinds, whom);
  }

  private Finding with(Kinds found, Optional<Mention> whom) {
    return new Finding(
        type,
        span,
        assertedBy,
        actor,
        recipient,
        target,
        method,
        place,
        time,
        killed,
        wounded,
        otherEffects,
        voice,
        certainty,
        historic,
        rule,
        found,
        whom);
  }
}
