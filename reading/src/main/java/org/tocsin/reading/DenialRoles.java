// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;
import java.util.Set;

/** Tells who denies, and what. */
final class DenialRoles {
  /** Words that say who says what, where the doer of a saying is who speaks elsewhere in it. */
  static final Set<String> DENIES_ITSELF =
      Set.of(
          "denial.denied",
          "denial.rejected",
          "denial.called",
          "denial.ruled-out",
          "denial.doubted",
          "denial.distanced",
          "denial.withdrew",
          "denial.disclaimed",
          "denial.call-false",
          "denial.verb-class",
          "denial.contradicted",
          "denial.dismissed-as");

  private final Utterance here;
  private final Phrases phrases;
  private final RoleFinder finder;

  DenialRoles(Utterance here, RoleFinder finder) {
    this.here = here;
    this.phrases = here.phrases();
    this.finder = finder;
  }

  RoleFinder.Roles roles(FindingFinder.Hit hit) {
    boolean itself = DENIES_ITSELF.contains(hit.trigger().id());
    Optional<Mention> subject = finder.subject(hit);
    Optional<Mention> speaker = here.speaker(hit);
    Optional<Mention> actor = itself ? subject.or(() -> speaker) : speaker.or(() -> subject);
    if (hit.trigger().id().equals("denial.distanced")) {
      return RoleFinder.none(actor, finder.after(hit.to() - 1, 2, Set.of("from")));
    }
    if (itself
        && PhraseWords.PRONOUNS.contains(here.word(hit.verb() + 1))
        && !here.word(hit.verb() + 1).equals("that")) {
      return RoleFinder.none(actor, Optional.empty());
    }
    if (DENIED_DEED.contains(hit.trigger().id())) {
      return RoleFinder.none(speaker.or(() -> subject), Optional.empty());
    }
    if (NAMES_WHAT.contains(hit.trigger().id())) {
      return RoleFinder.none(actor, here.thing(phrases.object(hit.to() - 1)));
    }
    if (itself) {
      boolean doing = Verbs.isParticiple(here.word(hit.verb() + 1));
      Optional<Mention> clause =
          here.word(hit.verb() + 1).equals("that")
              ? here.thing(phrases.clause(hit.verb() + 2))
              : doing ? here.thing(phrases.clause(hit.verb() + 1)) : Optional.empty();
      return RoleFinder.none(actor, clause.or(() -> finder.object(hit.verb() + 1)));
    }
    if (hit.trigger().id().equals("denial.be-false")) {
      return RoleFinder.none(speaker, finder.subjectAsThing(hit).or(() -> thatClause(hit)));
    }
    if (hit.trigger().id().equals("denial.absolutely")) {
      return RoleFinder.none(actor, finder.after(hit.to(), 8, RoleFinder.OF));
    }
    if (NO_WORD_OF.contains(hit.trigger().id())) {
      return RoleFinder.none(
          actor,
          finder
              .after(hit.to() - 1, 4, OF_OR_ABOUT)
              .or(() -> here.thing(phrases.object(hit.to()))));
    }
    if (NEGATED_THING.contains(hit.trigger().id())) {
      return RoleFinder.none(actor, finder.object(hit.verb() + 1));
    }
    Optional<Mention> rest = here.thing(phrases.object(hit.to()));
    boolean said = speaker.isPresent() && subject.isPresent() && !speaker.equals(subject);
    boolean predicate = hit.trigger().frame() == Trigger.Frame.VERB || rest.isEmpty();
    return RoleFinder.none(actor, predicate && said ? finder.subjectAsThing(hit) : rest);
  }

  /** "It is absurd to suggest that Russia had done it": what follows "that". */
  private Optional<Mention> thatClause(FindingFinder.Hit hit) {
    for (int i = hit.to(); i < Math.min(here.sentence().to() - 1, hit.to() + 5); i++) {
      if (here.word(i).equals("that")) {
        return here.thing(phrases.clause(i + 1));
      }
    }
    return Optional.empty();
  }

  /** Denials in words of the deed: what is denied is the whole clause, and no phrase of it. */
  private static final Set<String> DENIED_DEED = Set.of("denial.did-not", "denial.not-made-by");

  /** Denials whose last word begins what is denied: "scoffed at the allegation". */
  private static final Set<String> NAMES_WHAT =
      Set.of("denial.scoffed", "denial.repudiated", "denial.bristled");

  private static final Set<String> NO_WORD_OF =
      Set.of("denial.no-information", "denial.no-knowledge", "denial.not-aware");
  private static final Set<String> OF_OR_ABOUT = Set.of("of", "about", "for");

  /** "There is no threat", "no such alert": what is not is named after "no". */
  private static final Set<String> NEGATED_THING =
      Set.of("denial.there-is-no", "denial.no-attack", "denial.no-such", "denial.no-concrete");
}
