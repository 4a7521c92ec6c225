// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says a reason in a sentence. */
final class ReasonWords {
  /** So many places are named; of somebody with thousands the rest are counted. */
  private static final int MOST_NUMBERS = 10;

  private ReasonWords() {}

  static String of(Reason.Matched reason) {
    String how =
        switch (reason.how()) {
          case INSIDE_POLYGON -> "lies inside the polygon";
          case POLYGON_WITHIN_RADIUS -> "has the polygon within its radius";
          case WITHIN_RADIUS -> "lies within the radius";
          case POLYGONS_MEET -> "shares ground with the polygon";
          case CIRCLE_MEETS_POLYGON -> "is reached by the circle";
          case CORRIDOR_MEETS -> "is on a route that meets the area";
          case DANGER_EVERYWHERE -> "is in the way because the danger is everywhere";
          case WHOLE_WORLD -> "stands for the whole world";
        };
    String timing =
        switch (reason.timing()) {
          case AS_STATED -> "";
          case SURE -> ", when the danger surely goes on";
          case POSSIBLE -> ", when the danger may go on";
        };
    return "Place %d %s (area %d), %s%s."
        .formatted(
            reason.placeIndex() + 1, how, reason.areaIndex() + 1, time(reason.overlap()), timing);
  }

  static String of(Reason.NotMatched reason) {
    String cause =
        switch (reason.cause()) {
          case UNKNOWN_WATCHER -> "No such watcher";
          case KIND -> "The warning is meant for others";
          case SIZE -> "The warning is meant for larger venues and events";
          case TYPE -> "The warning is meant for venues and events of other types";
          case CATEGORY -> "The watcher asked for other categories";
          case SEVERITY -> "The danger is less severe than the watcher asked for";
          case URGENCY -> "The danger is less urgent than the watcher asked for";
          case CERTAINTY -> "The danger is less certain than the watcher asked for";
          case NO_PLACE -> "The watcher has no place";
          case OUTSIDE_PLACE -> "No place of the watcher meets the area";
          case OUTSIDE_TIME -> "The watcher is in the area at other times only";
        };
    String detail = reason.detail().isEmpty() ? places(reason.places()) : reason.detail();
    return cause + (detail.isEmpty() ? "." : ": " + detail + ".");
  }

  /** Which of several places lie outside and which only count at other times. */
  private static String places(List<Reason.Cause> causes) {
    if (causes.size() < 2 || !causes.contains(Reason.Cause.OUTSIDE_TIME)) {
      return "";
    }
    String inside = numbers(causes, Reason.Cause.OUTSIDE_TIME) + " in the area at other times";
    return causes.contains(Reason.Cause.OUTSIDE_PLACE)
        ? inside + ", " + numbers(causes, Reason.Cause.OUTSIDE_PLACE) + " outside the area"
        : inside;
  }

  private static String numbers(List<Reason.Cause> causes, Reason.Cause cause) {
    List<String> numbers = new ArrayList<>();
    for (int place = 0; place < causes.size(); place++) {
      if (causes.get(place) == cause) {
        numbers.add(String.valueOf(place + 1));
      }
    }
    int more = numbers.size() - MOST_NUMBERS;
    String listed = String.join(", ", numbers.subList(0, Math.min(numbers.size(), MOST_NUMBERS)));
    return (numbers.size() == 1 ? "place " : "places ")
        + (more > 0 ? listed + " and " + more + " more" : listed);
  }

  private static String time(Window overlap) {
    boolean open = overlap.earliestStart().equals(Instant.MIN);
    boolean endless = overlap.latestEnd().equals(Instant.MAX);
    if (open && endless) {
      return "at all times";
    }
    if (open) {
      return "until " + overlap.latestEnd();
    }
    if (endless) {
      return "from " + overlap.earliestStart();
    }
    return "from " + overlap.earliestStart() + " to " + overlap.latestEnd();
  }
}
