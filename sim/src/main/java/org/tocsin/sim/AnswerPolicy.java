// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What people say to a warning, and when: a seeded guess at life, not a finding about it. Of those
 * who are told once about 60 % of people, 75 % of organisations, 85 % of venues and events answer;
 * of those who were silent, a further message moves about a third. Most who answer do so within
 * half an hour.
 *
 * <p>The sort of watcher is read from the id ({@code venue-00017}). The host government of the case
 * stays silent: it answers in public, by a speech; so does whoever is named {@link
 * LocalWatchers#SILENT}. Immutable and safe for any number of threads.
 *
 * @param seed same seed, same answers
 */
public record AnswerPolicy(long seed) {
  private static final double MOVED_BY_A_FURTHER_MESSAGE = 0.35;

  /**
   * What a watcher decides on a message.
   *
   * @param answer what they say
   * @param note in their words; empty when they add none
   * @param after how long after the message, in the time of the case
   */
  public record Decision(Answer answer, String note, Duration after) {}

  /**
   * What the watcher says to the {@code message}-th message of one warning; empty for silence. Who
   * has answered before says nothing more.
   *
   * @param watcherId as in the file of watchers
   * @param message which message to this watcher, from 1
   */
  public Optional<Decision> decide(String watcherId, int message) {
    if (watcherId.equals(SyntheticWatchers.HOST_GOVERNMENT)
        || watcherId.startsWith(LocalWatchers.SILENT)) {
      return Optional.empty();
    }
    Mix mix = Mix.of(watcherId);
    for (int earlier = 1; earlier < message; earlier++) {
      if (answers(watcherId, mix, earlier)) {
        return Optional.empty();
      }
    }
    if (!answers(watcherId, mix, message)) {
      return Optional.empty();
    }
    Answer answer = mix.at(Dice.unit(seed, watcherId, 1_000));
    return Optional.of(
        new Decision(
            answer, mix.note(answer, Dice.unit(seed, watcherId, 1_001)), delay(watcherId)));
  }

  private boolean answers(String watcherId, Mix mix, int message) {
    double share = message == 1 ? mix.answering() : MOVED_BY_A_FURTHER_MESSAGE;
    return Dice.unit(seed, watcherId, message) < share;
  }

  /** Half within ten minutes, nine tenths within 55, nobody after three hours. */
  private Duration delay(String watcherId) {
    double u = Dice.unit(seed, watcherId, 1_002);
    double minutes =
        u < 0.5 ? 1 + 18 * u : u < 0.9 ? 10 + 112.5 * (u - 0.5) : 55 + 1_250 * (u - 0.9);
    return Duration.ofSeconds(Math.round(minutes * 60));
  }

  /** How one sort of watcher answers. Shares are of those who answer, in the order of the enum. */
  private record Mix(double answering, List<Double> shares, List<String> deeds) {
    private static final List<Answer> ORDER = List.of(Answer.values());
    private static final List<String> DISMISSALS =
        List.of("Heard such warnings before.", "Not in town.", "Staying at home anyway.");
    private static final List<String> QUESTIONS =
        List.of("Which halls?", "Does this hold for Saturday night too?", "Who says so?");
    private static final Mix PERSON =
        new Mix(
            0.60,
            List.of(0.62, 0.14, 0.16, 0.005, 0.03, 0.005, 0.04),
            List.of(
                "Gave my ticket back.", "Staying at home.", "Told my family.", "Left the mall."));
    private static final Mix ORGANISATION =
        new Mix(
            0.75,
            List.of(0.50, 0.35, 0.05, 0.0, 0.04, 0.01, 0.05),
            List.of("Staff told to avoid crowds.", "Office party postponed.", "Travel stopped."));
    private static final Mix PLACE =
        new Mix(
            0.85,
            List.of(0.35, 0.50, 0.0, 0.0, 0.05, 0.02, 0.08),
            List.of("Bag checks at every door.", "Postponed.", "Guards doubled.", "Cancelled."));
    private static final Mix PARTNER =
        new Mix(
            1, List.of(0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0), List.of("Passed on to our nationals."));

    static Mix of(String watcherId) {
      if (watcherId.equals(SyntheticWatchers.PARTNER_GOVERNMENT)) {
        return PARTNER;
      }
      if (watcherId.startsWith("organisation-")) {
        return ORGANISATION;
      }
      return watcherId.startsWith("person-") ? PERSON : PLACE;
    }

    Answer at(double unit) {
      double left = unit;
      for (int i = 0; i < ORDER.size(); i++) {
        left -= shares.get(i);
        if (left < 0) {
          return ORDER.get(i);
        }
      }
      return Answer.ACKNOWLEDGED;
    }

    String note(Answer answer, double unit) {
      List<String> notes =
          switch (answer) {
            case ACTING -> deeds;
            case DISMISSED -> DISMISSALS;
            case ASKS_MORE -> QUESTIONS;
            case NEED_HELP -> List.of("Exercise: I cannot get home.");
            case DISPUTED -> List.of("Our own security says otherwise.");
            case ACKNOWLEDGED, SAFE -> List.of("");
          };
      return notes.get((int) (unit * notes.size()));
    }
  }
}
