// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.List;

/** Why a watcher is in the way of a danger, or is not. */
public sealed interface Reason {

  /** Whether the watcher is to be warned. */
  default boolean matched() {
    return this instanceof Matched;
  }

  /** The reason as an English sentence for people; it names no position. */
  String words();

  /**
   * In the way.
   *
   * @param placeIndex which of the watcher's places, from 0; the first that matches
   * @param areaIndex which of the danger's areas, from 0; the first that the place meets
   * @param how how place and area meet
   * @param overlap the first stretch of time that both share
   * @param timing whether the danger surely goes on while the watcher is there
   */
  record Matched(int placeIndex, int areaIndex, How how, Window overlap, Timing timing)
      implements Reason {
    @Override
    public String words() {
      return ReasonWords.of(this);
    }
  }

  /**
   * Not in the way.
   *
   * @param cause the first test that failed, in the order of {@link Cause}
   * @param detail what the two sides were, in words
   * @param places for each of the watcher's places, in their order, why it is not in the way:
   *     {@link Cause#OUTSIDE_PLACE} or {@link Cause#OUTSIDE_TIME}; empty when it did not come to
   *     places
   */
  record NotMatched(Cause cause, String detail, List<Cause> places) implements Reason {
    /** Copies the list. */
    public NotMatched {
      places = List.copyOf(places);
    }

    /** A reason that has nothing to do with places. */
    public NotMatched(Cause cause, String detail) {
      this(cause, detail, List.of());
    }

    @Override
    public String words() {
      return ReasonWords.of(this);
    }
  }

  /** Whether a danger with an uncertain window goes on while somebody is there. */
  enum Timing {
    /** It is not told when the danger surely goes on. */
    AS_STATED,
    /** The watcher is there at an instant at which the danger surely goes on. */
    SURE,
    /** The watcher is there only when the danger may, but need not, go on. */
    POSSIBLE
  }

  /** How a place and an area meet. */
  enum How {
    /** The watcher's position lies in a polygon of the danger or on its edge. */
    INSIDE_POLYGON,
    /** The polygon of the danger reaches into the radius round the watcher's position. */
    POLYGON_WITHIN_RADIUS,
    /** The distance between two centres is at most the sum of their radii. */
    WITHIN_RADIUS,
    /** The watcher's polygon and a polygon of the danger share a point. */
    POLYGONS_MEET,
    /** A circle of the danger reaches the watcher's polygon. */
    CIRCLE_MEETS_POLYGON,
    /** The watcher's corridor and an area of the danger share a point. */
    CORRIDOR_MEETS,
    /** The danger is everywhere. */
    DANGER_EVERYWHERE,
    /** The watcher asked for the whole world. */
    WHOLE_WORLD
  }

  /** Why somebody is not in the way, in the order in which it is tested. */
  enum Cause {
    /** No watcher has this id. */
    UNKNOWN_WATCHER,
    /** The warning is meant for other kinds of watcher. */
    KIND,
    /** The warning is meant for larger venues or events. */
    SIZE,
    /** The warning is meant for venues or events of other types. */
    TYPE,
    /** None of the danger's categories is wanted. */
    CATEGORY,
    /** Less severe than asked for. */
    SEVERITY,
    /** Less urgent than asked for. */
    URGENCY,
    /** Less certain than asked for. */
    CERTAINTY,
    /** The watcher has no place. */
    NO_PLACE,
    /** None of the places meets the area. */
    OUTSIDE_PLACE,
    /** Some place meets the area, but at other times. */
    OUTSIDE_TIME
  }
}
