// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells who did an attack and what it hit. */
final class AttackRoles {
  private static final Set<String> ON_TARGET = Set.of("on", "against", "at", "targeting");

  /** Where people may be hit: what "in" and "inside" lead to, when it is no place on a map. */
  private static final Set<String> SITES =
      Set.of(
          "hall",
          "bus",
          "train",
          "car",
          "convoy",
          "crowd",
          "crowds",
          "house",
          "home",
          "church",
          "barracks",
          "village",
          "pub",
          "bar",
          "arena",
          "school",
          "concert",
          "festival",
          "restaurant",
          "café",
          "cafe",
          "cathedral",
          "mosque",
          "checkpoint",
          "prison",
          "parade",
          "rally",
          "mass",
          "nightclub",
          "club",
          "mall",
          "market",
          "hotel",
          "hotels",
          "station",
          "airport",
          "stadium",
          "hospital",
          "university",
          "college",
          "ministry",
          "embassy",
          "office",
          "building",
          "compound",
          "synagogue",
          "temple",
          "theatre",
          "theater",
          "square",
          "camp",
          "base",
          "clinic",
          "gymnasium",
          "union",
          "mosques",
          "churches",
          "schools",
          "resort",
          "library",
          "court",
          "headquarters",
          "marathon",
          "finish",
          "post",
          "museum",
          "bakery",
          "bridge",
          "tower",
          "port",
          "terminal",
          "plant",
          "pipeline",
          "ship",
          "farm",
          "gate",
          "gates",
          "entrance",
          "offices",
          "consulate",
          "shrine",
          "procession",
          "funeral",
          "wedding",
          "queue",
          "tram",
          "metro",
          "bazaar",
          "avenue",
          "motorway",
          "depot",
          "trains",
          "buses",
          "targets",
          "plants",
          "homes",
          "houses",
          "buildings",
          "hospitals",
          "clubs",
          "shop",
          "shops",
          "supermarket",
          "dormitory",
          "minibus",
          "minivan",
          "coach",
          "patrol",
          "outpost",
          "outposts",
          "bank",
          "cinema",
          "kindergarten",
          "nursery",
          "marketplace",
          "centre",
          "center",
          "complex",
          "facility",
          "warehouse",
          "factory",
          "refinery",
          "dam",
          "tanker",
          "vessel",
          "boat",
          "ferry",
          "plane",
          "helicopter",
          "aircraft",
          "checkpoints",
          "posts",
          "garrison",
          "academy",
          "convoys",
          "truck",
          "jeep",
          "motorcade",
          "settlement",
          "stop",
          "pavement",
          "crossing",
          "monastery",
          "seminary",
          "madrasa",
          "palace",
          "parliament",
          "courthouse",
          "substation",
          "bases",
          "airbase",
          "airfield",
          "airports",
          "embassies",
          "hostel",
          "bazaars",
          "markets",
          "villages",
          "stations",
          "malls",
          "stores",
          "store",
          "gathering",
          "ceremony",
          "vigil",
          "demonstration",
          "protest",
          "platform");

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
    return here.thing(phrases.after(from, reach, ON_TARGET));
  }

  RoleFinder.Roles roles(FindingFinder.Hit hit, Optional<Mention> by) {
    Optional<Mention> site = site(hit.verb() + 1);
    if (hit.trigger().frame() == Trigger.Frame.EVENT) {
      Optional<Mention> struck =
          STRIKES.contains(here.word(hit.to() - 1)) && hit.to() - 1 > hit.from()
              ? here.thing(phrases.object(hit.to()))
              : Optional.empty();
      Optional<Mention> target =
          struck
              .or(() -> after(hit.verb() + 1, 1))
              .or(() -> site)
              .or(this::site)
              .or(() -> after(hit.verb() + 1, 5))
              .or(() -> hit.to() - 1 > hit.verb() ? quantified(hit.to()) : Optional.empty())
              .or(() -> isFollowed(hit) ? quantified(hit.to()) : Optional.empty());
      return none(by.or(() -> named(hit)), target.or(this::harmed));
    }
    if (isPassive(hit)) {
      return none(by, site.or(() -> here.thing(phrases.subject(hit.verb()))));
    }
    Optional<Mention> target =
        site.or(() -> quantified(hit.to()).filter(AttackRoles::isTarget))
            .or(() -> here.object(hit.verb() + 1).filter(AttackRoles::isTarget))
            .or(() -> after(hit.verb() + 1, 10).filter(AttackRoles::isTarget));
    return none(
        here.mention(phrases.subject(hit.verb())).filter(m -> !isWeapon(m)),
        target.or(this::harmed));
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
        TO_PEOPLE.contains(hit.trigger().id())
            && here.word(hit.verb()).endsWith("ed")
            && HarmRoles.NO_OBJECT.contains(here.word(hit.verb() + 1));
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
            || STRIKES.contains(last));
  }

  /** Whom it befell: "kidnapped the mayor", "the murder of six priests", else who came to harm. */
  Optional<Mention> harmed(FindingFinder.Hit hit) {
    Optional<Mention> whom = Optional.empty();
    if (TO_PEOPLE.contains(hit.trigger().id())) {
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

  /** Attacks on people, whom the verb has as its object. */
  private static final Set<String> TO_PEOPLE =
      Set.of(
          "attack.shot-dead",
          "attack.was-shot",
          "attack.gunned",
          "attack.gunned-down",
          "attack.stabbed",
          "attack.kidnapped",
          "attack.assassinated",
          "attack.murdered",
          "attack.massacre",
          "attack.done-killing-of",
          "attack.ambush",
          "attack.lynched",
          "attack.shot-people",
          "attack.snatch-people",
          "attack.killed",
          "attack.beaten");

  /** "Suicide bombers killed", "Gunmen": the trigger itself names who did it. */
  private Optional<Mention> named(FindingFinder.Hit hit) {
    for (int i = hit.from(); i < hit.to(); i++) {
      if (ATTACKERS.contains(here.word(i))) {
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

  /** An object behind a count: "killing at least 40 people". */
  private Optional<Mention> quantified(int from) {
    int at = here.word(from).equals("of") ? from + 1 : from;
    return here.thing(phrases.object(phrases.afterQuantity(at)));
  }

  /** What an attack hit, where "at", "on" or "against" lead to it, or "in" leads to a building. */
  Optional<Mention> site(int from) {
    for (int i = from; i < Math.min(here.sentence().to() - 1, from + 24); i++) {
      String word = here.word(i);
      boolean direct = word.equals("at") || word.equals("against") || word.equals("into");
      boolean inside = INSIDE.contains(word);
      if ((direct || inside) && !phrases.isTimed(i + 1)) {
        Optional<Phrases.Phrase> phrase = phrases.object(i + 1);
        if (phrase.isPresent()
            && fits(phrase.get(), direct)
            && here.thing(phrase).filter(AttackRoles::isTarget).isPresent()) {
          return here.thing(phrase);
        }
      }
      if (word.equals(";") || word.equals(":") || Speech.kind(word).isPresent()) {
        break;
      }
    }
    return Optional.empty();
  }

  /** What is hit, wherever in the sentence it stands. */
  Optional<Mention> site() {
    return site(here.sentence().from());
  }

  private boolean fits(Phrases.Phrase phrase, boolean direct) {
    Token first = here.tokens().get(phrase.from());
    boolean bare = !PhraseWords.DETERMINERS.contains(here.word(phrase.from() - 1));
    if (first.isNumber()
        || NO_SITE.contains(first.lower())
        || (bare && NO_BARE_SITE.contains(first.lower()))) {
      return false;
    }
    int head = phrase.from();
    while (head + 1 < phrase.to() && !here.word(head + 1).equals("of")) {
      head++;
    }
    return direct || SITES.contains(here.word(head));
  }

  /** What "at" leads to without telling where: "at the time of", "at the hands of". */
  private static final Set<String> NO_SITE =
      Set.of(
          "least",
          "most",
          "home",
          "time",
          "moment",
          "dawn",
          "dusk",
          "night",
          "noon",
          "midnight",
          "hands",
          "beginning",
          "start",
          "end",
          "hour",
          "height",
          "request",
          "gunpoint",
          "close",
          "short",
          "random",
          "large",
          "risk",
          "stake",
          "issue",
          "him",
          "her",
          "them",
          "us");

  /** The same where no article stands before it: "at sea", "at work". */
  private static final Set<String> NO_BARE_SITE =
      Set.of(
          "nightfall",
          "midday",
          "daybreak",
          "sunrise",
          "sunset",
          "lunchtime",
          "point-blank",
          "will",
          "knifepoint",
          "once",
          "work",
          "war",
          "sea",
          "speed",
          "high",
          "full",
          "first",
          "last",
          "all",
          "times",
          "peace",
          "length");

  private static final Set<String> INSIDE =
      Set.of("in", "inside", "on", "near", "outside", "through");
  private static final Set<String> STRIKES =
      Set.of("hit", "struck", "destroyed", "damaged", "rocked", "brought", "targeted", "shattered");

  private static final Set<String> ATTACKERS =
      Set.of(
          "bomber",
          "bombers",
          "gunman",
          "gunmen",
          "attacker",
          "attackers",
          "assailants",
          "shooter",
          "militants");
  private static final Set<String> WEAPONS =
      Set.of(
          "helicopter",
          "helicopters",
          "boat",
          "boats",
          "app",
          "phone",
          "mail",
          "e-mail",
          "air",
          "sea",
          "text",
          "tweet",
          "shells",
          "mistake",
          "chance",
          "strikes",
          "attacks",
          "fire",
          "letter",
          "radio",
          "telegram",
          "twitter",
          "post",
          "bomb",
          "bombs",
          "missile",
          "missiles",
          "blast",
          "blasts",
          "explosion",
          "explosions",
          "device",
          "rocket",
          "rockets",
          "drone",
          "drones",
          "shots",
          "attack",
          "strike",
          "van",
          "parcel",
          "package",
          "suitcase",
          "bag",
          "car",
          "truck",
          "lorry",
          "vehicle",
          "bus",
          "charge",
          "mine",
          "landmine",
          "mortar",
          "mortars",
          "projectile",
          "place",
          "raid",
          "grenade",
          "explosives",
          "airstrike",
          "airstrikes",
          "shelling",
          "gunfire",
          "bombardment",
          "arms",
          "clashes",
          "bullet",
          "bullets",
          "gunshot",
          "gunshots",
          "shell",
          "knife",
          "shrapnel",
          "debris",
          "people");

  /** What an attack is done with is not what it hits: "detonated their explosives". */
  private static final Set<String> ARMS =
      Set.of(
          "bomb",
          "bombs",
          "device",
          "devices",
          "explosives",
          "explosive",
          "missile",
          "missiles",
          "rocket",
          "rockets",
          "vest",
          "vests",
          "grenade",
          "grenades",
          "shells",
          "mortars",
          "shots",
          "rounds",
          "bullets",
          "drones",
          "charges",
          "fire",
          "assault",
          "attack",
          "attacks",
          "raid",
          "offensive",
          "operation",
          "strikes",
          "airstrikes",
          "time",
          "moment",
          "spree",
          "rampage",
          "belt");

  private static boolean isTarget(Mention mention) {
    String value = mention.value();
    String last = value.substring(value.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
    return !ARMS.contains(last);
  }

  /** Whether a word names a building or ground where people may be hit. */
  static boolean isSite(String word) {
    return SITES.contains(word);
  }

  static boolean isWeapon(Mention mention) {
    String last = mention.value().substring(mention.value().lastIndexOf(' ') + 1);
    return WEAPONS.contains(last.toLowerCase(Locale.ROOT));
  }
}
