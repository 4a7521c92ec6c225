// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells who did an attack where the text says only whose arms it was done with: "a Russian missile
 * hit", "Israeli air strikes", "a coalition jet", "a Taliban ambush".
 */
final class OwnerOfArms {
  private static final int REACH_TOKENS = 8;
  private static final int MOST_BETWEEN = 4;

  private static final Set<String> PEOPLES =
      Stream.concat(
              Lexicon.table("countries.tsv", 3).stream().map(row -> row.get(2)),
              Lexicon.table("demonyms.tsv", 2).stream().map(row -> row.get(1)))
          .flatMap(words -> Lexicon.list(words).stream())
          .collect(Collectors.toUnmodifiableSet());

  private final Utterance here;

  OwnerOfArms(Utterance here) {
    this.here = here;
  }

  /** Whose arms the words around a trigger name, nearest first. */
  Optional<Mention> near(FindingFinder.Hit hit) {
    int from = Math.max(here.sentence().from(), hit.from() - REACH_TOKENS);
    int to = Math.min(here.sentence().to(), hit.to() + REACH_TOKENS);
    for (int i = hit.to() - 1; i >= from; i--) {
      Optional<Mention> owner = at(i);
      if (owner.isPresent()) {
        return owner;
      }
    }
    for (int i = hit.to(); i < to; i++) {
      if (RoleWords.is("clause", here.word(i))) {
        break;
      }
      Optional<Mention> owner = at(i);
      if (owner.isPresent()) {
        return owner;
      }
    }
    return Optional.empty();
  }

  /** The owner named before a word for arms at a token. */
  private Optional<Mention> at(int arms) {
    if (!RoleWords.is("arms", here.word(arms))) {
      return Optional.empty();
    }
    int least = Math.max(here.sentence().from(), arms - MOST_BETWEEN);
    for (int i = arms - 1; i >= least; i--) {
      Optional<Mention> owner = owner(i);
      if (owner.isPresent()) {
        return owner;
      }
      if (!RoleWords.is("kinds of arms", here.word(i)) && !here.word(i).equals("-")) {
        break;
      }
    }
    return Optional.empty();
  }

  private Optional<Mention> owner(int i) {
    Token token = here.tokens().at(i);
    Span word = here.tokens().span(i, i + 1);
    List<GroupMention> groups =
        here.scene().in(here.scene().groups(), here.span()).stream()
            .filter(g -> g.span().overlaps(word))
            .toList();
    if (!groups.isEmpty()) {
      return Optional.of(new Mention(groups.getFirst().name(), groups.getFirst().span()));
    }
    boolean people = token.isCapitalised() && PEOPLES.contains(token.text());
    return people || RoleWords.is("owners of arms", token.lower())
        ? Optional.of(new Mention(word.text(), word))
        : Optional.empty();
  }
}
