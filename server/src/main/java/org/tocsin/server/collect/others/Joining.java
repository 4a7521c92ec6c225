// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tocsin.cap.Category;
import org.tocsin.cap.Info;
import org.tocsin.cap.NamedValue;
import org.tocsin.cap.life.MessageKey;

/**
 * Joins the messages that tell of the same danger, so that a page has a line a danger; hides none.
 *
 * <p>A message joins the first lead, from the gravest on, that tells of the same danger: the same
 * event code, or a category in common and the same words for the event; at the same time; in areas
 * that meet or lie within {@link #REACH_METRES} of each other, or that have the same code. It must
 * be like the lead itself: a chain of neighbours across a continent never becomes one danger. Two
 * messages of one sender are two dangers to it; they join only if they say the same in the same
 * words, as those do that are repeated for each of several districts.
 *
 * <p>What joins what depends on the messages alone, never on when or through whom they came.
 */
final class Joining {

  /** How far apart two areas may lie: two drawings of one border do not quite agree. */
  static final double REACH_METRES = 10_000;

  /** How many are compared; the rest stand alone. Comparing takes the square of it at worst. */
  static final int COMPARED_MAX = 2_000;

  private Joining() {}

  /** A message with what is compared, found once. */
  private static final class Candidate {
    private final OtherAlert alert;
    private final List<Info> infos;
    private final List<NamedValue> codes;
    private final List<Category> categories;
    private final List<String> events;
    private final Terrain terrain;
    private final List<OtherGroup.Joined> joined = new ArrayList<>();

    Candidate(OtherAlert alert) {
      this.alert = alert;
      this.infos = alert.texts();
      this.codes = distinct(infos.stream().flatMap(info -> info.eventCodes().stream()));
      this.categories = distinct(infos.stream().flatMap(info -> info.categories().stream()));
      this.events = distinct(infos.stream().map(info -> EventWords.of(info.event())));
      this.terrain = new Terrain(alert);
    }

    private static <T> List<T> distinct(Stream<T> all) {
      return all.distinct().toList();
    }
  }

  /** The groups, the gravest lead first. */
  static List<OtherGroup> group(List<OtherAlert> alerts) {
    List<OtherAlert> ordered = alerts.stream().sorted(OtherAlert.GRAVEST).toList();
    List<Candidate> leads = new ArrayList<>();
    for (int i = 0; i < ordered.size(); i++) {
      Candidate candidate = new Candidate(ordered.get(i));
      if (i >= COMPARED_MAX || !joins(candidate, leads)) {
        leads.add(candidate);
      }
    }
    return leads.stream().map(lead -> new OtherGroup(lead.alert, lead.joined)).toList();
  }

  private static boolean joins(Candidate candidate, List<Candidate> leads) {
    for (Candidate lead : leads) {
      Optional<Likeness> why = likeness(lead, candidate);
      if (why.isPresent()) {
        lead.joined.add(new OtherGroup.Joined(candidate.alert, why.get()));
        return true;
      }
    }
    return false;
  }

  /** What two messages have in common; empty when they are two dangers. */
  static Optional<Likeness> likeness(OtherAlert lead, OtherAlert other) {
    return likeness(new Candidate(lead), new Candidate(other));
  }

  private static Optional<Likeness> likeness(Candidate lead, Candidate other) {
    if (MessageKey.of(lead.alert.alert()).equals(MessageKey.of(other.alert.alert()))) {
      return Optional.of(new Likeness.SameName());
    }
    Optional<Likeness.Event> event = event(lead, other);
    if (event.isEmpty()
        || lead.alert.alert().status() != other.alert.alert().status()
        || !maySpeakTwice(lead, other)
        || !overlap(lead.alert, other.alert)) {
      return Optional.empty();
    }
    return lead.terrain
        .meets(other.terrain)
        .map(ground -> new Likeness.SameDanger(event.get(), ground));
  }

  private static Optional<Likeness.Event> event(Candidate lead, Candidate other) {
    for (NamedValue code : lead.codes) {
      if (!code.value().isEmpty() && other.codes.contains(code)) {
        return Optional.of(new Likeness.Event.Code(code));
      }
    }
    for (Category category : lead.categories) {
      if (other.categories.contains(category)) {
        for (String words : lead.events) {
          if (!words.isEmpty() && other.events.contains(words)) {
            return Optional.of(new Likeness.Event.Words(category, words));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean maySpeakTwice(Candidate lead, Candidate other) {
    return !lead.alert.alert().sender().equals(other.alert.alert().sender())
        || said(lead).equals(said(other));
  }

  private static List<List<Object>> said(Candidate candidate) {
    return candidate.infos.stream()
        .map(info ->
            List.<Object>of(
                info.languageOrDefault(),
                info.event(),
                info.headline(),
                info.description(),
                info.instruction()))
        .toList();
  }

  /** Both ends belong to a window; one without an end never ends. */
  private static boolean overlap(OtherAlert lead, OtherAlert other) {
    return other.until().map(end -> !end.isBefore(lead.from())).orElse(true)
        && lead.until().map(end -> !end.isBefore(other.from())).orElse(true);
  }
}
