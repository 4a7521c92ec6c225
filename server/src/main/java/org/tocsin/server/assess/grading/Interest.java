// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.grading;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.tocsin.server.read.Speaker;
import org.tocsin.server.read.StoredReading;
import org.tocsin.server.read.StoredReading.FieldWords;
import org.tocsin.server.read.StoredReading.Found;
import org.tocsin.server.read.StoredReading.FoundGroup;

/**
 * That something is asserted by a party with an interest in it: it may be true, and still it is no
 * confirmation.
 *
 * @param party who asserts it
 * @param why it is an interest, in a sentence
 */
public record Interest(String party, String why) {

  /** What an authority says of its own work or of what it answers for. */
  private static final Set<String> OWN_WORK = Set.of("foiled", "arrest", "measure", "reaction");

  private static final Set<String> BLAME = Set.of("accusation", "attribution");

  /** Words of those who rule or speak for them, where the reader knows no office. */
  private static final Set<String> OF_POWER =
      Set.of(
          "government",
          "ministry",
          "minister",
          "authorities",
          "president",
          "kremlin",
          "army",
          "military",
          "governor",
          "mayor",
          "regime",
          "officials",
          "spokesman",
          "spokeswoman",
          "spokesperson");

  /**
   * The interest that the words themselves tell of.
   *
   * @param speakers the persons, offices and bodies of the report
   * @return empty when whoever says it is no party, or the report says it itself
   */
  static Optional<Interest> of(Found found, StoredReading reading, List<Speaker> speakers) {
    Optional<String> said = found.assertedBy().or(() -> ownWords(found));
    if (said.isEmpty()) {
      return Optional.empty();
    }
    String party = said.get();
    if (found.type().equals("claim") || found.voice().equals("claimed")) {
      return Optional.of(
          new Interest(party, "A claim is whoever makes it speaking of themselves."));
    }
    Optional<String> group = group(party, reading.groups());
    if (group.isPresent()) {
      return Optional.of(
          new Interest(party, "The words of a group that is itself a party: " + group.get() + "."));
    }
    if (found.type().equals("denial")) {
      return Optional.of(new Interest(party, "A denial by whom it concerns."));
    }
    Optional<Speaker> speaker = speaker(found, party, speakers);
    boolean rules =
        speaker.filter(each -> each.office().isPresent() || each.body().isPresent()).isPresent()
            || power(party);
    return rules ? ofPower(found, party, speaker.flatMap(Speaker::country)) : Optional.empty();
  }

  private static Optional<String> ownWords(Found found) {
    boolean own =
        found.type().equals("claim")
            || found.type().equals("denial")
            || BLAME.contains(found.type())
            || found.voice().equals("claimed");
    return own ? found.actor() : Optional.empty();
  }

  private static Optional<Interest> ofPower(Found found, String party, Optional<String> country) {
    boolean own = found.actor().filter(party::equalsIgnoreCase).isPresent();
    if (OWN_WORK.contains(found.type()) && (own || found.actor().isEmpty())) {
      return Optional.of(new Interest(party, "An authority speaking of its own work."));
    }
    boolean elsewhere =
        country.isPresent()
            && found.place().flatMap(place -> place.country()).isPresent()
            && !country.equals(found.place().flatMap(place -> place.country()));
    if (elsewhere) {
      return Optional.empty();
    }
    if (BLAME.contains(found.type())) {
      return Optional.of(
          new Interest(party, "An authority laying blame for what happened where it rules."));
    }
    boolean figures =
        found.killed().isPresent() || found.wounded().isPresent() || !found.effects().isEmpty();
    return figures
        ? Optional.of(
            new Interest(party, "An authority's own figures about what it answers for itself."))
        : Optional.empty();
  }

  private static Optional<String> group(String party, List<FoundGroup> groups) {
    String plain = party.toLowerCase(Locale.ROOT);
    return groups.stream()
        .filter(group ->
            plain.contains(group.text().toLowerCase(Locale.ROOT))
                || plain.contains(group.name().toLowerCase(Locale.ROOT)))
        .map(FoundGroup::name)
        .findFirst();
  }

  private static Optional<Speaker> speaker(Found found, String party, List<Speaker> speakers) {
    Optional<FieldWords> words =
        found.evidence().stream()
            .filter(each -> each.field().equals("assertedBy") || each.field().equals("actor"))
            .findFirst();
    return speakers.stream()
        .filter(each ->
            words
                .map(at -> each.start() < at.end() && at.start() < each.end())
                .orElseGet(() -> party.contains(each.text())))
        .findFirst();
  }

  private static boolean power(String party) {
    for (String word : party.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1)) {
      if (OF_POWER.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether these words name somebody who rules, or speaks for them. */
  public static boolean ofPowerItself(String party) {
    return power(party);
  }

  /**
   * The interest in an account of who did it.
   *
   * @param claim whether it is a claim of one's own deed
   * @param by who says it
   * @param about of whom
   * @param others of whom the other accounts of the same incident speak
   */
  public static Optional<Interest> ofAccount(
      boolean claim, String by, String about, List<String> others) {
    if (claim) {
      return Optional.of(new Interest(by, "A claim is whoever makes it speaking of themselves."));
    }
    if (same(by, about)) {
      return Optional.of(new Interest(by, "It is said by whom it concerns."));
    }
    if (others.stream().anyMatch(each -> same(by, each))) {
      return Optional.of(
          new Interest(by, "Other accounts of the incident speak of whoever says it."));
    }
    return Optional.empty();
  }

  private static boolean same(String one, String other) {
    return one.strip().equalsIgnoreCase(other.strip());
  }
}
