// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;
import java.util.Set;

/** Tells who plans or threatens, and what is aimed at. */
final class ThreatRoles {
  private final Utterance here;
  private final Phrases phrases;
  private final RoleFinder finder;
  private final AttackRoles attack;

  ThreatRoles(Utterance here, RoleFinder finder) {
    this.here = here;
    this.phrases = here.phrases();
    this.finder = finder;
    this.attack = new AttackRoles(here);
  }

  RoleFinder.Roles roles(FindingFinder.Hit hit) {
    if (hit.trigger().id().equals("threat.meant-for")) {
      return RoleFinder.none(Optional.empty(), finder.after(hit.to() - 1, 2, Set.of("for")));
    }
    if (hit.trigger().id().equals("threat.menace-deadline")) {
      return RoleFinder.none(finder.subject(hit), finder.object(hit.verb() + 1));
    }
    if (hit.trigger().id().equals("threat.menace-reserves")) {
      return RoleFinder.none(finder.subject(hit), Optional.empty());
    }
    if (hit.trigger().id().equals("threat.expected")) {
      return RoleFinder.none(Optional.empty(), finder.after(hit.to(), 12, RoleFinder.ON_TARGET));
    }
    if (hit.trigger().frame() == Trigger.Frame.EVENT) {
      Optional<Mention> aim =
          finder
              .after(hit.to(), 4, RoleFinder.ON_TARGET)
              .or(() -> finder.after(hit.to(), 2, RoleFinder.OF));
      boolean target = here.word(hit.to() - 1).startsWith("target");
      return RoleFinder.none(
          finder.by(hit).or(() -> hit.trigger().isMenace() ? here.speaker(hit) : Optional.empty()),
          target ? here.thing(phrases.subject(hit.from())).or(() -> aim) : aim);
    }
    if (phrases.isPassive(hit.to() - 1) || hit.trigger().id().equals("threat.modal-passive")) {
      return RoleFinder.none(
          finder.by(hit).or(() -> hit.trigger().isMenace() ? here.speaker(hit) : Optional.empty()),
          finder.subjectAsThing(hit));
    }
    Optional<Mention> target =
        here.thing(phrases.object(phrases.afterQuantity(hit.to())))
            .filter(
                m -> !VAGUE.contains(here.word(here.tokenAt(m.span()))) && !AttackRoles.isWeapon(m))
            .or(() -> finder.after(hit.to() - 1, 8, RoleFinder.AIMED_AT))
            .or(() -> attack.site(hit.from()));
    Optional<Mention> utters =
        UTTERED.contains(hit.trigger().id()) ? here.speaker(hit) : Optional.empty();
    return RoleFinder.none(utters.or(() -> finder.subject(hit)), target);
  }

  /** Menaces whose words are those of the one who threatens, whatever their subject. */
  private static final Set<String> UTTERED =
      Set.of("threat.menace-will", "threat.menace-next", "threat.menace-time");

  private static final Set<String> VAGUE =
      Set.of(
          "bigger",
          "larger",
          "worse",
          "you",
          "them",
          "him",
          "her",
          "us",
          "again",
          "wherever",
          "soon",
          "back",
          "more",
          "until",
          "something",
          "out",
          "themselves");
}
