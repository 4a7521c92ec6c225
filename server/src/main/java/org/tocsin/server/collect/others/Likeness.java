// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import org.tocsin.cap.Category;
import org.tocsin.cap.NamedValue;
import org.tocsin.server.kernel.Problem;

/** Why a message stands beside another and not on a line of its own. */
public sealed interface Likeness {

  /** Both have the same sender, identifier and time and say different things. */
  record SameName() implements Likeness {}

  /**
   * Both tell of the same danger: what it is, when, and where agree.
   *
   * @param event how what it is agrees
   * @param ground how where it is agrees
   */
  record SameDanger(Event event, Ground ground) implements Likeness {}

  /** How two messages agree on what the danger is. */
  sealed interface Event {
    /** Both give it the same code. */
    record Code(NamedValue code) implements Event {}

    /** They share a category and the words of the event come to the same. */
    record Words(Category category, String words) implements Event {}
  }

  /** How two messages agree on where the danger is. */
  sealed interface Ground {
    /** Their areas share a point, an edge included. */
    record Meets() implements Ground {}

    /** Their areas lie no farther apart than {@link Joining#REACH_METRES}. */
    record Near() implements Ground {}

    /** They name the same place by its code. */
    record Code(NamedValue code) implements Ground {}
  }

  /** The reason as people read it. */
  default String words() {
    return switch (this) {
      case SameName _ -> "has the same sender, identifier and time, but says something else";
      case SameDanger same ->
          "same event (%s), same time, %s".formatted(event(same.event()), ground(same.ground()));
    };
  }

  private static String event(Event event) {
    return switch (event) {
      case Event.Code code -> Problem.shorten(code.code().valueName() + " " + code.code().value());
      case Event.Words words -> Problem.shorten(words.words());
    };
  }

  private static String ground(Ground ground) {
    return switch (ground) {
      case Ground.Meets _ -> "areas meet";
      case Ground.Near _ -> "areas within %d km".formatted((int) (Joining.REACH_METRES / 1000));
      case Ground.Code code ->
          "same place (%s)"
              .formatted(Problem.shorten(code.code().valueName() + " " + code.code().value()));
    };
  }
}
