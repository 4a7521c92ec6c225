// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills in one statement after another: who, whom, what, where, when, and in whose voice. Goes
 * through a text once and remembers who spoke last, so that "he" and "the group" have a name.
 */
final class FindingBuilder {
  /** What is older than this when the text is written is background, not news. */
  private static final int HISTORIC_DAYS = 30;

  private static final Set<String> ON_TARGET = Set.of("on", "against", "at", "targeting");
  private static final Set<String> BY = Set.of("by");
  private static final Set<String> GENERIC_GROUP =
      Set.of("group", "organisation", "organization", "movement", "militia");
  private static final Set<String> BEFORE_TARGET =
      Set.of(
          "target",
          "targeting",
          "attack",
          "attacks",
          "bomb",
          "strike",
          "kill",
          "on",
          "against",
          "at");

  private final Scene scene;
  private final Tokens tokens;
  private final boolean[] timed;
  private Tokens.Sentence sentence = new Tokens.Sentence(0, 0);
  private Span span = new Span(0, 0, "");
  private Phrases phrases;
  private Optional<Speech.Said> said = Optional.empty();
  private @Nullable Mention lastSpeaker;
  private @Nullable Mention lastGroup;
  private boolean inQuote;

  FindingBuilder(Scene scene) {
    this.scene = scene;
    this.tokens = scene.tokens();
    this.timed = scene.timed();
    this.phrases = new Phrases(tokens, sentence, timed);
  }

  /** Turns to a sentence. */
  void open(Tokens.Sentence newSentence, Span newSpan) {
    sentence = newSentence;
    span = newSpan;
    phrases = new Phrases(tokens, sentence, timed);
    said = Speech.find(tokens, sentence, phrases);
  }

  /** Leaves the sentence: remembers who spoke, and whether a quotation is still open. */
  void close() {
    said.flatMap(Speech.Said::speaker).flatMap(this::mention).ifPresent(m -> lastSpeaker = m);
    List<GroupMention> groups = scene.in(scene.groups(), span);
    if (!groups.isEmpty()) {
      GroupMention group = groups.getFirst();
      lastGroup = new Mention(group.name(), group.span());
    }
    for (int i = sentence.from(); i < sentence.to(); i++) {
      String mark = tokens.get(i).text();
      inQuote = mark.equals("“") || (mark.equals("\"") ? !inQuote : inQuote && !mark.equals("”"));
    }
  }

  Finding build(FindingFinder.Hit hit) {
    Trigger trigger = hit.trigger();
    Roles roles = roles(hit);
    Voice voice = voice(hit);
    boolean ahead = trigger.type() == FindingType.ATTACK && voice == Voice.FEARED;
    FindingType type = ahead ? FindingType.THREAT : trigger.type(); // "could be attacked"
    Optional<TimeMention> time = time(hit.from());
    List<Figure> figures =
        trigger.type() == FindingType.ATTACK || trigger.type() == FindingType.CLAIM
            ? scene.in(scene.figures(), span)
            : List.of();
    return new Finding(
        type,
        span,
        assertedBy(hit, roles),
        roles.actor(),
        roles.recipient(),
        roles.target(),
        method(hit),
        place(hit.to(), roles),
        time,
        figure(figures, Figure.Kind.KILLED),
        figure(figures, Figure.Kind.WOUNDED),
        trigger.type() == FindingType.ATTACK ? effects() : List.of(),
        voice,
        certainty(voice),
        historic(time),
        trigger.id());
  }

  /** An attack of which a sentence tells only the harm ("The death toll rose to 93"). */
  Finding buildFromFigures(Figure first) {
    List<Figure> figures = scene.in(scene.figures(), span);
    Voice voice =
        voice(new FindingFinder.Hit(NO_TRIGGER, tokenAt(first.span()), tokenAt(first.span()) + 1));
    Optional<TimeMention> time = time(tokenAt(first.span()));
    Roles none = new Roles(Optional.empty(), Optional.empty(), Optional.empty());
    return new Finding(
        FindingType.ATTACK,
        span,
        speaker(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        place(sentence.from(), none),
        time,
        figure(figures, Figure.Kind.KILLED),
        figure(figures, Figure.Kind.WOUNDED),
        effects(),
        voice,
        certainty(voice),
        historic(time),
        "attack.figures");
  }

  private static final Trigger NO_TRIGGER =
      new Trigger("attack.figures", FindingType.ATTACK, List.of(), Trigger.Frame.EVENT, "", 0);

  private record Roles(
      Optional<Mention> actor, Optional<Mention> recipient, Optional<Mention> target) {}

  private Roles roles(FindingFinder.Hit hit) {
    return switch (hit.trigger().frame()) {
      case VERB -> verbRoles(hit);
      case TELL ->
          phrases.isPassive(hit.from())
              ? new Roles(mention(phrases.after(hit.to(), 8, BY)), subject(hit.from()), topic(hit))
              : new Roles(subject(hit.from()).or(this::speaker), recipient(hit), topic(hit));
      case ABOUT -> aboutRoles(hit);
      case EVENT -> eventRoles(hit);
      case ORDER -> new Roles(speaker(), order(hit), mention(phrases.object(hit.to())));
    };
  }

  private Roles verbRoles(FindingFinder.Hit hit) {
    boolean attributed = hit.trigger().type() == FindingType.ATTRIBUTION;
    Optional<Mention> by = mention(phrases.after(hit.to(), 8, BY));
    if (phrases.isPassive(hit.from())) {
      return new Roles(by, Optional.empty(), subject(hit.from()));
    }
    Optional<Mention> target =
        mention(phrases.object(hit.to()))
            .or(() -> mention(phrases.after(hit.to(), 5, BEFORE_TARGET)));
    if (attributed) { // "X was behind the attack": the one who says so is the actor
      return new Roles(speaker(), Optional.empty(), group().or(() -> subject(hit.from())));
    }
    if (hit.trigger().type() == FindingType.ARREST && by.isEmpty() && target.isEmpty()) {
      return new Roles(Optional.empty(), Optional.empty(), subject(hit.from())); // "11 detained"
    }
    Optional<Mention> actor =
        hit.trigger().type() == FindingType.ARREST && by.isPresent() ? by : subject(hit.from());
    return new Roles(actor, Optional.empty(), target);
  }

  private Roles aboutRoles(FindingFinder.Hit hit) {
    Optional<Mention> actor = subject(hit.from()).or(this::speaker);
    Optional<Mention> target =
        switch (hit.trigger().type()) {
          case FOILED -> mention(phrases.after(hit.to(), 4, ON_TARGET));
          case CLAIM ->
              mention(phrases.after(hit.to(), 3, Set.of("for")))
                  .or(() -> mention(phrases.object(hit.to())));
          case REACTION -> warningNoun(hit);
          case ATTRIBUTION ->
              group()
                  .filter(g -> g.span().start() >= tokens.get(hit.from()).start())
                  .or(() -> mention(phrases.object(hit.to())));
          default -> mention(phrases.object(hit.to()));
        };
    return new Roles(actor, Optional.empty(), target);
  }

  private Roles eventRoles(FindingFinder.Hit hit) {
    FindingType type = hit.trigger().type();
    Optional<Mention> by = mention(phrases.after(hit.to(), 8, BY));
    Optional<Mention> target = mention(phrases.after(hit.to(), 4, ON_TARGET));
    return switch (type) {
      case CLAIM ->
          new Roles(
              by.or(this::group),
              Optional.empty(),
              mention(phrases.after(hit.to(), 3, Set.of("for"))));
      case ATTRIBUTION -> new Roles(speaker(), Optional.empty(), group());
      case REACTION, DENIAL, ACCUSATION ->
          new Roles(
              speaker(),
              Optional.empty(),
              type == FindingType.REACTION ? warningNoun(hit) : mention(phrases.object(hit.to())));
      case WARNING ->
          new Roles(speaker().or(() -> by), Optional.empty(), mention(phrases.object(hit.to())));
      case ARREST -> new Roles(by, Optional.empty(), mention(phrases.object(hit.to())));
      case ATTACK, THREAT, FOILED, MEASURE ->
          new Roles(
              by,
              Optional.empty(),
              target.or(() -> mention(phrases.after(hit.to(), 2, Set.of("of")))));
    };
  }

  private Optional<Mention> recipient(FindingFinder.Hit hit) {
    int from = hit.from() + 1;
    if (hit.trigger().id().equals("warning.shared")
        || hit.trigger().id().equals("warning.issued")) {
      return mention(phrases.after(hit.to() - 1, 6, Set.of("with", "to", "for")));
    }
    Optional<Phrases.Phrase> object = phrases.object(from);
    return mention(
        object.filter(p ->
            p.from() - from <= 1
                && !Speech.kind(tokens.get(p.from()).lower()).isPresent()
                && !Set.of("of", "about", "that", "not", "to")
                    .contains(tokens.get(p.from()).lower())));
  }

  private Optional<Mention> topic(FindingFinder.Hit hit) {
    return mention(
        phrases.after(hit.from() + 1, 12, Set.of("of", "about", "that", "against", "avoid")));
  }

  private Optional<Mention> order(FindingFinder.Hit hit) {
    return hit.trigger().id().equals("warning.should") ? subject(hit.from()) : Optional.empty();
  }

  /** The warning an answer is about. */
  private Optional<Mention> warningNoun(FindingFinder.Hit hit) {
    Set<String> nouns =
        Set.of(
            "warning",
            "warnings",
            "alert",
            "alerts",
            "statements",
            "statement",
            "advisory",
            "information");
    for (int i = sentence.from(); i < sentence.to(); i++) {
      if (nouns.contains(tokens.get(i).lower()) && Math.abs(i - hit.from()) < 20) {
        int from = i;
        while (from > sentence.from() && tokens.get(from - 1).isCapitalised() && i - from < 3) {
          from--;
        }
        return mention(new Phrases.Phrase(from, i + 1));
      }
    }
    return Optional.empty();
  }

  private Optional<Mention> subject(int verb) {
    return mention(phrases.subject(verb));
  }

  private Optional<Mention> group() {
    return scene.in(scene.groups(), span).stream()
        .findFirst()
        .map(g -> new Mention(g.name(), g.span()));
  }

  /** A phrase with the name of the group in it, or the one a pronoun stands for. */
  private Optional<Mention> mention(Optional<Phrases.Phrase> phrase) {
    return phrase.flatMap(this::mention);
  }

  private Optional<Mention> mention(Phrases.Phrase phrase) {
    Span words = tokens.span(phrase.from(), phrase.to());
    List<GroupMention> groups = scene.in(scene.groups(), words);
    if (!groups.isEmpty() && groups.getFirst().span().end() >= words.end() - 12) {
      return Optional.of(new Mention(groups.getFirst().name(), words));
    }
    String first = tokens.get(phrase.from()).lower();
    boolean single = phrase.to() - phrase.from() == 1;
    if (single && GENERIC_GROUP.contains(first) && lastGroup != null) {
      return Optional.of(new Mention(lastGroup.value(), words));
    }
    if (single && Phrases.PRONOUNS.contains(first)) {
      return Set.of("he", "she", "it", "they", "we", "i").contains(first)
          ? antecedent(phrase.from()).map(m -> new Mention(m.value(), words))
          : Optional.empty();
    }
    return Optional.of(new Mention(words.text(), words));
  }

  /** Whom a pronoun means: who speaks earlier in the sentence, else who spoke last. */
  private Optional<Mention> antecedent(int pronoun) {
    return said.flatMap(Speech.Said::speaker)
        .filter(p -> p.to() <= pronoun && !Phrases.PRONOUNS.contains(tokens.get(p.from()).lower()))
        .flatMap(this::mention)
        .or(() -> Optional.ofNullable(lastSpeaker));
  }

  private Optional<Mention> speaker() {
    Optional<Mention> own = said.flatMap(Speech.Said::speaker).flatMap(this::mention);
    return own.isPresent() || !inQuote ? own : Optional.ofNullable(lastSpeaker);
  }

  /** Who says so. Whoever warns, claims or denies says it themselves. */
  private Optional<Mention> assertedBy(FindingFinder.Hit hit, Roles roles) {
    return switch (hit.trigger().type()) {
      case CLAIM, DENIAL, ACCUSATION, ATTRIBUTION -> roles.actor().or(this::speaker);
      case WARNING, REACTION, FOILED ->
          speaker()
              .or(() ->
                  hit.trigger().type() == FindingType.FOILED ? Optional.empty() : roles.actor());
      case ATTACK, THREAT, ARREST, MEASURE -> speaker();
    };
  }

  private Optional<Mention> method(FindingFinder.Hit hit) {
    String method = hit.trigger().method();
    return method.isEmpty()
        ? Optional.empty()
        : Optional.of(new Mention(method, tokens.span(hit.from(), hit.to())));
  }

  /** The nearest place after the trigger that "in", "at" or "near" leads to, else the smallest. */
  private Optional<PlaceMention> place(int after, Roles roles) {
    int from = tokens.at(Math.min(after, sentence.to() - 1)).start();
    return scene.in(scene.places(), span).stream()
        .filter(p ->
            !within(p, roles.actor())
                && !within(p, said.flatMap(Speech.Said::speaker).flatMap(this::mention)))
        .min(
            Comparator.comparingInt((PlaceMention p) -> led(p) ? 0 : 1)
                .thenComparingInt(
                    p -> p.kind() == PlaceKind.COUNTRY || p.kind() == PlaceKind.REGION ? 1 : 0)
                .thenComparingInt(p -> Math.abs(p.span().start() - from)));
  }

  private boolean led(PlaceMention place) {
    int at = tokenAt(place.span());
    return Set.of("in", "at", "near", "outside", "inside").contains(tokens.at(at - 1).lower())
        || Set.of("in", "at", "near", "outside").contains(tokens.at(at - 2).lower());
  }

  private static boolean within(PlaceMention place, Optional<Mention> mention) {
    return mention.isPresent() && mention.get().span().contains(place.span());
  }

  private Optional<TimeMention> time(int near) {
    int at = tokens.at(near).start();
    return scene.in(scene.times(), span).stream()
        .min(Comparator.comparingInt((TimeMention t) -> Math.abs(t.span().start() - at)));
  }

  private static Optional<Figure> figure(List<Figure> figures, Figure.Kind kind) {
    List<Figure> some = figures.stream().filter(f -> f.kind() == kind && !f.part()).toList();
    // "from 93 to 115": a toll that rises is told last; a whole is told before its parts.
    return some.stream()
        .filter(f -> f.rule().equals("figure.before") && f.text().startsWith("toll"))
        .reduce((a, b) -> b)
        .or(() ->
            some.stream()
                .max(Comparator.comparingLong((Figure f) -> f.max().orElse(f.min().orElse(0)))));
  }

  private List<Effect> effects() {
    List<Effect> effects = new ArrayList<>();
    for (Figure f : scene.in(scene.figures(), span)) {
      if (f.kind() != Figure.Kind.KILLED && f.kind() != Figure.Kind.WOUNDED) {
        effects.add(
            new Effect(
                f.span(), f.kind().name().toLowerCase(java.util.Locale.ROOT), f.min(), f.max()));
      }
    }
    return effects;
  }

  private Voice voice(FindingFinder.Hit hit) {
    FindingType type = hit.trigger().type();
    if (tokens.get(sentence.to() - 1).is("?")) {
      return Voice.ASKED;
    }
    if (type == FindingType.CLAIM) {
      return Voice.CLAIMED;
    }
    if (type == FindingType.DENIAL) {
      return Voice.DENIED;
    }
    boolean supposed = has(Speech.Kind.MODAL, hit);
    if (type == FindingType.THREAT) {
      return said.isPresent() && !supposed ? Voice.ASSERTED : Voice.FEARED;
    }
    if (type == FindingType.ACCUSATION || type == FindingType.ATTRIBUTION) {
      return has(Speech.Kind.HEDGE, hit) || supposed
          ? Voice.SUSPECTED
          : said.isPresent() || type == FindingType.ACCUSATION ? Voice.ASSERTED : Voice.SUSPECTED;
    }
    if (type == FindingType.WARNING || type == FindingType.REACTION) {
      return said.isPresent() && said.get().at() < hit.from() ? Voice.ASSERTED : Voice.FACT;
    }
    return eventVoice(hit, supposed);
  }

  private Voice eventVoice(FindingFinder.Hit hit, boolean supposed) {
    if (isNegated(hit.from())) {
      return Voice.DENIED;
    }
    if (supposed) {
      return Voice.FEARED;
    }
    if (has(Speech.Kind.HEDGE, hit)) {
      return Voice.SUSPECTED;
    }
    return said.map(s ->
            switch (s.kind()) {
              case SAID -> Voice.ASSERTED;
              case CLAIMED -> Voice.CLAIMED;
              case DENIED -> Voice.DENIED;
              case SUSPECTED, HEDGE, MODAL -> Voice.SUSPECTED;
            })
        .orElse(inQuote ? Voice.ASSERTED : Voice.FACT);
  }

  /** Whether a hedging word stands shortly before the trigger, or a modal governs it. */
  private boolean has(Speech.Kind kind, FindingFinder.Hit hit) {
    for (int i = Math.max(sentence.from(), hit.from() - 6); i < hit.to(); i++) {
      if (Speech.kind(tokens.get(i).lower()).filter(k -> k == kind).isPresent() && !isMonth(i)) {
        return true;
      }
    }
    return false;
  }

  private boolean isMonth(int i) {
    return tokens.get(i).is("may") && tokens.get(i).isCapitalised() && i > sentence.from();
  }

  private boolean isNegated(int at) {
    for (int i = Math.max(sentence.from(), at - 3); i < at; i++) {
      if (Set.of("no", "not", "never", "without", "n't").contains(tokens.get(i).lower())) {
        return true;
      }
    }
    return false;
  }

  private static Certainty certainty(Voice voice) {
    return switch (voice) {
      case FACT -> Certainty.OBSERVED;
      case ASSERTED, CLAIMED -> Certainty.LIKELY;
      case SUSPECTED, FEARED -> Certainty.POSSIBLE;
      case DENIED -> Certainty.UNLIKELY;
      case ASKED -> Certainty.UNKNOWN;
    };
  }

  private boolean historic(Optional<TimeMention> time) {
    Optional<ZonedDateTime> published = scene.published();
    return published.isPresent()
        && time.map(t -> t.to().isBefore(published.get().minusDays(HISTORIC_DAYS))).orElse(false);
  }

  private int tokenAt(Span part) {
    int low = sentence.from();
    int high = sentence.to() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tokens.get(middle).start() < part.start()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
