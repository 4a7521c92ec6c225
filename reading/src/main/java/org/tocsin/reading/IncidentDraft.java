// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/** An incident under construction: the findings that tell of it, until all are known. */
final class IncidentDraft {
  private final Incident.Stage stage;
  private final boolean historic;
  private final List<Finding> findings = new ArrayList<>();

  IncidentDraft(Incident.Stage stage, Finding first) {
    this.stage = stage;
    this.historic = first.historic();
    findings.add(first);
  }

  Incident.Stage stage() {
    return stage;
  }

  boolean historic() {
    return historic;
  }

  List<Finding> findings() {
    return findings;
  }

  void add(Finding finding) {
    findings.add(finding);
  }

  /** Units between a finding and the nearest of this incident; what follows counts double. */
  int away(Finding finding) {
    int nearest = Integer.MAX_VALUE;
    for (Finding own : findings) {
      int behind = finding.span().start() - own.span().start();
      nearest = Math.min(nearest, behind >= 0 ? behind : -2 * behind);
    }
    return nearest;
  }

  Incident incident(Predicate<Finding> isRevision) {
    findings.sort(Comparator.comparingInt(f -> f.span().start()));
    return new Incident(
        stage,
        historic,
        told(Finding::place, this::tellsWhere, IncidentDraft::samePlace, IncidentDraft::apart),
        told(
            Finding::time, IncidentMatch::tellsDeed, IncidentDraft::sameTime, IncidentDraft::never),
        actors(),
        targets(),
        told(
            Finding::method,
            f -> stageOf(f) || isClaim(f),
            IncidentDraft::sameWords,
            IncidentDraft::never),
        kinds(Kinds::attackType),
        kinds(Kinds::targetType),
        kinds(Kinds::weaponType),
        figures(Finding::killed, isRevision),
        figures(Finding::wounded, isRevision),
        findings);
  }

  /** What the findings tell of one field: each value once, in the order of the text. */
  private <T extends Cited> List<Told<T>> told(
      Function<Finding, Optional<T>> field,
      Predicate<Finding> counts,
      BiPredicate<T, T> same,
      BiPredicate<T, T> excludes) {
    List<Told<T>> told = new ArrayList<>();
    for (Finding finding : findings) {
      Optional<T> value = counts.test(finding) ? field.apply(finding) : Optional.empty();
      if (value.isPresent() && told.stream().noneMatch(t -> same.test(t.value(), value.get()))) {
        Told.Standing standing =
            told.isEmpty()
                ? Told.Standing.FIRST
                : told.stream().anyMatch(t -> excludes.test(t.value(), value.get()))
                    ? Told.Standing.DISPUTES
                    : Told.Standing.ADDS;
        told.add(new Told<>(value.get(), finding.voice(), finding.assertedBy(), standing));
      }
    }
    return told;
  }

  /** What was aimed at, then whom it befell. */
  private List<Told<Mention>> targets() {
    List<Told<Mention>> targets =
        told(
            f -> f.target().filter(IncidentWords::mayBeHit),
            f -> IncidentAssembly.tellsTarget(f.type()),
            IncidentDraft::sameHit,
            IncidentDraft::never);
    for (Finding finding : findings) {
      finding
          .harmed()
          .filter(IncidentWords::mayBeHit)
          .filter(whom -> targets.stream().noneMatch(t -> isSame(t.value(), whom)))
          .ifPresent(whom ->
              targets.add(
                  new Told<>(
                      whom,
                      finding.voice(),
                      finding.assertedBy(),
                      targets.isEmpty() ? Told.Standing.FIRST : Told.Standing.ADDS)));
    }
    return targets;
  }

  private static boolean isSame(Mention one, Mention other) {
    return sameHit(one, other) || one.span().overlaps(other.span());
  }

  /** The same words, or a name again without its first part or its title. */
  private static boolean sameHit(Mention one, Mention other) {
    return sameWords(one, other)
        || IncidentWords.isLastPart(one.value(), other.value())
        || IncidentWords.isLastPart(other.value(), one.value());
  }

  /** Two such values never exclude each other. */
  private static boolean never(Cited one, Cited other) {
    return false;
  }

  private static boolean sameWords(Mention one, Mention other) {
    return one.value().equalsIgnoreCase(other.value());
  }

  private boolean tellsWhere(Finding finding) {
    return stageOf(finding) || isClaim(finding);
  }

  private static boolean stageOf(Finding finding) {
    return IncidentAssembly.tellsTarget(finding.type());
  }

  private static boolean isClaim(Finding finding) {
    return finding.type() == FindingType.CLAIM;
  }

  private static boolean samePlace(PlaceMention one, PlaceMention other) {
    return one.name().equals(other.name()) && one.country().equals(other.country());
  }

  private static boolean apart(PlaceMention one, PlaceMention other) {
    return IncidentMatch.place(one, other) <= IncidentMatch.NEVER / 2;
  }

  private static boolean sameTime(TimeMention one, TimeMention other) {
    return one.from().isEqual(other.from()) && one.to().isEqual(other.to());
  }

  private List<Told<Coded>> kinds(Function<Kinds, Optional<Coded>> kind) {
    return told(
        f -> kind.apply(f.kinds()),
        f -> stageOf(f) || isClaim(f),
        (a, b) ->
            a.value().equals(b.value())
                && (b.subtype().isEmpty() || a.subtype().equals(b.subtype())),
        IncidentDraft::never);
  }

  /** Whoever is named as the doer; one who denies it is marked so, with the denial beside. */
  private List<Told<Mention>> actors() {
    List<Told<Mention>> actors = new ArrayList<>();
    for (Finding finding : findings) {
      Optional<Mention> actor = IncidentAssembly.blamed(finding);
      if (actor.isEmpty()) {
        continue;
      }
      Voice voice = finding.type() == FindingType.CLAIM ? Voice.CLAIMED : voiceOf(finding);
      Told.Standing standing =
          actors.isEmpty()
              ? Told.Standing.FIRST
              : actors.stream().anyMatch(a -> isRival(finding, a))
                  ? Told.Standing.DISPUTES
                  : Told.Standing.ADDS;
      Optional<Mention> by =
          finding.type() == FindingType.ATTACK ? finding.assertedBy() : finding.actor();
      Told<Mention> told = new Told<>(actor.get(), voice, by, standing);
      boolean known =
          actors.stream()
              .anyMatch(a ->
                  a.voice() == told.voice()
                      && a.value().value().equalsIgnoreCase(told.value().value()));
      if (!known) {
        actors.add(told);
      }
    }
    findings.stream().filter(f -> f.type() == FindingType.DENIAL).forEach(f -> deny(actors, f));
    return actors;
  }

  /** Blame laid on somebody else than one who claims it or was blamed before. */
  private static boolean isRival(Finding finding, Told<Mention> earlier) {
    boolean other =
        IncidentAssembly.blamed(finding)
            .filter(b -> !b.value().equalsIgnoreCase(earlier.value().value()))
            .isPresent();
    return other && finding.type() != FindingType.ATTACK && earlier.voice() != Voice.FACT;
  }

  private static Voice voiceOf(Finding finding) {
    return switch (finding.type()) {
      case ATTRIBUTION, ACCUSATION ->
          finding.voice() == Voice.FACT ? Voice.ASSERTED : finding.voice();
      default -> finding.voice();
    };
  }

  private static void deny(List<Told<Mention>> actors, Finding denial) {
    for (int i = 0; i < actors.size(); i++) {
      Told<Mention> actor = actors.get(i);
      boolean own =
          denial.actor().filter(d -> d.value().equalsIgnoreCase(actor.value().value())).isPresent();
      if (own && actor.voice() != Voice.CLAIMED) {
        actors.set(i, actor.denied(denial.actor()));
      }
    }
  }

  private List<Told<Figure>> figures(
      Function<Finding, Optional<Figure>> field, Predicate<Finding> isRevision) {
    List<Told<Figure>> told = new ArrayList<>();
    for (Finding finding : findings) {
      Optional<Figure> figure = field.apply(finding);
      if (figure.isPresent() && told.stream().noneMatch(t -> sameNumber(t.value(), figure.get()))) {
        told.add(
            new Told<>(
                figure.get(),
                finding.voice(),
                finding.assertedBy(),
                standing(told, figure.get(), finding, isRevision)));
      }
    }
    return told;
  }

  private static boolean sameNumber(Figure one, Figure other) {
    return one.min().equals(other.min()) && one.max().equals(other.max());
  }

  private static Told.Standing standing(
      List<Told<Figure>> told, Figure figure, Finding finding, Predicate<Finding> isRevision) {
    if (told.isEmpty()) {
      return Told.Standing.FIRST;
    }
    if (figure.before().isPresent() || isRevision.test(finding)) {
      return Told.Standing.REVISES;
    }
    return told.stream().allMatch(t -> IncidentMatch.meet(t.value(), figure))
        ? Told.Standing.ADDS
        : Told.Standing.DISPUTES;
  }
}
