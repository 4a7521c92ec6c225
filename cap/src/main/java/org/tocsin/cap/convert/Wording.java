// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.convert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The words around an alert in its language; those of English where it is not among the known. */
final class Wording {
  private static final String RESOURCE = "wording.tsv";
  private static final String DEFAULT = "en";
  private static final Map<String, Map<String, String>> TABLE = load();

  private final Locale locale;
  private final Map<String, String> words;

  private Wording(Locale locale, Map<String, String> words) {
    this.locale = locale;
    this.words = words;
  }

  /** The words for a language as CAP names it, such as {@code en-US}. */
  static Wording of(String language) {
    Locale asked = Locale.forLanguageTag(language.replace('_', '-'));
    Map<String, String> own = TABLE.get(asked.getLanguage());
    return own == null
        ? new Wording(Locale.ENGLISH, TABLE.getOrDefault(DEFAULT, Map.of()))
        : new Wording(asked, own);
  }

  /** Every word of a language, sorted by its key; none where the language is not known. */
  static List<String> all(String language) {
    return new java.util.TreeMap<>(
            TABLE.getOrDefault(
                Locale.forLanguageTag(language.replace('_', '-')).getLanguage(), Map.of()))
        .values().stream().filter(word -> !word.isEmpty()).toList();
  }

  /** The languages that have words of their own. */
  static List<String> languages() {
    return TABLE.keySet().stream().sorted().toList();
  }

  /** A word; empty where the key has none. */
  String get(String key) {
    return words.getOrDefault(key, "");
  }

  /**
   * A time as it is read: {@code Sat 9 Mar 20:00}. UTC is said, another zone is that of the place.
   */
  String written(OffsetDateTime time) {
    String zone = time.getOffset().getTotalSeconds() == 0 ? " UTC" : "";
    return DateTimeFormatter.ofPattern("EEE d MMM HH:mm", locale).format(time) + zone;
  }

  /** A time as it is said: {@code Saturday 9 March, 8 o'clock in the evening}. */
  String spoken(OffsetDateTime time) {
    String day = DateTimeFormatter.ofPattern("EEEE d MMMM", locale).format(time);
    String zone = time.getOffset().getTotalSeconds() == 0 ? ", UTC" : "";
    return day + ", " + clock(time.getHour(), time.getMinute()) + zone;
  }

  private String clock(int hour, int minute) {
    String minutes = minute == 0 ? "" : " " + minute;
    return switch (locale.getLanguage()) {
      case "fr" -> hour + (hour < 2 ? " heure" : " heures") + minutes;
      case "es" ->
          (hour == 1 ? "la 1 hora" : "las " + hour + " horas")
              + (minute == 0 ? "" : " y" + minutes + (minute == 1 ? " minuto" : " minutos"));
      case "de" -> hour + " Uhr" + minutes;
      case "ru" ->
          hour
              + slavic(hour, " час", " часа", " часов")
              + (minute == 0 ? "" : minutes + slavic(minute, " минута", " минуты", " минут"));
      case "uk" ->
          hour
              + slavic(hour, " година", " години", " годин")
              + (minute == 0 ? "" : minutes + slavic(minute, " хвилина", " хвилини", " хвилин"));
      default -> english(hour, minute);
    };
  }

  private static String english(int hour, int minute) {
    if (minute == 0 && hour % 12 == 0) {
      return hour == 0 ? "midnight" : "noon";
    }
    int twelve = hour % 12 == 0 ? 12 : hour % 12;
    String when =
        hour < 5
            ? " at night"
            : hour < 12
                ? " in the morning"
                : hour < 18 ? " in the afternoon" : hour < 22 ? " in the evening" : " at night";
    String minutes = minute == 0 ? " o'clock" : minute < 10 ? " oh " + minute : " " + minute;
    return twelve + minutes + when;
  }

  private static String slavic(int number, String one, String few, String many) {
    int ten = number % 10;
    boolean teen = number % 100 / 10 == 1;
    return teen || ten == 0 || ten > 4 ? many : ten == 1 ? one : few;
  }

  private static Map<String, Map<String, String>> load() {
    try (InputStream in = Wording.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the program; build it anew");
      }
      List<String[]> rows =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.split("\t", -1))
              .toList();
      String[] languages = rows.getFirst();
      Map<String, Map<String, String>> table = new HashMap<>();
      for (String[] row : rows.subList(1, rows.size())) {
        for (int i = 1; i < languages.length; i++) {
          table.computeIfAbsent(languages[i], _ -> new HashMap<>()).put(row[0], row[i]);
        }
      }
      return table;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(RESOURCE + " cannot be read", unreadable);
    }
  }
}
