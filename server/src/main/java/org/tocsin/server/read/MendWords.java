// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.util.List;

/** The closed lists that the form of a finding offers. */
public final class MendWords {

  /** The kinds of findings. */
  public static final List<String> TYPES = FindingMaker.TYPES;

  /** The voices. */
  public static final List<String> VOICES = FindingMaker.VOICES;

  /** How violence is done. */
  public static final List<String> VIOLENCE = Means.VIOLENCE;

  /** How a warning is answered. */
  public static final List<String> ANSWERS = Means.ANSWERS;

  /** What step is taken. */
  public static final List<String> STEPS = Means.STEPS;

  private MendWords() {}

  /** Whether a word is of one of the lists that say how. */
  public static boolean isMeans(String word) {
    return VIOLENCE.contains(word) || ANSWERS.contains(word) || STEPS.contains(word);
  }

  /** A voice in words that say who vouches for what is said. */
  public static String voice(String word) {
    return switch (word) {
      case "fact" -> "reported as fact";
      case "asserted" -> "asserted by somebody";
      case "claimed" -> "claimed, of an own deed";
      case "denied" -> "denied";
      case "suspected" -> "suspected";
      case "feared" -> "conditional or feared";
      case "asked" -> "asked or supposed";
      default -> word;
    };
  }

  /** What a suggestion's field is called on pages, as findings call it. */
  public static String field(String name) {
    return switch (name) {
      case "asserted_by" -> "said by";
      case "actor" -> "who";
      case "recipient" -> "told";
      case "place" -> "where";
      case "time" -> "when";
      default -> name;
    };
  }
}
