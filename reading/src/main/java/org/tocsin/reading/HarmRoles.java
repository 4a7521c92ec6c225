// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;
import java.util.Set;

/** Tells who did harm and who suffered it where a sentence has no other word of an attack. */
final class HarmRoles {
  private static final Set<String> DONE =
      Set.of(
          "killed",
          "kills",
          "killing",
          "wounded",
          "wounds",
          "wounding",
          "injured",
          "injures",
          "injuring",
          "murdered",
          "hurt",
          "slain",
          "maimed");
  private static final Set<String> SUFFERED = Set.of("died", "perished");

  private static final Set<String> EXTREMES = Set.of("least", "most");

  /** What cannot follow a word of harm that has an object. */
  static final Set<String> NO_OBJECT =
      Set.of(
          ",", ".", ";", ":", "and", "in", "by", "at", "on", "when", "after", "as", "during",
          "near", "outside", "inside", "here", "there", "since", "while", "with", "from", "so",
          "were", "was");

  /** Who is counted without being told what they are. */
  private static final Set<String> ANYBODY =
      Set.of(
          "people",
          "person",
          "persons",
          "dead",
          "others",
          "victims",
          "bodies",
          "casualties",
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "dozen",
          "dozens",
          "number",
          "toll",
          "hundreds",
          "thousands",
          "many",
          "some",
          "scores",
          "most");

  private final Utterance here;
  private final Phrases phrases;

  HarmRoles(Utterance here) {
    this.here = here;
    this.phrases = here.phrases();
  }

  /** The first word of harm in the sentence; its first token where there is none. */
  int verb() {
    for (int i = here.sentence().from(); i < here.sentence().to(); i++) {
      boolean joined = here.word(i - 1).equals("and") && !NO_OBJECT.contains(here.word(i + 1));
      boolean noun = NOUN_BEFORE.contains(here.word(i - 1)) && !joined; // "and killed two men"
      if ((DONE.contains(here.word(i)) && !noun) || SUFFERED.contains(here.word(i))) {
        return i;
      }
    }
    return here.sentence().from();
  }

  /** Whether somebody is told to have done it: "he killed a passer-by". */
  boolean isByPeople() {
    int verb = verb();
    if (verb == here.sentence().from() || !KILLED.contains(here.word(verb))) {
      return false;
    }
    return phrases.subject(verb).filter(p -> PERSONAL.contains(here.word(p.from()))).isPresent()
        || roles(verb).actor().filter(HarmRoles::isPerson).isPresent();
  }

  private static final Set<String> KILLED = Set.of("killed", "murdered", "wounded");
  private static final Set<String> PERSONAL = Set.of("he", "she", "they");

  private static boolean isPerson(Mention mention) {
    String value = mention.value().toLowerCase(java.util.Locale.ROOT);
    return PEOPLE.contains(value.substring(value.lastIndexOf(' ') + 1));
  }

  private static final Set<String> PEOPLE =
      Set.of(
          "man",
          "men",
          "woman",
          "boy",
          "youth",
          "teenager",
          "gunman",
          "gunmen",
          "attacker",
          "attackers",
          "militants",
          "rebels",
          "soldiers",
          "troops",
          "terrorists",
          "extremist",
          "assailant",
          "assailants",
          "mob",
          "shooter",
          "suspect",
          "fighters",
          "raiders");

  /** Whom it befell, where the sentence has a word of harm and says who they are. */
  Optional<Mention> victims() {
    int verb = verb();
    return verb == here.sentence().from() ? Optional.empty() : victims(verb).filter(this::isWhom);
  }

  private boolean isWhom(Mention mention) {
    return tellsWho(mention) && !AttackRoles.isWeapon(mention);
  }

  private Optional<Mention> victims(int verb) {
    return isPassive(verb)
        ? here.thing(phrases.subject(verb))
        : here.thing(phrases.object(phrases.afterQuantity(verb + 1)));
  }

  private boolean isPassive(int verb) {
    return !DONE.contains(here.word(verb))
        || phrases.isPassive(verb)
        || PhraseWords.BE.contains(here.word(verb - 1))
        || verb + 1 >= here.sentence().to()
        || (NO_OBJECT.contains(here.word(verb + 1))
            && !(here.word(verb + 1).equals("at") && EXTREMES.contains(here.word(verb + 2))));
  }

  RoleFinder.Roles roles(int verb) {
    Optional<Mention> site = new AttackRoles(here).site();
    boolean passive = isPassive(verb);
    Optional<Mention> victims = victims(verb);
    Optional<Mention> actor =
        passive ? doneBy(verb) : here.mention(phrases.subject(verb)).filter(this::isSomebody);
    return new RoleFinder.Roles(
        actor, Optional.empty(), site.or(() -> victims.filter(HarmRoles::tellsWho)));
  }

  /** "Killed under torture by members of the militia", up to the next clause. */
  private Optional<Mention> doneBy(int verb) {
    for (int i = verb + 1; i < Math.min(here.sentence().to(), verb + BY_TOKENS); i++) {
      if (here.word(i).equals("by")) {
        return here.mention(phrases.after(i, 1, BY)).filter(this::isSomebody);
      }
      if (RoleWords.is("clause", here.word(i)) || here.word(i).equals(",")) {
        break;
      }
    }
    return Optional.empty();
  }

  private static final int BY_TOKENS = 9;
  private static final Set<String> BY = Set.of("by");

  /** A person or a group, and no blast, number or vehicle. */
  private boolean isSomebody(Mention mention) {
    return tellsWho(mention)
        && !AttackRoles.isWeapon(mention)
        && !Character.isDigit(mention.value().charAt(0));
  }

  private static final Set<String> NOUN_BEFORE =
      Set.of("the", "of", "many", "some", "most", "more", "number", "and");

  static boolean tellsWho(Mention mention) {
    String value = mention.value().toLowerCase(java.util.Locale.ROOT);
    return !Character.isDigit(value.charAt(value.length() - 1))
        && !value.endsWith("of the")
        && !ANYBODY.contains(value.substring(value.lastIndexOf(' ') + 1));
  }
}
