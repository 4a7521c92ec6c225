// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.story;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds agencies, papers and stations ({@code agencies.tsv}) that a text names as where it has its
 * news from: in a credit, or next to a word that says so. A name alone ("he works for Reuters") is
 * no source.
 */
final class Sources {
  private static final int HEAD_WORDS = 14;
  private static final int FOOT_WORDS = 25;
  private static final int MOST = 64;
  private static final int NEAR = 3;

  /** Words after a name that say that it told: "Reuters reported", "TASS news agency quoted". */
  private static final Set<String> TELLS =
      Set.of(
          "reported",
          "reports",
          "said",
          "says",
          "quoted",
          "quotes",
          "quoting",
          "cited",
          "citing",
          "wrote",
          "writes",
          "published",
          "broadcast",
          "aired",
          "confirmed",
          "that");

  private static final Set<String> BETWEEN =
      Set.of(
          "news",
          "agency",
          "newspaper",
          "television",
          "tv",
          "channel",
          "radio",
          "also",
          "has",
          "had",
          "the",
          "state",
          "on",
          "later",
          "earlier",
          "first",
          "website");

  /** Words before a name that say that it was told: "according to", "told", "citing". */
  private static final Set<String> TOLD =
      Set.of("to", "told", "citing", "by", "from", "via", "quoted", "with");

  private record Name(String best, List<String> words, boolean capitals) {}

  private static final Map<String, List<Name>> NAMES = load();

  private Sources() {}

  private static Map<String, List<Name>> load() {
    Map<String, List<Name>> names = new HashMap<>();
    InputStream in = Sources.class.getResourceAsStream("agencies.tsv");
    if (in == null) {
      throw new IllegalStateException("the bundled file agencies.tsv is missing from the jar");
    }
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line : reader.lines().filter(l -> !l.startsWith("#")).toList()) {
        String best = line.split("\t", -1)[0];
        for (String form : line.replace('\t', '|').split("\\|", -1)) {
          List<String> words = Words.of(form, NEAR * 3).stream().map(Words.Word::lower).toList();
          boolean capitals = form.equals(form.toUpperCase(Locale.ROOT));
          names
              .computeIfAbsent(words.getFirst(), _ -> new ArrayList<>())
              .add(new Name(best, words, capitals));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled table agencies.tsv cannot be read", e);
    }
    names.values().forEach(l -> l.sort((a, b) -> b.words.size() - a.words.size()));
    return names;
  }

  /** The first sources that a text names, at most 64. */
  static List<Source> in(String text, List<Words.Word> words) {
    List<Source> found = new ArrayList<>();
    for (int i = 0; i < words.size() && found.size() < MOST; i++) {
      for (Name name : NAMES.getOrDefault(words.get(i).lower(), List.of())) {
        int to = i + name.words.size();
        if (stands(text, words, i, name)) {
          boolean credit = isCredit(text, words, i, to);
          if (credit || isTold(words, i) || tells(words, to)) {
            found.add(
                new Source(
                    name.best,
                    credit ? Source.Kind.CREDIT : Source.Kind.CITED,
                    words.get(i).start(),
                    words.get(to - 1).end()));
          }
          i = to - 1;
          break;
        }
      }
    }
    return List.copyOf(found);
  }

  private static boolean stands(String text, List<Words.Word> words, int i, Name name) {
    if (i + name.words.size() > words.size()
        || !Character.isUpperCase(text.codePointAt(words.get(i).start()))) {
      return false;
    }
    for (int k = 1; k < name.words.size(); k++) {
      if (!words.get(i + k).lower().equals(name.words.get(k))) {
        return false;
      }
    }
    String written =
        text.substring(words.get(i).start(), words.get(i + name.words.size() - 1).end());
    return !name.capitals || written.equals(written.toUpperCase(Locale.ROOT));
  }

  /** "MOSCOW (Reuters) —", "© AFP", "Reporting by … for Reuters", "(AP)" on the last line. */
  private static boolean isCredit(String text, List<Words.Word> words, int from, int to) {
    char before = nonBlank(text, words.get(from).start() - 1, -1);
    char after = nonBlank(text, words.get(to - 1).end(), 1);
    boolean framed = before == '(' && (after == ')' || after == '/' || after == ',');
    boolean edge = from < HEAD_WORDS || to > words.size() - FOOT_WORDS;
    boolean marked = before == '©' || before == '—' || before == '–' || before == '|';
    boolean right =
        from > 0
            && Set.of("copyright", "reporting", "source", "photo")
                .contains(words.get(Math.max(0, from - 1)).lower());
    return edge && (framed || marked || right);
  }

  private static char nonBlank(String text, int from, int step) {
    for (int i = from, k = 0; i >= 0 && i < text.length() && k < NEAR; i += step, k++) {
      if (text.charAt(i) != ' ') {
        return text.charAt(i);
      }
    }
    return ' ';
  }

  private static boolean isTold(List<Words.Word> words, int from) {
    int i = from - 1;
    while (i >= 0 && from - i <= NEAR && BETWEEN.contains(words.get(i).lower())) {
      i--;
    }
    if (i < 0 || !TOLD.contains(words.get(i).lower())) {
      return false;
    }
    String before = i > 0 ? words.get(i - 1).lower() : "";
    return switch (words.get(i).lower()) {
      case "to" -> before.equals("according");
      case "by" -> Set.of("reported", "quoted", "cited", "carried", "published").contains(before);
      case "from" -> Set.of("reports", "report", "inputs", "reporting", "news").contains(before);
      case "with" -> before.equals("interview");
      default -> true;
    };
  }

  private static boolean tells(List<Words.Word> words, int to) {
    int i = to;
    while (i < words.size() && i - to < NEAR && BETWEEN.contains(words.get(i).lower())) {
      i++;
    }
    return i < words.size() && TELLS.contains(words.get(i).lower());
  }
}
