// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;
import java.util.Set;

/**
 * Whether those who tell of a deed did it: "our fighters struck", "the brigade said its men had",
 * "a spokesman for the rebels said the rebels fired". What they tell is then a claim.
 *
 * @param groups names of the groups that the text speaks of
 */
record OwnDeeds(Utterance here, Set<String> groups) {
  private static final WordSets WORDS = WordSets.read("statement-words.en.tsv");
  private static final Set<String> OWN = WORDS.of("own people");
  private static final Set<String> OWN_ARMS = WORDS.of("own arms");
  private static final Set<String> ANY_GROUP = WORDS.of("any group");

  /** How far from who speaks stands the name of the group they speak for, in UTF-16 units. */
  private static final int REACH = 30;

  /** Who claims the deed, if it is told as their own. */
  Optional<Mention> teller(
      FindingFinder.Hit hit, Optional<Mention> other, Voice voice, RoleFinder.Roles roles) {
    FindingType type = hit.trigger().type();
    if (type == FindingType.ATTRIBUTION && !hit.trigger().id().equals("attribution.from")) {
      return roles.actor().filter(speaker -> isOwn(hit, speaker, roles.target()));
    }
    if (type != FindingType.ATTACK || (voice != Voice.FACT && voice != Voice.ASSERTED)) {
      return Optional.empty();
    }
    Optional<Mention> speaker =
        voice == Voice.ASSERTED
            ? other.filter(m -> isOwn(hit, m, roles.actor()))
            : Optional.empty();
    return speaker.or(() -> isByOurs(hit) ? whose() : Optional.empty());
  }

  private Optional<Mention> whose() {
    return here.anySpeaker().or(() -> Optional.ofNullable(here.lastGroup()));
  }

  /** "The brigade said a suicide bomber had struck the base": what a group tells of its own. */
  private boolean isOwn(FindingFinder.Hit hit, Mention speaker, Optional<Mention> doer) {
    if (doer.isEmpty() || doer.get().span().overlaps(speaker.span())) {
      return false;
    }
    String last = lastWord(doer.get());
    if (groups.contains(speaker.value())) {
      return doer.get().value().equals(speaker.value()) || OWN.contains(last);
    }
    return spokenFor(hit, speaker, doer.get())
        .filter(group -> doer.get().value().equals(group) || ANY_GROUP.contains(last))
        .isPresent();
  }

  /** The group whose name stands beside whoever speaks: "Taliban spokesman", "of the Taliban". */
  private Optional<String> spokenFor(FindingFinder.Hit hit, Mention speaker, Mention doer) {
    int said = here.said(hit).map(s -> here.tokens().get(s.at()).start()).orElse(-1);
    return here.scene().in(here.scene().groups(), here.span()).stream()
        .filter(g -> said >= 0 && !g.span().overlaps(doer.span()))
        .filter(g -> (g.span().start() < said) == (speaker.span().start() < said))
        .filter(g -> g.span().start() - speaker.span().end() < REACH)
        .filter(g -> speaker.span().start() - g.span().end() < REACH)
        .map(GroupMention::name)
        .findFirst();
  }

  private static String lastWord(Mention mention) {
    String text = mention.text();
    return text.substring(text.lastIndexOf(' ') + 1).toLowerCase(java.util.Locale.ROOT);
  }

  /** "Ten drones of our air force hit": men or arms of whoever speaks, before the verb. */
  private boolean isByOurs(FindingFinder.Hit hit) {
    for (int i = Math.max(here.sentence().from(), hit.verb() - 12); i < hit.verb() - 1; i++) {
      if (here.word(i).equals("our") && (isOurs(i + 1) || isOurs(i + 2))) {
        return !VoiceRules.isNegated(here, hit.verb()) && !here.phrases().isPassive(hit.verb());
      }
    }
    return false;
  }

  private boolean isOurs(int i) {
    String word = here.word(i);
    return OWN.contains(word) || OWN_ARMS.contains(word);
  }
}
