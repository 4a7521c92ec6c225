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
  private static final WordSets WORDS = WordSets.read("statement-words.en.tsv");
  private static final Set<String> NOT_VIOLENCE = WORDS.of("no violence");
  private static final Set<String> VIOLENT_TEXT = WORDS.of("violent text");
  private static final Set<String> NO_NEWS = WORDS.of("no news");
  private static final Set<String> SHARES = WORDS.of("shares words");

  /** Measures that are told by what there is none of: "no trains are running". */
  private static final Set<String> TELLS_OF_NONE = WORDS.of("tells of none");

  static final Set<String> ATTACKERS = WORDS.of("attacker");

  private final Map<String, List<Trigger>> triggers = new HashMap<>();

  /** A trigger at tokens {@code from} to {@code to} (exclusive), and the verb among them. */
  record Hit(Trigger trigger, int from, int to, int verb) {}

  FindingFinder() {
    List<List<String>> rows = Lexicon.table("triggers.tsv", 5);
    Map<String, Trigger.Element> known = new HashMap<>();
    for (int rank = 0; rank < rows.size(); rank++) {
      Trigger trigger = Trigger.of(rows.get(rank), rank, known);
      for (String word : trigger.firstWords()) {
        triggers.computeIfAbsent(word, w -> new ArrayList<>(2)).add(trigger);
      }
    }
  }

  List<Finding> find(Scene scene) {
    Tokens tokens = scene.tokens();
    FindingBuilder builder = new FindingBuilder(scene);
    List<Finding> findings = new ArrayList<>();
    boolean violent = isViolent(tokens);
    DangerTalk danger = DangerTalk.in(tokens);
    for (int s = 0; s < tokens.sentences().size(); s++) {
      if (!danger.isAt(s)) {
        continue;
      }
      Tokens.Sentence sentence = tokens.sentences().get(s);
      Span span = tokens.span(sentence.from(), sentence.to());
      List<Figure> figures = harm(scene, span);
      Utterance here = builder.open(sentence, span);
      boolean disaster = isDisaster(here) && !here.hasAny(ATTACKERS);
      Set<FindingType> types = EnumSet.noneOf(FindingType.class);
      int toldOf = Integer.MAX_VALUE;
      Repeats told = new Repeats(here);
      StatementRules rules = new StatementRules(here, figures, disaster);
      for (Hit hit : hits(here)) {
        if ((types.contains(hit.trigger().type()) && !told.mayRepeat(hit))
            || (hit.trigger().type() == FindingType.ATTACK && told.tellsHarmOf(hit))
            || !rules.holds(hit, told.typesNear(hit), toldOf)) {
          continue;
        }
        Finding finding = builder.build(hit);
        if (!isOfNobody(finding)
            && !NoArrest.isOfThings(here, finding)
            && (types.add(finding.type()) || told.isAnother(finding))) {
          findings.add(finding);
          builder.remember(finding);
          told.add(hit, finding);
          toldOf = StatementRules.isReported(hit) ? hit.verb() : toldOf;
        }
      }
      violent |= types.contains(FindingType.ATTACK);
      boolean harmAlone =
          !figures.isEmpty()
              && !types.contains(FindingType.ATTACK)
              && !types.contains(FindingType.THREAT)
              && !told.tellsHarm();
      boolean byPeople = violent || (harmAlone && new HarmRoles(here).isByPeople());
      if (harmAlone && byPeople && !disaster && !here.hasAny(NO_NEWS)) {
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
      violence += VIOLENT_TEXT.contains(token.lower()) ? 1 : 0;
      violence -= NOT_VIOLENCE.contains(token.lower()) ? 1 : 0;
    }
    return violence > 1;
  }

  private static List<Figure> harm(Scene scene, Span sentence) {
    return scene.in(scene.figures(), sentence).stream()
        .filter(f -> f.kind() == Figure.Kind.KILLED || f.kind() == Figure.Kind.WOUNDED)
        .toList();
  }

  /** The triggers of a sentence, best rank first, none sharing a token with a better one. */
  private List<Hit> hits(Utterance here) {
    Tokens tokens = here.tokens();
    Tokens.Sentence sentence = here.sentence();
    List<Hit> all = new ArrayList<>();
    for (int i = sentence.from(); i < sentence.to(); i++) {
      for (Trigger trigger : triggers.getOrDefault(tokens.get(i).lower(), List.of())) {
        int from = i;
        trigger
            .match(tokens, i, sentence)
            .map(match -> new Hit(trigger, from, match.to(), match.verb()))
            .filter(hit -> !Mentions.isMere(here, hit))
            .ifPresent(all::add);
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
      if (!clash && SHARES.contains(hit.trigger().id())) {
        free.add(hit); // seldom holds, and "gunmen took girls from a school" is another statement
      } else if (!clash) {
        java.util.Arrays.fill(used, hit.from() - sentence.from(), hit.to() - sentence.from(), true);
        free.add(hit);
      }
    }
    return free;
  }
}
