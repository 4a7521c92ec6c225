// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
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

  private final Scene scene;
  private final Tokens tokens;
  private final boolean[] timed;
  private final WhereFinder where;
  private final Quotations quotes;
  private final Set<String> groups = new HashSet<>();
  private Utterance here;
  private @Nullable Mention lastSpeaker;
  private @Nullable Mention lastGroup;
  private @Nullable Mention lastSuspect;
  private @Nullable Mention saidHere;
  private boolean inQuote;
  private int nextAttribution;

  FindingBuilder(Scene scene) {
    this.scene = scene;
    this.tokens = scene.tokens();
    this.timed = scene.timed();
    this.where = new WhereFinder(scene);
    this.quotes = new Quotations(tokens);
    scene.groups().forEach(group -> groups.add(group.name()));
    Tokens.Sentence nowhere = new Tokens.Sentence(0, 0);
    Phrases phrases = new Phrases(tokens, nowhere, timed);
    this.here =
        new Utterance(
            scene,
            nowhere,
            new Span(0, 0, ""),
            phrases,
            List.of(),
            null,
            null,
            null,
            false,
            List.of());
  }

  /** Turns to a sentence. */
  Utterance open(Tokens.Sentence sentence, Span span) {
    if (inQuote && quotes.isNewParagraph(sentence)) {
      inQuote = false; // whoever wrote it forgot to close it
    }
    here = utterance(sentence, span, inQuote, attributed(span));
    if (!inQuote && quotes.isLeftOpen(sentence)) {
      Optional<Mention> later =
          quotes
              .closing(sentence)
              .map(s -> utterance(s, tokens.span(s.from(), s.to()), false, List.of()))
              .flatMap(FindingBuilder::speakerBehindQuotation);
      if (later.isPresent() && here.said().isEmpty()) {
        lastSpeaker = later.get();
        here = utterance(sentence, span, true, here.attributed());
      }
    }
    return here;
  }

  /** "... It was an attack," said the mayor: who speaks where a quotation ends. */
  private static Optional<Mention> speakerBehindQuotation(Utterance end) {
    return end.said().stream()
        .map(Speech.Said::speaker)
        .flatMap(Optional::stream)
        .findFirst()
        .flatMap(end::mention);
  }

  private Utterance utterance(
      Tokens.Sentence sentence, Span span, boolean quoted, List<Attribution> attributed) {
    Phrases phrases = new Phrases(tokens, sentence, timed);
    return new Utterance(
        scene,
        sentence,
        span,
        phrases,
        Speech.all(tokens, sentence, phrases),
        lastSpeaker,
        lastGroup,
        lastSuspect,
        quoted,
        attributed);
  }

  /** What the attribution layer found in the next sentence; sentences come in their order. */
  private List<Attribution> attributed(Span span) {
    int from = nextAttribution;
    while (nextAttribution < scene.attributions().size()
        && scene.attributions().get(nextAttribution).cue().start() < span.end()) {
      nextAttribution++;
    }
    return scene.attributions().subList(from, nextAttribution);
  }

  /** Remembers whom a statement speaks of as the one who did it. */
  void remember(Finding finding) {
    Optional<Mention> suspect =
        switch (finding.type()) {
          case ARREST -> finding.target();
          case ATTACK, THREAT -> finding.actor();
          case WARNING, REACTION, CLAIM, ATTRIBUTION, DENIAL, ACCUSATION, FOILED, MEASURE ->
              Optional.empty();
        };
    suspect.filter(m -> !groups.contains(m.value())).ifPresent(m -> lastSuspect = m);
    if (saysItself(finding.type())) {
      finding
          .actor()
          .filter(m -> here.span().start() <= m.span().start())
          .ifPresent(m -> saidHere = m);
    }
  }

  /** Leaves the sentence: remembers who spoke, and whether a quotation is still open. */
  void close() {
    here.said().stream()
        .findFirst()
        .flatMap(Speech.Said::speaker)
        .flatMap(here::mention)
        .or(() -> Optional.ofNullable(saidHere))
        .or(this::issuer)
        .ifPresent(m -> lastSpeaker = m);
    saidHere = null;
    here.group().ifPresent(group -> lastGroup = group);
    where.leave(here);
    inQuote = quotes.isOpenAfter(here.sentence(), inQuote);
  }

  /** "Statement of the spokesman of the army": who "we" is in what follows. */
  private Optional<Mention> issuer() {
    int from = here.sentence().from();
    if (lastSpeaker != null || from > HEAD_TOKENS) {
      return Optional.empty();
    }
    for (int i = from; i < Math.min(here.sentence().to() - 2, from + HEAD_TOKENS); i++) {
      if (ISSUED.contains(tokens.get(i).lower())) {
        return here.mention(here.phrases().after(i + 1, 3, ISSUED_BY));
      }
    }
    return Optional.empty();
  }

  /** How far from its start a text tells who issues it. */
  private static final int HEAD_TOKENS = 60;

  private static final Set<String> ISSUED =
      Set.of(
          "statement",
          "communiqué",
          "communique",
          "declaration",
          "announcement",
          "message",
          "release",
          "bulletin",
          "update");

  private static final Set<String> ISSUED_BY = Set.of("of", "by", "from");

  Finding build(FindingFinder.Hit hit) {
    Trigger trigger = hit.trigger();
    RoleFinder.Roles roles = new RoleFinder(here).roles(hit);
    Optional<Mention> other = otherSpeaker(hit, roles);
    Optional<Mention> assertedBy = saysItself(trigger.type()) ? other.or(roles::actor) : other;
    Voice voice = VoiceRules.voice(here, hit, other);
    boolean ahead = trigger.type() == FindingType.ATTACK && voice == Voice.FEARED;
    Optional<Mention> own = new OwnDeeds(here, groups).teller(hit, other, voice, roles);
    if (own.isPresent()) {
      return claimed(hit, own.get());
    }
    boolean abducts = isAbduction(trigger, roles);
    FindingType type =
        ahead ? FindingType.THREAT : abducts ? FindingType.ATTACK : trigger.type(); // "may attack"
    Optional<TimeMention> time = time(hit);
    boolean harms = trigger.type() == FindingType.ATTACK || tellsHarm(trigger);
    List<Figure> figures = harms && !ahead ? scene.in(scene.figures(), here.span()) : List.of();
    return new Finding(
            type,
            here.span(),
            assertedBy,
            roles.actor(),
            roles.recipient(),
            roles.target(),
            abducts ? Optional.of(kidnapping(hit)) : method(hit),
            place(hit.verb(), roles, hit.trigger().type()),
            time,
            figure(figures, Figure.Kind.KILLED),
            figure(figures, Figure.Kind.WOUNDED),
            type == FindingType.ATTACK && !abducts ? effects() : List.of(),
            voice,
            certainty(voice),
            !(type == FindingType.WARNING
                    || type == FindingType.REACTION
                    || type == FindingType.CLAIM)
                && historic(time),
            trigger.id())
        .harming(harms && !ahead ? new AttackRoles(here).harmed(hit) : Optional.empty());
  }

  /** "Gunmen captured two Germans": whom those who attack seize, they kidnap. */
  private boolean isAbduction(Trigger trigger, RoleFinder.Roles roles) {
    return trigger.type() == FindingType.ARREST
        && trigger.frame() == Trigger.Frame.VERB
        && roles.actor().filter(FindingBuilder::isAbductor).isPresent()
        && roles.target().filter(t -> !NoArrest.isThing(here, t)).isPresent();
  }

  private static boolean isAbductor(Mention actor) {
    String last = actor.text().substring(actor.text().lastIndexOf(' ') + 1);
    return RoleWords.is("abductors", last.toLowerCase(java.util.Locale.ROOT));
  }

  private Mention kidnapping(FindingFinder.Hit hit) {
    return new Mention("kidnapping", tokens.span(hit.from(), hit.to()));
  }

  /** Whether a claim tells the deed itself; harm beside a mere "claimed it" is an attack. */
  static boolean tellsHarm(Trigger trigger) {
    return trigger.type() == FindingType.CLAIM && !MERE_CLAIMS.contains(trigger.id());
  }

  private static final Set<String> MERE_CLAIMS =
      Set.of(
          "claim.responsibility",
          "claim.noun",
          "claim.passive",
          "claim.attack",
          "claim.credit",
          "claim.hailed",
          "claim.behind");

  private Finding claimed(FindingFinder.Hit hit, Mention group) {
    RoleFinder.Roles roles = new RoleFinder(here).roles(hit);
    Optional<TimeMention> time = time(hit);
    List<Figure> figures = scene.in(scene.figures(), here.span());
    return new Finding(
            FindingType.CLAIM,
            here.span(),
            Optional.of(group),
            Optional.of(group),
            Optional.empty(),
            roles.target(),
            method(hit),
            place(hit.verb(), roles, hit.trigger().type()),
            time,
            figure(figures, Figure.Kind.KILLED),
            figure(figures, Figure.Kind.WOUNDED),
            List.of(),
            Voice.CLAIMED,
            certainty(Voice.CLAIMED),
            historic(time),
            hit.trigger().id())
        .harming(new AttackRoles(here).harmed(hit));
  }

  /** An attack of which a sentence tells only the harm ("The death toll rose to 93"). */
  Finding buildFromFigures(Figure first) {
    int at = here.tokenAt(first.span());
    FindingFinder.Hit hit = new FindingFinder.Hit(FIGURES, at, at + 1, at);
    List<Figure> figures = scene.in(scene.figures(), here.span());
    boolean claimed =
        here.said(hit).filter(s -> s.kind() == Speech.Kind.CLAIMED).isPresent(); // of the deed
    Optional<Mention> speaker = claimed ? Optional.empty() : here.speaker(hit);
    Voice voice = claimed ? Voice.FACT : VoiceRules.voice(here, hit, speaker);
    Optional<TimeMention> time = time(hit);
    HarmRoles harm = new HarmRoles(here);
    RoleFinder.Roles roles = harm.roles(harm.verb());
    return new Finding(
            FindingType.ATTACK,
            here.span(),
            speaker,
            roles.actor(),
            Optional.empty(),
            roles.target(),
            MethodFinder.near(here, hit),
            place(here.sentence().from(), roles, FindingType.ATTACK),
            time,
            figure(figures, Figure.Kind.KILLED),
            figure(figures, Figure.Kind.WOUNDED),
            effects(),
            voice,
            certainty(voice),
            historic(time),
            FIGURES.id())
        .harming(harm.victims());
  }

  private static final Trigger FIGURES =
      new Trigger("attack.figures", FindingType.ATTACK, List.of(), Trigger.Frame.EVENT, "", 0);

  /** Whoever warns, claims or denies says it themselves, unless somebody else tells of it. */
  static boolean saysItself(FindingType type) {
    return switch (type) {
      case CLAIM, DENIAL, ACCUSATION, ATTRIBUTION, WARNING, REACTION -> true;
      case ATTACK, THREAT, FOILED, ARREST, MEASURE -> false;
    };
  }

  /** Who says so, if neither the text itself nor the actor; a menace is its own word. */
  private Optional<Mention> otherSpeaker(FindingFinder.Hit hit, RoleFinder.Roles roles) {
    Optional<Mention> speaker = here.speaker(hit);
    return switch (hit.trigger().type()) {
      case CLAIM, DENIAL, ACCUSATION, ATTRIBUTION, WARNING, REACTION ->
          speaker.filter(s -> isSomebodyElse(s, roles.actor()));
      case THREAT ->
          hit.trigger().isMenace() && (roles.actor().isEmpty() || isActor(speaker, roles))
              ? Optional.empty()
              : speaker;
      case ATTACK, FOILED, ARREST, MEASURE -> speaker;
    };
  }

  private static boolean isActor(Optional<Mention> speaker, RoleFinder.Roles roles) {
    return speaker.isPresent()
        && roles.actor().map(a -> a.value().equals(speaker.get().value())).orElse(false);
  }

  private static boolean isSomebodyElse(Mention speaker, Optional<Mention> actor) {
    return actor.isEmpty()
        || (!actor.get().value().equals(speaker.value())
            && !actor.get().span().overlaps(speaker.span()));
  }

  private Optional<Mention> method(FindingFinder.Hit hit) {
    String method = hit.trigger().method();
    if (!method.isEmpty()) {
      return Optional.of(new Mention(method, tokens.span(hit.from(), hit.to())));
    }
    return switch (hit.trigger().type()) {
      case ATTACK, THREAT, CLAIM, FOILED -> MethodFinder.near(here, hit);
      case WARNING, REACTION, ATTRIBUTION, DENIAL, ACCUSATION, ARREST, MEASURE -> Optional.empty();
    };
  }

  private Optional<PlaceMention> place(int verb, RoleFinder.Roles roles, FindingType type) {
    return where.place(here, verb, roles, type, p -> isOfAnother(p, verb, type));
  }

  /** The nearest time; a time beside a word of saying tells when it was said. */
  private Optional<TimeMention> time(FindingFinder.Hit hit) {
    int at = tokens.at(hit.verb()).start();
    boolean saysItself = saysItself(hit.trigger().type());
    boolean ahead = hit.trigger().type() == FindingType.THREAT;
    boolean told = ahead || hit.trigger().frame() == Trigger.Frame.ORDER;
    return scene.in(scene.times(), here.span()).stream()
        .map(t -> told ? inTheWeekAhead(t) : t)
        .filter(t -> !ahead || !isPast(t)) // a threat lies ahead: that day is of something else
        .filter(t -> saysItself || !isOfSaying(t, hit))
        .filter(t -> !isOfAnother(t, hit.verb(), hit.trigger().type()))
        .min(Comparator.comparingInt((TimeMention t) -> Math.abs(t.span().start() - at)));
  }

  /** "Do not go to the market on Sunday": a bare weekday of what lies ahead is the next one. */
  private TimeMention inTheWeekAhead(TimeMention t) {
    String first = t.text().toLowerCase(java.util.Locale.ROOT);
    int blank = first.indexOf(' ');
    boolean weekday = Months.day(blank < 0 ? first : first.substring(0, blank)).isPresent();
    boolean past = isPast(t) && scene.published().get().minusDays(7).isBefore(t.to());
    return weekday && past
        ? new TimeMention(
            t.span(),
            t.from().plusDays(7),
            t.to().plusDays(7),
            t.granularity(),
            aWeekOn(t),
            "time.weekday-ahead")
        : t;
  }

  private static Timex aWeekOn(TimeMention t) {
    Timex before = t.timex();
    String day = t.from().toLocalDate().toString();
    return new Timex(
        before.type(),
        before.value().replace(day, t.from().toLocalDate().plusDays(7).toString()),
        before.mod());
  }

  private boolean isPast(TimeMention time) {
    return scene.published().filter(p -> time.to().isBefore(p)).isPresent();
  }

  /** Whether words part an element from a verb that open a clause about something else. */
  private boolean isOfAnother(Cited element, int verb, FindingType type) {
    int at = here.tokenAt(element.span());
    for (int i = Math.min(at, verb) + 1; i < Math.max(at, verb); i++) {
      String word = tokens.get(i).lower();
      boolean opens = at > verb || word.equals(";");
      if (opens
          && (OTHER_THING.contains(word)
              || (type != FindingType.ATTACK && OTHER_EVENT.contains(word)))) {
        return true;
      }
    }
    return false;
  }

  private static final Set<String> OTHER_THING =
      Set.of("who", "which", "whose", "where", "since", ";", "whom");
  private static final Set<String> OTHER_EVENT = Set.of("after", "when", "before", "as", "while");

  private boolean isOfSaying(TimeMention time, FindingFinder.Hit hit) {
    int at = here.tokenAt(time.span());
    return here.said(hit).map(s -> at > s.at() && at - s.at() <= 3).orElse(false);
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
    for (Figure f : scene.in(scene.figures(), here.span())) {
      if (f.kind() != Figure.Kind.KILLED && f.kind() != Figure.Kind.WOUNDED) {
        effects.add(
            new Effect(
                f.span(), f.kind().name().toLowerCase(java.util.Locale.ROOT), f.min(), f.max()));
      }
    }
    return effects;
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
}
