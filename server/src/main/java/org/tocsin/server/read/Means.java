// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.util.List;

/**
 * The words that say how: closed lists, other ones for an answer or a measure than for violence.
 */
final class Means {

  /** How violence is done. */
  static final List<String> VIOLENCE =
      List.of(
          "aerial",
          "armed assault",
          "arson",
          "assassination",
          "bombing",
          "hijacking",
          "hostage taking",
          "kidnapping",
          "poisoning",
          "sabotage",
          "shelling",
          "shooting",
          "stabbing",
          "suicide bombing",
          "vehicle");

  /** How a warning is answered. */
  static final List<String> ANSWERS = List.of("dismissed", "disputed", "heeded");

  /** What step is taken. */
  static final List<String> STEPS =
      List.of(
          "banned",
          "cancelled",
          "closed",
          "emergency declared",
          "evacuated",
          "forces deployed",
          "lifted",
          "security raised");

  private Means() {}

  /** The words that go with a kind of finding. */
  static List<String> of(String type) {
    return switch (type) {
      case "reaction" -> ANSWERS;
      case "measure" -> STEPS;
      default -> VIOLENCE;
    };
  }
}
