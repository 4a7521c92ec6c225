// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.deliver.exercise.CHANNEL}: where the messages of exercises go, for each
 * channel by its word.
 *
 * @param exercise {@code sink}, the default for every channel: they are kept in the exercise
 *     mailbox and reach nobody; {@code live}: they go out by the channel's own provider, marked as
 *     an exercise
 */
@ConfigurationProperties("tocsin.deliver")
public record ExerciseSettings(@DefaultValue Map<String, Way> exercise) {

  /** Where a message goes. */
  public enum Way {
    /** Kept here; reaches nobody. */
    SINK,
    /** To people. */
    LIVE
  }

  /** Copies the map. */
  public ExerciseSettings {
    exercise = Map.copyOf(exercise);
  }

  /** Whether exercises may reach people by this channel. */
  public boolean mayReachPeople(String channel) {
    return exercise.getOrDefault(channel, Way.SINK) == Way.LIVE;
  }
}
