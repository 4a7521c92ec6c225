// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;
import java.util.Set;

/** Tells who warns, who is told, and of what danger or to keep away from what. */
final class WarningRoles {
  private static final Set<String> AVOIDED =
      Set.of(
          "avoid",
          "avoiding",
          "evacuate",
          "leave",
          "shun",
          "shunning",
          "vacate",
          "enter",
          "approach");
  private static final Set<String> WARNED_OF =
      Set.of("of", "about", "that", "against", "avoid", "avoiding", "from", "leave", "evacuate");

  private final Utterance here;
  private final Phrases phrases;
  private final RoleFinder finder;

  WarningRoles(Utterance here, RoleFinder finder) {
    this.here = here;
    this.phrases = here.phrases();
    this.finder = finder;
  }

  RoleFinder.Roles roles(FindingFinder.Hit hit) {
    return switch (hit.trigger().frame()) {
      case ORDER -> {
        boolean ordered = hit.trigger().id().equals("warning.must");
        Optional<Mention> recipient =
            ordered ? modalSubject(hit) : ofModal(hit).or(() -> calledUpon(hit));
        Optional<Mention> kept =
            hit.trigger().id().equals("warning.must-be") ? modalSubject(hit) : Optional.empty();
        yield new RoleFinder.Roles(
            here.speaker(hit),
            recipient,
            kept.or(() -> shunned(hit.verb())).or(() -> toldToShun(hit)));
      }
      case TELL -> {
        if (phrases.isPassive(hit.verb())) {
          Optional<Mention> told = finder.subject(hit).filter(m -> !isNotice(m));
          yield new RoleFinder.Roles(finder.by(hit), told.or(() -> sentTo(hit)), warnedOf(hit));
        }
        yield new RoleFinder.Roles(
            finder.subject(hit).or(() -> here.speaker(hit)), recipient(hit), warnedOf(hit));
      }
      case VERB, ABOUT, EVENT -> {
        if (hit.trigger().id().equals("warning.said-might")) {
          yield RoleFinder.none(finder.subject(hit), Optional.empty());
        }
        if (hit.trigger().id().equals("warning.hazard-notice")) {
          yield RoleFinder.none(
              here.speaker(hit).or(() -> finder.by(hit)),
              here.thing(Optional.of(new Phrases.Phrase(hit.from(), hit.from() + 1))));
        }
        if (FROM_WHOM.contains(hit.trigger().id())) {
          yield RoleFinder.none(
              here.mention(phrases.after(hit.to() - 1, 2, Set.of("from"))), Optional.empty());
        }
        boolean danger = HAZARDS.contains(hit.trigger().id());
        Optional<Mention> hazard = danger ? finder.subjectAsThing(hit) : Optional.empty();
        yield RoleFinder.none(
            here.speaker(hit).or(() -> finder.by(hit)),
            hazard
                .or(() -> finder.after(hit.to() - 1, 2, Set.of("of", "about", "for", "against")))
                .or(() -> hazardNear(hit)));
      }
    };
  }

  /** "A tsunami warning is in force": the danger right before the words of a warning. */
  private Optional<Mention> hazardNear(FindingFinder.Hit hit) {
    for (int i = Math.max(here.sentence().from(), hit.from() - 1); i < hit.to(); i++) {
      if (Trigger.isOf("hazard", here.word(i))) {
        return here.thing(Optional.of(new Phrases.Phrase(i, i + 1)));
      }
    }
    return Optional.empty();
  }

  private static final Set<String> FROM_WHOM = Set.of("warning.tip-came", "warning.cited");

  /** Warnings that name the danger before they tell of it. */
  private static final Set<String> HAZARDS =
      Set.of(
          "warning.failure",
          "warning.levels-lethal",
          "warning.possible-hazard",
          "warning.hazard-may",
          "warning.hazard-coming");

  private Optional<Mention> modalSubject(FindingFinder.Hit hit) {
    return here.mention(phrases.subject(hit.from()));
  }

  /** "Residents must stay in": the subject of the modal, where the trigger holds both. */
  private Optional<Mention> ofModal(FindingFinder.Hit hit) {
    for (int i = hit.from() + 1; i < hit.to() && TO_PEOPLE.contains(hit.trigger().id()); i++) {
      if (MODALS.contains(here.word(i))) {
        return here.mention(phrases.subject(i));
      }
    }
    return Optional.empty();
  }

  private static final Set<String> TO_PEOPLE =
      Set.of("warning.public-should", "warning.are-to", "warning.told-passive");
  private static final Set<String> MODALS = Set.of("should", "must", "shall", "are");

  /** "Residents, stay in": who is called upon at the start of the sentence. */
  private Optional<Mention> calledUpon(FindingFinder.Hit hit) {
    int comma = hit.from() - 1;
    int from = here.sentence().from();
    boolean calls = comma > from && comma - from <= 5 && here.word(comma).equals(",");
    return calls && here.tokens().get(comma - 1).isWord() && here.word(comma - 1).endsWith("s")
        ? here.mention(new Phrases.Phrase(from, comma))
        : Optional.empty();
  }

  /** What to keep away from: "avoid crowds", "stay away from the river", "go to malls". */
  private Optional<Mention> shunned(int verb) {
    String word = here.word(verb);
    if (AVOIDED.contains(word)) {
      return finder.object(verb + 1);
    }
    if (STAYING.contains(word)) {
      return finder.after(verb + 1, 7, Set.of("from", "of"));
    }
    return GOING.contains(word)
        ? finder.after(verb + 1, 3, Set.of("to", "near", "into", "through"))
        : Optional.empty();
  }

  private static final Set<String> STAYING =
      Set.of("stay", "keep", "steer", "remain", "refrain", "move");
  private static final Set<String> GOING =
      Set.of("go", "come", "travel", "return", "walk", "drive", "cross");

  private Optional<Mention> warnedOf(FindingFinder.Hit hit) {
    if (isOfNotice(hit)) {
      return finder.after(hit.to() - 1, 3, Set.of("of", "about", "for", "against"));
    }
    for (int i = hit.verb() + 1; i < Math.min(here.sentence().to(), hit.verb() + 8); i++) {
      if (here.word(i).equals("that")) {
        return here.thing(phrases.clause(i + 1));
      }
    }
    int told = recipient(hit).map(m -> here.tokenAfter(m.span())).orElse(0);
    return finder.after(Math.max(hit.verb() + 1, told), 16, WARNED_OF).or(() -> toldToShun(hit));
  }

  /** Whether the object of the verb is the warning, and no person. */
  private static boolean isOfNotice(FindingFinder.Hit hit) {
    return RoleWords.is("gives a notice", hit.trigger().id());
  }

  /** "Sent Germany several warnings": whoever stands between the verb and the warning. */
  private Optional<Mention> indirect(FindingFinder.Hit hit) {
    int from = hit.verb() + 1;
    while (PhraseWords.DETERMINERS.contains(here.word(from))) {
      from++;
    }
    int to = from;
    while (to < hit.to() && here.tokens().get(to).isCapitalised()) {
      to++;
    }
    boolean gives = RoleWords.is("gives", here.word(hit.verb())) && to < hit.to() && to - from <= 4;
    return gives && to > from ? here.mention(new Phrases.Phrase(from, to)) : Optional.empty();
  }

  /** "Asked people not to come into the centre". */
  private Optional<Mention> toldToShun(FindingFinder.Hit hit) {
    for (int i = hit.verb() + 1; i < Math.min(here.sentence().to(), hit.verb() + 12); i++) {
      Optional<Mention> shunned = shunned(i);
      if (shunned.isPresent()) {
        return shunned;
      }
    }
    return Optional.empty();
  }

  /** "Alerts were sent": what is passed on is not who is told. */
  private static boolean isNotice(Mention mention) {
    String last = mention.value().substring(mention.value().lastIndexOf(' ') + 1);
    return ReactionRoles.WARNING_NOUNS.contains(last.toLowerCase(java.util.Locale.ROOT))
        || last.equalsIgnoreCase("intelligence")
        || last.equalsIgnoreCase("call");
  }

  private Optional<Mention> sentTo(FindingFinder.Hit hit) {
    return here.mention(
            phrases.after(hit.verb() + 1, hit.to() - hit.verb() + 2, Set.of("to", "with")))
        .filter(m -> !Character.isDigit(m.value().charAt(0)));
  }

  /** "Warned Belgium of one of them": a name ends before "of"; "residents of the town" goes on. */
  private Phrases.Phrase beforeOf(Phrases.Phrase phrase) {
    Phrases.Phrase head = phrases.until(phrase, "of");
    return here.tokens().get(head.to() - 1).isCapitalised() ? head : phrase;
  }

  private static final Set<String> TO_THEM = Set.of("on", "all", "with");

  private Optional<Mention> recipient(FindingFinder.Hit hit) {
    Optional<Mention> to = sentTo(hit);
    if (isOfNotice(hit)) {
      return to.filter(m -> m.span().start() >= here.tokens().at(hit.verb()).start())
          .or(() -> indirect(hit));
    }
    int from = hit.verb() + 1;
    if (TO_THEM.contains(here.word(from))) {
      from++; // "called on people", "asked all mosques"
    }
    int start = from;
    return here.mention(
        phrases
            .object(start)
            .map(this::beforeOf)
            .filter(p ->
                p.from() - start <= 1
                    && !Set.of("of", "about", "that", "not", "to", "against", "avoiding", "last")
                        .contains(here.word(p.from()))
                    && Speech.kind(here.word(p.from())).isEmpty()));
  }
}
