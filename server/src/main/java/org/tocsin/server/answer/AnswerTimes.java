// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fast a warning was answered. A watcher's time runs from when they were told first, by
 * whatever channel, to their first answer. Whoever answered without having been told is counted
 * from the start of the warning.
 *
 * @param all everybody
 * @param byChannel by the channel that told them first; {@code none} for whom nothing told
 * @param byKind by what the watcher is; {@code erased} for those who are gone
 */
public record AnswerTimes(Group all, List<Group> byChannel, List<Group> byKind) {

  /** Copies the lists. */
  public AnswerTimes {
    byChannel = List.copyOf(byChannel);
    byKind = List.copyOf(byKind);
  }

  /**
   * Some of those who were to be told.
   *
   * @param name of the group
   * @param audience how many they are
   * @param told how many were told
   * @param answered how many answered at all
   * @param within1 how many within a minute
   * @param within5 how many within five
   * @param within15 how many within fifteen
   * @param within60 how many within an hour
   * @param medianSeconds of those who answered; null when nobody did
   */
  public record Group(
      String name,
      int audience,
      int told,
      int answered,
      int within1,
      int within5,
      int within15,
      int within60,
      @Nullable Long medianSeconds) {

    /**
     * How good it was, 0 to 100: the mean of the shares of everybody, told or not, who answered
     * within 1, 5, 15 and 60 minutes. All at once is 100; everybody after half an hour is 25.
     */
    public int score() {
      return audience == 0
          ? 0
          : Math.round(100f * (within1 + within5 + within15 + within60) / (4f * audience));
    }

    /** A number of them as a share in whole percent. */
    public int percent(int some) {
      return audience == 0 ? 0 : Math.round(100f * some / audience);
    }

    /** Who has not answered. */
    public int silent() {
      return audience - answered;
    }
  }
}
