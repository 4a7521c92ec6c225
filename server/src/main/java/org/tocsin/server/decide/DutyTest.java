// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A policy as data: the questions of a duty, the grounds on which it may be waived, the clock.
 *
 * @param id names it, for example {@code us-icd-191}
 * @param title what people call it
 * @param citation the rule that it puts into questions
 * @param victims the classes that it can be put for
 * @param questions all of which must be yes, or in doubt, for a duty to exist
 * @param waivers the closed list of grounds
 * @param decideWithin from the receipt of the report to an agreed determination
 * @param sha256 of the file that it was read from: what the record says was applied
 */
public record DutyTest(
    String id,
    String title,
    String citation,
    List<VictimClass> victims,
    List<Question> questions,
    List<Waiver> waivers,
    Duration decideWithin,
    String sha256) {

  /** Copies the lists. */
  public DutyTest {
    victims = List.copyOf(victims);
    questions = List.copyOf(questions);
    waivers = List.copyOf(waivers);
  }

  /** One question, answered with yes, no or unknown. */
  public record Question(String id, String text, String help) {}

  /** One ground of the closed list. */
  public record Waiver(String ground, String text) {}

  /** The ground with this name. */
  public Optional<Waiver> findWaiver(String ground) {
    return waivers.stream().filter(waiver -> waiver.ground().equals(ground)).findFirst();
  }
}
