// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an event happened: which of the places of its sentence its verb means, or none of them. A
 * linear scorer over what stands between and around the two; its weights are set by hand ({@code
 * event-place.tsv}). {@link EventPlaceTrainer} learns others from examples.
 */
final class EventPlaces {
  /** A place the event may have happened at: tokens, and what the gazetteer says of it. */
  record Candidate(int from, int to, @Nullable PlaceMention mention) {}

  static final Map<String, Double> WEIGHTS = weights();
  private static final int MAX_CANDIDATES = 24;

  /** A verb, by token, in its sentence, and the names it may mean. */
  record Question(Tokens.Sentence sentence, int verb, List<Candidate> candidates) {}

  private EventPlaces() {}

  /** The question that a verb at a place of the text puts; empty behind the last token. */
  static Optional<Question> question(Tokens tokens, int start, Reading reading) {
    int verb = 0;
    while (verb < tokens.all().size() && tokens.get(verb).end() <= start) {
      verb++;
    }
    for (Tokens.Sentence sentence : tokens.sentences()) {
      if (sentence.from() <= verb && verb < sentence.to()) {
        int from = tokens.get(sentence.from()).start();
        List<PlaceMention> own =
            reading.places().stream()
                .filter(p -> p.span().start() >= from && !p.demonym())
                .toList();
        List<Candidate> candidates =
            candidates(tokens, sentence, own, true).stream()
                .filter(c -> c.mention() != null || !isTaken(tokens, c, reading))
                .toList();
        return Optional.of(new Question(sentence, verb, candidates));
      }
    }
    return Optional.empty();
  }

  /** Whether a name is that of a person or a group. */
  private static boolean isTaken(Tokens tokens, Candidate name, Reading reading) {
    Span span = tokens.span(name.from(), name.to());
    return reading.groups().stream().anyMatch(g -> g.span().overlaps(span))
        || reading.persons().stream().anyMatch(p -> p.span().overlaps(span));
  }

  /** Where the event of a verb happened: a name in its sentence. */
  static Optional<Span> find(Tokens tokens, int start, Reading reading) {
    return question(tokens, start, reading)
        .flatMap(q -> choose(tokens, q, WEIGHTS))
        .map(c -> tokens.span(c.from(), c.to()));
  }

  /** The names of a sentence that may be places: those of the gazetteer, then others. */
  static List<Candidate> candidates(
      Tokens tokens, Tokens.Sentence sentence, List<PlaceMention> places, boolean unknown) {
    List<Candidate> all = new ArrayList<>();
    int next = 0;
    int i = sentence.from();
    while (i < sentence.to() && all.size() < MAX_CANDIDATES) {
      Token token = tokens.get(i);
      while (next < places.size() && places.get(next).span().start() < token.start()) {
        next++;
      }
      if (next < places.size() && places.get(next).span().start() == token.start()) {
        PlaceMention place = places.get(next);
        int to = i;
        while (to < sentence.to() && tokens.get(to).start() < place.span().end()) {
          to++;
        }
        all.add(new Candidate(i, to, place));
        i = to;
      } else if (unknown && isName(token) && i > sentence.from()) {
        int to = i + 1;
        int stop = next < places.size() ? places.get(next).span().start() : Integer.MAX_VALUE;
        while (to < sentence.to() && isName(tokens.get(to)) && tokens.get(to).start() < stop) {
          to++;
        }
        all.add(new Candidate(i, to, null));
        i = to;
      } else {
        i++;
      }
    }
    return all;
  }

  private static boolean isName(Token token) {
    boolean prefixed =
        token.isWord()
            && token.text().length() > 3
            && token.text().charAt(2) == '-'
            && Character.isUpperCase(token.text().charAt(3));
    boolean acronym = token.isWord() && token.text().equals(token.text().toUpperCase(Locale.ROOT));
    boolean people =
        token.lower().endsWith("ian")
            || token.lower().endsWith("ish")
            || token.lower().endsWith("ese")
            || EventWords.classOf(token.lower(), "faith").isPresent();
    return (token.isCapitalised() || prefixed)
        && !acronym
        && !people
        && !EventWords.is(token.lower(), "no name");
  }

  /** The candidate that a verb means; empty when it most likely means none. */
  static Optional<Candidate> choose(Tokens tokens, Question asked, Map<String, Double> weights) {
    List<Candidate> candidates = asked.candidates();
    Candidate best = null;
    double most = score(none(tokens, asked.sentence(), asked.verb(), candidates), weights);
    for (Candidate candidate : candidates) {
      double score =
          score(features(tokens, asked.sentence(), asked.verb(), candidate, candidates), weights);
      if (score > most) {
        most = score;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The place among some of a sentence that a verb means; empty when it most likely means none. */
  static Optional<PlaceMention> choose(
      Tokens tokens, Tokens.Sentence sentence, int verb, List<PlaceMention> places) {
    Question asked = new Question(sentence, verb, candidates(tokens, sentence, places, false));
    return choose(tokens, asked, WEIGHTS).map(Candidate::mention);
  }

  private static double score(List<String> features, Map<String, Double> weights) {
    double sum = 0;
    for (String feature : features) {
      sum += weights.getOrDefault(feature, 0.0);
    }
    return sum;
  }

  /** What speaks for no place at all. */
  static List<String> none(
      Tokens tokens, Tokens.Sentence sentence, int verb, List<Candidate> candidates) {
    String word = tokens.at(verb).lower();
    long known = candidates.stream().filter(c -> c.mention() != null).count();
    List<String> features = new ArrayList<>();
    features.add("none");
    features.add("none verb " + word);
    EventWords.classOf(word, "saying").ifPresent(c -> features.add("none verb " + c));
    EventWords.classOf(word, "object").ifPresent(c -> features.add("none verb " + c));
    features.add("none known " + Math.min(3, known));
    features.add("none names " + Math.min(4, candidates.size()));
    features.add("none before " + tokens.at(verb - 1).lower());
    features.add("none after " + tokens.at(verb + 1).lower());
    for (String sort : List.of("placed", "harm", "state")) {
      EventWords.classOf(word, sort).ifPresent(c -> features.add("none verb " + c));
    }
    if (isUnreal(tokens, sentence, verb)) {
      features.add("none UNREAL");
    }
    if (holds(tokens, sentence, "sport")) {
      features.add("none SPORT");
    }
    boolean led =
        candidates.stream()
            .anyMatch(
                c -> EventWords.is(tokens.at(lead(tokens, sentence, c.from())).lower(), "lead"));
    features.add("none led " + led);
    features.add("none long " + Math.min(6, (sentence.to() - sentence.from()) / 10));
    return features;
  }

  /** What is planned, feared or denied happens nowhere yet: "to kill", "would not enter". */
  private static boolean isUnreal(Tokens tokens, Tokens.Sentence sentence, int verb) {
    for (int i = verb - 1; i >= Math.max(sentence.from(), verb - 3); i--) {
      String word = tokens.get(i).lower();
      if (EventWords.classOf(word, "unreal").isPresent()) {
        return true;
      }
      if (!word.endsWith("ly") && !word.equals("be") && !word.equals("have")) {
        return false;
      }
    }
    return false;
  }

  private static boolean holds(Tokens tokens, Tokens.Sentence sentence, String sort) {
    for (int i = sentence.from(); i < sentence.to(); i++) {
      if (EventWords.classOf(tokens.get(i).lower(), sort).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** What speaks for and against one place. */
  static List<String> features(
      Tokens tokens,
      Tokens.Sentence sentence,
      int verb,
      Candidate candidate,
      List<Candidate> candidates) {
    List<String> features = new ArrayList<>();
    boolean after = candidate.from() > verb;
    int distance = after ? candidate.from() - verb : verb - candidate.to() + 1;
    String near = bucket(distance);
    String side = after ? "after" : "before";
    int lead = lead(tokens, sentence, candidate.from());
    String prep = lead == verb ? "VERB" : leadWord(tokens, sentence, lead);
    String kind = kind(candidate);
    String next = tokens.at(candidate.to()).lower();
    features.add("place");
    features.add("prep " + prep);
    features.add("prep " + prep + " " + side);
    features.add("prep " + prep + " " + side + " " + near);
    features.add("prep " + prep + " " + kind);
    features.add("near " + side + " " + near);
    features.add("kind " + kind);
    features.add("kind " + kind + " " + side + " " + near);
    features.add("next " + plain(tokens, candidate.to()));
    for (String sort : List.of("people", "within", "saying", "deed", "home")) {
      EventWords.classOf(next, sort).ifPresent(c -> features.add("next " + c));
    }
    String leads = tokens.at(lead - 1).lower();
    for (String sort : List.of("people", "deed", "saying", "speech", "teller")) {
      EventWords.classOf(leads, sort).ifPresent(c -> features.add("before lead " + c + " " + side));
    }
    if (EventWords.classOf(leads, "deed").isPresent()) {
      features.add("deed " + prep + " " + side);
    }
    if (after
        && distance > 0
        && EventWords.classOf(tokens.at(verb).lower(), "object").isPresent()) {
      features.add("behind OBJECT " + near);
    }
    if (isOf("people", tokens, sentence, candidate.from())) {
      features.add("of PEOPLE");
    }
    if (isOf("within", tokens, sentence, candidate.from())) {
      features.add("called " + side);
    }
    if (!after && isSubjectOfPassive(tokens, verb, candidate)) {
      features.add("passive " + kind);
      EventWords.classOf(tokens.at(verb).lower(), "object")
          .ifPresent(c -> features.add("passive " + c));
    }
    if (candidate.mention() == null) {
      nameShape(tokens, candidate, prep, features);
    }
    for (String sort : List.of("object", "moving")) {
      String to = prep + " " + side;
      EventWords.classOf(tokens.at(verb).lower(), sort)
          .ifPresent(c -> features.add("verb " + c + " " + to));
    }
    features.add(
        "next2 " + plain(tokens, candidate.to()) + " " + plain(tokens, candidate.to() + 1));
    features.add("previous " + plain(tokens, candidate.from() - 1));
    features.add("before lead " + plain(tokens, lead - 1));
    features.add("verb " + tokens.at(verb).lower() + " " + prep + " " + side);
    features.add("verb " + tokens.at(verb).lower() + " " + side);
    if (candidate.from() - sentence.from() <= 2) {
      features.add("opening " + prep);
    }
    between(tokens, verb, candidate, side, features);
    rivals(candidate, candidates, tokens, sentence, verb, side, features);
    return features;
  }

  private static void between(
      Tokens tokens, int verb, Candidate candidate, String side, List<String> features) {
    int from = Math.min(verb + 1, candidate.to());
    int to = Math.max(verb, candidate.from());
    Map<String, Integer> seen = new HashMap<>();
    int verbs = 0;
    for (int i = from; i < to; i++) {
      String word = tokens.get(i).lower();
      if (EventWords.is(word, "divider")) {
        seen.merge(word, 1, Integer::sum);
      } else if (!tokens.get(i).isCapitalised()
          && (PhraseWords.FINITE.contains(word)
              || PhraseWords.PAST.contains(word)
              || (word.endsWith("ed") && !PhraseWords.ADJECTIVES.contains(word)))) {
        verbs++;
      }
    }
    seen.forEach((word, count) -> features.add("cross " + side + " " + word));
    features.add("verbs between " + side + " " + Math.min(3, verbs));
    features.add("dividers " + side + " " + Math.min(4, seen.size()));
  }

  private static void rivals(
      Candidate candidate,
      List<Candidate> candidates,
      Tokens tokens,
      Tokens.Sentence sentence,
      int verb,
      String side,
      List<String> features) {
    int index = candidates.indexOf(candidate);
    boolean nearest = true;
    int own = Math.abs(candidate.from() - verb);
    int sameSide = 0;
    for (Candidate other : candidates) {
      boolean same = other.from() > verb == candidate.from() > verb;
      nearest &= other.equals(candidate) || Math.abs(other.from() - verb) >= own;
      sameSide += same && Math.abs(other.from() - verb) < own ? 1 : 0;
    }
    boolean led = false;
    boolean called = false;
    for (Candidate other : candidates) {
      boolean behind = other.from() > verb && isLedAfter(tokens, sentence, verb, other);
      led |= behind;
      called |=
          other.from() >= candidate.to()
              && other.from() - candidate.to() <= 4
              && isOf("within", tokens, sentence, other.from());
    }
    if (candidate.from() < verb) {
      features.add("rival after " + led);
    }
    if (called) {
      features.add("then called");
    }
    features.add("nearest " + nearest);
    features.add("nearer " + side + " " + Math.min(3, sameSide));
    if (index + 1 < candidates.size()) {
      Candidate follower = candidates.get(index + 1);
      int gap = follower.from() - candidate.to();
      if (gap <= 3) {
        features.add("then " + plain(tokens, candidate.to()) + " " + kind(follower));
        features.add("then kind " + kind(candidate) + " " + kind(follower));
      }
    }
    if (index > 0) {
      Candidate former = candidates.get(index - 1);
      int gap = candidate.from() - former.to();
      if (gap <= 4 && EventWords.classOf(tokens.at(former.to()).lower(), "within").isPresent()) {
        features.add("behind WITHIN");
      }
      if (gap <= 3) {
        features.add("behind " + plain(tokens, former.to()) + " " + kind(former));
        features.add("behind kind " + kind(former) + " " + kind(candidate));
      }
    }
  }

  /** Whether "in", "at" or the verb itself leads to a name, and no other clause opens before it. */
  private static boolean isLedAfter(
      Tokens tokens, Tokens.Sentence sentence, int verb, Candidate other) {
    int lead = lead(tokens, sentence, other.from());
    for (int i = verb + 1; i < other.from(); i++) {
      if (EventWords.is(tokens.get(i).lower(), "other clause")) {
        return false;
      }
    }
    return lead == verb
        || EventWords.is(tokens.at(lead).lower(), "lead")
        || (other.mention() != null
            && EventWords.classOf(tokens.at(verb).lower(), "object").isPresent());
  }

  private static String kind(Candidate candidate) {
    PlaceMention place = candidate.mention();
    return place == null ? "name" : place.kind().name().toLowerCase(Locale.ROOT);
  }

  private static String bucket(int distance) {
    return distance <= 1
        ? "1"
        : distance <= 3 ? "3" : distance <= 6 ? "6" : distance <= 12 ? "12" : "far";
  }

  /** The word before the name and what describes it: "in" of "in the northern city of". */
  private static int lead(Tokens tokens, Tokens.Sentence sentence, int from) {
    int i = from - 1;
    int least = Math.max(sentence.from(), from - 10);
    while (i >= least && isDescription(tokens, i)) {
      i -= tokens.get(i).is("'s") ? 2 : 1; // "in China's southern Guangdong"
    }
    return Math.max(i, sentence.from() - 1);
  }

  private static boolean isDescription(Tokens tokens, int i) {
    Token token = tokens.get(i);
    String word = token.lower();
    return EventWords.is(word, "skipped")
        || word.equals("'s")
        || (tokens.at(i + 1).is("of") && !EventWords.is(word, "lead") && token.isWord())
        || (token.isCapitalised() && (word.endsWith("an") || word.endsWith("ish")))
        || (!token.isCapitalised() && word.endsWith("-held"))
        || EventWords.classOf(word, "within").isPresent();
  }

  /** "The people of Gaza", "the city of Basra": a noun of that class and "of" before the name. */
  private static boolean isOf(String sort, Tokens tokens, Tokens.Sentence sentence, int from) {
    int i = from - 1;
    while (i > sentence.from()
        && EventWords.is(tokens.get(i).lower(), "skipped")
        && !tokens.get(i).is("of")) {
      i--;
    }
    return i > sentence.from()
        && tokens.get(i).is("of")
        && EventWords.classOf(tokens.get(i - 1).lower(), sort).isPresent();
  }

  /** "Goma was reportedly captured". */
  private static boolean isSubjectOfPassive(Tokens tokens, int verb, Candidate candidate) {
    boolean helped = false;
    for (int i = candidate.to(); i < verb; i++) {
      String word = tokens.get(i).lower();
      boolean helps = EventWords.is(word, "be");
      if (!helps && !word.endsWith("ly")) {
        return false;
      }
      helped |= helps;
    }
    return helped;
  }

  /** Whether a name that no table knows looks like that of a body or of a person. */
  private static void nameShape(
      Tokens tokens, Candidate candidate, String prep, List<String> features) {
    boolean body = false;
    boolean arabic = false;
    for (int i = candidate.from(); i < candidate.to(); i++) {
      body |= EventWords.classOf(tokens.get(i).lower(), "body").isPresent();
      body |= EventWords.classOf(tokens.get(i).lower(), "people").isPresent();
      arabic |= tokens.get(i).text().indexOf('-') == 2;
    }
    if (body) {
      features.add("name BODY");
    }
    int words = Math.min(3, candidate.to() - candidate.from());
    features.add("name " + (arabic ? "article" : words) + " " + prep);
    features.add("name " + (arabic ? "article" : words));
  }

  private static String leadWord(Tokens tokens, Tokens.Sentence sentence, int lead) {
    if (lead < sentence.from()) {
      return "START";
    }
    return plain(tokens, lead);
  }

  /**
   * A word in small letters or a mark as it is; names and numbers, which prove nothing, as such.
   */
  private static String plain(Tokens tokens, int i) {
    Token token = tokens.at(i);
    return token.lower().isEmpty()
        ? "END"
        : token.isNumber()
            ? "NUMBER"
            : token.isCapitalised() && !isCommon(token) ? "NAME" : token.lower();
  }

  private static boolean isCommon(Token token) {
    return EventWords.is(token.lower(), "divider") || EventWords.is(token.lower(), "lead");
  }

  private static Map<String, Double> weights() {
    Map<String, Double> weights = new HashMap<>();
    for (List<String> row : Lexicon.table("event-place.tsv", 2)) {
      weights.put(row.getFirst(), Double.valueOf(row.get(1)));
    }
    return Map.copyOf(weights);
  }
}
