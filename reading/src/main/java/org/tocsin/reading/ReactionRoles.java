// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who answers a warning, and which. */
final class ReactionRoles {
  private final Utterance here;
  private final RoleFinder finder;

  ReactionRoles(Utterance here, RoleFinder finder) {
    this.here = here;
    this.finder = finder;
  }

  RoleFinder.Roles roles(FindingFinder.Hit hit) {
    return RoleFinder.none(actor(hit), warning(hit).or(() -> finder.object(hit.verb() + 1)));
  }

  /** "The warnings were ignored by": whoever did it, and never the warning. */
  private Optional<Mention> actor(FindingFinder.Hit hit) {
    if (hit.trigger().frame() != Trigger.Frame.EVENT) {
      return finder.subject(hit).or(() -> here.speaker(hit));
    }
    Optional<Mention> by = here.phrases().isPassive(hit.verb()) ? finder.by(hit) : Optional.empty();
    return by.or(() -> here.speaker(hit))
        .or(() -> finder.subject(hit).filter(m -> !isPartOf(hit, m) && !isWarning(m)));
  }

  private boolean isPartOf(FindingFinder.Hit hit, Mention mention) {
    int at = here.tokenAt(mention.span());
    return hit.from() <= at && at < hit.to();
  }

  private static boolean isWarning(Mention mention) {
    String words = mention.value().toLowerCase(Locale.ROOT);
    return WARNING_NOUNS.contains(words.substring(words.lastIndexOf(' ') + 1));
  }

  /** The warning an answer is about: one that its pattern names, or else the first near it. */
  private Optional<Mention> warning(FindingFinder.Hit hit) {
    for (int i = hit.to() - 1; i >= hit.from(); i--) {
      if (WARNING_NOUNS.contains(here.word(i)) || THREATS.contains(here.word(i))) {
        return named(i);
      }
    }
    for (int i = here.sentence().from(); i < here.sentence().to(); i++) {
      if (WARNING_NOUNS.contains(here.word(i)) && Math.abs(i - hit.from()) < 20) {
        return named(i);
      }
    }
    return Optional.empty();
  }

  /** A noun with up to three capitalised words before it. */
  private Optional<Mention> named(int noun) {
    int from = noun;
    while (from > here.sentence().from()
        && here.tokens().get(from - 1).isCapitalised()
        && noun - from < 3) {
      from--;
    }
    return here.mention(new Phrases.Phrase(from, noun + 1));
  }

  private static final Set<String> THREATS = Set.of("threat", "threats", "advisories");

  static final Set<String> WARNING_NOUNS =
      Set.of(
          "warning",
          "warnings",
          "alert",
          "alerts",
          "statements",
          "statement",
          "advisory",
          "information",
          "tip",
          "tip-off",
          "advice",
          "message",
          "notice");
}
