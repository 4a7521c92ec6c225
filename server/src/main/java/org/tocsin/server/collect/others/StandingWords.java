// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import org.tocsin.cap.Reference;
import org.tocsin.cap.life.State;
import org.tocsin.server.kernel.Problem;

/** Where a message of another stands, with its reason, as people read it. */
final class StandingWords {

  private StandingWords() {}

  static String of(State state) {
    return switch (state) {
      case State.InForce _ -> "In force";
      case State.PartlyInForce _ -> "In force in part: some of its texts have ended or not begun";
      case State.NotYetEffective _ -> "Not in force yet";
      case State.Expired expired ->
          expired.assumed() ? "Expired: it names no end, so it counted for a day" : "Expired";
      case State.Superseded superseded ->
          "Updated by " + name(superseded.by()) + how(superseded.match());
      case State.Cancelled cancelled ->
          "Cancelled by " + name(cancelled.by()) + how(cancelled.match());
      case State.Rejected rejected ->
          "Taken back by its sender with "
              + name(rejected.by())
              + rejected.note().map(note -> ": " + Problem.shorten(note)).orElse("");
    };
  }

  private static String name(Reference reference) {
    return "'%s'".formatted(Problem.shorten(reference.identifier()));
  }

  private static String how(State.Match match) {
    return switch (match) {
      case EXACT -> "";
      case SENDER_AND_IDENTIFIER -> ", which names it without its time of sending";
      case SAME_IDENTIFIER -> ", a later message with the same identifier";
    };
  }
}
