// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;
import java.util.Set;

/** Tells who does a thing, who is told and what is aimed at, from how words stand around it. */
final class RoleFinder {
  static final Set<String> ON_TARGET = Set.of("on", "against", "at", "targeting");
  static final Set<String> AIMED_AT =
      Set.of(
          "target",
          "targeting",
          "attack",
          "attacking",
          "attacks",
          "bomb",
          "bombing",
          "strike",
          "storm",
          "kill",
          "hit",
          "on",
          "against",
          "at");
  private static final Set<String> BY = Set.of("by");
  static final Set<String> OF = Set.of("of");

  private final Utterance here;
  private final Phrases phrases;
  private final AttackRoles attack;

  /** Who does it, who is told, what is aimed at. */
  record Roles(Optional<Mention> actor, Optional<Mention> recipient, Optional<Mention> target) {}

  RoleFinder(Utterance here) {
    this.here = here;
    this.phrases = here.phrases();
    this.attack = new AttackRoles(here);
  }

  Roles roles(FindingFinder.Hit hit) {
    return switch (hit.trigger().type()) {
      case WARNING -> new WarningRoles(here, this).roles(hit);
      case DENIAL -> new DenialRoles(here, this).roles(hit);
      case ATTRIBUTION -> attribution(hit);
      case ACCUSATION -> accusation(hit);
      case REACTION -> new ReactionRoles(here, this).roles(hit);
      case CLAIM -> claim(hit);
      case FOILED -> foiled(hit);
      case ARREST -> arrest(hit);
      case MEASURE -> new MeasureRoles(here, this).roles(hit);
      case THREAT -> new ThreatRoles(here, this).roles(hit);
      case ATTACK -> attack.roles(hit, by(hit));
    };
  }

  static Roles none(Optional<Mention> actor, Optional<Mention> target) {
    return new Roles(actor, Optional.empty(), target);
  }

  Optional<Mention> subject(FindingFinder.Hit hit) {
    Optional<Mention> own = here.mention(phrases.subject(hit.verb()));
    return own.isEmpty() && FindingBuilder.saysItself(hit.trigger().type())
        ? here.sourceOf(hit.verb())
        : own;
  }

  Optional<Mention> subjectAsThing(FindingFinder.Hit hit) {
    return here.thing(phrases.subject(hit.verb()));
  }

  Optional<Mention> by(FindingFinder.Hit hit) {
    for (int i = hit.verb() + 1; i < Math.min(here.sentence().to(), hit.verb() + 13); i++) {
      if (here.word(i).equals("by")) {
        return here.mention(phrases.after(i, 1, BY)).filter(m -> !AttackRoles.isWeapon(m));
      }
      boolean another = i > hit.verb() + 1 && here.word(i).endsWith("ed");
      if (another && !here.word(i - 1).equals("and")) {
        break; // "poisoned with an agent developed by": another deed
      }
    }
    return Optional.empty();
  }

  Optional<Mention> object(int from) {
    return here.object(from);
  }

  Optional<Mention> after(int from, int reach, Set<String> words) {
    return here.thing(phrases.after(from, reach, words));
  }

  private Roles accusation(FindingFinder.Hit hit) {
    if (hit.trigger().frame() == Trigger.Frame.EVENT) {
      return none(
          here.speaker(hit),
          after(hit.to() - 1, 3, Set.of("with", "at", "on", "from"))
              .or(() -> here.thing(phrases.object(hit.to()))));
    }
    Optional<Mention> accuser = here.speaker(hit);
    Optional<Mention> guilty = subjectAsThing(hit);
    if (OF_ITS_SUBJECT.contains(hit.trigger().id())
        && !(accuser.isPresent() && accuser.equals(guilty))) {
      return none(accuser, guilty);
    }
    if (hit.trigger().id().startsWith("accusation.hinted")) {
      return none(
          subject(hit).or(() -> here.speaker(hit)),
          after(hit.verb() + 1, 4, Set.of("at", "that")).or(() -> object(hit.verb() + 1)));
    }
    if (REPROACHES.contains(hit.trigger().id()) && phrases.isPassive(hit.verb())) {
      return none(by(hit).or(() -> here.speaker(hit)), subjectAsThing(hit));
    }
    if (LEADS_TO_ACCUSED.contains(here.word(hit.to() - 1))) {
      return none(
          subject(hit).or(() -> here.speaker(hit)),
          here.thing(phrases.object(hit.to())).or(() -> object(hit.verb() + 1)));
    }
    return none(
        subject(hit).or(() -> here.speaker(hit)),
        here.thing(phrases.object(hit.verb() + 1).map(p -> phrases.until(p, "of")))
            .or(() -> object(hit.verb() + 1))
            .or(() -> clauseSubject(hit)));
  }

  /** Accusations whose subject, in the passive, is the one accused. */
  private static final Set<String> REPROACHES =
      Set.of("accusation.accused", "accusation.criticised", "accusation.blamed-for");

  /** "Alleged that the guards had slept": the guards. */
  private Optional<Mention> clauseSubject(FindingFinder.Hit hit) {
    for (int i = hit.verb() + 1; i <= Math.min(hit.verb() + 2, here.sentence().to() - 1); i++) {
      if (here.word(i).equals("that")) {
        return here.thing(phrases.clauseSubject(i + 1));
      }
    }
    return Optional.empty();
  }

  /** "Lashed out at", "found fault with": who is accused stands behind the pattern. */
  private static final Set<String> LEADS_TO_ACCUSED =
      Set.of("at", "on", "with", "of", "against", "towards", "toward", "upon");

  /** Accusations whose subject is the one accused. */
  private static final Set<String> OF_ITS_SUBJECT =
      Set.of(
          "accusation.is-guilty",
          "accusation.never-came",
          "accusation.stood-by",
          "accusation.did-nothing",
          "accusation.should-have",
          "accusation.negligent",
          "accusation.hand-in",
          "accusation.backs",
          "accusation.sheltering",
          "accusation.letting",
          "accusation.betrayed",
          "accusation.blew",
          "accusation.lying",
          "accusation.lied",
          "accusation.let",
          "accusation.looked-away",
          "accusation.looked-off",
          "accusation.let-down",
          "accusation.staged",
          "accusation.complicit",
          "accusation.covered-up",
          "accusation.left-alone",
          "accusation.too-late",
          "accusation.deserted",
          "accusation.reacted-late",
          "accusation.asleep",
          "accusation.dropped-ball",
          "accusation.sent-orders");

  private Roles attribution(FindingFinder.Hit hit) {
    String id = hit.trigger().id();
    Optional<Mention> speaker = here.speaker(hit);
    if (BY_WHOM.contains(id)) {
      return none(speaker, by(hit));
    }
    return switch (hit.trigger().frame()) {
      case VERB -> none(speaker, subject(hit).filter(m -> !m.equals(speaker.orElse(null))));
      case EVENT ->
          none(
              speaker.or(() -> subject(hit)),
              here.group()
                  .filter(g -> !speaker.map(s -> s.span().overlaps(g.span())).orElse(false))
                  .or(() -> after(hit.to(), 3, BY))
                  .or(() -> here.thing(phrases.object(hit.to())))
                  .or(() -> after(hit.to(), 4, OF)));
      case ABOUT, TELL, ORDER -> {
        Optional<Mention> target =
            id.equals("attribution.blamed")
                ? blamed(hit)
                : LED_TO.contains(here.word(hit.to() - 1)) && hit.to() - 1 > hit.verb()
                    ? here.thing(phrases.object(hit.to())).or(() -> object(hit.verb() + 1))
                    : id.equals("attribution.it-was-that")
                        ? after(hit.verb() + 1, 5, Set.of("was"))
                        : id.equals("attribution.named")
                            ? after(hit.to() - 1, 2, Set.of("as"))
                            : TO_WHOM.contains(id)
                                ? after(hit.to() - 1, 3, Set.of("of", "to", "on"))
                                : object(hit.verb() + 1).or(() -> clauseSubject(hit));
        boolean passive = LAID.contains(id) && phrases.isPassive(hit.verb());
        yield none(passive ? by(hit).or(() -> speaker) : subject(hit).or(() -> speaker), target);
      }
    };
  }

  /** What leads from the last word of an attribution to whom it is laid to. */
  private static final Set<String> LED_TO = Set.of("of", "to", "on", "with", "at", "upon");

  /** "Blamed Ankara for the attack", "blamed the attack on Ankara", "blamed on Ankara". */
  private Optional<Mention> blamed(FindingFinder.Hit hit) {
    Optional<Mention> object = object(hit.verb() + 1).or(() -> clauseSubject(hit));
    boolean deed =
        here.word(hit.verb() + 1).equals("on")
            || here.word(hit.verb() + 1).equals("it")
            || object.filter(o -> isDeed(o.value())).isPresent();
    return deed ? after(hit.verb() + 1, 12, Set.of("on")).or(() -> object) : object;
  }

  private static boolean isDeed(String value) {
    for (String word : Lexicon.split(value.toLowerCase(java.util.Locale.ROOT), ' ')) {
      if (DEEDS.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private static final Set<String> DEEDS =
      Set.of(
          "attack",
          "attacks",
          "assault",
          "blast",
          "blasts",
          "explosion",
          "explosions",
          "bombing",
          "bombings",
          "shooting",
          "killing",
          "killings",
          "murder",
          "massacre",
          "violence",
          "raid",
          "strike",
          "strikes",
          "fire",
          "sabotage",
          "breach",
          "death",
          "deaths",
          "incident",
          "ambush",
          "kidnapping",
          "abduction");

  private static final Set<String> BY_WHOM =
      Set.of(
          "attribution.perpetrated",
          "attribution.appeared-done",
          "attribution.apparently-by",
          "attribution.shows-done",
          "attribution.as-attack-by",
          "attribution.directed");

  /** Attributions whose subject, in the passive, is the deed: "the blasts were blamed on". */
  private static final Set<String> LAID =
      Set.of("attribution.blamed", "attribution.attributed", "attribution.laid-to");

  /** Attributions whose preposition leads to whom the deed is laid to. */
  private static final Set<String> TO_WHOM =
      Set.of(
          "attribution.hallmarks",
          "attribution.attributed",
          "attribution.laid-to",
          "attribution.sees-hand");

  private Roles claim(FindingFinder.Hit hit) {
    if (hit.trigger().frame() == Trigger.Frame.EVENT) {
      return none(by(hit).or(here::group), after(hit.to(), 3, Set.of("for")));
    }
    if (phrases.isPassive(hit.verb())) {
      return none(by(hit), subjectAsThing(hit));
    }
    Optional<Mention> actor =
        hit.trigger().id().equals("claim.were-ours")
            ? here.speaker(hit).or(here::group)
            : subject(hit).map(this::whoseMen).or(() -> here.speaker(hit)).or(here::group);
    if (NO_DEED_TOLD.contains(hit.trigger().id())) {
      return none(actor, Optional.empty());
    }
    boolean credit = here.word(hit.to() - 1).equals("credit");
    if (credit || hit.trigger().id().equals("claim.responsibility")) {
      return none(actor, after(hit.to(), 12, Set.of("for")));
    }
    if (hit.trigger().id().equals("claim.confessed-deed")
        || hit.trigger().id().startsWith("claim.owned")) {
      return none(
          actor, after(hit.to(), 14, ON_TARGET).or(() -> object(phrases.afterQuantity(hit.to()))));
    }
    if (hit.trigger().id().equals("claim.their-work")) {
      return none(here.speaker(hit).or(here::group), after(hit.from(), 6, ON_TARGET));
    }
    if (hit.trigger().id().equals("claim.it-was")) {
      return none(actor, after(hit.to(), 3, Set.of("for")));
    }
    if (hit.trigger().id().equals("claim.attack") || hit.trigger().id().equals("claim.confessed")) {
      return none(actor, after(hit.to(), 2, ON_TARGET).or(() -> object(hit.verb() + 1)));
    }
    return none(
        actor,
        after(hit.to() - 1, 4, INTO_TARGET)
            .or(() -> object(phrases.afterQuantity(hit.to())))
            .filter(m -> !AttackRoles.isWeapon(m)));
  }

  private static final Set<String> NO_DEED_TOLD =
      Set.of(
          "claim.soldiers-hailed",
          "claim.put-name",
          "claim.answers",
          "claim.phoned",
          "claim.it-is-us",
          "claim.it-was-us",
          "claim.one-of");

  /** "Our fighters", of whoever speaks. */
  private Mention whoseMen(Mention doer) {
    return here.word(here.tokenAt(doer.span())).equals("our")
        ? here.anySpeaker()
            .or(() -> Optional.ofNullable(here.lastGroup()))
            .map(m -> new Mention(m.value(), doer.span()))
            .orElse(doer)
        : doer;
  }

  private static final Set<String> INTO_TARGET = Set.of("on", "against", "at", "targeting", "into");

  private Roles foiled(FindingFinder.Hit hit) {
    Optional<Mention> aim =
        after(hit.from() + 1, Math.min(16, unsaid(hit)), AIMED_AT)
            .or(() -> attack.site(hit.from()))
            .or(() -> attached(hit));
    if (hit.trigger().id().equals("foiled.made-safe")) {
      return none(by(hit), after(hit.from() + 1, 8, ON_TARGET));
    }
    if (phrases.isPassive(hit.verb()) || hit.trigger().frame() == Trigger.Frame.EVENT) {
      return none(by(hit), aim);
    }
    return none(subject(hit).or(() -> here.speaker(hit)), aim);
  }

  /** How far behind a trigger the words of who tells of it start. */
  private int unsaid(FindingFinder.Hit hit) {
    return here.said().stream()
        .filter(s -> s.at() >= hit.to())
        .flatMap(s -> s.speaker().stream())
        .filter(p -> p.from() >= hit.to())
        .mapToInt(p -> p.from() - hit.from() - 1)
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  /** "Bombs attached to a car". */
  private Optional<Mention> attached(FindingFinder.Hit hit) {
    for (int i = hit.to(); i < Math.min(here.sentence().to() - 1, hit.to() + 3); i++) {
      if (here.word(i).equals("to") || here.word(i).equals("under")) {
        return here.thing(phrases.object(i + 1));
      }
    }
    return Optional.empty();
  }

  private static final Set<String> SEIZED_UP = Set.of("up", "in", "away", "down");

  private Roles arrest(FindingFinder.Hit hit) {
    if (hit.trigger().id().equals("arrest.before-court")) {
      return none(Optional.empty(), subjectAsThing(hit));
    }
    if (hit.trigger().frame() == Trigger.Frame.EVENT) {
      return none(by(hit), here.thing(phrases.object(hit.to())).or(() -> subjectAsThing(hit)));
    }
    if (Set.of("him", "her", "them").contains(here.word(hit.verb() + 1))) {
      return none(subject(hit), Optional.ofNullable(here.lastSuspect()));
    }
    int behind = hit.verb() + 1;
    boolean particle = hit.to() > behind && SEIZED_UP.contains(here.word(behind));
    Optional<Mention> object = here.thing(phrases.object(particle ? behind + 1 : behind));
    if (phrases.isPassive(hit.verb()) || object.isEmpty()) {
      return none(by(hit), subjectAsThing(hit)); // "was held", "11 detained"
    }
    return none(subject(hit), object);
  }
}
