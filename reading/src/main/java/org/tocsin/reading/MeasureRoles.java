// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;
import java.util.Set;

/** Tells who takes a step for safety, and what it is done to or what is guarded. */
final class MeasureRoles {
  private final Utterance here;
  private final Phrases phrases;
  private final RoleFinder finder;

  MeasureRoles(Utterance here, RoleFinder finder) {
    this.here = here;
    this.phrases = here.phrases();
    this.finder = finder;
  }

  RoleFinder.Roles roles(FindingFinder.Hit hit) {
    if (hit.trigger().id().equals("measure.told-tighten")) {
      return RoleFinder.none(here.mention(phrases.subject(hit.from())), guarded(hit));
    }
    if (hit.trigger().frame() == Trigger.Frame.EVENT) {
      return RoleFinder.none(
          finder.by(hit), isState(hit, hit.from()) ? state(hit.from()) : Optional.empty());
    }
    if (isState(hit, hit.verb())) {
      return RoleFinder.none(finder.by(hit), state(hit.verb()));
    }
    if (GUARDING.contains(hit.trigger().id())) {
      boolean passive = hit.trigger().id().endsWith("passive");
      return RoleFinder.none(
          passive ? finder.by(hit) : finder.subject(hit).filter(m -> !isForce(m)), guarded(hit));
    }
    if (hit.trigger().id().equals("measure.have-forces")) {
      return RoleFinder.none(Optional.empty(), finder.subjectAsThing(hit));
    }
    boolean led = hit.to() - 1 > hit.verb() && here.word(hit.to() - 1).equals("on");
    Optional<Mention> object =
        finder.object(phrases.afterQuantity(led ? hit.to() : hit.verb() + 1));
    boolean sent = hit.trigger().method().equals("forces deployed");
    if (phrases.isPassive(hit.verb())) {
      boolean guards = hit.trigger().id().equals("measure.security-passive") || sent;
      Optional<Mention> where =
          guards
              ? finder.after(hit.verb() + 1, 2, sent ? SENT_TO : Set.of("at", "around", "on", "in"))
              : Optional.empty();
      return RoleFinder.none(
          finder.by(hit),
          where.or(() -> finder.subjectAsThing(hit).filter(m -> !m.value().equals("security"))));
    }
    if (hit.trigger().method().equals("emergency declared")) {
      return RoleFinder.none(finder.subject(hit), Optional.empty());
    }
    if (sent && object.isPresent()) {
      return RoleFinder.none(
          finder.subject(hit), finder.after(hit.verb() + 1, 6, SENT_TO).or(() -> object));
    }
    return object.isPresent()
        ? RoleFinder.none(finder.subject(hit), object)
        : RoleFinder.none(finder.by(hit), finder.subjectAsThing(hit)); // "order lifted"
  }

  /** Whether its subject is told to be in a state: "the campus is in lockdown", "on hold". */
  private boolean isState(FindingFinder.Hit hit, int at) {
    return RoleWords.is("states", hit.trigger().id())
        && (PhraseWords.BE.contains(here.word(at - 1))
            || PhraseWords.BE.contains(here.word(at))
            || hit.trigger().id().equals("measure.under-escort"));
  }

  private Optional<Mention> state(int at) {
    return here.thing(phrases.subject(at));
  }

  private static final Set<String> GUARDING =
      Set.of(
          "measure.raised-protection",
          "measure.tighten",
          "measure.tighten-passive",
          "measure.security",
          "measure.patrol",
          "measure.stand-guard");

  /** What is guarded: "security at airports", "patrol the streets". */
  private Optional<Mention> guarded(FindingFinder.Hit hit) {
    Set<String> where = Set.of("at", "around", "outside", "in", "near", "of");
    return finder
        .after(hit.from(), 14, where)
        .or(() ->
            hit.trigger().id().equals("measure.patrol")
                ? finder.object(hit.to())
                : Optional.empty());
  }

  private static boolean isForce(Mention mention) {
    return mention.value().contains("officers") || mention.value().contains("guards");
  }

  private static final Set<String> SENT_TO = Set.of("to", "into", "at", "around", "outside");
}
