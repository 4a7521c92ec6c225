// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The words of an event that say what it is, without those that say how grave it is or what sort of
 * message tells of it: {@code Severe Thunderstorm Warning} and {@code Yellow thunderstorm watch}
 * both come to {@code thunderstorm}.
 */
final class EventWords {

  private static final Set<String> LEVELS =
      Set.of(
          // English
          "warning",
          "watch",
          "advisory",
          "alert",
          "statement",
          "outlook",
          "notice",
          "message",
          "information",
          "update",
          "emergency",
          "special",
          "severe",
          "extreme",
          "moderate",
          "minor",
          "high",
          "strong",
          "heavy",
          "very",
          "yellow",
          "amber",
          "orange",
          "red",
          "green",
          "level",
          "of",
          "for",
          "the",
          "a",
          "an",
          "and",
          "in",
          "on",
          // French, Spanish, Portuguese, Italian
          "vigilance",
          "alerte",
          "avertissement",
          "aviso",
          "alerta",
          "avviso",
          "allerta",
          "jaune",
          "rouge",
          "amarillo",
          "naranja",
          "rojo",
          "amarelo",
          "laranja",
          "vermelho",
          "giallo",
          "arancione",
          "rosso",
          "de",
          "du",
          "des",
          "la",
          "le",
          "les",
          "por",
          "di",
          "da",
          // German
          "warnung",
          "amtliche",
          "vor",
          "gelb",
          "rot",
          "stufe",
          "starke",
          "starkem",
          "starker");

  private EventWords() {}

  /** The words in their order, plain; empty when only levels are left. */
  static String of(String event) {
    String plain =
        Normalizer.normalize(event.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
            .replaceAll("\\p{Mn}", "");
    Set<String> words = new TreeSet<>();
    Arrays.stream(plain.split("[^\\p{L}\\p{N}]+", -1))
        .filter(word -> !word.isEmpty() && !LEVELS.contains(word) && !word.matches("\\p{N}+"))
        .map(EventWords::singular)
        .forEach(words::add);
    return String.join(" ", words);
  }

  /** Floods and flood are one event; so are gusts and gust. */
  private static String singular(String word) {
    return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
        ? word.substring(0, word.length() - 1)
        : word;
  }
}
