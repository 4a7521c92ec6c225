// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Set;

/**
 * Words of a trigger that state nothing by what stands beside them: asked, wished, of another
 * matter. What is a mere mention uses no words up, so that a lower trigger may read them.
 */
final class Mentions {
  private static final WordSets WORDS = WordSets.read("statement-words.en.tsv");
  private static final Set<String> NEEDS_VIOLENCE = WORDS.of("needs violence");
  private static final Set<String> NEEDS_EITHER = WORDS.of("needs violence or a group");
  private static final Set<String> NEEDS_GROUP = WORDS.of("needs a group");
  private static final Set<String> NEEDS_SAYING = WORDS.of("needs a saying");
  private static final Set<String> NOT_SHOWN = WORDS.of("not shown");
  private static final Set<String> ISSUED = WORDS.of("issued");
  private static final Set<String> DANGER = WORDS.of("danger");
  private static final Set<String> WARNERS = WORDS.of("warner");
  private static final Set<String> TRAILING = WORDS.of("trailing");
  private static final Set<String> NO_DOER = WORDS.of("no doer");
  private static final Set<String> LINKED = WORDS.of("linked people");
  private static final Set<String> FORCE = WORDS.of("force");
  private static final Set<String> OWN = WORDS.of("own");
  private static final Set<String> CLAUSE = WORDS.of("clause");
  private static final Set<String> OWN_DEED = WORDS.of("own deed");
  private static final Set<String> ASKS = WORDS.of("asks");
  private static final Set<String> ASKING = WORDS.of("asking");
  private static final Set<String> BASE = WORDS.of("base form");
  private static final Set<String> UNMADE = WORDS.of("unmade");
  private static final Set<String> NONE = WORDS.of("none");
  private static final Set<String> WRITTEN = WORDS.of("written");
  private static final Set<String> OVER = WORDS.of("over");
  private static final Set<String> ACQUITTED = WORDS.of("acquitted");
  private static final Set<String> MONEY = WORDS.of("money");

  private static final Set<String> IN = Set.of("in", "at", "into", "from");
  private static final Set<String> CALLS = Set.of("off", "for", "on", "up", "in");
  private static final Set<FindingType> NAMING =
      java.util.EnumSet.of(FindingType.DENIAL, FindingType.ACCUSATION);

  /** How far before a verb in its base form stands what makes it a wish. */
  private static final int REACH = 7;

  private Mentions() {}

  /** Whether a match states nothing. */
  static boolean isMere(Utterance here, FindingFinder.Hit hit) {
    String id = hit.trigger().id();
    boolean either = NEEDS_EITHER.contains(id);
    if ((either || NEEDS_VIOLENCE.contains(id))
        && !here.hasAny(StatementRules.VIOLENCE)
        && !(either && here.group().isPresent())) {
      return true;
    }
    if (NEEDS_SAYING.contains(id) && here.said(hit).isEmpty() && !here.inQuote()) {
      return true;
    }
    if (NAMING.contains(hit.trigger().type())
        && here.word(hit.verb()).startsWith("call")
        && CALLS.contains(here.word(hit.verb() + 1))) {
      return true; // "called off", "called for"
    }
    return switch (hit.trigger().type()) {
      case REACTION -> isNoWarning(here, hit) || isNoAnswer(here, hit);
      case ACCUSATION ->
          isAsked(here, hit)
              || isUnmade(here, hit)
              || isUnshown(here, hit)
              || isNoReproach(here, hit);
      case ATTRIBUTION ->
          isAsked(here, hit) || isUnmade(here, hit) || isUnshown(here, hit) || isNoGuilt(here, hit);
      case CLAIM ->
          (NEEDS_GROUP.contains(id) && here.group().isEmpty())
              || (OWN_DEED.contains(id) && here.phrases().isPassive(hit.to() - 1))
              || isNoClaim(here, hit);
      case WARNING -> isOfMoney(here) || isOfNoWord(here, hit) || isOver(here, hit);
      case THREAT -> isOfMoney(here) || here.hasAny(ACQUITTED);
      case ARREST, MEASURE -> NoAttack.isAttribute(here, hit);
      case FOILED ->
          id.startsWith("foiled.down")
              && (here.phrases().isPassive(hit.verb()) || here.word(hit.verb() + 1).equals("by"))
              && hit.trigger().frame() == Trigger.Frame.ABOUT;
      case ATTACK -> id.equals("attack.attacked") && NoAttack.isOfWords(here, hit);
      case DENIAL -> false;
    };
  }

  /** "The tsunami warning was lifted": a warning that is named, and over. */
  private static boolean isOver(Utterance here, FindingFinder.Hit hit) {
    return hit.trigger().frame() == Trigger.Frame.EVENT && here.hasAny(OVER);
  }

  /** "A profit warning", "the union threatened to strike": dangers that hurt nobody. */
  private static boolean isOfMoney(Utterance here) {
    return here.hasAny(MONEY)
        && !here.hasAny(StatementRules.VIOLENCE)
        && !here.hasAny(FindingFinder.ATTACKERS);
  }

  /** "Received no intelligence": a warning that did not come. */
  private static boolean isOfNoWord(Utterance here, FindingFinder.Hit hit) {
    return hit.trigger().id().equals("warning.had-word")
        && NONE.contains(here.word(hit.verb() + 1));
  }

  /** "Condemned the attack, warning that", "complained that there was no warning". */
  private static boolean isNoWarning(Utterance here, FindingFinder.Hit hit) {
    int last = hit.to() - 1;
    if (!ReactionRoles.WARNING_NOUNS.contains(here.word(last)) || last == hit.from()) {
      return false;
    }
    String before = here.word(last - 1);
    boolean participle = here.word(last).equals("warning") && before.equals(",");
    return participle || NONE.contains(before) || NONE.contains(here.word(last - 2));
  }

  /** "To establish who is behind it": but not "a group that is behind it". */
  private static boolean isAsked(Utterance here, FindingFinder.Hit hit) {
    for (int i = hit.from() - 1; i >= Math.max(here.sentence().from(), hit.from() - 3); i--) {
      if (ASKING.contains(here.word(i))) {
        boolean quoted = i > here.sentence().from() && !here.tokens().get(i - 1).isWord();
        return i == here.sentence().from() || ASKS.contains(here.word(quoted ? i - 2 : i - 1));
      }
    }
    return false;
  }

  /** "Could blame Ukraine", "does not want to accuse anybody". */
  private static boolean isUnmade(Utterance here, FindingFinder.Hit hit) {
    if (!BASE.contains(here.word(hit.verb()))) {
      return false;
    }
    for (int i = hit.verb() - 1; i >= Math.max(here.sentence().from(), hit.verb() - REACH); i--) {
      if (UNMADE.contains(here.word(i))) {
        return true;
      }
    }
    return false;
  }

  /** "No information to suggest that the group ordered it". */
  private static boolean isUnshown(Utterance here, FindingFinder.Hit hit) {
    for (int i = hit.from() - 1; i >= Math.max(here.sentence().from(), hit.from() - 12); i--) {
      if (NOT_SHOWN.contains(here.word(i))
          && (here.word(i - 1).equals("no") || here.word(i - 2).equals("no"))) {
        return true;
      }
    }
    return false;
  }

  /** "They said the warning was issued": how it was given, and nothing of what they think of it. */
  private static boolean isNoAnswer(Utterance here, FindingFinder.Hit hit) {
    return switch (hit.trigger().id()) {
      case "reaction.says-of" ->
          ISSUED.contains(here.word(hit.to()))
              || ISSUED.contains(here.word(hit.to() + 1))
              || ISSUED.contains(here.word(hit.to() + 2))
              || isOfItself(here, hit);
      case "reaction.not-cowed" ->
          !here.hasAny(ReactionRoles.WARNING_NOUNS) && !here.hasAny(DANGER);
      default -> false;
    };
  }

  /** "The alert said", "the embassy said its warning": whoever warns does not answer. */
  private static boolean isOfItself(Utterance here, FindingFinder.Hit hit) {
    return here.phrases()
        .subject(hit.verb())
        .map(p -> {
          for (int i = p.from(); i < p.to(); i++) {
            String word = here.word(i);
            if (ReactionRoles.WARNING_NOUNS.contains(word) || WARNERS.contains(word)) {
              return true;
            }
          }
          return false;
        })
        .orElse(false);
  }

  private static boolean isNoGuilt(Utterance here, FindingFinder.Hit hit) {
    return switch (hit.trigger().id()) {
      case "attribution.attributed" -> // "laid on extra flights"
          isOfWords(here, hit)
              || (here.word(hit.verb()).equals("laid") && here.word(hit.verb() + 1).equals("on"));
      case "attribution.linked" -> LINKED.contains(here.word(hit.verb() - 1)); // who they are
      case "attribution.behind" -> TRAILING.contains(here.word(hit.verb() - 1));
      case "attribution.suspect-of" -> // "five suspects were ordered held"
          !PhraseWords.DETERMINERS.contains(here.word(hit.verb() + 1))
              && !PhraseWords.POSSESSIVES.contains(here.word(hit.verb() + 1))
              && !PhraseWords.PRONOUNS.contains(here.word(hit.verb() + 1))
              && !here.tokens().at(hit.verb() + 1).isCapitalised();
      case "attribution.to-blame" -> here.hasAny(NO_DOER);
      case "attribution.responsible-for" -> VoiceRules.isNegated(here, hit.verb());
      case "attribution.carried-the" -> isOfAnotherClause(here, hit);
      case "attribution.judged" -> here.word(hit.verb() + 1).equals("to"); // "determined to punish"
      case "attribution.blamed" -> {
        for (int i = hit.verb() + 1; i <= hit.verb() + 4; i++) {
          if (i < here.sentence().to() && NO_DOER.contains(here.word(i))) {
            yield true;
          }
        }
        yield false;
      }
      default -> false;
    };
  }

  /** "Claiming that the bombings made it dear", "said the attack was made by rebels". */
  private static boolean isNoClaim(Utterance here, FindingFinder.Hit hit) {
    return switch (hit.trigger().id()) {
      case "claim.attack" ->
          here.word(hit.verb() + 1).equals("that")
              || (hit.to() < here.sentence().to()
                  && Verbs.isPast(here.word(hit.to()))
                  && Verbs.isFinite(here.tokens(), hit.to(), here.sentence()));
      case "claim.said-by-own" -> {
        int by = here.word(hit.to()).equals("by") ? hit.to() : hit.to() + 1;
        int said = here.tokens().get(hit.verb()).start();
        yield here.word(by).equals("by")
            && !OWN.contains(here.word(by + 1))
            && here.group().filter(g -> g.span().start() < said).isEmpty();
      }
      default -> false;
    };
  }

  /** "Four days after a gunman carried out the attack": told in passing. */
  private static boolean isOfAnotherClause(Utterance here, FindingFinder.Hit hit) {
    for (int i = hit.from() - 1; i >= Math.max(here.sentence().from(), hit.from() - 12); i--) {
      if (CLAUSE.contains(here.word(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNoReproach(Utterance here, FindingFinder.Hit hit) {
    return switch (hit.trigger().id()) {
      case "accusation.hand-of" -> IN.contains(here.word(hit.from() - 1)); // at the hands of
      case "accusation.alleged-had" -> // "the alleged gunman had", "are alleged to have had"
          here.word(hit.verb() + 1).equals("to")
              || !Verbs.isFinite(here.tokens(), hit.verb(), here.sentence());
      case "accusation.blew" -> // "Russian terrorists destroyed it", not "terrorists destroyed it"
          here.word(hit.from()).equals("terrorists")
              && (hit.from() == here.sentence().from()
                  || !here.tokens().get(hit.from() - 1).isCapitalised()
                  || StatementRules.DEFINITE.contains(here.word(hit.from() - 1)));
      case "accusation.made" -> here.word(hit.from() - 1).equals("who");
      case "accusation.is-guilty" -> here.word(hit.to() - 2).equals("found");
      case "accusation.reproach" ->
          VoiceRules.isNegated(here, hit.from())
              || !(here.hasAny(StatementRules.VIOLENCE) || here.hasAny(FORCE));
      default -> false;
    };
  }

  /** "The communiqué has been attributed to": words, and no deed. */
  private static boolean isOfWords(Utterance here, FindingFinder.Hit hit) {
    for (int i = Math.max(here.sentence().from(), hit.from() - 5); i < hit.to(); i++) {
      if (WRITTEN.contains(here.word(i))) {
        return true;
      }
    }
    return false;
  }
}
