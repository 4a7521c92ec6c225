// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells who did an attack and what it hit. */
final class AttackRoles {
  private final Utterance here;
  private final Phrases phrases;

  AttackRoles(Utterance here) {
    this.here = here;
    this.phrases = here.phrases();
  }

  private static RoleFinder.Roles none(Optional<Mention> actor, Optional<Mention> target) {
    return new RoleFinder.Roles(actor, Optional.empty(), target);
  }

  private Optional<Mention> after(int from, int reach) {
    return here.thing(
        phrases
            .after(from, reach, AttackWords.ON_TARGET)
            .filter(p -> !(here.word(p.from() - 1).equals("at") && isPlace(p))));
  }

  RoleFinder.Roles roles(FindingFinder.Hit hit, Optional<Mention> by) {
    RoleFinder.Roles roles = whoever(hit, by);
    return none(roles.actor(), roles.target().filter(m -> !isAttacker(m)));
  }

  private RoleFinder.Roles whoever(FindingFinder.Hit hit, Optional<Mention> by) {
    Optional<Mention> site = site(hit.verb() + 1);
    if (hit.trigger().frame() == Trigger.Frame.EVENT) {
      Optional<Mention> named = compound(hit).or(() -> struckNext(hit));
      Optional<Mention> struck =
          AttackWords.STRIKES.contains(here.word(hit.to() - 1)) && hit.to() - 1 > hit.from()
              ? here.thing(phrases.object(hit.to()))
              : Optional.empty();
      Optional<Mention> target =
          struck
              .or(() -> after(hit.verb() + 1, 1))
              .or(() -> named)
              .or(() -> site)
              .or(this::site)
              .or(() -> after(hit.verb() + 1, 5))
              .or(() -> hit.to() - 1 > hit.verb() ? quantified(hit.to()) : Optional.empty())
              .or(() -> isFollowed(hit) ? quantified(hit.to()) : Optional.empty());
      return none(
          by.or(() -> named(hit)).or(() -> new OwnerOfArms(here).near(hit)),
          target.or(this::harmed));
    }
    if (isPassive(hit)) {
      return none(
          by.or(() -> new OwnerOfArms(here).near(hit)),
          hit.trigger().id().equals("attack.hit-by-shots")
                  || AttackWords.TO_PEOPLE.contains(hit.trigger().id())
              ? here.thing(phrases.subject(hit.verb())).filter(HarmRoles::tellsWho).or(() -> site)
              : site.or(() -> here.thing(phrases.subject(hit.verb()))));
    }
    Optional<Mention> target =
        struckThing(hit)
            .or(() -> site)
            .or(() -> compoundAfter(hit))
            .or(() -> quantified(hit.to()).filter(AttackRoles::isTarget))
            .or(() -> here.object(hit.verb() + 1).filter(AttackRoles::isTarget))
            .or(() -> after(hit.verb() + 1, 10).filter(AttackRoles::isTarget));
    return none(
        here.mention(phrases.subject(hit.verb()))
            .filter(m -> !isWeapon(m))
            .or(() -> new OwnerOfArms(here).near(hit)),
        target.or(this::harmed));
  }

  /** "A market attack", "the mosque bombing": what the noun before a noun of violence names. */
  private Optional<Mention> compound(FindingFinder.Hit hit) {
    int end = hit.from();
    boolean site = end > here.sentence().from() && isSite(here.word(end - 1));
    return site && here.word(hit.verb()).length() > 3
        ? here.thing(phrases.compound(end))
        : Optional.empty();
  }

  /** "Killed nine in a market attack": the same behind a verb. */
  private Optional<Mention> compoundAfter(FindingFinder.Hit hit) {
    for (int i = hit.to() + 1; i < here.sentence().to(); i++) {
      if (RoleWords.is("clause", here.word(i))) {
        break;
      }
      if (RoleWords.is("deeds", here.word(i)) && isSite(here.word(i - 1))) {
        return here.thing(phrases.compound(i));
      }
    }
    return Optional.empty();
  }

  /** "A bomber struck a café": the object of the verb of violence that follows a noun. */
  private Optional<Mention> struckNext(FindingFinder.Hit hit) {
    int most = Math.min(here.sentence().to() - 1, hit.to() + NEXT_VERB_TOKENS);
    for (int i = hit.to(); i < most; i++) {
      if (RoleWords.is("strikes", here.word(i)) && !phrases.isPassive(i)) {
        return here.object(i + 1).filter(m -> isTarget(m) && !isWeapon(m));
      }
      if (RoleWords.is("clause", here.word(i))) {
        break;
      }
    }
    return Optional.empty();
  }

  private static final int NEXT_VERB_TOKENS = 7;

  /** "Stormed a police station in", "attacked a camp": the object goes before where it stands. */
  private Optional<Mention> struckThing(FindingFinder.Hit hit) {
    return RoleWords.is("strikes", here.word(hit.verb())) && !phrases.isPassive(hit.verb())
        ? here.object(hit.verb() + 1).filter(m -> isTarget(m) && !isWeapon(m))
        : Optional.empty();
  }

  /** Who was killed or wounded, where the sentence tells it beside the attack. */
  private Optional<Mention> harmed() {
    HarmRoles harm = new HarmRoles(here);
    int verb = harm.verb();
    return verb > here.sentence().from() ? harm.roles(verb).target() : Optional.empty();
  }

  /** "Was kidnapped", "the judges murdered in": who comes before the verb suffered it. */
  private boolean isPassive(FindingFinder.Hit hit) {
    boolean reduced =
        AttackWords.TO_PEOPLE.contains(hit.trigger().id())
            && here.word(hit.verb()).endsWith("ed")
            && HarmRoles.NO_OBJECT.contains(here.word(hit.verb() + 1))
            && !EXTREMES.contains(here.word(hit.verb() + 2));
    return reduced || phrases.isPassive(hit.verb());
  }

  /** Whether what was hit may follow: after a verb, or after a noun and "of". */
  private boolean isFollowed(FindingFinder.Hit hit) {
    String last = here.word(hit.to() - 1);
    boolean begins = hit.to() < here.sentence().to() && !phrases.isPastVerb(hit.to());
    return begins
        && (here.word(hit.to()).equals("of")
            || last.endsWith("ed")
            || last.endsWith("ing")
            || last.equals("tore")
            || last.equals("shook")
            || AttackWords.STRIKES.contains(last));
  }

  /** Whom it befell: "kidnapped the mayor", "the murder of six priests", else who came to harm. */
  Optional<Mention> harmed(FindingFinder.Hit hit) {
    Optional<Mention> whom = Optional.empty();
    if (AttackWords.TO_PEOPLE.contains(hit.trigger().id())) {
      whom =
          isPassive(hit)
              ? here.thing(phrases.subject(hit.verb()))
              : here.word(hit.to()).equals("of")
                  ? quantified(hit.to() + 1)
                  : hit.trigger().frame() == Trigger.Frame.VERB
                      ? quantified(hit.verb() + 1).or(() -> here.thing(phrases.object(hit.to())))
                      : Optional.empty();
    }
    return whom.filter(m -> HarmRoles.tellsWho(m) && !isWeapon(m))
        .or(() -> new HarmRoles(here).victims());
  }

  /** "Suicide bombers killed", "Gunmen": the trigger itself names who did it. */
  private Optional<Mention> named(FindingFinder.Hit hit) {
    for (int i = hit.from(); i < hit.to(); i++) {
      if (AttackWords.ATTACKERS.contains(here.word(i))) {
        int from = i;
        while (from > here.sentence().from()
            && (here.word(from - 1).equals("suicide") || here.word(from - 1).equals("active"))) {
          from--;
        }
        return here.mention(new Phrases.Phrase(from, i + 1));
      }
    }
    return Optional.empty();
  }

  private static final Set<String> EXTREMES = Set.of("least", "most");

  /** An object behind a count: "killing at least 40 people". */
  private Optional<Mention> quantified(int from) {
    int at = here.word(from).equals("of") ? from + 1 : from;
    boolean place = here.word(at).equals("at") && !EXTREMES.contains(here.word(at + 1));
    if (place) {
      return Optional.empty(); // "an ambush at Kano", and no "at least"
    }
    return here.thing(phrases.object(phrases.afterQuantity(at)));
  }

  /** What an attack hit, where "at", "on" or "against" lead to it, or "in" leads to a building. */
  Optional<Mention> site(int from) {
    for (int i = from; i < Math.min(here.sentence().to() - 1, from + 24); i++) {
      String word = here.word(i);
      boolean direct = word.equals("at") || word.equals("against") || word.equals("into");
      boolean inside = AttackWords.INSIDE.contains(word);
      if ((direct || inside) && !phrases.isTimed(i + 1)) {
        Optional<Phrases.Phrase> phrase = phrases.object(i + 1);
        if (phrase.isPresent()
            && fits(phrase.get(), direct)
            && !(word.equals("at") && isPlace(phrase.get()))
            && here.thing(phrase).filter(AttackRoles::isTarget).isPresent()) {
          return here.thing(phrase);
        }
      }
      if (word.equals(";")
          || word.equals(":")
          || RoleWords.is("care", word)
          || Speech.kind(word).isPresent()) {
        break;
      }
    }
    return Optional.empty();
  }

  /** "In an ambush at Kafr Shams town": where it happened, rather than what was hit. */
  private boolean isPlace(Phrases.Phrase phrase) {
    Span words = here.tokens().span(phrase.from(), phrase.to());
    boolean called = RoleWords.is("small settlements", here.word(phrase.to() - 1));
    return here.scene().in(here.scene().places(), words).stream()
        .anyMatch(p ->
            p.kind() != PlaceKind.VENUE
                && p.span().start() == words.start()
                && (p.span().end() == words.end() || called));
  }

  /** What is hit, wherever in the sentence it stands. */
  Optional<Mention> site() {
    return site(here.sentence().from());
  }

  private boolean fits(Phrases.Phrase phrase, boolean direct) {
    Token first = here.tokens().get(phrase.from());
    boolean bare = !PhraseWords.DETERMINERS.contains(here.word(phrase.from() - 1));
    if (first.isNumber()
        || AttackWords.NO_SITE.contains(first.lower())
        || (bare && AttackWords.NO_BARE_SITE.contains(first.lower()))) {
      return false;
    }
    int head = phrase.from();
    while (head + 1 < phrase.to() && !here.word(head + 1).equals("of")) {
      head++;
    }
    return direct || AttackWords.SITES.contains(here.word(head));
  }

  private static boolean isTarget(Mention mention) {
    String value = mention.value();
    String last = value.substring(value.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
    return !AttackWords.ARMS.contains(last);
  }

  /** Whether a word names a building or ground where people may be hit. */
  static boolean isSite(String word) {
    return AttackWords.SITES.contains(word);
  }

  /** "The five suicide bombers were killed": those who did it are not whom it hit. */
  private static boolean isAttacker(Mention mention) {
    String value = mention.value();
    String last = value.substring(value.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
    return RoleWords.is("attackers", last);
  }

  static boolean isWeapon(Mention mention) {
    String last = mention.value().substring(mention.value().lastIndexOf(' ') + 1);
    return AttackWords.WEAPONS.contains(last.toLowerCase(Locale.ROOT));
  }
}
