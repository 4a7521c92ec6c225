// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
          "cholera");
  static final Set<String> ATTACKERS =
      Set.of(
          "gunman",
          "gunmen",
          "attacker",
          "attackers",
          "bomber",
          "bombers",
          "militants",
          "terrorists",
          "assailants");
  private static final Set<String> SUPPRESSES_FIGURE_ATTACK =
      Set.of("history", "anniversary", "commemorate", "commemorated", "memorial", "film", "book");
  private static final Set<String> DEFINITE =
      Set.of("the", "this", "that", "his", "her", "their", "its", "such", "any", "no");

  private static final String FROM = "attribution.from";

  private final Map<String, List<Trigger>> triggers = new HashMap<>();

  /** A trigger at tokens {@code from} to {@code to} (exclusive), and the verb among them. */
  record Hit(Trigger trigger, int from, int to, int verb) {}

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
    boolean violent = isViolent(tokens);
    for (Tokens.Sentence sentence : tokens.sentences()) {
      Span span = tokens.span(sentence.from(), sentence.to());
      List<Figure> figures = harm(scene, span);
      Utterance here = builder.open(sentence, span);
      boolean disaster = isDisaster(here) && !here.hasAny(ATTACKERS);
      Set<FindingType> types = EnumSet.noneOf(FindingType.class);
      int toldOf = Integer.MAX_VALUE;
      Repeats told = new Repeats(here);
      for (Hit hit : hits(tokens, sentence)) {
        if ((types.contains(hit.trigger().type()) && !told.mayRepeat(hit))
            || !holds(here, hit, told.typesNear(hit), figures, disaster, toldOf)) {
          continue;
        }
        Finding finding = builder.build(hit);
        if (!isOfNobody(finding)
            && !NoArrest.isOfThings(here, finding)
            && (types.add(finding.type()) || told.isAnother(finding))) {
          findings.add(finding);
          builder.remember(finding);
          told.add(hit, finding);
          toldOf = isReported(hit) ? hit.verb() : toldOf;
        }
      }
      violent |= types.contains(FindingType.ATTACK);
      boolean harmAlone =
          !figures.isEmpty()
              && !types.contains(FindingType.ATTACK)
              && !types.contains(FindingType.THREAT)
              && !told.tellsHarm();
      boolean byPeople = violent || (harmAlone && new HarmRoles(here).isByPeople());
      if (harmAlone && byPeople && !disaster && !here.hasAny(SUPPRESSES_FIGURE_ATTACK)) {
        findings.add(builder.buildFromFigures(figures.getFirst()));
      }
      builder.close();
    }
    findings.sort(java.util.Comparator.comparingInt((Finding f) -> f.span().start()));
    return findings;
  }

  /** "Nobody has claimed responsibility" tells of no claim, "nobody was held" of no arrest. */
  private static boolean isOfNobody(Finding finding) {
    boolean byNobody = finding.actor().filter(Utterance::isNobody).isPresent();
    boolean toNobody = finding.target().filter(Utterance::isNobody).isPresent();
    return switch (finding.type()) {
      case DENIAL -> false;
      case MEASURE ->
          byNobody
              || (toNobody && !TELLS_OF_NONE.contains(finding.rule()))
              || finding.voice() == Voice.DENIED;
      case ARREST, FOILED -> byNobody || toNobody || finding.voice() == Voice.DENIED;
      case ATTACK, THREAT, WARNING, REACTION, CLAIM, ATTRIBUTION, ACCUSATION -> byNobody;
    };
  }

  /** Measures that are told by what there is none of: "no trains are running". */
  private static final Set<String> TELLS_OF_NONE = Set.of("measure.no-service", "measure.hold-no");

  /** "A storm", but not "to storm the building". */
  private static boolean isDisaster(Utterance here) {
    for (int i = here.sentence().from(); i < here.sentence().to(); i++) {
      boolean verb = here.word(i).equals("storm") && here.word(i - 1).equals("to");
      if (!verb && NOT_VIOLENCE.contains(here.word(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a text speaks more of violence than of accidents and weather. */
  private static boolean isViolent(Tokens tokens) {
    int violence = 0;
    for (Token token : tokens.all()) {
      violence += VIOLENCE_NOUNS.contains(token.lower()) ? 1 : 0;
      violence -= NOT_VIOLENCE.contains(token.lower()) ? 1 : 0;
    }
    return violence > 1;
  }

  private static final Set<String> VIOLENCE_NOUNS =
      Set.of(
          "attack",
          "attacks",
          "attackers",
          "attacker",
          "gunmen",
          "gunman",
          "bomber",
          "bombers",
          "bombing",
          "bombings",
          "shooting",
          "shootings",
          "terrorist",
          "terrorists",
          "militants",
          "massacre",
          "stabbing",
          "airstrike",
          "airstrikes",
          "missiles",
          "shelling",
          "assailants");

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
        int from = i;
        trigger
            .match(tokens, i, sentence)
            .ifPresent(match -> all.add(new Hit(trigger, from, match.to(), match.verb())));
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
      if (!clash && hit.trigger().id().equals(FROM)) {
        free.add(hit); // seldom holds, and "gunmen took girls from a school" is another statement
      } else if (!clash) {
        java.util.Arrays.fill(used, hit.from() - sentence.from(), hit.to() - sentence.from(), true);
        free.add(hit);
      }
    }
    return free;
  }

  /** Whether a trigger makes a statement here, and is not a mere mention. */
  private boolean holds(
      Utterance here,
      Hit hit,
      Set<FindingType> earlier,
      List<Figure> figures,
      boolean disaster,
      int toldOf) {
    return switch (hit.trigger().type()) {
      case ATTACK -> isAttack(here, hit, earlier, figures, disaster);
      case MEASURE -> true;
      case WARNING ->
          (!earlier.contains(FindingType.REACTION) || isTold(hit))
              && !isBareLabel(here, hit)
              && !(hit.trigger().id().equals("warning.imperative")
                  && here.word(hit.to()).equals(":"))
              && !(hit.trigger().id().equals("warning.evacuate")
                  && NO_ORDER.contains(here.word(hit.from() - 1)))
              && !here.hasAny(FOLLOWERS);
      case ACCUSATION ->
          !earlier.contains(FindingType.DENIAL)
              && (!NEEDS_VIOLENCE.contains(hit.trigger().id()) || here.hasAny(VIOLENCE))
              && !(hit.trigger().id().equals("accusation.accused")
                  && DEFINITE.contains(here.word(hit.from() - 1)));
      case ATTRIBUTION ->
          !earlier.contains(FindingType.CLAIM)
              && !earlier.contains(FindingType.DENIAL)
              && isAttribution(here, hit);
      case DENIAL -> !earlier.contains(FindingType.REACTION) && isDenial(here, hit);
      case THREAT ->
          !earlier.contains(FindingType.REACTION)
              && !earlier.contains(FindingType.CLAIM)
              && !earlier.contains(FindingType.FOILED)
              && hit.from() < toldOf
              && !VoiceRules.isNegated(here, hit.verb())
              && !disaster;
      case CLAIM -> !isByOfficials(here, hit) && !isOfNone(here, hit);
      case REACTION -> !hit.trigger().id().equals("reaction.step-on") || here.hasAny(STEPS);
      case FOILED, ARREST -> true;
    };
  }

  /**
   * Whether a warning is told of: the danger that its words go on to tell is no news of its own.
   */
  private static boolean isReported(Hit hit) {
    return hit.trigger().id().equals("warning.warned") || hit.trigger().id().equals("warning.verb");
  }

  /** "Nobody can leave now", "they leave immediately": told, not ordered. */
  private static final Set<String> NO_ORDER =
      Set.of(
          "can", "can't", "cannot", "could", "will", "would", "did", "didn't", "they", "he", "she",
          "we", "i", "nobody");

  /** Accusations in words that are said of much else. */
  private static final Set<String> NEEDS_VIOLENCE =
      Set.of("accusation.on-orders", "accusation.help-of");

  /** What is said to them is no warning. */
  private static final Set<String> FOLLOWERS = Set.of("fighters", "followers", "supporters");

  /** What is done on a warning. */
  private static final Set<String> STEPS =
      Set.of(
          "cancelled",
          "closed",
          "evacuated",
          "cleared",
          "suspended",
          "shut",
          "postponed",
          "moved",
          "stayed",
          "sheltered",
          "left",
          "raised",
          "stopped",
          "called");

  /** Those whose own deeds are no claims of an attack. */
  private static final Set<String> OFFICIAL =
      Set.of("police", "rescuers", "prosecutors", "firefighters", "witnesses");

  private static boolean isByOfficials(Utterance here, Hit hit) {
    Optional<Phrases.Phrase> subject = here.phrases().subject(hit.verb());
    int from = subject.map(Phrases.Phrase::from).orElse(here.sentence().from());
    int to = subject.map(Phrases.Phrase::to).orElse(hit.to());
    for (int i = from; i < to; i++) {
      if (OFFICIAL.contains(here.word(i))) {
        return true;
      }
    }
    return false;
  }

  /** "There was no immediate claim of responsibility". */
  private static boolean isOfNone(Utterance here, Hit hit) {
    for (int i = hit.from() - 1; i >= Math.max(here.sentence().from(), hit.from() - 3); i--) {
      if (here.word(i).equals("no") && here.word(hit.verb()).startsWith("claim")) {
        return true;
      }
    }
    return false;
  }

  /** "Emergency Alert" alone is a heading. */
  private static boolean isBareLabel(Utterance here, Hit hit) {
    return hit.trigger().id().equals("warning.alert")
        && hit.from() == here.sentence().from()
        && hit.to() == here.sentence().to();
  }

  private static boolean isTold(Hit hit) {
    return hit.trigger().id().equals("warning.warned")
        || hit.trigger().id().equals("warning.told-to");
  }

  /** "denied entry", "neither confirmed nor denied": a denial speaks of a deed or a saying. */
  private static boolean isDenial(Utterance here, Hit hit) {
    boolean own = hit.trigger().id().equals("denial.denied");
    return !own
        || !(VoiceRules.isNegated(here, hit.verb())
            || here.word(hit.verb() - 1).equals("always")
            || NO_SAYING.contains(here.word(hit.to())));
  }

  private static final Set<String> NO_SAYING =
      Set.of("entry", "access", "bail", "visa", "visas", "permission", "parole", "asylum");

  /** "is responsible for" tells who did it only where violence or a group is spoken of. */
  private static boolean isAttribution(Utterance here, Hit hit) {
    String id = hit.trigger().id();
    if (id.equals("attribution.perpetrated") || id.equals("attribution.had-carried")) {
      return here.said(hit).isPresent() || here.inQuote();
    }
    if (here.word(hit.verb()).equals("suspected")
        && Speech.isAttribute(here.tokens(), hit.verb())) {
      return false; // "suspected militants abducted"
    }
    if (id.equals("attribution.link-named") && !here.phrases().isPassive(hit.verb())) {
      return false; // "rebels loyal to Islamic State": who they are
    }
    if (id.equals(FROM)) {
      return here.said(hit).isPresent() && here.group().isPresent();
    }
    return !(id.equals("attribution.behind") || id.equals("attribution.work"))
        || here.hasAny(VIOLENCE)
        || here.group().isPresent();
  }

  private static final Set<String> VIOLENCE =
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
          "islamist",
          "islamists",
          "murder",
          "murders",
          "blasts",
          "raid",
          "it",
          "plan",
          "bomber",
          "attacker",
          "gunman");

  private static boolean isAttack(
      Utterance here, Hit hit, Set<FindingType> earlier, List<Figure> figures, boolean disaster) {
    if (figures.isEmpty() && NoAttack.isOfOtherMatters(here, hit)) {
      return false;
    }
    if ((disaster && figures.isEmpty())
        || (disaster
            && !hit.trigger().method().contains("bomb")
            && !hit.trigger().method().equals("shooting"))) {
      return false;
    }
    if (hit.trigger().id().equals("attack.killed")) {
      return new HarmRoles(here).isByPeople();
    }
    if (NoAttack.isByGuards(here, hit)) {
      return false;
    }
    boolean noun =
        here.word(hit.verb()).equals("shooting")
            && !PhraseWords.BE.contains(here.word(hit.verb() - 1))
            && !here.word(hit.verb() - 1).equals("began");
    if (hit.trigger().frame() != Trigger.Frame.EVENT && !noun) {
      return true;
    }
    if (!figures.isEmpty()) {
      return true;
    }
    if (hit.trigger().id().startsWith("attack.done")) {
      return earlier.stream().noneMatch(ABOUT_ATTACKS::contains);
    }
    boolean spokenOf = earlier.stream().anyMatch(ABOUT_ATTACKS::contains);
    boolean definite = false;
    boolean called = false;
    for (int i = hit.from() - 1; i >= Math.max(here.sentence().from(), hit.from() - 4); i--) {
      definite |= i >= hit.from() - 3 && DEFINITE.contains(here.word(i));
      called |= CALLED.contains(here.word(i));
    }
    return !spokenOf && !called && (!definite || names(here, hit.to()));
  }

  /** "Called it a vile attack", "described as an act of terror": a name, and no news. */
  private static final Set<String> CALLED =
      Set.of("called", "as", "calls", "call", "expected", "attempted");

  /** Whether the noun goes on to say where or on whom ("the attack on the station"). */
  private static boolean names(Utterance here, int to) {
    return to < here.sentence().to()
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
                "of",
                "happened",
                "occurred")
            .contains(here.word(to));
  }
}
