// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads statements sentence by sentence. Triggers, by rank, say of what type a sentence speaks; a
 * token that one trigger used is not free for a lower one, so that "foiled an attack" is no attack.
 * {@link FindingBuilder} then tells who, whom, where, when and in whose voice.
 */
final class FindingFinder {
  private static final Set<FindingType> ABOUT_ATTACKS =
      EnumSet.of(
          FindingType.CLAIM,
          FindingType.ATTRIBUTION,
          FindingType.DENIAL,
          FindingType.ACCUSATION,
          FindingType.REACTION,
          FindingType.WARNING,
          FindingType.FOILED,
          FindingType.ARREST,
          FindingType.MEASURE,
          FindingType.THREAT);
  private static final Set<String> NOT_VIOLENCE =
      Set.of(
          "earthquake",
          "flood",
          "floods",
          "flooding",
          "hurricane",
          "storm",
          "cyclone",
          "typhoon",
          "tornado",
          "avalanche",
          "landslide",
          "wildfire",
          "tsunami",
          "volcano",
          "heatwave",
          "collision",
          "derailed",
          "derailment",
          "crash",
          "crashed",
          "capsized",
          "sank",
          "virus",
          "covid",
          "cholera",
          "heart",
          "cyber",
          "verbal",
          "debate",
          "match",
          "striker",
          "goal",
          "film",
          "movie",
          "novel",
          "markets",
          "shares",
          "election",
          "advertisement");
  private static final Set<String> SUPPRESSES_FIGURE_ATTACK =
      Set.of("history", "anniversary", "commemorate", "commemorated", "memorial", "film", "book");
  private static final Set<String> DEFINITE =
      Set.of("the", "this", "that", "his", "her", "their", "its", "such", "any", "no");

  private final Map<String, List<Trigger>> triggers = new HashMap<>();

  /** A trigger at tokens {@code from} to {@code to} (exclusive). */
  record Hit(Trigger trigger, int from, int to) {}

  FindingFinder() {
    List<List<String>> rows = Lexicon.table("triggers.tsv", 5);
    for (int rank = 0; rank < rows.size(); rank++) {
      Trigger trigger = Trigger.of(rows.get(rank), rank);
      trigger
          .firstWords()
          .forEach(word -> triggers.computeIfAbsent(word, w -> new ArrayList<>()).add(trigger));
    }
  }

  List<Finding> find(Scene scene) {
    Tokens tokens = scene.tokens();
    FindingBuilder builder = new FindingBuilder(scene);
    List<Finding> findings = new ArrayList<>();
    boolean violent = false;
    for (Tokens.Sentence sentence : tokens.sentences()) {
      Span span = tokens.span(sentence.from(), sentence.to());
      List<Hit> hits = hits(tokens, sentence);
      List<Figure> figures = harm(scene, span);
      boolean disaster = hasAny(tokens, sentence, NOT_VIOLENCE);
      Set<FindingType> types = EnumSet.noneOf(FindingType.class);
      builder.open(sentence, span);
      for (Hit hit : hits) {
        if (types.contains(hit.trigger().type())
            || !holds(tokens, sentence, hit, types, figures, disaster)) {
          continue;
        }
        Finding finding = builder.build(hit);
        if (isByNobody(finding)) {
          continue;
        }
        if (types.add(finding.type())) {
          findings.add(finding);
        }
      }
      violent |= types.contains(FindingType.ATTACK);
      boolean harmAlone =
          !figures.isEmpty()
              && !types.contains(FindingType.ATTACK)
              && !types.contains(FindingType.THREAT);
      if (harmAlone
          && violent
          && !disaster
          && !hasAny(tokens, sentence, SUPPRESSES_FIGURE_ATTACK)) {
        findings.add(builder.buildFromFigures(figures.getFirst()));
      }
      builder.close();
    }
    findings.sort(java.util.Comparator.comparingInt((Finding f) -> f.span().start()));
    return findings;
  }

  /** "Nobody has claimed responsibility" tells of no claim. */
  private static boolean isByNobody(Finding finding) {
    String actor =
        finding.actor().map(Mention::value).orElse("").toLowerCase(java.util.Locale.ROOT);
    return actor.startsWith("no ") || actor.startsWith("nobody") || actor.startsWith("none");
  }

  private static List<Figure> harm(Scene scene, Span sentence) {
    return scene.in(scene.figures(), sentence).stream()
        .filter(f -> f.kind() == Figure.Kind.KILLED || f.kind() == Figure.Kind.WOUNDED)
        .toList();
  }

  /** The triggers of a sentence, best rank first, none sharing a token with a better one. */
  private List<Hit> hits(Tokens tokens, Tokens.Sentence sentence) {
    List<Hit> all = new ArrayList<>();
    for (int i = sentence.from(); i < sentence.to(); i++) {
      for (Trigger trigger : triggers.getOrDefault(tokens.get(i).lower(), List.of())) {
        int end = trigger.match(tokens, i, sentence.to());
        if (end > i) {
          all.add(new Hit(trigger, i, end));
        }
      }
    }
    all.sort(
        java.util.Comparator.comparingInt((Hit h) -> h.trigger().rank())
            .thenComparingInt(Hit::from));
    boolean[] used = new boolean[sentence.to() - sentence.from()];
    List<Hit> free = new ArrayList<>();
    for (Hit hit : all) {
      boolean clash = false;
      for (int i = hit.from(); i < hit.to(); i++) {
        clash |= used[i - sentence.from()];
      }
      if (!clash) {
        java.util.Arrays.fill(used, hit.from() - sentence.from(), hit.to() - sentence.from(), true);
        free.add(hit);
      }
    }
    return free;
  }

  /** Whether a trigger makes a statement here, and is not a mere mention. */
  private boolean holds(
      Tokens tokens,
      Tokens.Sentence sentence,
      Hit hit,
      Set<FindingType> earlier,
      List<Figure> figures,
      boolean disaster) {
    return switch (hit.trigger().type()) {
      case ATTACK -> isAttack(tokens, sentence, hit, earlier, figures, disaster);
      case MEASURE -> isMeasure(tokens, sentence, hit);
      case WARNING -> !earlier.contains(FindingType.REACTION);
      case ACCUSATION ->
          !earlier.contains(FindingType.DENIAL)
              && !DEFINITE.contains(tokens.at(hit.from() - 1).lower());
      case ATTRIBUTION ->
          !earlier.contains(FindingType.CLAIM)
              && !earlier.contains(FindingType.DENIAL)
              && isAttribution(tokens, sentence, hit);
      case DENIAL -> !earlier.contains(FindingType.REACTION) && isDenial(tokens, hit);
      case THREAT ->
          !earlier.contains(FindingType.REACTION)
              && !earlier.contains(FindingType.CLAIM)
              && !disaster;
      case REACTION, CLAIM, FOILED, ARREST -> true;
    };
  }

  /** "refused", "denied entry": a denial speaks of a deed or a saying. */
  private static boolean isDenial(Tokens tokens, Hit hit) {
    return !Set.of("entry", "access", "bail", "visa", "visas", "permission", "parole", "asylum")
        .contains(tokens.at(hit.to()).lower());
  }

  /** "is responsible for" tells who did it only where violence or a group is spoken of. */
  private boolean isAttribution(Tokens tokens, Tokens.Sentence sentence, Hit hit) {
    if (!hit.trigger().id().equals("attribution.behind")
        && !hit.trigger().id().equals("attribution.work")) {
      return true;
    }
    return hasAny(
        tokens,
        sentence,
        Set.of(
            "attack",
            "attacks",
            "bombing",
            "bombings",
            "shooting",
            "killing",
            "killings",
            "massacre",
            "assault",
            "explosion",
            "blast",
            "plot",
            "militants",
            "terrorists",
            "murder",
            "murders",
            "blasts",
            "raid"));
  }

  private static boolean isMeasure(Tokens tokens, Tokens.Sentence sentence, Hit hit) {
    if (!hit.trigger().id().equals("measure.cancelled")) {
      return true;
    }
    return hasAny(
        tokens,
        sentence,
        Set.of(
            "concert",
            "concerts",
            "event",
            "events",
            "match",
            "matches",
            "festival",
            "celebrations",
            "flights",
            "trains",
            "classes",
            "gatherings",
            "performances",
            "shows",
            "visit",
            "rally",
            "services",
            "public",
            "mass",
            "entertainment",
            "games",
            "parade"));
  }

  private boolean isAttack(
      Tokens tokens,
      Tokens.Sentence sentence,
      Hit hit,
      Set<FindingType> earlier,
      List<Figure> figures,
      boolean disaster) {
    if ((disaster && figures.isEmpty())
        || (disaster
            && !hit.trigger().method().contains("bomb")
            && !hit.trigger().method().equals("shooting"))) {
      return false;
    }
    if (hit.trigger().frame() != Trigger.Frame.EVENT) {
      return true;
    }
    if (!figures.isEmpty()) {
      return true;
    }
    boolean spokenOf = earlier.stream().anyMatch(ABOUT_ATTACKS::contains);
    int before = hit.from() - 1;
    boolean definite = false;
    for (int i = before; i >= Math.max(sentence.from(), before - 3); i--) {
      definite |= DEFINITE.contains(tokens.get(i).lower());
    }
    return !spokenOf && (!definite || names(tokens, sentence, hit.to()));
  }

  /** Whether the noun goes on to say where or on whom ("the attack on the station"). */
  private static boolean names(Tokens tokens, Tokens.Sentence sentence, int to) {
    return to < sentence.to()
        && Set.of(
                "on",
                "at",
                "in",
                "against",
                "near",
                "took",
                "began",
                "ripped",
                "left",
                "broke",
                "by",
                "happened",
                "occurred")
            .contains(tokens.get(to).lower());
  }

  private static boolean hasAny(Tokens tokens, Tokens.Sentence sentence, Set<String> words) {
    for (int i = sentence.from(); i < sentence.to(); i++) {
      if (words.contains(tokens.get(i).lower())) {
        return true;
      }
    }
    return false;
  }
}
